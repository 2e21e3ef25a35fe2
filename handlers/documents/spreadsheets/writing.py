"""Writes workbooks in which every cell is text, so that no value can become a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from domain.imports.sheets import COLUMNS, REQUIRED, SheetKind

TEXT_FORMAT = "@"
_MOST_OF_A_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDE = ("NAMA", "JUDUL", "DESKRIPSI", "JABATAN", "TEMPAT", "LEVEL ", "KETERANGAN")
_TEMPLATE_ROWS = 500


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet of a workbook: bold titles, then rows."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[str]]


def write_workbook(pages: Sequence[WrittenSheet]) -> bytes:
    """The pages as an .xlsx, written row by row."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for page in pages:
        sheet = book.create_sheet(_free_name(page.name, names))
        for place, title in enumerate(page.titles, 1):
            sheet.column_dimensions[get_column_letter(place)].width = _width(title)
        sheet.freeze_panes = "A2"
        sheet.append([_text(sheet, title, bold=True) for title in page.titles])
        for row in page.rows:
            sheet.append([_text(sheet, value) for value in row])
    return _saved(book)


def write_templates(notes: Sequence[str], notes_name: str) -> bytes:
    """The seven sheets with their titles, ready to be filled in, and a sheet of notes."""
    book = Workbook(write_only=True)
    for kind in SheetKind:
        sheet = book.create_sheet(kind.value)
        sheet.freeze_panes = "A2"
        for place, column in enumerate(COLUMNS[kind], 1):
            sheet.column_dimensions[get_column_letter(place)].width = _width(column)
        sheet.append(
            [_text(sheet, c, bold=True, starred=c in REQUIRED[kind]) for c in COLUMNS[kind]]
        )
        # Formatted as text in advance: Excel would spoil a NIP typed into a general cell.
        for _ in range(_TEMPLATE_ROWS):
            sheet.append([_text(sheet, "") for _ in COLUMNS[kind]])
    page = book.create_sheet(notes_name)
    page.column_dimensions["A"].width = 100
    for note in notes:
        cell = _text(page, note)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.append([cell])
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _text(sheet: Any, value: str, *, bold: bool = False, starred: bool = False) -> Any:
    shown = ILLEGAL_CHARACTERS_RE.sub("", value) + ("*" if starred else "")
    cell: Any = WriteOnlyCell(sheet, shown or None)
    if shown:
        # openpyxl would take "=1+1" for a formula.
        cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if bold:
        cell.font = Font(bold=True)
    return cell


def _width(title: str) -> int:
    if title.startswith(_WIDE):
        return 40
    # Wide enough to show the eighteen digits of a NIP.
    return 22 if title.startswith("NIP") else max(14, len(title) + 4)


def _free_name(name: str, taken: set[str]) -> str:
    legal = ILLEGAL_CHARACTERS_RE.sub("", name)
    wanted = legal.translate(_FORBIDDEN_IN_NAMES).strip("' ")[:_MOST_OF_A_NAME] or "Lembar"
    free, number = wanted, 2
    while free.upper() in taken:
        free = f"{wanted[: _MOST_OF_A_NAME - 4]} ({number})"
        number += 1
    taken.add(free.upper())
    return free
