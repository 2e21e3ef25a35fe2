"""Renders messages to offices from present facts, and edits them once one office has answered."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from telegram.error import TelegramError

from domain.ids import DecisionId, EnrolmentId, PersonId
from domain.outbox.messages import Claimed
from handlers.context import Services
from handlers.decisions.screens import lapsed as lapsed_screens
from handlers.decisions.screens import many
from handlers.decisions.screens import one as screens
from handlers.decisions.views import view_of
from handlers.screens.screen import Screen
from storage.decisions import clock, telling
from storage.decisions.lists import views
from storage.people import staff as people_staff
from storage.seats import approvals

log = logging.getLogger("bangkom")


class Mine(TypedDict):
    """What says which decisions are a person's."""

    hr: bool
    now: datetime
    zone: str


async def look_at_decisions(services: Services) -> None:
    """Tells offices of decisions that were asked, or that are theirs since a while."""
    now, zone = services.clock.now(), services.settings.timezone
    if await telling.look(services.store, now=now, zone=zone):
        services.wake.set()


async def advance_decisions(services: Services) -> None:
    """Moves the clock of open decisions on, ends what is over, mends what got out of step."""
    now, zone = services.clock.now(), services.settings.timezone
    store = services.store
    await clock.heal(store, now=now)
    moved = await clock.lapse(store, now=now, zone=zone)
    moved += await clock.advance(store, now=now, zone=zone)
    if moved:
        services.wake.set()
    await look_at_decisions(services)


async def asked(services: Services, message: Claimed) -> Screen | None:
    """Renders a decision for the office that is asked, while it can still decide."""
    return await _asked(services, message, DecisionId(message.facts["decision"]))


async def escalated(services: Services, message: Claimed) -> Screen | None:
    """Renders it for the next superior, since the first one has not answered."""
    decision = DecisionId(message.facts["decision"])
    return await _asked(services, message, decision, again=True)


async def request(services: Services, message: Claimed) -> Screen | None:
    """Renders a request that an older version promised to an HR officer."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await views.newest_of(services.store, enrolment)
    return await _asked(services, message, found) if found is not None else None


async def joined(services: Services, message: Claimed) -> Screen | None:
    """Renders how many things wait; the one itself if it is alone."""
    if message.person_id is None:
        return None
    page = await views.waiting(
        services.store, message.person_id, page=0, **await _mine(services, message.person_id)
    )
    if not page.total:
        return None
    if page.total == 1:
        return await _asked(services, message, page.items[0].id)
    return many.joined(services.words(message.language), page)


async def lapsed(services: Services, message: Claimed) -> Screen | None:
    """Renders that a request ended undecided: for the person, or for HR all of a day."""
    words = services.words(message.language)
    if message.facts.get("hr"):
        if not await people_staff.is_officer(services.store, message.person_id):
            return None
        since = datetime.fromisoformat(message.facts["since"])
        found = await views.lapsed_since(services.store, since)
        return lapsed_screens.for_hr(words, found) if found.total else None
    enrolment = EnrolmentId(message.facts["enrolment"])
    now = services.clock.now()
    found_request = await approvals.request(services.store, enrolment, now=now)
    if found_request is None or found_request.reason != lapsed_screens.REASON:
        return None
    return lapsed_screens.for_person(words, found_request)


async def close(services: Services, decision: DecisionId, *, except_for: int | None) -> None:
    """Edits every other notice of a decision to show what became of it."""
    for notice in await views.notices_of(services.store, decision):
        if notice.message_id == except_for or notice.person_id is None:
            continue
        found = await view_of(services, decision, notice.person_id)
        if found is None or found.open:
            return
        screen = screens.gone(services.words(notice.language), found)
        try:
            await services.presenter.edit_text(notice.chat_id, notice.message_id, screen)
        except TelegramError as error:
            # An officer who blocked the bot must not prevent the edits for the others.
            log.info("notice not closed", extra={"reason": type(error).__name__})


async def _asked(
    services: Services, message: Claimed, decision: DecisionId, *, again: bool = False
) -> Screen | None:
    if message.person_id is None:
        return None
    found = await view_of(services, decision, message.person_id)
    if found is None or found.mine is None:
        return None
    waiting = await views.count(
        services.store, message.person_id, **await _mine(services, message.person_id)
    )
    found = replace(found, request=replace(found.request, waiting=waiting))
    words = services.words(message.language)
    return (screens.escalated if again else screens.notice)(words, found)


async def _mine(services: Services, person: PersonId) -> Mine:
    hr = await people_staff.is_officer(services.store, person)
    return {"hr": hr, "now": services.clock.now(), "zone": services.settings.timezone}
