"""Since when a request is late: working days, in the office's own days."""

from datetime import date

import pytest

from domain.desk import late_before
from tests.support.times import at


@pytest.mark.parametrize(
    ("now", "holidays", "first_in_time"),
    [
        ("2026-11-23 09:00", (), "2026-11-17 00:00"),  # Monday: since last Tuesday it is four
        ("2026-11-27 23:59", (), "2026-11-23 00:00"),  # Friday: what came on Sunday has five
        ("2026-11-29 12:00", (), "2026-11-23 00:00"),  # Sunday is as Friday
        ("2026-11-23 09:00", ("2026-11-18",), "2026-11-16 00:00"),  # a holiday counts for nothing
    ],
)
def test_what_is_late_has_waited_more_than_four_working_days(now, holidays, first_in_time):
    off = [date.fromisoformat(day) for day in holidays]
    assert late_before(at(now), "Asia/Jakarta", holidays=off) == at(first_in_time)
