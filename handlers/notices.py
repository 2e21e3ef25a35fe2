"""Every kind of promised message: how often it is tried, and how it is rendered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto

from domain.outbox.messages import Claimed
from handlers.accounts import notices as handlers_accounts_notices
from handlers.accounts.hr import notices as accounts_notices
from handlers.announcements import notices as announcements_notices
from handlers.context import Services
from handlers.evaluation import notices as evaluation_notices
from handlers.imports import notices as imports_notices
from handlers.reminders import notices as reminders_notices
from handlers.screens.screen import Screen
from handlers.seats import notices as seats_notices
from handlers.seats.hr import notices as handlers_seats_notices
from storage.people import staff as people_staff

Render = Callable[[Services, Claimed], Awaitable[Screen | None]]


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
    "link_old": Notice(handlers_accounts_notices.old_account),
    "correction_done": Notice(handlers_accounts_notices.correction_done),
    # training: seats, queue, approval, moved, called off
    "offering_moved": Notice(seats_notices.moved),
    "offering_called_off": Notice(seats_notices.called_off),
    "offering_reopened": Notice(seats_notices.reopened),
    "note.promoted": Notice(seats_notices.promoted),
    "note.queue.end": Notice(seats_notices.queue_ended),
    "note.approved": Notice(seats_notices.approved),
    "note.refused": Notice(seats_notices.refused),
    "note.removed": Notice(seats_notices.removed),
    # reminders
    "rem.h7": Notice(reminders_notices.seven_days),
    "rem.h1": Notice(reminders_notices.day_before),
    "rem.h0": Notice(reminders_notices.same_day),
    "rem.closing": Notice(reminders_notices.closing),
    # feedback
    "fb.invite": Notice(evaluation_notices.invite),
    "fb.rem.h1": Notice(evaluation_notices.reminder),
    "fb.rem.h3": Notice(evaluation_notices.last_reminder),
    # hr desk and requests
    "request_notice": Notice(handlers_seats_notices.request, for_hr=True),
    "late_cancel": Notice(handlers_seats_notices.late_cancel, for_hr=True),
    "req_data": Notice(accounts_notices.data_request, for_hr=True),
    "data_request_due": Notice(accounts_notices.data_request_due, for_hr=True),
    "unlinked_by_hr": Notice(accounts_notices.unlinked_by_hr),
    # import
    "import_end": Notice(imports_notices.ended, for_hr=True),
    # announcements
    "announcement": Notice(announcements_notices.announcement),
    "announcement_edit": Notice(announcements_notices.corrected, tries=5, deed=Deed.EDIT),
    "announcement_delete": Notice(announcements_notices.taken_back, tries=5, deed=Deed.DELETE),
    "announcement_progress": Notice(announcements_notices.watch, for_hr=True),
}


async def render(services: Services, message: Claimed) -> Screen | None:
    """The screen as it has to look now, in the recipient's language; None drops the message."""
    kind = KINDS[message.kind]
    if kind.for_hr and not await people_staff.is_officer(services.store, message.person_id):
        return None
    return await kind.render(services, message)
