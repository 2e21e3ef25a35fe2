"""The list of a person's own trainings, coming and past."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.ids import OfferingId
from domain.lists import Page
from domain.seats.deciding import SeatState
from domain.seats.standing import Attendance, SeatStanding


class Status(StrEnum):
    """The status that a line of the list shows."""

    ENROLLED = "enrolled"
    RUNNING = "running"
    """The person holds a seat, and the training has begun."""
    QUEUED = "queued"
    PENDING = "pending"
    OFFERED = "offered"
    INTERESTED = "interested"
    PASSED = "passed"
    ATTENDED = "attended"
    ABSENT = "absent"
    UNRECORDED = "unrecorded"
    """The training is over and no attendance is recorded."""
    CALLED_OFF = "called off"
    """By the organiser: it never took place, whatever is recorded."""
    CANCELLED = "cancelled"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MyTraining:
    """One line of the list."""

    offering_id: OfferingId
    title: str
    starts_at: datetime
    timezone: str
    called_off: bool
    standing: SeatStanding
    running: bool = False
    """It has begun and is not over."""

    def status(self, *, past: bool) -> Status:
        """The status of a line, in the list of past or of coming trainings."""
        if self.called_off and self.standing.open:
            return Status.CALLED_OFF
        if self.standing.attendance is not None:
            return _ATTENDANCE[self.standing.attendance]
        if self.standing.state is SeatState.CANCELLED:
            return Status.CANCELLED
        if self.standing.state is SeatState.REFUSED:
            return Status.REFUSED
        if past:
            enrolled = self.standing.state is SeatState.ENROLLED
            return Status.UNRECORDED if enrolled else Status.CANCELLED
        if self.running and self.standing.state is SeatState.ENROLLED:
            return Status.RUNNING
        return _OPEN[self.standing.state]


_ATTENDANCE = {
    Attendance.PASSED: Status.PASSED,
    Attendance.ATTENDED: Status.ATTENDED,
    Attendance.ABSENT: Status.ABSENT,
}
_OPEN = {
    SeatState.ENROLLED: Status.ENROLLED,
    SeatState.QUEUED: Status.QUEUED,
    SeatState.REQUESTED: Status.PENDING,
    SeatState.OFFERED: Status.OFFERED,
    SeatState.INTERESTED: Status.INTERESTED,
}


@dataclass(frozen=True, slots=True)
class MyTrainings:
    """One page of the list, with the facts for the yearly hours."""

    page: Page[MyTraining]
    employment: str | None
    hours: int
    """JP of this local year, attended or passed."""


def local_year(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """First moment of this local year and of the next, in UTC."""
    year = now.astimezone(ZoneInfo(zone)).year
    first, after = (datetime(y, 1, 1, tzinfo=ZoneInfo(zone)) for y in (year, year + 1))
    return first.astimezone(UTC), after.astimezone(UTC)
