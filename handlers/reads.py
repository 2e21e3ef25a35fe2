"""Which of HR's screens show somebody's personal data: every look is noted before it is shown."""

from typing import TYPE_CHECKING

from domain.ids import AnnouncementId
from handlers.screens.actions import Action, announcement, desk, importing, requests, staff
from storage import audit

if TYPE_CHECKING:
    from bot.context import BotContext

SEEN: dict[type[Action], tuple[str, str | None]] = {
    # what is noted, and which of the button's facts says about whom or what
    staff.OpenStaff: ("person_seen", "person"),
    staff.AskNumber: ("person_seen", "person"),
    staff.SaveNumber: ("person_seen", "person"),
    staff.IssueCode: ("person_seen", "person"),
    staff.AskRelease: ("person_seen", "person"),
    staff.Release: ("person_seen", "person"),
    staff.AskUnlink: ("person_seen", "person"),
    staff.Unlink: ("person_seen", "person"),
    staff.ListStaff: ("staff_searched", None),
    desk.OpenParticipants: ("participants_seen", "offering"),
    desk.DownloadParticipants: ("participants_downloaded", "offering"),
    desk.OpenParticipant: ("participant_seen", "enrolment"),
    desk.AskRemoval: ("participant_seen", "enrolment"),
    desk.Remove: ("participant_seen", "enrolment"),
    desk.DownloadUnlinked: ("unlinked_downloaded", None),
    desk.OpenFailed: ("failures_seen", None),
    desk.SettleFailure: ("failures_seen", None),
    desk.OpenFailure: ("failure_seen", "failure"),
    desk.ReleaseFailure: ("failure_seen", "failure"),
    requests.OpenRequests: ("requests_seen", None),
    requests.OpenRequest: ("request_seen", "enrolment"),
    requests.Approve: ("request_seen", "enrolment"),
    requests.AskReason: ("request_seen", "enrolment"),
    requests.Refuse: ("request_seen", "enrolment"),
    requests.OpenDataRequests: ("data_requests_seen", None),
    requests.OpenDataRequest: ("data_request_seen", "request"),
    requests.SettleDataRequest: ("data_request_seen", "request"),
    announcement.DownloadUnreached: ("unreached_downloaded", "announcement"),
    importing.OpenRows: ("refused_rows_seen", "run"),
    importing.DownloadRows: ("refused_rows_downloaded", "run"),
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
