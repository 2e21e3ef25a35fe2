"""Promised messages to HR about seats: sign-ups to decide on, late cancellations."""

import logging

from telegram.error import TelegramError

from domain.ids import EnrolmentId
from domain.outbox.messages import Claimed
from domain.seats.approvals import Request
from domain.seats.deciding import SeatState
from handlers.context import Services
from handlers.screens.screen import Said, Screen
from handlers.seats.screens import approvals as screens
from storage.accounts import data_requests
from storage.outbox.putting_off import company
from storage.seats import approvals

log = logging.getLogger("bangkom")


async def request(services: Services, message: Claimed) -> Screen | None:
    """Renders a sign-up that needs approval, while no HR officer has decided."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await approvals.request(services.store, enrolment, now=services.clock.now())
    if found is None or not found.pending:
        return None
    now, words = services.clock.now(), services.words(message.language)
    others = await company(services.store, message, now=now, put_off_only=True)
    if others.earlier:
        return None
    if others.later and found.waiting > 1:
        # It is about all of them: a decision about one must not replace it.
        await approvals.forget_notice(services.store, message.id)
        waiting = await approvals.pending(services.store, page=0, now=now)
        data = await data_requests.waiting(services.store)
        return screens.listing(words, waiting, data_requests=data).as_new()
    return screens.notice(words, found)


async def queue_unreached(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person in the queue cannot be told, and was passed over."""
    found = await _queued(services, message)
    return screens.unreached(services.words(message.language), found) if found else None


async def unreached_line(services: Services, message: Claimed) -> Said | None:
    """Renders it as a line of the message of the day."""
    found = await _queued(services, message)
    return screens.unreached_line(services.words(message.language), found) if found else None


async def _queued(services: Services, message: Claimed) -> Request | None:
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await approvals.request(services.store, enrolment, now=services.clock.now())
    return found if found is not None and found.state is SeatState.QUEUED else None


async def late_cancel(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person gave up a seat shortly before the start."""
    enrolment = EnrolmentId(message.facts["enrolment"])
    found = await approvals.late_cancel(services.store, enrolment)
    return screens.late_cancel(services.words(message.language), found) if found else None


async def close(services: Services, enrolment: EnrolmentId, *, except_for: int | None) -> None:
    """Edits every other notice of a sign-up to show the decision."""
    found = await approvals.request(services.store, enrolment, now=services.clock.now())
    if found is None or found.pending:
        return
    for notice in await approvals.sent_notices(services.store, enrolment):
        if notice.message_id != except_for:
            screen = screens.gone(services.words(notice.language), found)
            try:
                await services.presenter.edit_text(notice.chat_id, notice.message_id, screen)
            except TelegramError as error:
                # An HR officer who blocked the bot must not prevent the edits for the others.
                log.info("notice not closed", extra={"reason": type(error).__name__})
