"""Writes sheets as .xlsx with openpyxl. No text can become a formula; all of it can be printed."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from domain.imports.layout.rows import EXAMPLE
from domain.imports.sheets import COLUMNS, REQUIRED, SheetKind
from handlers.documents.spreadsheets.writing import Value, WrittenSheet

TEXT_FORMAT = "@"
DATE_FORMAT, MOMENT_FORMAT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
LINE_HEIGHT = 28
"""Points; room for a signature."""
_NARROWEST, _WIDEST = 6, 45
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
_THIN = Side(style="thin", color="999999")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def workbook(pages: Sequence[WrittenSheet]) -> bytes:
    """The pages as an .xlsx, written row by row."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for page in pages:
        _page(book.create_sheet(_free_name(page.name, names)), page)
    return _saved(book)


def templates(notes: Sequence[str], notes_name: str) -> bytes:
    """The seven sheets with their titles, ready to be filled in, and a sheet of notes."""
    book = Workbook(write_only=True)
    for kind in _USUAL_ORDER:
        sheet = book.create_sheet(kind.value)
        sheet.freeze_panes = "A2"
        for place, column in enumerate(COLUMNS[kind], 1):
            sheet.column_dimensions[get_column_letter(place)].width = _width_of(column)
            if words := _CHOICES.get(column):
                _offer(sheet, get_column_letter(place), words)
        sheet.append(
            [_cell(sheet, c, bold=True, starred=c in REQUIRED[kind]) for c in COLUMNS[kind]]
        )
        sheet.append([_cell(sheet, value, faint=True) for value in _example(kind)])
        # Formatted as text in advance: Excel would spoil a NIP typed into a general cell.
        for _ in range(_TEMPLATE_ROWS):
            sheet.append([_cell(sheet, "") for _ in COLUMNS[kind]])
    page = book.create_sheet(notes_name)
    page.column_dimensions["A"].width = 100
    for note in notes:
        cell = _cell(page, note)
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


def _page(sheet: Any, page: WrittenSheet) -> None:
    top = len(page.heading) + 1 if page.heading else 0
    first, last = top + 1, top + 1 + len(page.rows)
    for place, title in enumerate(page.titles):
        values = [row[place] for row in page.rows]
        letter = get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = page.widths.get(title) or _width(title, values)
    sheet.freeze_panes = f"A{first + 1}"
    _printed(sheet, first)
    for number, line in enumerate(page.heading):
        sheet.append([_cell(sheet, line, bold=not number)])
    if page.heading:
        sheet.append([])
    if page.signed:
        for number in range(first, last + 1):
            sheet.row_dimensions[number].height = LINE_HEIGHT
    sheet.append([_cell(sheet, t, bold=True, framed=page.signed) for t in page.titles])
    for row in page.rows:
        sheet.append([_cell(sheet, value, framed=page.signed) for value in row])
    end = get_column_letter(max(1, len(page.titles)))
    if not page.signed:
        sheet.auto_filter.ref = f"A{first}:{end}{last}"
    for title, words in page.choices.items():
        letter = get_column_letter([*page.titles].index(title) + 1)
        listed = DataValidation(
            "list", formula1=f'"{",".join(words)}"', allow_blank=True, errorStyle="warning"
        )
        listed.add(f"{letter}{first + 1}:{letter}{max(last, first + 1)}")
        sheet.data_validations.append(listed)


def _printed(sheet: Any, titles: int) -> None:
    """A4 landscape, as wide as the paper, with the titles on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{titles}:{titles}"
    sheet.oddFooter.right.text = "&P/&N"


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(
    sheet: Any,
    value: Value,
    *,
    bold: bool = False,
    starred: bool = False,
    framed: bool = False,
    faint: bool = False,
) -> Any:
    cell: Any
    if isinstance(value, str | None):
        shown = ILLEGAL_CHARACTERS_RE.sub("", value or "") + ("*" if starred else "")
        cell = WriteOnlyCell(sheet, shown or None)
        if shown:
            # openpyxl would take "=1+1" for a formula.
            cell.data_type = "s"
        cell.number_format = TEXT_FORMAT
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
        if isinstance(value, date):
            moment = isinstance(value, datetime)
            cell.number_format = MOMENT_FORMAT if moment else DATE_FORMAT
    if bold or faint:
        cell.font = Font(bold=bold, italic=faint, color="808080" if faint else None)
    if framed:
        cell.border = _FRAME
        cell.alignment = Alignment(vertical="center")
    return cell


def _width(title: str, values: Sequence[Value]) -> int:
    """Wide enough for the longest text, within bounds, and for a title beside its filter."""
    longest = max(map(_length, values), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, len(title) + 4))


def _length(value: Value) -> int:
    return 16 if isinstance(value, date) else len(str(value if value is not None else ""))


def _width_of(title: str) -> int:
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
