"""An announcement: its states, what it says, and when it may be sent."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.announcements.audience import Audience, HeadCount, Seen
from domain.announcements.letter import Letter
from domain.ids import AnnouncementId, OfferingId, PersonId
from domain.outbox.quiet import Quiet

LATEST = timedelta(days=1)
"""An announcement that is later than this is not sent without a question."""
DELETABLE = timedelta(hours=48)
"""How long a bot can delete what it sent into a private chat."""


class AnnouncementState(StrEnum):
    """The states of an announcement; a stopped one keeps the messages that were sent."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    CHECKING = "checking"
    """Waits for another HR officer, since it is for many people; none of them has got it."""
    SENDING = "sending"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"
    """Cancelled before any message was sent."""


class FollowUp(StrEnum):
    """What HR does to the messages of an announcement that was sent: correct or delete them."""

    EDIT = "edit"
    DELETE = "delete"


class HoldReason(StrEnum):
    """Why an announcement was not sent at its time, and waits for an HR officer's decision."""

    LATE = "late"
    """More than a day had passed, for example because the program did not run."""
    AUTHOR = "author"
    """The person who scheduled it is no HR officer any more."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A draft, a scheduled or a sent announcement."""

    id: AnnouncementId
    author_id: PersonId
    """Who wrote it; once it is scheduled or sent, who did that."""
    author: str
    """The name with titles."""
    offering_id: OfferingId | None
    title: str | None
    """Of the training."""
    letter: Letter | None
    """The free text; None for a training."""
    audience: Audience
    state: AnnouncementState
    revision: int
    previewed: HeadCount | None
    scheduled_for: datetime | None
    """When it is to be sent; of a draft, when it was to be."""
    replaces: AnnouncementId | None
    """Of a draft: the scheduled announcement that it changes once it is saved."""
    held: HoldReason | None
    checked: bool
    """Another HR officer has approved the content as it is."""
    sent_at: datetime | None
    started_at: datetime | None
    """Real time, as finished_at and reported_at."""
    finished_at: datetime | None
    reported_at: datetime | None
    fanned_out: bool
    in_quiet: bool
    """HR wished it sent although it was quiet hours."""
    follow_up: FollowUp | None
    correction: Letter | None
    """The corrected text until it is sent."""
    chat_id: int | None
    """Where the message with the progress is, with its number."""
    message_id: int | None

    @property
    def ready(self) -> bool:
        """Whether there is something to send."""
        return self.offering_id is not None or self.letter is not None

    @property
    def beginning(self) -> str:
        """The title of the training, else how the text begins."""
        return self.title or (" ".join(self.letter.plain.split()) if self.letter else "")

    @property
    def unsent(self) -> bool:
        """Whether no person has been sent anything yet."""
        return self.state in (AnnouncementState.DRAFT, AnnouncementState.SCHEDULED)

    def scheduled_since(self, revision: int) -> bool:
        """Whether it was scheduled after this revision, whose buttons do not move it any more."""
        return self.state is AnnouncementState.SCHEDULED and self.revision != revision

    @property
    def waits_for_hr(self) -> bool:
        """Whether it was not sent at its time, and no HR officer has decided about it yet."""
        return self.state is AnnouncementState.DRAFT and self.held is not None

    @property
    def over(self) -> bool:
        """Whether sending has ended, completely or because HR stopped it."""
        return (
            self.state in (AnnouncementState.DONE, AnnouncementState.STOPPED)
            and self.finished_at is not None
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An announcement with its audience as it is at this moment."""

    announcement: Announcement
    seen: Seen
    stale: bool = False
    """The draft is not the one that was previewed last."""


class CheckAnswer(StrEnum):
    """What became of another officer's press."""

    DONE = "done"
    OWN = "own"
    """The officer who sends it cannot check it."""
    CHANGED = "changed"
    """It is not what this officer saw, or does not wait any more."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What an announced training says about itself now."""

    offering_id: OfferingId
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    mode: str
    place: str | None
    hours: int
    quota: int
    closes_at: datetime
    competencies: tuple[str, ...]
    off: bool
    """The offering was called off."""

    def open(self, now: datetime) -> bool:
        """Whether it still makes sense to announce it."""
        return not self.off and now < self.closes_at and now < self.starts_at


@dataclass(frozen=True, slots=True)
class AnnouncedTraining:
    """A training that can be announced."""

    offering_id: OfferingId
    title: str
    starts_at: datetime
    timezone: str
    seats_left: int


@dataclass(frozen=True, slots=True)
class Line:
    """An announcement in the list of those scheduled and sent."""

    id: AnnouncementId
    title: str
    """Of the training, else how the text begins."""
    state: AnnouncementState
    at: datetime
    """When it was or will be sent."""
    sent: int
    recipients: int
    """Those it could be sent to at all."""
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What an announcement says, as read at a moment of real time."""

    announcement: Announcement | None
    opening: Opening | None
    read_at: datetime


def offered(now: datetime, *, zone: str, quiet: Quiet) -> tuple[datetime, ...]:
    """The times HR can choose: today 13.00, tomorrow 08.00, Monday 08.00, unless past or quiet."""
    today = now.astimezone(ZoneInfo(zone)).date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    moments = [
        datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
        for day, clock in ((today, time(13)), (tomorrow, time(8)), (monday, time(8)))
    ]
    return tuple(m for m in dict.fromkeys(moments) if m > now and not quiet.holds(m))
