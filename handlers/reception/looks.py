"""Which of HR's screens show somebody's personal data: every look is noted before it is shown."""

from typing import TYPE_CHECKING

from domain.ids import AnnouncementId
from handlers.actions import Action, accounts, announcements, imports, people, seats
from storage.people import audit

if TYPE_CHECKING:
    from bot.intake.replying import BotContext

SEEN: dict[type[Action], tuple[str, str | None]] = {
    # what is noted, and which of the button's facts says about whom or what
    people.OpenStaff: ("person_seen", "person"),
    people.AskNumber: ("person_seen", "person"),
    people.SaveNumber: ("person_seen", "person"),
    people.IssueCode: ("person_seen", "person"),
    people.AskRelease: ("person_seen", "person"),
    people.Release: ("person_seen", "person"),
    people.AskUnlink: ("person_seen", "person"),
    people.Unlink: ("person_seen", "person"),
    people.ListStaff: ("staff_searched", None),
    seats.OpenParticipants: ("participants_seen", "offering"),
    seats.DownloadParticipants: ("participants_downloaded", "offering"),
    seats.OpenParticipant: ("participant_seen", "enrolment"),
    seats.AskRemoval: ("participant_seen", "enrolment"),
    seats.Remove: ("participant_seen", "enrolment"),
    accounts.DownloadUnlinked: ("unlinked_downloaded", None),
    accounts.OpenFailed: ("failures_seen", None),
    accounts.SettleFailure: ("failures_seen", None),
    accounts.OpenFailure: ("failure_seen", "failure"),
    accounts.ReleaseFailure: ("failure_seen", "failure"),
    seats.OpenRequests: ("requests_seen", None),
    seats.OpenRequest: ("request_seen", "enrolment"),
    seats.Approve: ("request_seen", "enrolment"),
    seats.AskRefusalReason: ("request_seen", "enrolment"),
    seats.Refuse: ("request_seen", "enrolment"),
    accounts.OpenDataRequests: ("data_requests_seen", None),
    accounts.OpenDataRequest: ("data_request_seen", "request"),
    accounts.SettleDataRequest: ("data_request_seen", "request"),
    announcements.DownloadUnreached: ("unreached_downloaded", "announcement"),
    imports.OpenRows: ("refused_rows_seen", "run"),
    imports.DownloadRows: ("refused_rows_downloaded", "run"),
}
"""A button that changes something stands here as well: where nothing is left to change, it shows
the same card and leaves no other trace."""

TYPED: dict[tuple[str, str], tuple[str, str | None]] = {
    # (flow, step) of the dialogue: what is noted, and which of its data says about whom or what
    ("staff", "search"): ("staff_searched", None),
    ("staff", "number"): ("person_seen", "person"),
    ("request", "reason"): ("request_seen", "enrolment"),
    ("removal", "reason"): ("participant_seen", "enrolment"),
}


async def note(ctx: "BotContext") -> None:
    """Writes down who looks at whose data, in ids alone."""
    if ctx.action is not None:
        event, name = SEEN.get(type(ctx.action), (None, None))
        about = getattr(ctx.action, name) if name else None
    elif ctx.dialogue is not None:
        event, name = TYPED.get((ctx.dialogue.flow, ctx.dialogue.step), (None, None))
        about = ctx.dialogue.data[name] if name else None
    else:
        return
    if event is not None:
        await audit.note(
            ctx.store, event, actor=ctx.person.person_id, about=about, at=ctx.real_now
        )


async def note_audience(ctx: "BotContext", number: AnnouncementId) -> None:
    """Before some of whom an announcement is for are named: many buttons and a text lead there."""
    await audit.note(
        ctx.store, "audience_seen", actor=ctx.person.person_id, about=number, at=ctx.real_now
    )
