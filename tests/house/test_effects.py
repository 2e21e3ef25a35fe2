"""Acts have their effect once: a writing function claims its act, or is excused here."""

import ast
from collections.abc import Iterator
from pathlib import Path

STORAGE = Path(__file__).parents[2] / "storage"

PLAIN = {
    # The process itself: ticks, the dispatcher, pruning, copying. Each row says what was done.
    "accounts/data_requests.py::alert": "a tick; each alert is promised under its own key",
    "announcements/broadcasts.py::finish": "a tick; the state of the announcement says it",
    "announcements/broadcasts.py::hold": "a tick; moves what is unsent to one certain moment",
    "announcements/broadcasts.py::reported": "a tick; marks what was shown",
    "announcements/fan_out.py::pour": "a tick; goes on after the last person of the chunk before",
    "announcements/fan_out.py::start_due": "a tick; the state of the announcement says it",
    "announcements/fan_out.py::_many_were_written": "a tick; counts rows, for PostgreSQL's plans",
    "process/leases.py::hold": "a replica; a lease is held or not",
    "process/leases.py::leave_lanes": "a replica; only with the fence of its lease",
    "process/leases.py::let_go": "a replica; only as the holder of the lease",
    "process/leases.py::renew_lanes": "a replica; only with the fence of its lease",
    "process/leases.py::sole_poller": "a replica; holds a lock, and writes nothing",
    "process/leases.py::take_lanes": "a replica; a lease is held or not",
    "outbox/messages.py::claim": "the dispatcher; takes rows by leases",
    "outbox/messages.py::end_leases": "the start of the only process; a lease is over or not",
    "outbox/messages.py::lapse": "a tick; the state of the message says it",
    "outbox/messages.py::settle": "the dispatcher; only with the token of its lease",
    "outbox/putting_off.py::put_off": "the dispatcher; until one certain moment",
    "seats/approvals.py::forget_notice": "the dispatcher; a message is about one sign-up or not",
    "outbox/pace.py::close_gate": "the dispatcher; until one certain moment",
    "people/actors.py::keep_picture": "after an upload; one row for each picture",
    "decisions/clock.py::advance": "a tick; each mark is set once",
    "decisions/clock.py::heal": "a tick; the state of the sign-up says it",
    "decisions/clock.py::lapse": "a tick; the state of the decision says it",
    "decisions/clock.py::remind_all": "one message a person and morning, by its key",
    "decisions/telling.py::look": "a tick; who was told is not told again",
    "reminders/due.py::write_messages": "a tick; each message has its own key",
    "reminders/closings.py::_write": "a tick; each line has its own key",
    "outbox/day/lines.py::queue_bundles": "a tick; one message a person and day by its key",
    "seats/nominations/letters.py::tell_changes": "a tick; the letter says until when HR knows",
    "seats/nominations/ending.py::end_nominations": "a tick; the state of the nomination says it",
    "seats/fair/allotting.py::allot": "a tick; the offering says it",
    "seats/fair/offers.py::end_offers": "a tick; the state of the enrolment says it",
    "seats/queue.py::end_queues": "a tick; the state of the enrolment says it",
    "seats/queue.py::move_queues_up": "a tick; the state of the enrolment says it",
    "upkeep/copying.py::copy": "the command line; into an empty database",
    "upkeep/pruning.py::_forget": "a tick forgets what is old",
    "upkeep/pruning.py::_give_up_drafts": "a tick; the state of the draft says it",
    # The command line, where nothing is delivered a second time.
    "imports/staging.py::discard": "the command line; the import is gone afterwards",
    "people/staff.py::grant_hr": "the command line; a role is there or not",
    "people/roles/ending.py::end_due": "a tick; an ended role is not ended again",
    "people/roles/ending.py::revoke_units": "the command line; a role is there or not",
    "people/staff.py::revoke_hr": "the command line; a role is there or not",
    # Importing goes on in the background, long after its update was confirmed.
    "imports/runs.py::_rehearse": "keeps the figures of what was tried",
    "imports/runs.py::_try": "takes back what it wrote",
    "imports/undo.py::rehearse": "takes back what it wrote, and keeps the figures of it",
    "imports/runs.py::finish_reading": "in the background; the state of the import says it",
    "imports/runs.py::save": "promised by endings.saving; the state of the import says it",
    "imports/runs.py::stop": "absolute: an import is stopped or not",
    "imports/staging.py::add_late": "in the background, for one import",
    "imports/staging.py::add_rows": "in the background, for one import",
    "imports/staging.py::drop_sheets": "in the background, for one import",
    # Notes about what is shown: a redelivered update shows it again.
    "announcements/broadcasts.py::watch_in": "absolute: the message that shows the progress",
    "announcements/drafts.py::preview": "absolute: the figures that are shown",
    "catalogue/finding/search.py::remember": "absolute: what the pages are turned of",
    "home/menu.py::note_news": "absolute: up to when news was told",
    "people/actors.py::set_reachable": "absolute: the account writes to the bot",
    "people/audit.py::note": "each look is noted, also the second one",
}
"""Who writes without an act, and what makes that harmless when it happens twice."""

UNCLAIMED = {
    "accounts/linking.py::open_code": "absolute; the order of acts guards the dialogue",
    "imports/endings.py::alive": "its promise is unsent or not",
    "imports/endings.py::ended": "its promise is unsent or not",
    "imports/runs.py::begin": "a file that is delivered again is read again, and told of once",
    "imports/sent.py::hold": "a file that is delivered again is held again, and read by a press",
    "process/dialogues.py::end": "the order of acts guards the dialogue",
    "process/dialogues.py::go_on": "the order of acts guards the dialogue",
}
"""Verbs that take an act and leave its claim to another verb, or need none."""

KNOW_UPDATES = {"database/effects.py", "process/intake.py"}


def functions() -> Iterator[tuple[str, ast.AsyncFunctionDef]]:
    for path in sorted(STORAGE.rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.AsyncFunctionDef):
                yield f"{path.relative_to(STORAGE).as_posix()}::{node.name}", node


def calls(function: ast.AST, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]


def test_a_verb_writes_in_an_effect_or_says_why_not():
    plain = {
        name
        for name, function in functions()
        if calls(function, "write") or calls(function, "single")
    }
    assert plain == PLAIN.keys()


def test_an_effect_is_claimed_or_says_why_not():
    unclaimed = {
        name
        for name, function in functions()
        for effect in calls(function, "effect")
        if any(keyword.arg == "claim" for keyword in effect.keywords)
        and not calls(function, "claim")
    }
    assert unclaimed == UNCLAIMED.keys()


def test_no_verb_knows_updates():
    knowing = {
        path.relative_to(STORAGE).as_posix()
        for path in sorted(STORAGE.rglob("*.py"))
        if "UpdateKey" in path.read_text()
    }
    assert knowing == KNOW_UPDATES


def test_no_handler_opens_a_transaction():
    handlers = STORAGE.parent / "handlers"
    opened = [
        path.relative_to(handlers).as_posix()
        for path in sorted(handlers.rglob("*.py"))
        if any(calls(ast.parse(path.read_text()), name) for name in ("effect", "single"))
        or "store.write(" in path.read_text()
    ]
    assert opened == []
