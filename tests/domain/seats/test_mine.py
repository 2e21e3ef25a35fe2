from datetime import UTC, datetime

import pytest

from domain.ids import EnrolmentId, OfferingId
from domain.seats.deciding import State
from domain.seats.mine import MyTraining, Status, local_year
from domain.seats.standing import Attendance, Standing

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def line(state: State, attendance: Attendance | None = None, *, off: bool = False) -> MyTraining:
    standing = Standing(EnrolmentId(1), state, NOW, attendance=attendance)
    return MyTraining(OfferingId(1), "Bimtek", NOW, "Asia/Jakarta", off, standing)


@pytest.mark.parametrize(
    ("one", "past", "status"),
    [
        (line(State.ENROLLED), False, Status.ENROLLED),
        (line(State.QUEUED), False, Status.QUEUED),
        (line(State.REQUESTED), False, Status.PENDING),
        (line(State.ENROLLED), True, Status.UNRECORDED),
        (line(State.REQUESTED), True, Status.CANCELLED),
        (line(State.ENROLLED, Attendance.ABSENT), True, Status.ABSENT),
        (line(State.ENROLLED, off=True), True, Status.CANCELLED),
        (line(State.REFUSED), True, Status.REFUSED),
        (line(State.CANCELLED), True, Status.CANCELLED),
    ],
)
def test_one_word_for_each_line(one: MyTraining, past: bool, status: Status):
    assert one.status(past=past) is status


def test_the_year_is_the_local_one():
    first, after = local_year(datetime(2026, 12, 31, 17, tzinfo=UTC), "Asia/Jakarta")
    assert first == datetime(2026, 12, 31, 17, tzinfo=UTC)
    assert after == datetime(2027, 12, 31, 17, tzinfo=UTC)
