"""Which of HR's screens show somebody's personal data: every look is noted before it is shown."""

from typing import TYPE_CHECKING

from handlers.screens.actions import Action, announcement, desk, importing, requests, staff
from storage import audit

if TYPE_CHECKING:
    from bot.context import BotContext

SEEN: dict[type[Action], tuple[str, str | None]] = {
    # what is noted, and which of the button's facts says about whom or what
    staff.OpenStaff: ("person_seen", "person"),
    staff.AskNumber: ("person_seen", "person"),
    staff.AskRelease: ("person_seen", "person"),
    staff.AskUnlink: ("person_seen", "person"),
    staff.ListStaff: ("staff_searched", None),
    desk.OpenParticipants: ("participants_seen", "offering"),
    desk.DownloadParticipants: ("participants_downloaded", "offering"),
    desk.OpenParticipant: ("participant_seen", "enrolment"),
    desk.AskRemoval: ("participant_seen", "enrolment"),
    desk.DownloadUnlinked: ("unlinked_downloaded", None),
    desk.OpenFailed: ("failures_seen", None),
    desk.SettleFailure: ("failures_seen", None),
    desk.OpenFailure: ("failure_seen", "failure"),
    requests.OpenRequests: ("requests_seen", None),
    requests.OpenRequest: ("request_seen", "enrolment"),
    requests.AskReason: ("request_seen", "enrolment"),
    requests.OpenDataRequests: ("data_requests_seen", None),
    requests.OpenDataRequest: ("data_request_seen", "request"),
    announcement.DownloadUnreached: ("unreached_downloaded", "announcement"),
    announcement.Preview: ("audience_seen", "announcement"),
    importing.DownloadRows: ("refused_rows_downloaded", "run"),
}
SEARCHED = ("staff", "search")
"""The typed search for a person."""


async def note(ctx: "BotContext") -> None:
    """Writes down who looks at whose data, in ids alone."""
    event: str | None = None
    about: int | None = None
    if ctx.action is not None:
        event, name = SEEN.get(type(ctx.action), (None, None))
        about = getattr(ctx.action, name) if name else None
    elif ctx.dialogue is not None and (ctx.dialogue.flow, ctx.dialogue.step) == SEARCHED:
        event = "staff_searched"
    if event is not None:
        await audit.note(
            ctx.store, event, actor=ctx.person.person_id, about=about, at=ctx.real_now
        )
