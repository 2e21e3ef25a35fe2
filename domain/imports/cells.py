"""Reads the cells of one row into typed values and notes everything that is wrong with them."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.imports.dates.day_first import Unread, Written, read_day, read_written
from domain.imports.layout.serials import DAYS_TO_1904, is_number
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
MOST_HOURS, MOST_SEATS = 10_000, 1_000_000
_UNITS = r"JPL?|JAM PELAJARAN|ORANG|ORG|PESERTA|KURSI|ASN|PEGAWAI"
_FIGURE = re.compile(rf"(\d{{1,3}}(?:\.\d{{3}})+|\d{{1,7}})\s*(?:{_UNITS})?\.?", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d{1,9}(?:[.,](?!000$)0+)?")
"""`1.000` is a thousand to an office and one to a program: it is not read."""
_ADDRESS = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
"""Links that Telegram accepts for a button; for any other it would refuse the whole screen. A user
name before the host is not accepted: it can hide the real host."""
_DATES = {
    Unread.NO_DATE: Expected.DATE,
    Unread.SHORT_YEAR: Expected.WHOLE_YEAR,
    Unread.WEEKDAY: Expected.WEEKDAY,
}
_NIP_PROBLEMS = {
    NipProblem.LENGTH: RowProblem.NIP_LENGTH,
    NipProblem.SPOILT: RowProblem.NIP_SPOILT,
    NipProblem.SHAPE: RowProblem.NIP_SHAPE,
}


def web_address(text: str) -> str | None:
    """A web address, with `https://` before one without a scheme; None: it is none."""
    address = text if "://" in text else f"https://{text}"
    return address if _ADDRESS.fullmatch(address) else None


def figure(text: str, *, least: int = 1, most: int) -> int | None:
    """The number in `1.000`, `24 JP` or `30 orang`; None if it is none, or out of bounds.

    `8 jam` may be hours of the clock, and is not read; a file does not, either.
    """
    found = _FIGURE.fullmatch(" ".join(text.split()))
    number = int(found[1].replace(".", "")) if found else -1
    return number if least <= number <= most else None


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

    def __init__(
        self,
        cells: Mapping[str, Cell],
        *,
        today: date,
        zone: ZoneInfo,
        since_1904: bool = False,
    ) -> None:
        self._cells = cells
        self._since_1904 = since_1904
        self.today = today
        self.zone = zone
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

    def counted(self, column: str) -> Cell:
        """The cell of a day, where a bare number counts the days as the rest of its book does."""
        cell = self.raw(column)
        return cell + DAYS_TO_1904 if self._since_1904 and is_number(cell) else cell

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
        self,
        column: str,
        *,
        least: int,
        most: int,
        expected: Expected = Expected.WHOLE,
        unit: str | None = None,
    ) -> int:
        """A whole number that must not be empty; where it is not valid, `least` is returned.

        `unit`: a pattern of what may stand behind it, as in `30 orang`.
        """
        text = self.required(column)
        if not text:
            return least
        if unit is not None:
            text = re.sub(rf"(?<=\d)\s*(?:\([A-Z\s]+\)\s*)?{unit}$", "", text.upper())
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
        day = read_day(self.counted(column))
        if day is None:
            read = read_written(self.counted(column))
            why = read if isinstance(read, Unread) else Unread.NO_DATE
            self.note(RowProblem.VALUE, column, expected=_DATES[why])
        return day

    def written(self, column: str, *, required: bool = True) -> Written | None:
        """A day or several, with hours and zone where the cell has them."""
        text = self.required(column) if required else self.optional(column)
        if not text:
            return None
        read = read_written(self.counted(column))
        if isinstance(read, Written):
            return read
        self.note(RowProblem.VALUE, column, expected=_DATES[read])
        return None

    def in_years(self, column: str, day: date) -> bool:
        """Whether the year is one of YEARS; it is noted if not."""
        if day.year in YEARS:
            return True
        self.note(RowProblem.VALUE, column, expected=Expected.YEAR)
        return False

    def address(self, column: str, *, most: int | None = None) -> str | None:
        """A web address; `https://` is put before one without a scheme."""
        text = self.optional(column, most=most)
        if not text:
            return text
        address = web_address(text)
        if address is None:
            self.note(RowProblem.VALUE, column, expected=Expected.ADDRESS)
        return address
