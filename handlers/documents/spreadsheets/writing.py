"""What a workbook is written from. openpyxl is imported where the first one is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from importlib import import_module
from typing import Any

Value = str | int | date | time | None
"""A cell. Text stays text; a day, a moment or a time of day can be sorted and reckoned. A moment
with a time zone shows the letters of it."""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet of a workbook: bold titles, then rows, ready to be filtered and printed."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]
    heading: tuple[str, ...] = ()
    """Lines above the titles: what the list is, of when, how many rows."""
    narrowed: str = ""
    """What the list was narrowed to, if to anything."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Title of a column to the words that its cells offer; others may be typed all the same."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """Title of a column to its width, where its content does not tell."""
    starred: Collection[str] = ()
    """The titles with a star: what must be filled in."""
    example: Sequence[Value] = ()
    """A faint row that shows how to fill in the rows."""
    divided_by: str = ""
    """Title of the column, such as the unit, that divides a long list into sheets."""
    blank: int = 0
    """How many empty rows follow, ready to be filled in: a number typed there stays text."""
    signed: bool = False
    """To be signed on paper: framed high rows, no filter."""


def write_workbook(pages: Sequence[WrittenSheet]) -> bytes:
    """The pages as an .xlsx. Files for people are made by handlers.documents.workbooks."""
    content: bytes = _excel().workbook(pages)
    return content


def _excel() -> Any:
    return import_module("handlers.documents.spreadsheets.excel")
