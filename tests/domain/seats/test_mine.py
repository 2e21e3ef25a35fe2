from datetime import UTC, datetime

import pytest

from domain.ids import EnrolmentId, OfferingId
from domain.seats.deciding import SeatState
from domain.seats.mine import MyTraining, Status, local_year
from domain.seats.standing import Attendance, SeatStanding

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def line(
    state: SeatState, attendance: Attendance | None = None, *, off: bool = False
) -> MyTraining:
    standing = SeatStanding(EnrolmentId(1), state, NOW, attendance=attendance)
    return MyTraining(OfferingId(1), "Bimtek", NOW, "Asia/Jakarta", off, standing)


@pytest.mark.parametrize(
    ("one", "past", "status"),
    [
        (line(SeatState.ENROLLED), False, Status.ENROLLED),
        (line(SeatState.QUEUED), False, Status.QUEUED),
        (line(SeatState.REQUESTED), False, Status.PENDING),
        (line(SeatState.ENROLLED), True, Status.UNRECORDED),
        (line(SeatState.REQUESTED), True, Status.CANCELLED),
        (line(SeatState.ENROLLED, Attendance.ABSENT), True, Status.ABSENT),
        (line(SeatState.ENROLLED, off=True), True, Status.CALLED_OFF),
        (line(SeatState.ENROLLED, Attendance.ATTENDED, off=True), True, Status.CALLED_OFF),
        (line(SeatState.CANCELLED, off=True), True, Status.CANCELLED),
        (line(SeatState.REFUSED), True, Status.REFUSED),
        (line(SeatState.CANCELLED), True, Status.CANCELLED),
    ],
)
def test_one_word_for_each_line(one: MyTraining, past: bool, status: Status):
    assert one.status(past=past) is status


def test_the_year_is_the_local_one():
    first, after = local_year(datetime(2026, 12, 31, 17, tzinfo=UTC), "Asia/Jakarta")
    assert first == datetime(2026, 12, 31, 17, tzinfo=UTC)
    assert after == datetime(2027, 12, 31, 17, tzinfo=UTC)
