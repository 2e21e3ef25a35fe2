"""Limits for the size of files, functions and folders, and imports that no test may have.

A file that reaches a limit is split where its subject divides, not just to meet the limit.
"""

import ast
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "domain", "storage", "sandbox")
INSPECTION = ("tests", "bench")
VERSIONS = ROOT / "storage" / "migrations" / "versions"
"""A migration is one story that is never touched again, and every release adds one."""

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_FILES = 12
"""Modules of a folder, without its __init__."""


def sources(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if VERSIONS not in path.parents
    ]


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def test_no_file_is_longer_than_a_file_should_be():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources(*ROOMS, *INSPECTION)
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_a_function_should_be():
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": lines
        for path in sources(*ROOMS, *INSPECTION)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1)
        > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_no_folder_of_the_program_holds_more_files_than_one_looks_through():
    """Of the program alone: tests lie as what they test does, and are found by its name."""
    files = Counter(p.parent for p in sources(*ROOMS) if p.name != "__init__.py")
    full = {str(folder.relative_to(ROOT)): n for folder, n in files.items() if n > MOST_FILES}
    assert full == {}


def test_no_line_is_saved_by_unpacking_what_could_stand_there():
    """`*(a, b), *(c, d)` in place of four lines: a change of one shows as a change of all."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(*ROOMS, *INSPECTION)
        for node in nodes(path)
        if isinstance(node, ast.Starred) and isinstance(node.value, ast.Tuple | ast.List)
    ]
    assert found == []


def test_a_class_name_is_used_once():
    """One name for one thing: `SeatState` and `MessageState`, never two `State`."""
    places = defaultdict(list)
    for path in sources(*ROOMS):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_test_imports_a_test_module():
    """Its fixtures would come along; what two tests share lies in tests/support."""
    found = [
        (str(path.relative_to(ROOT)), module)
        for path in sources(*INSPECTION)
        for node in nodes(path)
        for module in imported(node)
        if any(part.startswith("test_") for part in module.split("."))
    ]
    assert found == []


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports, or may import."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{name.name}" for name in node.names]
    return []
