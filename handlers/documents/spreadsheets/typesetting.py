"""Writes workbooks in which every cell is text, so that no value can become a formula."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from domain.imports.layout.rows import EXAMPLE
from domain.imports.sheets import COLUMNS, REQUIRED, SheetKind
from handlers.documents.spreadsheets.writing import WrittenSheet

TEXT_FORMAT = "@"
_MOST_OF_A_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDE = ("NAMA", "JUDUL", "DESKRIPSI", "JABATAN", "TEMPAT", "LEVEL ", "KETERANGAN")
_TEMPLATE_ROWS = 500
_USUAL_ORDER = (SheetKind.STAFF, *(kind for kind in SheetKind if kind is not SheetKind.STAFF))
"""HR looks for people first."""
_EXAMPLES = {
    "NIP BARU": "199001012020121999",
    "NIP": "199001012020121999",
    "NAMA": "Contoh Satu",
    "GELAR BELAKANG": "S.Kom.",
    "NOMOR HP": "084000000001",
    "JENIS PEGAWAI NAMA": "PNS",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "GOL AKHIR NAMA": "III/a",
    "JABATAN NAMA": "Pranata Komputer Ahli Pertama",
    "UNOR ID": "U01",
    "UNOR NAMA": "Dinas Komunikasi dan Informatika",
    "KODE KOMPETENSI": "T.06",
    "NAMA KOMPETENSI": "Keamanan Informasi",
    "KELOMPOK": "teknis",
    "LEVEL": "3",
    "TANGGAL PENILAIAN": "7/12/2026",
    "KODE PELATIHAN": "P01",
    "JUDUL": "Bimtek Keamanan Informasi",
    "JENIS": "bimtek",
    "MODA": "luring",
    "JP": "16",
    "KOMPETENSI": "T.06:3",
    "ANGKATAN": "I",
    "MULAI": "7/12/2026 08.00",
    "SELESAI": "8/12/2026 16.00",
    "TEMPAT": "Aula BKPSDM",
    "KUOTA": "30",
    "PERLU PERSETUJUAN": "tidak",
    "STATUS ANGKATAN": "buka",
    "STATUS": "terdaftar",
}
_CHOICES = {
    "MODA": "luring,daring,blended",
    "STATUS": "terdaftar,hadir,tidak hadir,lulus",
    "STATUS ANGKATAN": "buka,batal",
    "PERLU PERSETUJUAN": "ya,tidak",
    "KELOMPOK": "manajerial,sosial kultural,teknis",
    "JENIS PEGAWAI NAMA": "PNS,CPNS,PPPK,PPPK Paruh Waktu",
}


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
    for kind in _USUAL_ORDER:
        sheet = book.create_sheet(kind.value)
        sheet.freeze_panes = "A2"
        for place, column in enumerate(COLUMNS[kind], 1):
            sheet.column_dimensions[get_column_letter(place)].width = _width(column)
            if words := _CHOICES.get(column):
                _offer(sheet, get_column_letter(place), words)
        sheet.append(
            [_text(sheet, c, bold=True, starred=c in REQUIRED[kind]) for c in COLUMNS[kind]]
        )
        sheet.append([_text(sheet, value, faint=True) for value in _example(kind)])
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


def _example(kind: SheetKind) -> list[str]:
    """A row that shows what to write; the mark in its first cell keeps it from being loaded."""
    first, *others = (_EXAMPLES.get(column, "") for column in COLUMNS[kind])
    return [f"{EXAMPLE.lower()} {first}", *others]


def _offer(sheet: Any, letter: str, words: str) -> None:
    """A drop-down; other words may be typed all the same."""
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choice.showErrorMessage = False
    choice.add(f"{letter}2:{letter}{_TEMPLATE_ROWS + 2}")
    sheet.data_validations.append(choice)


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _text(
    sheet: Any, value: str, *, bold: bool = False, starred: bool = False, faint: bool = False
) -> Any:
    shown = ILLEGAL_CHARACTERS_RE.sub("", value) + ("*" if starred else "")
    cell: Any = WriteOnlyCell(sheet, shown or None)
    if shown:
        # openpyxl would take "=1+1" for a formula.
        cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if bold or faint:
        cell.font = Font(bold=bold, italic=faint, color="808080" if faint else None)
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
