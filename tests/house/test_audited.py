"""Each event of the audit log is declared, and has its words in both languages."""

import ast
from pathlib import Path

from domain.catalogue.changes import ChangeEvent
from domain.people.audit import EVENTS
from handlers.screens.audited import DEEDS, FIELDS
from handlers.screens.words import catalogue

ROOT = Path(__file__).parents[2]
WRITERS = {
    ("audit", "record"): 1,
    ("audit", "noted"): 1,
    ("audit", "note"): 1,
}
"""The functions that write an entry, and the place of the event among their arguments."""
PASSED_ON = {"event", "look.event"}
"""The event of a caller: of an ending link, or of a declared look."""


def written(source: str) -> tuple[set[str], set[str]]:
    """The events that a source writes by their names, and what else stands in their place."""
    names, others = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "event":
            names |= constants(node.value) if "audit." in source else set()
        if not isinstance(node, ast.Call):
            continue
        given: ast.expr | None = None
        if isinstance(node.func, ast.Name) and node.func.id == "Look":
            given = node.args[0]
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            place = WRITERS.get((node.func.value.id, node.func.attr))
            given = node.args[place] if place is not None else None
        elif isinstance(node.func, ast.Name) and node.func.id == "end_link":
            given = next(one.value for one in node.keywords if one.arg == "event")
        if given is None:
            continue
        if isinstance(given, ast.JoinedStr) or not constants(given):
            others.add(ast.unparse(given))
        else:
            names |= constants(given)
    return names, others


def constants(node: ast.expr) -> set[str]:
    """The texts in an expression."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {one for one in found if isinstance(one, str)}


def all_written() -> tuple[set[str], set[str]]:
    found = [
        written(path.read_text())
        for room in ("bot", "handlers", "storage")
        for path in (ROOT / room).rglob("*.py")
    ]
    return set().union(*(names for names, _ in found)), set().union(*(more for _, more in found))


def test_each_event_that_is_written_is_declared():
    names, others = all_written()
    assert {"person_seen", "unlinked", "imported"} <= names
    assert names <= EVENTS.keys()
    # `announcement_edit` and `announcement_delete`; what an officer does to an offering.
    assert others - PASSED_ON == {"f'announcement_{what.value}'", "f'offerings.{event.value}'"}
    assert {f"offerings.{event.value}" for event in ChangeEvent} <= EVENTS.keys()


def test_a_new_event_is_found_wherever_it_is_written():
    source = """
audit.record(session, "a" if new else "b", actor=by, about=None, at=now)
audit.noted(tx, "c", about=1)
Look("d", "person")
end_link(session, which, event="e", by=None, now=now)
event = "f" if on else "g"
audit.noted(tx, event, about=1)
"""
    assert written(source) == (set("abcdefg"), {"event"})


def test_each_event_and_field_has_its_words():
    assert DEEDS.keys() == EVENTS.keys()
    assert len(set(DEEDS.values())) == len(DEEDS)
    english = catalogue("en")
    said = [*DEEDS.values(), *FIELDS.values()]
    assert [one for one in said if (None, one) not in english] == []
