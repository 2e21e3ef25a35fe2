"""Streams the rows of one worksheet's XML, and looks beforehand at what stands behind them.

Uses expat directly: openpyxl's streaming reader takes several times as long, reads a sheet
without its size twice, and does not tell a formula without a result from an empty cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple
from xml.parsers import expat

from domain.imports.cells import NO_RESULT, Cell
from domain.imports.layout.areas import Area, area_of
from domain.imports.layout.serials import moment_of
from handlers.documents.spreadsheets.package import (
    Book,
    HostileXmlError,
    is_true,
    local,
    refuse_doctype,
    unescaped,
)

MOST_COLUMNS = 300
MOST_ROWS = 1_048_576
MOST_AREAS = 300_000
_BLOCK = 1 << 16

# Tags are not nested, so each character is read once, even if many tags are never closed.
_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell)(?=[\s/>])([^<>]*)")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"'<>]*)["']""")
_EXACT = 2**53


class TableRow(NamedTuple):
    """A row with something in it."""

    number: int
    """As the spreadsheet counts, from 1."""
    cells: list[Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetLook:
    """What has to be known of a sheet before its rows are read."""

    size: int
    merged: tuple[Area, ...]
    hidden_columns: frozenset[int]
    """From 0."""


def look(source: IO[bytes]) -> SheetLook:
    """Counts the rows, and finds merged cells, which stand behind them, and hidden columns."""
    size, merged, hidden = 0, [], set()
    rest = b""
    while block := source.read(1 << 20):
        text = rest + block
        # A tag cut at the end of the block is completed by the next block.
        cut = text.rfind(b"<")
        text, rest = (text[:cut], text[cut:]) if cut > 0 else (text, b"")
        for tag, written in _TAG.findall(text):
            if tag == b"row":
                size += 1
                continue
            attributes = dict(_ATTRIBUTE.findall(written))
            if tag == b"col":
                hidden |= _hidden(attributes)
            elif area := area_of(attributes.get(b"ref", b"").decode("ascii", "replace")):
                merged.append(area)
                if len(merged) > MOST_AREAS:
                    raise HostileXmlError
    return SheetLook(size, tuple(merged), frozenset(hidden))


def _hidden(attributes: dict[bytes, bytes]) -> set[int]:
    width = attributes.get(b"width", b"1")
    if not is_true(attributes.get(b"hidden", b"").decode()) and float(width or 1) > 0:
        return set()
    first, last = int(attributes.get(b"min", 1)), int(attributes.get(b"max", 0))
    return set(range(first - 1, min(last, MOST_COLUMNS)))


def rows(source: IO[bytes], book: Book) -> Iterator[TableRow]:
    """The rows that hold something; the others are left out."""
    sheet = _Sheet(book)
    while True:
        block = source.read(_BLOCK)
        sheet.parser.Parse(block, not block)
        yield from sheet.take()
        if not block:
            return


class _Sheet:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: list[TableRow] = []
        self._number = 0
        self._hidden = False
        self._read_aloud = 0
        self._cells: list[Cell] = []
        self._columns: dict[str, int] = {}
        self._column = 0
        self._kind = "n"
        self._style = 0
        self._formula = False
        self._text: list[str] | None = None
        """Collects the value of the cell while its element is open."""
        self._value: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = refuse_doctype

    def take(self) -> list[TableRow]:
        """The rows completed since the last call."""
        ready, self._rows = self._rows, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "c":
                place = attributes.get("r")
                self._column = self._place(place) if place else self._column + 1
                self._kind = attributes.get("t", "n")
                self._style = int(attributes.get("s", 0))
                self._formula, self._value = False, []
            case "v" | "t" if not self._read_aloud:
                self._text = []
            case "rPh":
                self._read_aloud += 1
            case "f":
                self._formula = True
            case "row":
                self._number = max(int(attributes.get("r", 0)), self._number + 1)
                if self._number > MOST_ROWS:
                    raise HostileXmlError
                flat = float(attributes.get("ht", 1)) <= 0
                self._hidden = flat or is_true(attributes.get("hidden"))
                self._cells, self._column = [], 0

    def _end(self, name: str) -> None:
        match local(name):
            case "rPh":
                self._read_aloud -= 1
            case "v" | "t":
                self._value += self._text or ()
                self._text = None
            case "c":
                self._keep(self._read())
            case "row":
                if self._cells:
                    self._rows.append(TableRow(self._number, self._cells, self._hidden))

    def _data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _place(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - 64
            self._columns[letters] = column
        return column

    def _keep(self, cell: Cell) -> None:
        if cell is None or self._column > MOST_COLUMNS:
            return
        self._cells += [None] * (self._column - len(self._cells))
        self._cells[self._column - 1] = cell

    def _read(self) -> Cell:
        value = "".join(self._value)
        match self._kind:
            case "s":
                return self._book.strings[int(value)] if value else None
            case "str" | "inlineStr" | "d":
                return unescaped(value) or None
            case "b":
                return is_true(value) if value else None
            case "e":
                return NO_RESULT
            case _ if not value:
                return NO_RESULT if self._formula else None
            case _:
                return self._number_of(value)

    def _number_of(self, value: str) -> Cell:
        whole = value.lstrip("-").isdigit()
        number = int(value) if whole else float(value)
        if self._style in self._book.dates:
            moment = moment_of(number, since_1904=self._book.since_1904)
            return number if moment is None else moment
        digits = self._book.zeros.get(self._style)
        if digits and 0 <= number < _EXACT and number == int(number):
            return f"{int(number):0{digits}}"
        return number
