"""Values of policies: read with bounds, kept in one form, with a default for each."""

from datetime import time, timedelta

import pytest

from domain.office.policies import DEFAULTS, Policy, policies, read_name, read_value


def test_every_policy_has_a_default_that_it_accepts():
    assert {name: read_value(name, text) for name, text in DEFAULTS.items()} == DEFAULTS
    assert DEFAULTS.keys() == set(Policy)
    assert policies({}).undo_for == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        (Policy.UNDO_MINUTES, "0", "0"),
        (Policy.UNDO_MINUTES, "15 menit", "15"),
        (Policy.UNDO_MINUTES, "61", None),
        (Policy.LARGE_CHANGE, "20%", "20"),
        (Policy.LARGE_CHANGE, "0", None),
        (Policy.LARGE_CHANGE, "banyak", None),
        (Policy.SESSION_TIMES, "7.30–11.30; 12:30 - 15:00", "07.30-11.30/12.30-15.00"),
        (Policy.SESSION_TIMES, "08.00-12.00/12.00-16.00", "08.00-12.00/12.00-16.00"),
        (Policy.SESSION_TIMES, "13.00-16.00/08.00-12.00", None),
        (Policy.SESSION_TIMES, "12.00-08.00", None),
        (Policy.SESSION_TIMES, "25.00-26.00", None),
        (Policy.SESSION_TIMES, "", None),
        (Policy.WORK_DAYS, "1 - 6", "1-6"),
        (Policy.WORK_DAYS, "1 s.d. 5", "1-5"),
        (Policy.WORK_DAYS, "2-5", None),
        (Policy.DECISION_DAYS, "3 / 5 / 9", "3/5/9"),
        (Policy.DECISION_DAYS, "4/2/6", None),
        (Policy.DECISION_DAYS, "2/4", None),
        (Policy.DECISION_DAYS, "0/4/6", None),
    ],
)
def test_a_value_is_read_or_refused(name: Policy, text: str, kept: str | None):
    assert read_value(name, text) == kept


def test_names_are_compared_by_their_words():
    assert read_name(" Jam Sesi ") is Policy.SESSION_TIMES
    assert read_name("JAM-SESI") is Policy.SESSION_TIMES
    assert read_name("jam") is None


def test_what_no_longer_fits_is_the_default():
    found = policies({"urung_menit": "90", "jam_sesi": "09.00-12.00"})
    assert found.undo_for == timedelta(minutes=5)
    assert found.session_times == ((time(9), time(12)),)
