"""The documentation names all commands, metrics and log lines there are, and no others."""

import ast
import re
from pathlib import Path

from bot.commands.cli import _parser
from bot.program.metrics import Metrics
from bot.program.settings import DEFAULTS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LOUD = ("warning", "error", "exception")


def loud_lines() -> set[str]:
    """Every text that is logged as WARNING or worse."""
    found = set()
    for room in ("bot", "handlers", "storage"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    told = node.func.attr in LOUD and getattr(node.func.value, "id", "") == "log"
                    first = node.args[0] if node.args else None
                    if told and isinstance(first, ast.Constant):
                        found.add(str(first.value))
    return found


def subcommands() -> set[str]:
    return set(
        next(action.choices for action in _parser()._actions if isinstance(action.choices, dict))
    )


def test_every_loud_line_is_explained():
    page = (DOCS / "monitoring.md").read_text()
    assert loud_lines() >= {"handler failed", "told to wait"}
    assert [line for line in sorted(loud_lines()) if line not in page] == []


def test_every_metric_is_explained():
    page = (DOCS / "monitoring.md").read_text()
    families = Metrics().registry.collect()
    # As they are asked for: counters have their ending.
    names = {f"{f.name}_total" if f.type == "counter" else f.name for f in families}
    ours = {name for name in names if name.startswith("bangkom_")}
    assert len(ours) > 10
    assert [name for name in sorted(ours) if f"`{name}`" not in page] == []


def test_every_command_in_the_pages_exists():
    known = subcommands()
    for page in (*DOCS.glob("*.md"), ROOT / "README.md"):
        said = set(re.findall(r"(?:`|bin/)bangkom ([a-z][a-z-]*)", page.read_text()))
        assert said <= known, page.name
        said = set(re.findall(r"asbangkom ([a-z][a-z-]*)", page.read_text()))
        assert said <= known, page.name


def test_every_setting_of_the_deployment_files_exists():
    for path in (ROOT / "deploy").iterdir():
        words = set(re.findall(r"^\s+([A-Z][A-Z_]+): ", path.read_text(), re.MULTILINE))
        words |= set(re.findall(r"([A-Z_]+)=(?=\S)", path.read_text())) & set(DEFAULTS)
        strange = {word for word in words if not word.startswith("POSTGRES_")} - set(DEFAULTS)
        assert strange == set(), path.name


def test_every_setting_reaches_the_containers():
    text = (ROOT / "deploy" / "compose.yaml").read_text()
    for service in ("migrate", "bot"):
        (block,) = re.findall(rf"^  {service}:\n((?:    .*\n)+)", text, re.MULTILINE)
        assert "    env_file: .env\n" in block, service


def test_every_link_between_the_pages_leads_somewhere():
    for page in (*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_page_about_the_house_names_every_folder():
    page = (DOCS / "house.md").read_text()
    folders = [
        path
        for room in ("handlers", "storage", "bot")
        for path in (ROOT / room).iterdir()
        if any(path.glob("*.py"))
    ]
    assert len(folders) > 20
    missing = [
        str(path.relative_to(ROOT))
        for path in folders
        if f"| `{path.name}` |" not in page and f"| `{path.relative_to(ROOT)}` |" not in page
    ]
    assert missing == []


def test_every_file_that_the_page_about_the_house_names_exists():
    for name in re.findall(r"`((?:\w+/)+\w+(?:\.\w+)?)`", (DOCS / "house.md").read_text()):
        assert (ROOT / name).exists(), name


def test_every_test_that_the_threat_model_names_exists():
    page = (DOCS / "security.md").read_text()
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    assert len(named) > 20
    for file, function in named:
        text = (ROOT / file).read_text()
        assert not function or f"def {function}(" in text, f"{file}::{function}"
