"""What HR is told unasked: sign-ups to decide on, personal data to correct, late cancellations."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from domain.ids import EnrolmentId, PersonId
from domain.messages import Claimed
from handlers.screens import data_requests as data_screens
from handlers.screens import requests as screens
from handlers.screens import staff as staff_screens
from handlers.screens.screen import Screen
from storage import data_requests, requests, staff

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger("bangkom")


async def alert(services: "Services") -> None:
    """Corrections whose time is nearly over."""
    if await data_requests.alert(services.store, now=services.clock.now()):
        services.wake.set()


async def request(services: "Services", message: Claimed) -> Screen | None:
    """A sign-up that needs approval, as long as nobody has decided."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await requests.request(services.store, enrolment, now=services.clock.now())
    if found is None or not found.pending:
        return None
    return screens.notice(services.words(message.language), found)


async def late_cancel(services: "Services", message: Claimed) -> Screen | None:
    """Somebody gave a seat back shortly before the start."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await requests.late_cancel(services.store, enrolment)
    return screens.late_cancel(services.words(message.language), found) if found else None


async def data_request(services: "Services", message: Claimed) -> Screen | None:
    """A correction asked for, or a consent withdrawn."""
    found = await data_requests.one(services.store, message.facts["request"])
    if found is None or found.settled_at is not None:
        return None
    return data_screens.notice(services.words(message.language), found)


async def data_request_due(services: "Services", message: Claimed) -> Screen | None:
    """A correction that waits for 48 hours."""
    found = await data_requests.one(services.store, message.facts["request"])
    if found is None or found.settled_at is not None:
        return None
    return data_screens.overdue(services.words(message.language), found)


async def unlinked_by_hr(services: "Services", message: Claimed) -> Screen | None:
    """To the chat whose link HR has ended."""
    facts = message.facts
    one = await staff.card(services.store, PersonId(facts["person"]))
    if one is None:
        return None
    at = datetime.fromisoformat(facts["at"])
    return staff_screens.told_of_unlink(services.words(facts["language"]), name=one.name, at=at)


async def close(services: "Services", enrolment: EnrolmentId, *, except_for: int | None) -> None:
    """Says in every notice of a sign-up what was decided, but in the one that was pressed."""
    found = await requests.request(services.store, enrolment, now=services.clock.now())
    if found is None or found.pending:
        return
    for notice in await requests.sent_notices(services.store, enrolment):
        if notice.message_id != except_for:
            screen = screens.gone(services.words(notice.language), found)
            try:
                await services.presenter.edit_text(notice.chat_id, notice.message_id, screen)
            except TelegramError as error:
                # One who blocked the bot is no reason to leave the others' notices as they are.
                log.info("notice not closed", extra={"reason": type(error).__name__})
