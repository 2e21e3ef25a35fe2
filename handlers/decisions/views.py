"""Reads a decision for the person who looks at it, and notes that personal data were seen."""

from dataclasses import replace

from domain.decisions.views import DecisionView
from domain.ids import DecisionId, PersonId
from handlers.context import Context, Services
from storage.decisions.lists import views
from storage.people import audit


async def view_of(
    services: Services, decision: DecisionId, viewer: PersonId
) -> DecisionView | None:
    """A decision as this person sees it now."""
    settings = services.settings
    return await views.one(
        services.store,
        decision,
        viewer=viewer,
        now=services.clock.now(),
        zone=settings.timezone,
        target=settings.jp_target_pns,
    )


async def seen(ctx: Context, decision: DecisionId) -> DecisionView | None:
    """The same for who presses; None if they may not see it. What is shown is noted."""
    person = ctx.person.person_id
    found = await view_of(ctx.services, decision, person)
    if found is None or not found.known:
        return None
    await audit.note(
        ctx.store, "request_seen", actor=person, about=found.request.enrolment_id, at=ctx.now
    )
    waiting = await views.count(
        ctx.store, person, hr=ctx.person.hr, now=ctx.now, zone=ctx.settings.timezone
    )
    return replace(found, request=replace(found.request, waiting=waiting))
