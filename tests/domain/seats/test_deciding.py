from datetime import datetime, timedelta

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


moments = st.timedeltas(timedelta(0), timedelta(days=31)).map(lambda after: EARLY + after)
spans = st.tuples(moments, st.timedeltas(HOUR, timedelta(days=5))).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)


@given(spans, spans)
def test_clashes_are_mutual_and_mean_a_common_moment(one, other):
    found = clashing("bimtek", *one, [session(*other)]) is not None
    assert found == (clashing("bimtek", *other, [session(*one)]) is not None)
    assert found == (max(one[0], other[0]) < min(one[1], other[1]))


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
