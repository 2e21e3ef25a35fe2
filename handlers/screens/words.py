"""The translator: Indonesian is the source text, facts are escaped unless they are `Html`."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

HANDLERS = Path(__file__).parent.parent
LANGUAGES = ("id", "en")

_TAG = re.compile(r"<[^>]*>")
_BRACKET = re.compile(r" ?\([^()]*\{(\w+)\}[^()]*\)")


class Html(str):
    """Text that is already Telegram HTML."""

    __slots__ = ()


class _Fact(str):
    """A fact put into a sentence. `{n:seat|seats}` chooses the word that fits the figure."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        one, either, many = words.partition("|")
        if not either:
            return super().__format__(words)
        return one if self == "1" else many


@dataclass(frozen=True, slots=True)
class House:
    """Facts that every screen may name."""

    organisation: str
    hr_unit: str
    hr_contact: str | None
    timezone: str


@cache
def catalogue(language: str) -> Mapping[tuple[str | None, str], str]:
    """Translations of one language by (context, source); empty for Indonesian."""
    return {} if language == "id" else join(HANDLERS, language)


def join(folder: Path, language: str) -> Mapping[tuple[str | None, str], str]:
    """Joins all `<language>.po` below a folder.

    A sentence that several capabilities say is in `handlers/screens` once. Raises ValueError if
    two files translate it differently.
    """
    # Loaded with the first English sentence: a command that speaks Indonesian does without it.
    read_po: Any = import_module("babel.messages.pofile").read_po
    found: dict[tuple[str | None, str], str] = {}
    for path in sorted(folder.rglob(f"{language}.po")):
        with path.open("rb") as file:
            entries = read_po(file, locale=language)
        for entry in entries:
            if entry.id and entry.string and not entry.fuzzy:
                source, translation = (entry.context, str(entry.id)), str(entry.string)
                if found.setdefault(source, translation) != translation:
                    raise ValueError(f"{path}: {source} is translated differently elsewhere")
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """Translates into one language: `t("Halo, <b>{nama}</b>", nama=…)`."""

    language: str
    house: House

    def t(self, source: str, /, context: str | None = None, **facts: object) -> Html:
        """A sentence with its facts, escaped; a bracket around a fact that is None is left out.

        Always there: {instansi}, {unit_hr}, {kontak}. Raises KeyError for a missing fact.
        """
        template = catalogue(self.language).get((context, source), source)
        known = {
            "instansi": self.house.organisation,
            "unit_hr": self.house.hr_unit,
            "kontak": self.house.hr_contact,
            **facts,
        }
        template = _BRACKET.sub(
            lambda found: "" if known.get(found[1], "") is None else found[0], template
        )
        facts_shown = {key: _shown(value) for key, value in known.items()}
        for key, value in facts_shown.items():
            if value.endswith((".", "?", "!")):
                # The full stop of "S.Kom." also ends the sentence, as does a question mark.
                template = re.sub(rf"(\{{{key}\}}(?:</\w+>)*)\.", r"\1", template)
        return Html(template.format_map(facts_shown))

    def label(self, source: str, /, context: str | None = None, **facts: object) -> str:
        """A button's label as plain text; at most 28 characters if facts are cut with `cut`."""
        return html.unescape(self.t(source, context=context, **facts))

    def number(self, value: int) -> str:
        """8614 → `8.614` (English `8,614`)."""
        grouped = f"{value:,}"
        return grouped if self.language == "en" else grouped.replace(",", ".")

    def decimal(self, figure: str) -> str:
        """A figure with a decimal point in the language's form: `88.9` → `88,9`."""
        return figure if self.language == "en" else figure.replace(".", ",")


def _shown(value: object) -> _Fact:
    return _Fact(value if isinstance(value, Html) else html.escape(str(value), quote=False))


def lines(*parts: Html | None) -> Html:
    """The lines of a message; a line that is None is left out."""
    return Html("\n".join(part for part in parts if part is not None))


def plain(text: Html) -> str:
    """The words of a piece of HTML without its formatting."""
    return html.unescape(_TAG.sub("", text))


def joined(separator: str, parts: list[Html]) -> Html:
    """Several pieces of HTML as one."""
    return Html(separator.join(parts))


def cut(text: str, most: int) -> str:
    """Cuts a text that is longer than `most` characters and ends it with "…"."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
