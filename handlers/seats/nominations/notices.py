"""Promised messages about nominations, and the task that ends those without an answer."""

from domain.ids import NominationId, OfferingId
from domain.outbox.messages import Claimed
from domain.seats.nominations import NominatedBy, NominationState
from handlers.context import Services
from handlers.screens.screen import Screen
from handlers.seats.screens.nominations import answering as screens
from handlers.seats.screens.nominations import states
from storage.seats.nominations import answering, reading
from storage.seats.nominations.ending import end_nominations


async def end_unanswered(services: Services) -> None:
    """Ends nominations whose time is over, and lets the offices know."""
    if await end_nominations(services.store, now=services.clock.now()):
        services.wake.set()


async def asked(services: Services, message: Claimed) -> Screen | None:
    """Renders the question, while it is open."""
    if message.person_id is None:
        return None
    number = NominationId(message.facts["nomination"])
    found = await answering.nominated(services.store, number, who=message.person_id)
    now = services.clock.now()
    if found is None or found.state is not NominationState.ASKED or not found.can_answer(now):
        return None
    return screens.notice(services.words(message.language), found, notice=message.id)


async def answered(services: Services, message: Claimed) -> Screen | None:
    """Renders what came of the nominations of an office, if the person still holds it."""
    if message.person_id is None:
        return None
    found = await reading.nominations(
        services.store,
        message.person_id,
        OfferingId(message.facts["offering"]),
        NominatedBy(message.facts["office"]),
        page=0,
        now=services.clock.now(),
        zone=services.settings.timezone,
    )
    return states.ended(services.words(message.language), found) if found is not None else None
