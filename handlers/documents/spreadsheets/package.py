"""Finds the parts of an .xlsx that its rows refer to.

Reads the parts by the local names of their elements, so that the strict form of Open XML, other
prefixes and parts under other names are read as well.
"""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

_BLOCK = 1 << 16
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_SHOWN = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.', re.IGNORECASE)
_TRUE = ("1", "true")

Attributes = dict[str, str]


class HostileXmlError(Exception):
    """Entities, or more rows than a sheet can have: no spreadsheet program writes that."""


class NoWorkbookError(Exception):
    """The package is a document of another program."""


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of the workbook that the cells of all sheets refer to."""

    strings: Sequence[str]
    dates: frozenset[int] = frozenset()
    """Styles that show a number as a date."""
    zeros: Mapping[int, int] = field(default_factory=dict)
    """Styles that show a number with zeros before it, to so many digits."""
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet and the part that holds its rows."""

    name: str
    part: str
    hidden: bool


def is_true(value: str | None) -> bool:
    """An XML yes."""
    return value is not None and value.strip().lower() in _TRUE


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


class Package:
    """The parts of one file, found whatever the case and the slashes of their names."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {_folded(entry.filename): entry for entry in archive.infolist()}
        self._workbook = self._start()
        relations = self._relations(self._workbook)
        self._targets = {each["Id"]: each for each in relations if "Id" in each}
        self.book = self._book(relations)
        self.sheets = self._sheets()

    def open(self, part: str) -> IO[bytes]:
        """The content of a part."""
        return self._archive.open(self._entries[_folded(part)])

    def _start(self) -> str:
        for relation in self._relations(""):
            if relation.get("Type", "").endswith("/officeDocument"):
                return self._checked(relation["Target"])
        return self._checked("xl/workbook.xml")

    def _checked(self, part: str) -> str:
        if _folded(part) not in self._entries or not part.lower().endswith(".xml"):
            raise NoWorkbookError
        return part

    def _relations(self, part: str) -> list[Attributes]:
        path = join(dirname(part), "_rels", f"{basename(part)}.rels")
        if _folded(path) not in self._entries:
            return []
        found: list[Attributes] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = unquote(attributes.get("Target", "")).replace("\\", "/")
                inside = normpath(join("/", dirname(part), target)).lstrip("/")
                found.append({**attributes, "Target": inside})

        self._walk(path, start)
        return found

    def _book(self, relations: Sequence[Attributes]) -> Book:
        by_kind = {
            each.get("Type", "").rpartition("/")[2]: each["Target"]
            for each in relations
            if _folded(each["Target"]) in self._entries
        }
        strings = self._strings(by_kind["sharedStrings"]) if "sharedStrings" in by_kind else []
        dates, zeros = (
            self._styles(by_kind["styles"]) if "styles" in by_kind else (frozenset(), {})
        )
        since_1904 = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal since_1904
            if name == "workbookPr":
                since_1904 = is_true(attributes.get("date1904"))

        self._walk(self._workbook, start)
        return Book(strings, dates, zeros, since_1904)

    def _sheets(self) -> list[SheetPart]:
        sheets: list[SheetPart] = []
        seen = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal seen
            if name != "sheet":
                seen = seen or name == "workbook"
                return
            relation = self._targets.get(attributes.get("id", ""))
            if relation is None or not relation.get("Type", "").endswith("/worksheet"):
                return
            if _folded(relation["Target"]) in self._entries:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes.get("name", ""), relation["Target"], hidden))

        self._walk(self._workbook, start)
        if not seen:
            raise NoWorkbookError
        return sheets

    def _strings(self, part: str) -> list[str]:
        strings: list[str] = []
        texts: list[str] = []
        inside, read_aloud = False, 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal inside, read_aloud
            if name == "si":
                texts.clear()
            elif name == "rPh":
                read_aloud += 1
            inside = name == "t" and not read_aloud

        def end(name: str) -> None:
            nonlocal inside, read_aloud
            inside = False
            if name == "rPh":
                read_aloud -= 1
            elif name == "si":
                strings.append(unescaped("".join(texts)))

        def data(text: str) -> None:
            if inside:
                texts.append(text)

        self._walk(part, start, end, data)
        return strings

    def _styles(self, part: str) -> tuple[frozenset[int], dict[int, int]]:
        formats: dict[str, str] = {}
        styles: list[str] = []
        inside = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal inside
            if name == "numFmt":
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                inside = True
            elif name == "xf" and inside:
                styles.append(attributes.get("numFmtId", "0"))

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and name != "cellXfs"

        self._walk(part, start, end)
        codes = {style: formats.get(number, "") for style, number in enumerate(styles)}
        dates = frozenset(
            style
            for style, number in enumerate(styles)
            if _shows_a_date(codes[style])
            or (number not in formats and number.isdigit() and int(number) in _BUILT_IN_DATES)
        )
        zeros = {
            style: len(code) for style, code in codes.items() if re.fullmatch("0{2,17}", code)
        }
        return dates, zeros

    def _walk(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        data: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attributes: start(
            local(name), {local(key): value for key, value in attributes.items()}
        )
        if end is not None:
            parser.EndElementHandler = lambda name: end(local(name))
        if data is not None:
            parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = refuse_doctype
        with self.open(part) as source:
            while block := source.read(_BLOCK):
                parser.Parse(block, False)
            parser.Parse(b"", True)


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text with `_x000D_` and the like as the signs they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return " " if number < 32 or 0xD800 <= number <= 0xDFFF else chr(number)


def refuse_doctype(*_: object) -> None:
    """No spreadsheet program writes a document type, with which entities are declared."""
    raise HostileXmlError


def _shows_a_date(code: str) -> bool:
    shown = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
    return "general" not in shown and any(sign in shown for sign in "dmyhs")


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
