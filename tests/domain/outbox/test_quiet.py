from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.outbox.quiet import Quiet
from tests.support.times import NIGHT, clocks, moments, quiets, zones


def wib(hour: int, minute: int = 0, *, day: int = 9) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def test_the_first_minute_is_quiet_and_the_last_is_not():
    assert NIGHT.holds(wib(20))
    assert not NIGHT.holds(wib(19, 59))
    assert NIGHT.holds(wib(6, 59))
    assert not NIGHT.holds(wib(7))


def test_a_message_of_the_night_goes_to_its_evening_or_its_morning():
    for moment in (wib(21), wib(23, 59), wib(0, 30, day=10), wib(6, 30, day=10)):
        assert NIGHT.before(moment) == wib(19, 59)
        assert NIGHT.over(moment) == wib(7, day=10)


def test_hours_within_one_day():
    noon = Quiet(time(12), time(13), "Asia/Jakarta")
    assert noon.before(wib(12, 30)) == wib(11, 59)
    assert noon.over(wib(12, 30)) == wib(13)


@given(st.builds(lambda at, zone: Quiet(at, at, zone), clocks, zones), moments)
def test_equal_ends_mean_none(quiet: Quiet, moment: datetime):
    assert not quiet.holds(moment)
    assert quiet.before(moment) == quiet.over(moment) == moment


@given(quiets, moments)
def test_what_is_moved_lands_outside_and_never_a_day_away(quiet: Quiet, moment: datetime):
    before, over = quiet.before(moment), quiet.over(moment)
    assert not quiet.holds(over)
    assert moment - timedelta(days=1, minutes=1) <= before <= moment <= over
    assert over <= moment + timedelta(days=1)
    assert not quiet.holds(before)
