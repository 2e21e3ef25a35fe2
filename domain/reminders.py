"""Which reminders there are, when each is due, and until when it still makes sense: as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.catalogue.offerings import Mode
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
    """A moment told by its anchor: `days` later, at a time of the offering's own clock.

    Without `at` it is the anchor's very moment, `days` times 24 hours later, less `ahead`.
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
    """One reminder: due at a point, worth sending until (not at) another."""

    name: str
    kind: MessageKind
    """The kind of message it becomes."""
    mute: str
    """What a person switches it off by."""
    anchor: Anchor
    due: Point
    until: Point
    early: tuple[time, Point] | None = None
    """For an anchor before this local time the other point is when it is due."""
    enrolled_before_due: bool = False
    """Not for somebody who took the seat after it was due."""

    def due_at(self, anchor: datetime, zone: str) -> datetime:
        """When the rule wants it sent, quiet hours aside."""
        if self.early and anchor.astimezone(ZoneInfo(zone)).time() < self.early[0]:
            return self.early[1].of(anchor, zone)
        return self.due.of(anchor, zone)

    def anchors(self, now: datetime) -> tuple[datetime, datetime]:
        """Between which anchors to look for what is due now: a little wide, for a quick query."""
        slack = timedelta(days=2)  # the local day, and a day earlier for quiet hours
        first = now - timedelta(days=self.until.days) - slack
        return first, now - timedelta(days=self.due.days) + slack

    def until_at(self, anchor: datetime, zone: str) -> datetime:
        """From here on it is not sent any more."""
        return self.until.of(anchor, zone)

    def planned_at(self, anchor: datetime, zone: str, quiet: Quiet) -> datetime:
        """When it is sent: out of quiet hours, never dropped for their sake.

        What comes before a start moves to the last minute before them; all else waits until they
        are over, and moves as well where it would then be too late.
        """
        due = self.due_at(anchor, zone)
        waited = quiet.over(due)
        if self.anchor is Anchor.START or waited >= self.until_at(anchor, zone):
            return quiet.before(due)
        return waited

    def send_at(
        self, anchor: datetime, zone: str, quiet: Quiet, *, now: datetime
    ) -> datetime | None:
        """When to send what is due by now; None where it is not due yet or too late.

        A late one (the program was away) that meets quiet hours waits until they are over; where
        that is too late, it goes at once: a reminder is never dropped for quiet hours.
        """
        until = self.until_at(anchor, zone)
        if not self.planned_at(anchor, zone, quiet) <= now < until:
            return None
        waited = quiet.over(now)
        return waited if waited < until else now


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
CLOSING = Rule(
    "closing",
    MessageKind.CLOSING,
    "closing",
    Anchor.CLOSING,
    due=Point(-1, time(9)),
    until=Point(),
)

# The form stays open through the whole seventh day after the end, as its last day is named.
FORM_CLOSES = Point(8, time(0))
INVITE = Rule(
    "invite", MessageKind.FEEDBACK_INVITE, "feedback", Anchor.END, due=Point(), until=FORM_CLOSES
)
# Once the last call is due, the one before it has nothing to add.
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
"""For those who hold a seat."""
FEEDBACK_RULES = (INVITE, FEEDBACK_H1, FEEDBACK_H3)
"""For those who took part and have not answered, in the order they are told."""
MUTABLE = ("h7", "h1", "h0", "closing", "feedback")
"""What a person can switch off, as kept with the link."""
LOOK_AGAIN = timedelta(minutes=10)
"""How soon somebody is told who came to an offering after all others were: who linked late, who is
recorded as present after all."""


class Looked:
    """When the people of an offering were last looked through for a rule.

    Only spares work, so that the many who are told already are not read at every tick; forgotten
    with the process.
    """

    def __init__(self) -> None:
        self._at: dict[tuple[str, int, datetime], datetime] = {}

    def lately(self, rule: Rule, offering: int, anchor: datetime, *, now: datetime) -> bool:
        """Whether it need not be looked at yet; it must where its date or the clock was moved."""
        at = self._at.get((rule.name, offering, anchor))
        return at is not None and at <= now < at + LOOK_AGAIN

    def note(
        self, rule: Rule, offerings: Iterable[tuple[int, datetime]], *, now: datetime
    ) -> None:
        """All who are due by now in these, given with their anchors, have their message."""
        known = {key: at for key, at in self._at.items() if at <= now < at + LOOK_AGAIN}
        self._at = known | {(rule.name, *each): now for each in offerings}


@dataclass(frozen=True, slots=True)
class SeatReminder:
    """What a reminder of a seat tells, as it stands when it is sent."""

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
    confirmed: bool = False
    """The person has said to come."""


@dataclass(frozen=True, slots=True)
class ClosingReminder:
    """Registration closes soon, for somebody with a gap that the training answers."""

    person_name: str
    """With titles."""
    offering_id: OfferingId
    title: str
    closes_at: datetime
    timezone: str
    seats_left: int
    competencies: tuple[str, ...]
