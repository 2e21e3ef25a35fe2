"""What a workbook is written from. openpyxl is imported where the first one is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

Value = str | int | date | None
"""A cell: text stays text, a date or a time of day without a zone can be sorted and reckoned."""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet of a workbook: bold titles, then rows, ready to be filtered and printed."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]
    heading: tuple[str, ...] = ()
    """Lines above the titles: what the list is, of when."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Title of a column to the words that its cells offer."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """Title of a column to its width, where its content does not tell."""
    signed: bool = False
    """To be signed on paper: framed high rows, no filter."""


def write_workbook(pages: Sequence[WrittenSheet]) -> bytes:
    """The pages as an .xlsx."""
    content: bytes = _excel().workbook(pages)
    return content


def write_templates(notes: Sequence[str], notes_name: str) -> bytes:
    """The seven sheets with their titles, ready to be filled in, and a sheet of notes."""
    content: bytes = _excel().templates(notes, notes_name)
    return content


def _excel() -> Any:
    return import_module("handlers.documents.spreadsheets.excel")
