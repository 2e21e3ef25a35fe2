"""Workbooks of Excel 97 to 2003 (.xls). Which of their rows are hidden is not told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from domain.imports.cells import Cell
from domain.imports.layout.areas import Area
from handlers.documents.spreadsheets.sheet_xml import MOST_COLUMNS, TableRow

_DATE_MODE = bytes((0x22, 0, 2, 0))
"""The record that says from which year the book counts its days."""


class LockedError(Exception):
    """The workbook has a password."""


@dataclass(frozen=True, slots=True)
class OldSheet:
    """One sheet."""

    name: str
    rows: list[TableRow]
    merged: tuple[Area, ...]
    hidden: bool


def since_1904(content: bytes) -> bool:
    """Whether a bare number counts the days from 1904."""
    at = [content.find(_DATE_MODE + bytes((mode, 0))) for mode in (0, 1)]
    return at[1] >= 0 and (at[0] < 0 or at[1] < at[0])


def sheets(content: bytes) -> Iterator[OldSheet]:
    """The sheets of a workbook with their rows, dates rounded to the minute."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        raise LockedError from error
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        merged = tuple(
            Area(left, top + 1, right, bottom + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        rows = [
            TableRow(number, [_cell(cell) for cell in cells[:MOST_COLUMNS]])
            for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
            if any(cell != "" for cell in cells)
        ]
        yield OldSheet(about.name, rows, merged, about.visible is not SheetVisibleEnum.Visible)


def _cell(cell: Any) -> Cell:
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, datetime):
        return (cell + timedelta(seconds=30)).replace(second=0, microsecond=0)
    value: Cell = None if cell == "" else cell
    return value
