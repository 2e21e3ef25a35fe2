"""Tests wait for a condition: a fixed pause is too long, or too short on a busy machine."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SHORT_SECONDS = 0.1
"""Up to here a pause is a step of a loop that looks again."""

LONG_RUNNING = ("chaos",)
"""No tests: programs that press like people do."""

PAUSES = {
    "test_what_waits_for_the_database_is_no_bug": "the database keeps the handler waiting so long",
    "test_waiting_is_not_ones_own_work_however_it_is_nested": "is the waiting that is measured",
    "test_a_dispatcher_without_database_looks_seldom_and_says_little": (
        "counts how often it looks in some seconds"
    ),
    "test_statements_are_few_while_postgresql_is_away": ("counts statements in some seconds"),
    "test_what_was_tapped_before_the_process_stood_still_is_handled_after": (
        "is the work that the pause of the process interrupts"
    ),
    "test_a_replica_refuses_nobody_whom_another_one_serves": (
        "RETURN_SECONDS pass between the deliveries"
    ),
    "test_no_tap_is_given_up_while_nobodys_is_kept": (
        "the connection is silent for longer than several tries"
    ),
    "test_what_is_at_work_is_not_confirmed_after_the_turn_was_lost": (
        "nothing may be confirmed by then"
    ),
    "test_what_never_gets_through_silences_nobody": ("nothing may be given up by then"),
    "test_nothing_overtakes_what_has_to_come_again": ("nothing may overtake by then"),
    "test_who_freezes_delays_its_people_and_loses_nothing": (
        "what was frozen may do harm by then"
    ),
    "test_a_rival_with_the_token_is_named_and_waited_for": "counts calls in some seconds",
    "test_while_telegram_is_away_nothing_is_spent_and_nothing_turns_hot": (
        "counts calls in some seconds"
    ),
    "test_an_outage_of_minutes_costs_no_message": "counts calls in some seconds",
    "test_a_call_without_an_answer_is_repeated": (
        "is the answer that takes longer than the sandbox waits"
    ),
    "test_two_programs_write_one_file_in_turn": ("the other program may write between by then"),
    "test_one_poller_a_bot_and_the_next_one_takes_over_at_once": (
        "the second one may not have it by then"
    ),
    "test_presses_beside_an_import_have_their_effect_and_show_no_fault": (
        "people who press without a pause for long are told to wait"
    ),
    "test_an_account_is_let_go_while_another_one_tries_its_number": (
        "the other transaction reaches the lock by then"
    ),
}
"""Tests in which a fixed pause is what the test is about, and why."""


def pauses(file: Path) -> Iterator[str]:
    """Tests of a file that pause for a fixed time, each once."""
    for outer in ast.parse(file.read_text()).body:
        for node in ast.walk(outer):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sleep"):
                given = node.args[0]
                short = isinstance(given, ast.Constant) and given.value < SHORT_SECONDS
                if not short:
                    yield getattr(outer, "name", file.name)
                    break


def test_no_test_waits_for_a_time_where_it_could_wait_for_what_it_expects():
    files = [p for p in sorted(TESTS.rglob("*.py")) if p.parent.name not in LONG_RUNNING]
    found = {place for file in files for place in pauses(file)}
    assert found == set(PAUSES)
