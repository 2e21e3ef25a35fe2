"""Each capability has an English translation of all its texts, and no others."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from handlers.screens.words import join

HANDLERS = Path(__file__).parents[2] / "handlers"
ALPHABET = "screens"
SPEAKING = {"t", "label"}

Entry = tuple[str | None, str]


def said() -> dict[Entry, dict[str, str]]:
    """Every source sentence in the code: the capabilities that say it, and one place in each."""
    found: dict[Entry, dict[str, str]] = defaultdict(dict)
    for path in sorted(HANDLERS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            entry = _sentence(node)
            if entry is not None:
                place = f"{path.relative_to(HANDLERS)}:{node.lineno}"
                found[entry].setdefault(capability(path), place)
    return found


def capability(path: Path) -> str:
    """The folder in handlers that a file belongs to; the alphabet for a file at the top."""
    first, *rest = path.relative_to(HANDLERS).parts
    return first if rest else ALPHABET


def literals() -> dict[str, set[str]]:
    """Every text in the code, with the capabilities where it stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in HANDLERS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[node.value].add(capability(path))
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


def translated() -> dict[str, dict[Entry, str]]:
    """The English of each capability that has a file of its own."""
    files = {}
    for path in sorted(HANDLERS.rglob("en.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en")
        assert not [entry.id for entry in catalogue if entry.fuzzy and entry.id]
        files[capability(path)] = {
            (e.context, str(e.id)): str(e.string) for e in catalogue if e.id
        }
    return files


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


def test_every_sentence_has_its_english_where_it_is_said_or_in_the_alphabet():
    files = translated()
    missing = {
        place: entry
        for entry, places in said().items()
        for room, place in places.items()
        if not (files.get(room, {}).get(entry) or files[ALPHABET].get(entry))
    }
    assert missing == {}


def test_nothing_is_translated_that_is_never_said():
    spoken, texts = said(), literals()
    stale = [
        (room, entry)
        for room, entries in translated().items()
        for entry in entries
        if not (texts[entry[1]] if room == ALPHABET else texts[entry[1]] & {room})
    ]
    assert stale == []
    # The alphabet is for what several say: one capability keeps its own words.
    lonely = [
        entry
        for entry in translated()[ALPHABET]
        if len(spoken[entry]) == 1 and ALPHABET not in spoken[entry]
    ]
    assert lonely == []


def test_a_sentence_has_its_english_once():
    files = translated()
    entries = [entry for found in files.values() for entry in found]
    assert len(entries) == len(set(entries))
    # In one file too, where the reader keeps the first and says nothing.
    for path in HANDLERS.rglob("en.po"):
        lines = re.findall(r"^msgid ", path.read_text(), re.MULTILINE)
        assert len(lines) - 1 == len(files[capability(path)]), path


def test_two_translations_of_one_sentence_are_refused(tmp_path: Path):
    for folder, english in {
        "seats": "Sign up",
        "reminders": "Sign up",
        "imports": "Enrol",
    }.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "en.po").write_text(f'msgid "Daftar"\nmsgstr "{english}"\n')
    with pytest.raises(ValueError, match="Daftar"):
        join(tmp_path, "en")
    (tmp_path / "imports" / "en.po").unlink()
    assert join(tmp_path, "en") == {(None, "Daftar"): "Sign up"}


def test_both_languages_name_the_same_facts():
    wrong = [
        source
        for entries in translated().values()
        for (_, source), english in entries.items()
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
