"""How one person takes part in an offering, and which state its details show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.catalogue.offerings import Occupancy, Offering
from domain.ids import EnrolmentId
from domain.seats.deciding import OPEN as SEATS_OPEN
from domain.seats.deciding import BusyTime, Queued, SeatRefused, SeatState, Why, clashing, decide
from domain.seats.moving import all_clashing, seen_of_move
from domain.seats.seen import seen


class Attendance(StrEnum):
    """What HR has recorded about a person who held a seat."""

    ATTENDED = "attended"
    ABSENT = "absent"
    PASSED = "passed"


PRESENT = (Attendance.ATTENDED, Attendance.PASSED)
"""What gives hours, and what a person is thanked for."""


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """How one person takes part in one offering."""

    enrolment_id: EnrolmentId
    state: SeatState
    since: datetime
    position: int | None = None
    """In the queue, from 1."""
    attendance: Attendance | None = None
    certificate: str | None = None
    reason: str | None = None
    answer_by: datetime | None = None
    """Until when an offered seat is held."""

    @property
    def open(self) -> bool:
        """Whether the person still counts on the training."""
        return self.state in SEATS_OPEN


class Face(StrEnum):
    """The state that the details of an offering show to one person."""

    OPEN = "open"
    FULL = "full"
    """No free seat, but the person can join the queue."""
    NO_SEAT = "no seat"
    """No free seat, and the queue has closed."""
    QUEUED = "queued"
    PENDING = "pending"
    OFFERED = "offered"
    INTERESTED = "interested"
    ENROLLED = "enrolled"
    CLOSED = "closed"
    STARTED = "started"
    OFF = "off"
    CLASH = "clash"
    PAST = "past"
    """The person held a seat, and it is over."""


@dataclass(frozen=True, slots=True)
class UnitShare:
    """What the quota by unit leaves for a person."""

    admitted: bool
    """One of the free seats, if there are any, may go to this person."""
    unit: str | None = None
    """The name of the unit whose quota counts; None: the person's unit has none."""
    seats: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Detail:
    """An offering as one person sees it."""

    offering: Offering
    occupancy: Occupancy
    mine: SeatStanding | None
    own: tuple[BusyTime, ...]
    """Sessions at the same time in which this person holds a seat."""
    gaps: tuple[str, ...]
    """Names of the competencies in which it answers a gap of this person."""
    feedback_open: bool = False
    feedback_given: bool = False
    """The form was sent; while it is open it can be changed."""
    share: UnitShare | None = None
    """What the quota by unit leaves for the person's unit; None: there is none."""

    @property
    def left(self) -> int:
        """Free seats."""
        return self.occupancy.left(self.offering.quota)

    @property
    def seen(self) -> int:
        """The number by which a button knows this state again."""
        return seen(self.offering, self.mine.since if self.mine else None)

    @property
    def clash(self) -> BusyTime | None:
        """The training to cancel first."""
        return clashing(self.offering, self.own)

    def can_move(self, now: datetime) -> bool:
        """Whether the person may leave what takes place at the same time for this one."""
        leaving = all_clashing(self.offering, self.own)
        held = self.mine is not None and self.mine.state is SeatState.OFFERED
        seat = self.left > 0 or held
        return bool(leaving) and seat and all(one.starts_at > now for one in leaving)

    @property
    def seen_of_move(self) -> int:
        """The number by which the question about moving knows this state again."""
        since = self.mine.since if self.mine else None
        return seen_of_move(self.offering, since, self.own)

    def face(self, now: datetime) -> Face:
        """The state that the details show to this person now."""
        offering, mine = self.offering, self.mine
        if mine is not None and mine.state is SeatState.ENROLLED and not offering.called_off:
            over = mine.attendance is not None or now >= offering.ends_at
            return Face.PAST if over else Face.ENROLLED
        waits = mine is not None and mine.open
        if waits and not offering.called_off and now < offering.starts_at:
            return WAITING[mine.state] if mine else Face.PENDING
        outcome = decide(
            offering,
            taken=self.occupancy.taken,
            waiting=self.occupancy.waiting,
            own=self.own,
            now=now,
            admitted=self.share is None or self.share.admitted,
        )
        if isinstance(outcome, SeatRefused):
            return REFUSED[outcome.why]
        # Where interest is noted, people sign up however many seats there are.
        return Face.FULL if isinstance(outcome, Queued) else Face.OPEN


WAITING = {
    SeatState.QUEUED: Face.QUEUED,
    SeatState.REQUESTED: Face.PENDING,
    SeatState.OFFERED: Face.OFFERED,
    SeatState.INTERESTED: Face.INTERESTED,
}
REFUSED = {
    Why.OFF: Face.OFF,
    Why.STARTED: Face.STARTED,
    Why.CLOSED: Face.CLOSED,
    Why.CLASH: Face.CLASH,
    Why.FULL: Face.NO_SEAT,
}
