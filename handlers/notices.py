"""Every kind of promised message: how often it is tried, and how it is rendered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from domain.messages import Claimed
from handlers import (
    announcement_notices,
    feedback_notices,
    import_notices,
    linking_notices,
    reminder_notices,
    request_notices,
    training_notices,
)
from handlers.screens.screen import Screen
from storage import staff

if TYPE_CHECKING:
    from bot.services import Services

Render = Callable[["Services", Claimed], Awaitable[Screen | None]]


class Deed(Enum):
    """What is done: a new message, or something to the one numbered `message` in the facts."""

    SEND = auto()
    EDIT = auto()
    DELETE = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of message. `render` answers None when it is no longer relevant."""

    render: Render
    tries: int = 2
    """How often an unknown outcome is tried in all: a rare double beats silence."""
    deed: Deed = Deed.SEND
    for_hr: bool = False
    """Tells of others: only for who holds the role at that moment."""


KINDS: dict[str, Notice] = {
    # linking, privacy
    "link_old": Notice(linking_notices.old_account),
    "correction_done": Notice(linking_notices.correction_done),
    # training: seats, queue, approval, moved, called off
    "offering_moved": Notice(training_notices.moved),
    "offering_called_off": Notice(training_notices.called_off),
    "offering_reopened": Notice(training_notices.reopened),
    "note.promoted": Notice(training_notices.promoted),
    "note.queue.end": Notice(training_notices.queue_ended),
    "note.approved": Notice(training_notices.approved),
    "note.refused": Notice(training_notices.refused),
    "note.removed": Notice(training_notices.removed),
    # reminders
    "rem.h7": Notice(reminder_notices.seven_days),
    "rem.h1": Notice(reminder_notices.day_before),
    "rem.h0": Notice(reminder_notices.same_day),
    "rem.closing": Notice(reminder_notices.closing),
    # feedback
    "fb.invite": Notice(feedback_notices.invite),
    "fb.rem.h1": Notice(feedback_notices.reminder),
    "fb.rem.h3": Notice(feedback_notices.last_reminder),
    # hr desk and requests
    "request_notice": Notice(request_notices.request, for_hr=True),
    "late_cancel": Notice(request_notices.late_cancel, for_hr=True),
    "req_data": Notice(request_notices.data_request, for_hr=True),
    "data_request_due": Notice(request_notices.data_request_due, for_hr=True),
    "unlinked_by_hr": Notice(request_notices.unlinked_by_hr),
    # import
    "import_end": Notice(import_notices.ended, for_hr=True),
    # announcements
    "announcement": Notice(announcement_notices.announcement),
    "announcement_edit": Notice(announcement_notices.corrected, tries=5, deed=Deed.EDIT),
    "announcement_delete": Notice(announcement_notices.taken_back, tries=5, deed=Deed.DELETE),
    "announcement_progress": Notice(announcement_notices.watch, for_hr=True),
}


async def render(services: "Services", message: Claimed) -> Screen | None:
    """The screen as it has to look now, in the recipient's language; None drops the message."""
    kind = KINDS[message.kind]
    if kind.for_hr and not await staff.is_officer(services.store, message.person_id):
        return None
    return await kind.render(services, message)
