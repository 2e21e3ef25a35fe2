"""Streams the rows of one worksheet's XML.

Uses expat directly: openpyxl's streaming reader takes several times as long, reads a sheet
without its size twice, and does not tell a formula without a result from an empty cell.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel

from domain.imports.cells import NO_RESULT, Cell

MOST_COLUMNS = 300
MOST_ROWS = 1_048_576
_BLOCK = 1 << 16


class HostileXmlError(Exception):
    """Entities, or more rows than a sheet can have: no spreadsheet program writes that."""


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of the workbook that the cells of all sheets refer to."""

    strings: Sequence[str]
    dates: Collection[int]
    """Styles that show a number as a date."""
    epoch: datetime


def rows(source: IO[bytes], book: Book) -> Iterator[list[Cell]]:
    """The rows from 1 on; rows that the file leaves out are empty."""
    sheet = _Sheet(book)
    last = 0
    while True:
        block = source.read(_BLOCK)
        sheet.parser.Parse(block, not block)
        for number, cells in sheet.take():
            for _ in range(last + 1, number):
                yield []
            yield cells
            last = max(last + 1, number)
        if not block:
            return


class _Sheet:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: list[tuple[int, list[Cell]]] = []
        self._number = 0
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
        self.parser.StartDoctypeDeclHandler = self._doctype

    def take(self) -> list[tuple[int, list[Cell]]]:
        """The rows completed since the last call."""
        ready, self._rows = self._rows, []
        return ready

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                place = attributes.get("r")
                self._column = self._place(place) if place else self._column + 1
                self._kind = attributes.get("t", "n")
                self._style = int(attributes.get("s", 0))
                self._formula, self._value = False, []
            case "v" | "t":
                self._text = []
            case "f":
                self._formula = True
            case "row":
                self._number = max(int(attributes.get("r", 0)), self._number + 1)
                if self._number > MOST_ROWS:
                    raise HostileXmlError
                self._cells, self._column = [], 0

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v" | "t":
                self._value += self._text or ()
                self._text = None
            case "c":
                self._keep(self._read())
            case "row":
                self._rows.append((self._number, self._cells))

    def _data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _doctype(self, *_: object) -> None:
        raise HostileXmlError

    def _place(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters)
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
                return value or None
            case "b":
                return bool(int(value)) if value else None
            case "e":
                return NO_RESULT
            case _ if not value:
                return NO_RESULT if self._formula else None
            case _:
                return self._number_of(value)

    def _number_of(self, value: str) -> Cell:
        whole = value.lstrip("-").isdigit()
        number = int(value) if whole else float(value)
        if self._style not in self._book.dates:
            return number
        try:
            moment = from_excel(number, self._book.epoch)
        except (OverflowError, ValueError):
            return number
        return moment if isinstance(moment, datetime) else number
