"""Reads the cells of one row into typed values and notes everything that is wrong with them."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.imports.day_first import read_day, read_moment
from domain.imports.problems import Expected, Found, RowProblem
from domain.people.identity import Nip, NipProblem, parse_nip

START_HOUR, END_HOUR, CLOSING_HOUR = time(8), time(16), time(23, 59)
"""Hours of MULAI, SELESAI and BATAS DAFTAR where the cell holds a day alone."""


YEARS = range(2000, 2101)
"""Of a training; any other year is a slip of the pen."""


class NoResult:
    """A cell whose formula was never computed, or failed."""


NO_RESULT = NoResult()

T = TypeVar("T")

Cell = str | int | float | bool | datetime | date | time | NoResult | None

ERASED = ""
"""What a cell says that is to empty the stored value; an empty cell, None, keeps it."""
_ERASING = ("-", "–", "(KOSONG)")
_WHOLE = re.compile(r"-?\d{1,9}(?:[.,]0+)?")
_ADDRESS = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
"""Links that Telegram accepts for a button; for any other it would refuse the whole screen. A user
name before the host is not accepted: it can hide the real host."""
_NIP_PROBLEMS = {
    NipProblem.LENGTH: RowProblem.NIP_LENGTH,
    NipProblem.SPOILT: RowProblem.NIP_SPOILT,
    NipProblem.SHAPE: RowProblem.NIP_SHAPE,
}


def shown(cell: object) -> str:
    """A cell as HR would read it."""
    if cell is None or isinstance(cell, NoResult):
        return ""
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return f"{cell:%d-%m-%Y}" if midnight else f"{cell:%d-%m-%Y %H.%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float):
        exact = cell.is_integer() and abs(cell) < 2**53
        return str(int(cell)) if exact else repr(cell).upper()
    return " ".join(str(cell).replace("\x00", "").split())


class Cells:
    """One row by column title. A reader that finds a problem notes it and returns None."""

    def __init__(self, cells: Mapping[str, Cell], *, today: date, zone: ZoneInfo) -> None:
        self._cells = cells
        self.today = today
        self._zone = zone
        self.found: list[Found] = [
            Found(RowProblem.FORMULA, column)
            for column, cell in cells.items()
            if isinstance(cell, NoResult)
        ]

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles of the row's columns."""
        return tuple(self._cells)

    def note(
        self,
        problem: RowProblem,
        column: str,
        *,
        expected: Expected | None = None,
        other: int | None = None,
    ) -> None:
        """Notes a problem of a column, with the value as read."""
        value = shown(self._cells.get(column))
        self.found.append(Found(problem, column, value, expected=expected, other=other))

    def optional(self, column: str, *, most: int | None = None) -> str | None:
        """Text; None where the cell is empty or the column is not there, ERASED for "-".

        `most`: how many characters it may have.
        """
        text = shown(self._cells.get(column))
        if most is not None and len(text) > most:
            self.note(RowProblem.LONG, column, other=most)
        if text.upper() in _ERASING:
            return ERASED
        return text or None

    def required(self, column: str, *, most: int | None = None) -> str:
        """A text that must not be empty."""
        text = self.optional(column, most=most)
        if not text and not isinstance(self._cells.get(column), NoResult):
            self.note(RowProblem.EMPTY, column)
        return text or ""

    def raw(self, column: str) -> Cell:
        """The cell as read."""
        return self._cells.get(column)

    def nip(self, column: str) -> Nip | None:
        """A NIP (civil servant's number) that must not be empty."""
        if not self.required(column):
            return None
        read = parse_nip(self.raw(column), today=self.today)
        if isinstance(read, Nip):
            return read
        self.note(_NIP_PROBLEMS[read], column)
        return None

    def whole(
        self, column: str, *, least: int, most: int, expected: Expected = Expected.WHOLE
    ) -> int:
        """A whole number that must not be empty; where it is not valid, `least` is returned."""
        text = self.required(column)
        if not text:
            return least
        if _WHOLE.fullmatch(text) and least <= (value := int(re.split("[.,]", text)[0])) <= most:
            return value
        self.note(RowProblem.VALUE, column, expected=expected)
        return least

    def choice(self, column: str, choices: Mapping[str, T], expected: Expected) -> T | None:
        """One of the words that the column accepts; None where the cell is empty."""
        text = self.optional(column)
        if not text:
            return None
        found = choices.get(text.upper())
        if found is None:
            self.note(RowProblem.VALUE, column, expected=expected)
        return found

    def day(self, column: str) -> date | None:
        """A day that must not be empty."""
        if not self.required(column):
            return None
        day = read_day(self.raw(column))
        if day is None:
            self.note(RowProblem.VALUE, column, expected=Expected.DATE)
        return day

    def moment(self, column: str, default: time, *, required: bool = True) -> datetime | None:
        """A moment in UTC; a day without an hour gets the default one, local.

        The year is one of YEARS.
        """
        text = self.required(column) if required else self.optional(column)
        if not text:
            return None
        written = read_moment(self.raw(column))
        if written is None:
            self.note(RowProblem.VALUE, column, expected=Expected.DATE)
            return None
        day, hour = written
        if day.year not in YEARS:
            self.note(RowProblem.VALUE, column, expected=Expected.YEAR)
            return None
        return datetime.combine(day, hour or default, self._zone).astimezone(UTC)

    def address(self, column: str, *, most: int | None = None) -> str | None:
        """A web address; `https://` is put before one without a scheme."""
        text = self.optional(column, most=most)
        if not text:
            return text
        address = text if "://" in text else f"https://{text}"
        if _ADDRESS.fullmatch(address):
            return address
        self.note(RowProblem.VALUE, column, expected=Expected.ADDRESS)
        return None
