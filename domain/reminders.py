"""The reminder rules as data: when each one is due, and until when it is worth sending."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.catalogue.offerings import Mode
from domain.catalogue.sessions import TrainingSession
from domain.ids import OfferingId
from domain.outbox.messages import MessageKind
from domain.outbox.quiet import Quiet


class Anchor(StrEnum):
    """The moment of an offering that a rule counts from."""

    START = "start"
    CLOSING = "closing"
    END = "end"


@dataclass(frozen=True, slots=True)
class Point:
    """A moment relative to an anchor: `days` later, at a time of the offering's time zone.

    Without `at` it is the anchor plus `days` times 24 hours, minus `ahead`.
    """

    days: int = 0
    at: time | None = None
    ahead: timedelta = timedelta()

    def of(self, anchor: datetime, zone: str) -> datetime:
        """The point in UTC."""
        if self.at is None:
            return anchor + timedelta(days=self.days) - self.ahead
        there = anchor.astimezone(ZoneInfo(zone))
        day = there.date() + timedelta(days=self.days)
        return datetime.combine(day, self.at, there.tzinfo).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Rule:
    """One reminder rule: due at one point, not sent from another point on."""

    name: str
    """Part of the stored key that makes a reminder unique: it never changes."""
    kind: MessageKind
    """The kind of message it becomes."""
    mute: str
    """The preference by which a person switches it off."""
    anchor: Anchor
    due: Point
    until: Point
    early: tuple[time, Point] | None = None
    """For an anchor before this local time the other point is when it is due."""
    enrolled_before_due: bool = False
    """Not sent to a person who took the seat after the rule was due."""

    def due_at(self, anchor: datetime, zone: str) -> datetime:
        """When the rule is due, before quiet hours are applied."""
        if self.early and anchor.astimezone(ZoneInfo(zone)).time() < self.early[0]:
            return self.early[1].of(anchor, zone)
        return self.due.of(anchor, zone)

    def anchors(self, now: datetime) -> tuple[datetime, datetime]:
        """The earliest and latest anchor that can be due now; wide, for a simple query."""
        slack = timedelta(days=2)  # the local day, and a day earlier for quiet hours
        first = now - timedelta(days=self.until.days) - slack
        return first, now - timedelta(days=self.due.days) + slack

    def until_at(self, anchor: datetime, zone: str) -> datetime:
        """From this moment on the reminder is not sent."""
        return self.until.of(anchor, zone)

    def planned_at(self, anchor: datetime, zone: str, quiet: Quiet) -> datetime:
        """When the reminder is sent: moved out of quiet hours, never dropped because of them.

        What must arrive before a start moves to the last minute before the quiet hours. All else
        moves to their end, unless it would then be too late.
        """
        due = self.due_at(anchor, zone)
        waited = quiet.over(due)
        if self.anchor is Anchor.START or waited >= self.until_at(anchor, zone):
            return quiet.before(due)
        return waited

    def send_at(
        self, anchor: datetime, zone: str, quiet: Quiet, *, now: datetime
    ) -> datetime | None:
        """When to send a reminder that is due by now; None if it is not due yet or too late.

        A late one (the program was not running) that falls into quiet hours waits for their end.
        If that is too late, it is sent at once.
        """
        until = self.until_at(anchor, zone)
        if not self.planned_at(anchor, zone, quiet) <= now < until:
            return None
        waited = quiet.over(now)
        return waited if waited < until else now


# H is "hari", day: h7 is seven days before the start. In the feedback rules, days after the end.
H7 = Rule(
    "h7",
    MessageKind.REMINDER_H7,
    "h7",
    Anchor.START,
    due=Point(-7, time(9)),
    until=Point(-2),
    enrolled_before_due=True,
)
H1 = Rule(
    "h1",
    MessageKind.REMINDER_H1,
    "h1",
    Anchor.START,
    due=Point(-1, time(16)),
    until=Point(ahead=timedelta(hours=2)),
    enrolled_before_due=True,
)
H0 = Rule(
    "h0",
    MessageKind.REMINDER_H0,
    "h0",
    Anchor.START,
    due=Point(0, time(7)),
    until=Point(),
    early=(time(8), Point(ahead=timedelta(hours=1))),
)
# Told as a line of the message of the day, see storage/reminders/closings.py.
CLOSING = Rule(
    "closing",
    MessageKind.CLOSING,
    "closing",
    Anchor.CLOSING,
    due=Point(-1, time(8)),
    until=Point(),
)

# The form stays open through the whole seventh day after the end, as its last day is named.
FORM_CLOSES = Point(8, time(0))
INVITE = Rule(
    "invite", MessageKind.FEEDBACK_INVITE, "feedback", Anchor.END, due=Point(), until=FORM_CLOSES
)
# Once the last reminder is due, the one before it is not sent.
FEEDBACK_H1 = Rule(
    "fb1",
    MessageKind.FEEDBACK_H1,
    "feedback",
    Anchor.END,
    due=Point(1, time(9)),
    until=Point(3, time(9)),
)
FEEDBACK_H3 = Rule(
    "fb3",
    MessageKind.FEEDBACK_H3,
    "feedback",
    Anchor.END,
    due=Point(3, time(9)),
    until=FORM_CLOSES,
)

SEAT_RULES = (H7, H1, H0)
"""For people who hold a seat."""
LATER_DAYS = (H1, H0)
"""Also for each later day that begins after a day without a session."""
FEEDBACK_RULES = (INVITE, FEEDBACK_H1, FEEDBACK_H3)
"""For people who took part and have not answered, in the order of sending."""
MUTABLE = ("h7", "h1", "h0", "closing", "feedback")
"""The preferences that switch reminders off, as stored with the link. A button holds the position
of a word here (`ReminderKind` in handlers): a new word goes to the end."""
LOOK_AGAIN = timedelta(minutes=10)
"""How often an offering is looked through again for people who came to it late: they linked late,
or were recorded as present afterwards."""


class Looked:
    """When the people of an offering were last looked through for a rule.

    It only saves work: people who have their message are not read at every tick. It lives in
    memory and is lost with the process.
    """

    def __init__(self) -> None:
        self._at: dict[tuple[str, int, datetime], datetime] = {}

    def lately(self, rule: Rule, offering: int, anchor: datetime, *, now: datetime) -> bool:
        """Whether the offering can be skipped now; never after its date or the clock was moved."""
        at = self._at.get((rule.name, offering, anchor))
        return at is not None and at <= now < at + LOOK_AGAIN

    def note(
        self, rule: Rule, offerings: Iterable[tuple[int, datetime]], *, now: datetime
    ) -> None:
        """Notes that all people who are due by now in these offerings have their message."""
        known = {key: at for key, at in self._at.items() if at <= now < at + LOOK_AGAIN}
        self._at = known | {(rule.name, *each): now for each in offerings}


@dataclass(frozen=True, slots=True)
class SeatReminder:
    """The facts of a reminder about a seat, read when it is sent."""

    person_name: str
    """With titles."""
    offering_id: OfferingId
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    mode: Mode
    place: str | None
    url: str | None
    since: datetime
    """When the person took the seat."""
    awaited: bool = False
    """Whether people wait in the queue for this seat."""
    confirmed: bool = False
    """The person has said to come."""
    later_day: TrainingSession | None = None
    """The day that it is about, from its first to its last hour; None: the first one."""
    letter: str | None = None
    """The number of the letter by which the unit sends the person; None: not known."""


@dataclass(frozen=True, slots=True)
class ClosingReminder:
    """Sign-up closes soon: told to a person with a gap that the training answers."""

    person_name: str
    """With titles."""
    offering_id: OfferingId
    title: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    timezone: str
    seats_left: int
    competencies: tuple[str, ...]
