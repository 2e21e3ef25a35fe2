from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.listing import Filter, month_bounds, month_number

ZONE = "Asia/Jakarta"
moments = st.timedeltas(timedelta(0), timedelta(days=4000)).map(
    lambda after: datetime(2024, 1, 1, tzinfo=UTC) + after
)


@given(moments)
def test_every_moment_lies_in_its_own_month(moment: datetime):
    bounds = month_bounds(month_number(moment, ZONE), ZONE)
    assert bounds is not None
    assert bounds[0] <= moment < bounds[1]


def test_the_local_month_counts():
    midnight = datetime(2026, 11, 30, 17, tzinfo=UTC)
    assert month_number(midnight, ZONE) == 2026 * 12 + 11
    assert month_number(midnight - timedelta(seconds=1), ZONE) == 2026 * 12 + 10


def test_a_forged_month_is_no_month():
    assert month_bounds(0, ZONE) is None
    assert month_bounds(10**9, ZONE) is None


def test_a_filter_knows_whether_anything_is_set():
    assert not Filter().any
    assert Filter(month=1).any
