from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.outbox.quiet import Quiet
from domain.reminders import (
    CLOSING,
    FEEDBACK_H1,
    FEEDBACK_H3,
    FEEDBACK_RULES,
    H0,
    H1,
    H7,
    INVITE,
    SEAT_RULES,
    Rule,
)
from tests.support.times import NIGHT, NONE, WIB, at, moments, quiets, zones

RULES = (*SEAT_RULES, CLOSING, *FEEDBACK_RULES)
rules = st.sampled_from(RULES)


@pytest.mark.parametrize(
    ("rule", "anchor", "due", "until"),
    [
        (H7, "2026-12-09 08:00", "2026-12-02 09:00", "2026-12-07 08:00"),
        (H1, "2026-12-09 08:00", "2026-12-08 16:00", "2026-12-09 06:00"),
        (H0, "2026-12-09 08:00", "2026-12-09 07:00", "2026-12-09 08:00"),
        (H0, "2026-12-09 13:30", "2026-12-09 07:00", "2026-12-09 13:30"),
        (H0, "2026-12-09 07:30", "2026-12-09 06:30", "2026-12-09 07:30"),
        (CLOSING, "2026-12-05 23:59", "2026-12-04 08:00", "2026-12-05 23:59"),
        (INVITE, "2026-12-09 16:00", "2026-12-09 16:00", "2026-12-17 00:00"),
        (FEEDBACK_H1, "2026-12-09 16:00", "2026-12-10 09:00", "2026-12-12 09:00"),
        (FEEDBACK_H3, "2026-12-09 16:00", "2026-12-12 09:00", "2026-12-17 00:00"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_each_rule_in_the_clock_of_its_offering(
    rule: Rule, anchor: str, due: str, until: str, zone: str
):
    assert rule.due_at(at(anchor, zone), zone) == at(due, zone)
    assert rule.until_at(at(anchor, zone), zone) == at(until, zone)


def test_before_a_start_quiet_hours_bring_it_forward():
    early = at("2026-12-09 07:30")
    assert H0.planned_at(early, WIB, NIGHT) == at("2026-12-08 19:59")
    # Seven in the morning in Jayapura is five in the house's own clock.
    jayapura = at("2026-12-09 09:00", "Asia/Jayapura")
    assert H0.planned_at(jayapura, "Asia/Jayapura", NIGHT) == at("2026-12-08 19:59")


def test_an_invitation_waits_until_quiet_hours_are_over():
    assert INVITE.planned_at(at("2026-12-09 21:00"), WIB, NIGHT) == at("2026-12-10 07:00")


def test_late_is_better_than_never_and_too_late_is_not_sent():
    start = at("2026-12-09 08:00")
    assert H1.send_at(start, WIB, NONE, now=at("2026-12-08 15:59")) is None
    assert H1.send_at(start, WIB, NONE, now=at("2026-12-08 16:00")) == at("2026-12-08 16:00")
    assert H1.send_at(start, WIB, NONE, now=at("2026-12-09 05:59")) == at("2026-12-09 05:59")
    assert H1.send_at(start, WIB, NONE, now=at("2026-12-09 06:00")) is None


def test_a_late_one_waits_out_the_night_unless_that_is_too_late():
    afternoon, morning = at("2026-12-09 13:00"), at("2026-12-09 08:00")
    late = at("2026-12-08 22:00")
    assert H1.send_at(afternoon, WIB, NIGHT, now=late) == at("2026-12-09 07:00")
    assert H1.send_at(morning, WIB, NIGHT, now=late) == late


@given(rules, moments, zones, quiets)
def test_planned_outside_quiet_hours_and_never_too_late(
    rule: Rule, anchor: datetime, zone: str, quiet: Quiet
):
    planned = rule.planned_at(anchor, zone, quiet)
    assert not quiet.holds(planned)
    assert planned < rule.until_at(anchor, zone)
    if rule in SEAT_RULES:
        assert planned <= rule.due_at(anchor, zone) < anchor


@given(rules, moments, zones, quiets, st.timedeltas(timedelta(days=-12), timedelta(days=12)))
def test_asked_at_any_time_it_is_never_dropped_for_quiet_hours(
    rule: Rule, anchor: datetime, zone: str, quiet: Quiet, off: timedelta
):
    now = anchor + off
    planned, until = rule.planned_at(anchor, zone, quiet), rule.until_at(anchor, zone)
    sent = rule.send_at(anchor, zone, quiet, now=now)
    assert (sent is not None) == (planned <= now < until)
    if sent is not None:
        assert now <= sent < until
        # In quiet hours only where waiting for their end would have been too late.
        assert not quiet.holds(sent) or quiet.over(sent) >= until
        first, last = rule.anchors(now)
        assert first < anchor <= last
