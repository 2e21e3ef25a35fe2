from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.sessions import (
    TrainingSession,
    is_working_day,
    moved,
    overlap,
    shifted_by_holidays,
    times,
    working_days,
)
from domain.ids import OfferingId
from domain.seats.deciding import BusyTime

ZONE = "Asia/Jakarta"
CHRISTMAS = date(2026, 12, 25)


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def session(day: int, opens: int = 8, closes: int = 16) -> TrainingSession:
    return TrainingSession(at(day, opens), at(day, closes))


def busy(*sessions: TrainingSession, start: datetime, end: datetime) -> BusyTime:
    return BusyTime(OfferingId(1), "Lain", "bimtek", start, end, ZONE, sessions)


def days(sessions: tuple[TrainingSession, ...]) -> list[int]:
    return [each.starts_at.astimezone(ZoneInfo(ZONE)).day for each in sessions]


def test_weekends_and_holidays_between_have_no_session():
    # Thursday 24 to Tuesday 29 December; Friday is Christmas.
    made = working_days(at(24, 8), at(29, 16), ZONE, holidays={CHRISTMAS})
    assert days(made) == [24, 28, 29]
    assert {(each.ends_at - each.starts_at) for each in made} == {timedelta(hours=8)}


def test_days_in_a_row_need_no_stored_session():
    assert working_days(at(7, 8), at(9, 16), ZONE, holidays=set()) == ()


def test_the_first_and_the_last_day_count_though_they_are_a_weekend():
    assert working_days(at(12, 8), at(13, 16), ZONE, holidays=set()) == ()
    assert days(working_days(at(12, 8), at(20, 16), ZONE, holidays=set())) == [
        12,
        *range(14, 19),
        20,
    ]


def test_two_trainings_within_one_span_clash_only_where_their_sessions_meet():
    tuesdays = busy(session(8), session(15), start=at(8, 8), end=at(15, 16))
    wednesdays = busy(session(9), session(16), start=at(9, 8), end=at(16, 16))
    evening = busy(session(8, 18, 20), start=at(8, 18), end=at(8, 20))
    daily = busy(start=at(14, 8), end=at(16, 16))
    assert not overlap(tuesdays, wednesdays)
    assert not overlap(tuesdays, evening)
    assert overlap(tuesdays, daily)
    assert overlap(daily, wednesdays)


def test_moved_sessions_keep_their_distance_and_their_hours():
    old = (session(8, 8, 12), session(8, 13, 16), session(10, 9, 15))
    new = moved(old, at(15, 8), ZONE, holidays=set())
    assert [times_of(each) for each in new] == [
        (at(15, 8), at(15, 12)),
        (at(15, 13), at(15, 16)),
        (at(17, 9), at(17, 15)),
    ]
    assert shifted_by_holidays(old, new, ZONE) == 0


def test_a_session_that_would_fall_on_a_holiday_moves_to_the_next_working_day():
    old = (session(8), session(9), session(10))
    new = moved(old, at(23, 8), ZONE, holidays={date(2026, 12, 24), CHRISTMAS})
    assert days(new) == [23, 28, 29]
    assert shifted_by_holidays(old, new, ZONE) == 2


def test_an_offering_without_stored_sessions_has_one_a_day():
    assert times(busy(start=at(7, 8), end=at(9, 16))) == tuple(
        (at(day, 8), at(day, 16)) for day in (7, 8, 9)
    )


def times_of(one: TrainingSession) -> tuple[datetime, datetime]:
    return one.starts_at, one.ends_at


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=8, unique=True).map(sorted),
    st.integers(0, 60),
    st.sets(st.integers(0, 90), max_size=15),
)
def test_moving_never_joins_days_or_leaves_a_session_on_a_new_holiday(
    offsets: list[int], by: int, free: set[int]
):
    monday = date(2026, 12, 7)
    holidays = {monday + timedelta(days=each) for each in free}
    old = tuple(
        TrainingSession(at(7, 8) + timedelta(days=each), at(7, 16) + timedelta(days=each))
        for each in offsets
    )
    new = moved(old, old[0].starts_at + timedelta(days=by), ZONE, holidays=holidays)
    there = [each.starts_at.astimezone(ZoneInfo(ZONE)).date() for each in new]
    before = [each.starts_at.astimezone(ZoneInfo(ZONE)).date() for each in old]
    assert there == sorted(set(there))
    assert len(there) == len(old)
    assert there[0] == before[0] + timedelta(days=by)
    for was, now in zip(before[1:], there[1:], strict=True):
        assert not is_working_day(was, ()) or is_working_day(now, holidays)
    assert all(each.ends_at - each.starts_at == timedelta(hours=8) for each in new)
