"""Tests wait for what they expect: a fixed pause is too long, or too short on a busy machine."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SHORT_SECONDS = 0.1
"""Up to here a pause is a step of a loop that looks again."""

LONG_RUNNING = ("chaos",)
"""No tests: programs that press like people do."""

AWAY = "crash/test_telegram_away.py"
PAUSES = {
    "bot/test_database_away.py::test_a_dispatcher_without_database_looks_seldom_and_says_little": (
        "counts how often it looks in some seconds"
    ),
    "bot/test_database_away.py::test_statements_are_few_while_postgresql_is_away": (
        "counts statements in some seconds"
    ),
    "bot/test_errors.py::test_what_was_tapped_before_the_process_stood_still_is_handled_after": (
        "is the work that the pause of the process interrupts"
    ),
    "bot/test_lanes.py::test_a_replica_refuses_nobody_whom_another_one_serves": (
        "RETURN_SECONDS pass between the deliveries"
    ),
    "bot/test_mute.py::test_no_tap_is_given_up_while_nobodys_is_kept": (
        "the connection is silent for longer than several tries"
    ),
    "bot/test_window_stuck.py::test_what_is_at_work_is_not_confirmed_after_the_turn_was_lost": (
        "nothing may be confirmed by then"
    ),
    "bot/test_window_stuck.py::test_what_never_gets_through_silences_nobody": (
        "nothing may be given up by then"
    ),
    "bot/test_window.py::test_nothing_overtakes_what_has_to_come_again": (
        "nothing may overtake by then"
    ),
    "crash/test_replicas.py::test_who_freezes_delays_its_people_and_loses_nothing": (
        "what was frozen may do harm by then"
    ),
    AWAY + "::test_a_rival_with_the_token_is_named_and_waited_for": "counts calls in some seconds",
    AWAY + "::test_while_telegram_is_away_nothing_is_spent_and_nothing_turns_hot": (
        "counts calls in some seconds"
    ),
    AWAY + "::test_an_outage_of_minutes_costs_no_message": "counts calls in some seconds",
    "sandbox/test_pushing.py::test_a_call_without_an_answer_is_repeated": (
        "is the answer that takes longer than the sandbox waits"
    ),
    "storage/test_engine.py::test_two_programs_write_one_file_in_turn": (
        "the other program may write between by then"
    ),
    "storage/test_leases.py::test_one_poller_a_bot_and_the_next_one_takes_over_at_once": (
        "the second one may not have it by then"
    ),
    "storage/test_locks.py::test_an_account_is_let_go_while_another_one_tries_its_number": (
        "the other transaction reaches the lock by then"
    ),
}
"""Where a fixed pause is what the test is about, and why."""


def pauses(file: Path) -> Iterator[str]:
    """Tests of a file that pause for a fixed time, each once."""
    name = str(file.relative_to(TESTS))
    for outer in ast.parse(file.read_text()).body:
        for node in ast.walk(outer):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sleep"):
                given = node.args[0]
                short = isinstance(given, ast.Constant) and given.value < SHORT_SECONDS
                if not short:
                    yield f"{name}::{getattr(outer, 'name', '?')}"
                    break


def test_no_test_waits_for_a_time_where_it_could_wait_for_what_it_expects():
    files = [p for p in sorted(TESTS.rglob("*.py")) if p.parent.name not in LONG_RUNNING]
    found = {place for file in files for place in pauses(file)}
    assert found == set(PAUSES)
