from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.offerings import Offering
from domain.seats.deciding import (
    Enrolled,
    Queued,
    Requested,
    SeatRefused,
    Why,
    clashing,
    decide,
    is_e_learning,
)
from tests.support.deciding import CLOSES, EARLY, END, START, offering, session

HOUR = timedelta(hours=1)


def outcome(there: Offering, **how: object) -> object:
    how = {"taken": 0, "waiting": 0, "own": (), "now": EARLY, **how}
    return decide(there, **how)  # type: ignore[arg-type]


def test_a_seat_a_request_a_place_in_the_queue():
    assert outcome(offering()) == Enrolled()
    assert outcome(offering(needs_approval=True)) == Requested(EARLY)
    assert outcome(offering(), taken=5, waiting=3) == Queued(4)
    assert outcome(offering(needs_approval=True), taken=5) == Queued(1)
    assert outcome(offering(), taken=9) == Queued(1), "HR's own list may exceed the quota"


@pytest.mark.parametrize(
    ("facts", "now", "why"),
    [
        ({"called_off": True}, EARLY, Why.OFF),
        ({}, START, Why.STARTED),
        ({}, CLOSES, Why.CLOSED),
        ({"closes_at": END, "quota": 0}, START - timedelta(hours=24), Why.FULL),
        ({"quota": 0, "queue_closed": True}, EARLY, Why.FULL),
    ],
)
def test_refusals_say_why(facts: dict[str, object], now: datetime, why: Why):
    assert outcome(offering(**facts), now=now) == SeatRefused(why)


def test_until_the_last_second():
    second = timedelta(seconds=1)
    assert outcome(offering(), now=CLOSES - second) == Enrolled()
    late = offering(closes_at=START, quota=0)
    assert outcome(late, now=START - timedelta(hours=24) - second) == Queued(1)


def test_a_clash_names_the_training_to_cancel_first():
    other = session(START - HOUR, START + HOUR)
    assert outcome(offering(), own=[other]) == SeatRefused(Why.CLASH, other)
    assert outcome(offering(kind="E-Learning"), own=[other]) == Enrolled()
    assert outcome(offering(), own=[session(START, END, "e-learning")]) == Enrolled()
    assert outcome(offering(), own=[session(END, END + HOUR)]) == Enrolled(), "one after the other"


def test_what_hr_may_write_for_e_learning():
    assert all(map(is_e_learning, ("e-learning", "E-LEARNING", "elearning", "e learning")))
    assert not any(map(is_e_learning, ("learning", "bimtek", "")))


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        ((timedelta(days=1, hours=11), timedelta(hours=2)), False),
        ((timedelta(days=1, hours=7), timedelta(hours=2)), True),
        ((timedelta(hours=8), timedelta(hours=16)), False),
        ((timedelta(hours=8), timedelta(hours=17)), True),
        ((timedelta(days=-1), timedelta(days=4)), True),
        ((timedelta(days=3), timedelta(hours=4)), False),
    ],
    ids=["evening of day 2", "afternoon of day 2", "night", "into day 2", "all round", "after"],
)
def test_an_offering_of_three_days_is_three_sessions(
    other: tuple[timedelta, timedelta], clashes: bool
):
    # 08.00 to 16.00 on three days; the other one: how long after that start, and how long.
    there = offering(starts_at=START, ends_at=END + timedelta(days=2))
    begins = START + other[0]
    own = session(begins, begins + other[1])
    assert (clashing(there, [own]) is not None) == clashes
    elsewhere = offering(starts_at=own.starts_at, ends_at=own.ends_at)
    assert (clashing(elsewhere, [session(there.starts_at, there.ends_at)]) is not None) == clashes


def test_a_block_over_a_night_is_busy_all_the_time():
    # From 20.00 until 16.00 of the third day: no hours that each day has.
    there = offering(starts_at=START + 12 * HOUR, ends_at=END + timedelta(days=2))
    at_night = START + timedelta(days=1, hours=18)
    assert clashing(there, [session(at_night, at_night + HOUR)]) is not None


moments = st.integers(0, 31 * 48).map(lambda halves: EARLY + halves * HOUR / 2)
spans = st.tuples(moments, st.integers(1, 240)).map(
    lambda pair: (pair[0], pair[0] + pair[1] * HOUR / 2)
)


def busy(starts_at: datetime, ends_at: datetime) -> set[datetime]:
    """The half hours of an offering, counted one by one on the clock of Jakarta."""
    zone = ZoneInfo("Asia/Jakarta")
    opens, closes = starts_at.astimezone(zone), ends_at.astimezone(zone)
    one_block = opens.date() != closes.date() and closes.time() <= opens.time()
    halves = [starts_at + n * HOUR / 2 for n in range(int((ends_at - starts_at) / (HOUR / 2)))]
    if one_block or opens.date() == closes.date():
        return set(halves)
    return {
        each for each in halves if opens.time() <= each.astimezone(zone).time() < closes.time()
    }


@given(spans, spans)
def test_clashes_are_mutual_and_mean_a_common_half_hour(one, other):
    def found(mine, theirs):
        there = offering(starts_at=mine[0], ends_at=mine[1])
        return clashing(there, [session(*theirs)]) is not None

    assert found(one, other) == found(other, one) == bool(busy(*one) & busy(*other))


@given(
    st.integers(0, 50),
    st.integers(0, 60),
    st.integers(0, 20),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.timedeltas(timedelta(days=-12), timedelta(days=1)),
)
def test_a_seat_is_given_only_while_one_is_free(quota, taken, waiting, asks, off, over, before):
    there = offering(quota=quota, needs_approval=asks, called_off=off, queue_closed=over)
    now = START + before
    got = decide(there, taken=taken, waiting=waiting, own=(), now=now)
    if isinstance(got, Enrolled | Requested):
        assert taken < quota
        assert now < CLOSES
        assert not off
        assert isinstance(got, Requested) == asks
    if isinstance(got, Queued):
        assert taken >= quota
        assert got.position == waiting + 1
        assert now < START - timedelta(hours=24)
        assert not over


def test_who_gave_up_a_seat_after_closing_may_have_it_back_while_it_is_free():
    facts = {"waiting": 0, "own": (), "now": CLOSES, "returning": True}
    assert decide(offering(), taken=4, **facts) == Enrolled()
    assert decide(offering(queue_closed=True), taken=5, **facts) == SeatRefused(Why.FULL)
    assert decide(offering(called_off=True), taken=0, **facts) == SeatRefused(Why.OFF)
