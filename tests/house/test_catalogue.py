"""The English catalogue says everything the code says, and nothing else."""

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

HANDLERS = Path(__file__).parents[2] / "handlers"
CATALOGUE = HANDLERS / "locales" / "en" / "LC_MESSAGES" / "bot.po"
SPEAKING = {"t", "label"}

Entry = tuple[str | None, str]


def said() -> dict[Entry, str]:
    """Every source sentence in the code, with where it stands."""
    found: dict[Entry, str] = {}
    for path in sorted(HANDLERS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            entry = _sentence(node)
            if entry is not None:
                found.setdefault(entry, f"{path.relative_to(HANDLERS)}:{node.lineno}")
    return found


def _sentence(node: ast.AST) -> Entry | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    if node.func.attr not in SPEAKING or not node.args:
        return None
    source = node.args[0]
    if not (isinstance(source, ast.Constant) and isinstance(source.value, str)):
        return None
    contexts = [k.value for k in node.keywords if k.arg == "context"]
    context = contexts[0].value if contexts and isinstance(contexts[0], ast.Constant) else None
    return (context, source.value)


def translated() -> dict[Entry, str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    assert not [entry.id for entry in catalogue if entry.fuzzy and entry.id]
    return {(e.context, str(e.id)): str(e.string) for e in catalogue if e.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_every_sentence_has_its_english():
    entries = translated()
    missing = {place: entry for entry, place in said().items() if not entries.get(entry)}
    assert missing == {}


def test_nothing_is_translated_that_is_never_said():
    spoken = {source for _, source in said()}
    literals = {
        node.value
        for path in HANDLERS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    stale = [source for _, source in translated() if source not in spoken | literals]
    assert stale == []


def test_both_languages_name_the_same_facts():
    wrong = [
        source
        for (_, source), english in translated().items()
        if not placeholders(english) <= placeholders(source) | {"unit_hr", "instansi", "kontak"}
    ]
    assert wrong == []


def test_sentences_are_never_put_together_inside_the_call():
    bad = [
        f"{path.name}:{node.lineno}"
        for path in HANDLERS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SPEAKING
        and node.args
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert bad == []
