"""Offers end in waking hours; the order by need; what quotas by unit leave."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain.ids import EnrolmentId, PersonId, UnitId
from domain.outbox.quiet import Quiet
from domain.seats.offers import answer_by
from domain.seats.quotas import QuotaMode, UnitQuota, UnitSeats, UnitTree
from domain.seats.ranking import Contender, Need, Part, ranked

QUIET = Quiet(time(20), time(7), "Asia/Jakarta")
NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)
"""12.00 WIB."""
CITY, OFFICE, OTHER, DESK = (UnitId(n) for n in (1, 2, 3, 4))
TREE = UnitTree({CITY: None, OFFICE: CITY, OTHER: CITY, DESK: OFFICE})


@pytest.mark.parametrize(
    ("at", "hours", "to_cut_off", "expected"),
    [
        (NOON, 6, 100, "01 18.00"),
        (NOON, 12, 100, "02 07.00"),
        # Half of what is left until the queue ends.
        (NOON, 12, 10, "01 17.00"),
        # At least two hours.
        (NOON, 6, 3, "01 14.00"),
        # At night the time counts from the morning, when the person is told.
        (NOON + timedelta(hours=10), 6, 200, "02 13.00"),
    ],
)
def test_an_offer_ends_in_waking_hours(
    at: datetime, hours: int, to_cut_off: int, expected: str
) -> None:
    cut_off = at + timedelta(hours=to_cut_off)
    starts_at = cut_off + timedelta(days=1)
    until = answer_by(
        at, hours=timedelta(hours=hours), cut_off=cut_off, starts_at=starts_at, quiet=QUIET
    )
    assert until is not None
    assert f"{until + timedelta(hours=7):%d %H.%M}" == expected


def test_there_is_no_offer_that_would_end_after_the_start() -> None:
    hours, start = timedelta(hours=6), NOON + timedelta(hours=1)
    assert answer_by(NOON, hours=hours, cut_off=NOON, starts_at=start, quiet=QUIET) is None


def test_points_by_part() -> None:
    need = Need(gap=5, unit_open=True, hours_short=True, nominated=True, first=True)
    assert need.points == {
        Part.GAP: 30,
        Part.UNIT: 25,
        Part.HOURS: 20,
        Part.NOMINATED: 15,
        Part.FIRST: 10,
    }
    assert Need().points == {}


def test_the_lot_decides_only_among_the_same_points() -> None:
    people = [
        Contender(EnrolmentId(n), PersonId(n), None, {Part.GAP: 10 if n < 3 else 20})
        for n in range(1, 6)
    ]
    orders = {tuple(one.enrolment for one in ranked(people, key)) for key in ("a", "b", "c", "d")}
    assert all(set(order[:3]) == {3, 4, 5} for order in orders)
    assert len(orders) > 1


@pytest.mark.parametrize("kept", ["most 2", "reserve 2:5 3:2", "most 4:1"])
def test_a_quota_is_kept_as_it_was(kept: str) -> None:
    quota = UnitQuota.parse(kept)
    assert quota is not None
    assert quota.kept == kept


def test_the_same_for_each_counts_whole_offices() -> None:
    seats = UnitSeats(UnitQuota(QuotaMode.MOST, each=2), TREE, [(DESK, 1), (OFFICE, 1)])
    assert not seats.allows(DESK, left=5, open_to_all=False)
    assert seats.allows(OTHER, left=5, open_to_all=False)


def test_the_nearest_unit_with_a_quota_counts() -> None:
    quota = UnitQuota(QuotaMode.MOST, units={OFFICE: 3, DESK: 1})
    seats = UnitSeats(quota, TREE, [(DESK, 1)])
    assert not seats.allows(DESK, left=5, open_to_all=False)
    assert seats.allows(OFFICE, left=5, open_to_all=False)
    assert seats.allows(OTHER, left=5, open_to_all=False)


def test_kept_seats_are_for_their_unit_until_they_are_for_all() -> None:
    quota = UnitQuota(QuotaMode.RESERVE, units={OFFICE: 2})
    seats = UnitSeats(quota, TREE, [])
    assert not seats.allows(OTHER, left=2, open_to_all=False)
    assert seats.allows(OTHER, left=3, open_to_all=False)
    assert seats.allows(DESK, left=1, open_to_all=False)
    assert seats.allows(OTHER, left=2, open_to_all=True)
