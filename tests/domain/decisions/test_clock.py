from datetime import UTC, date, datetime, timedelta

import pytest

from domain.decisions.clock import WorkDays

DAYS = WorkDays(frozenset({1, 2, 3, 4, 5}), {date(2026, 12, 25)}, "Asia/Jakarta")
THURSDAY = datetime(2026, 12, 24, 9, tzinfo=UTC)  # 16.00 WIB; Friday is Christmas


def test_working_days_leave_out_weekends_and_holidays():
    assert DAYS.after(THURSDAY, 0) == date(2026, 12, 24)
    assert DAYS.after(THURSDAY, 1) == date(2026, 12, 28)
    assert DAYS.passed(THURSDAY, THURSDAY + timedelta(days=3)) == 0
    assert DAYS.passed(THURSDAY, THURSDAY + timedelta(days=5)) == 2


def test_a_day_begins_where_the_office_is():
    late = datetime(2026, 12, 27, 18, tzinfo=UTC)  # Monday, 01.00 WIB
    assert DAYS.today(late) == date(2026, 12, 28)
    assert DAYS.passed(THURSDAY, late) == 1


@pytest.mark.parametrize("days", [1, 2, 4, 6])
def test_what_was_asked_before_has_waited_from_the_morning_of_the_last_day(days: int):
    due = DAYS.at(DAYS.after(THURSDAY, days), datetime.min.time()) + timedelta(hours=8)
    assert DAYS.asked_before(due, days) > THURSDAY
    assert DAYS.asked_before(due - timedelta(seconds=1), days) <= THURSDAY


def test_further_decisions_are_told_at_one_or_on_the_next_morning():
    morning = datetime(2026, 12, 24, 3, tzinfo=UTC)  # 10.00 WIB
    assert DAYS.told_together(morning) == datetime(2026, 12, 24, 6, tzinfo=UTC)
    assert DAYS.told_together(THURSDAY) == datetime(2026, 12, 28, 1, tzinfo=UTC)
    christmas = datetime(2026, 12, 25, 3, tzinfo=UTC)
    assert DAYS.told_together(christmas) == datetime(2026, 12, 28, 1, tzinfo=UTC)
