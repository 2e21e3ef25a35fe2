"""Writes sheets as .xlsx with openpyxl. No text can become a formula; all of it can be printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from handlers.documents.spreadsheets.writing import Value, WrittenSheet
from handlers.screens import dates

TEXT_FORMAT, NUMBER_FORMAT = "@", "General"
_INDONESIAN = "[$-421]"
"""Makes a spreadsheet write the months in Indonesian, whatever its own language."""
DATE_FORMAT = f"{_INDONESIAN}d mmm yyyy"
TIME_FORMAT = 'hh"."mm'
MOMENT_FORMAT = f"{DATE_FORMAT} {TIME_FORMAT}"
SIGNED_HEIGHT = 28
"""Points; room for a signature."""
_LINE_HEIGHT = 15
"""Points of one line of text. Some applications do not find the height of a row by themselves."""
_NARROWEST, _WIDEST = 6, 45
_MOST_LINES = 6
"""A text that needs more lines in its cell is not wrapped: its row would fill the page."""
_MOST_OF_A_NAME = 31
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FONT = "Calibri"
_FILTER = 4
"""Characters that a title leaves to the arrow of its filter."""
_MARGIN = 0.4
"""Inches."""
_THIN = Side(style="thin", color="BFBFBF")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def workbook(pages: Sequence[WrittenSheet]) -> bytes:
    """The pages as an .xlsx, written row by row."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for page in pages:
        _page(book.create_sheet(_free_name(page.name, names)), page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell is shown."""

    format: str = TEXT_FORMAT
    bold: bool = False
    faint: bool = False
    framed: bool = False
    signed: bool = False
    wrapped: bool = False


class _Pen:
    """Makes the cells of one sheet; each look is built once, not for every cell."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._styles: dict[_Look, Any] = {}

    def cell(self, value: Value, width: int = 0, **look: Any) -> Any:
        """A cell; a text that is longer than the width is wrapped."""
        if isinstance(value, str | None):
            return self._text(value or "", width, look)
        style = self._style(_Look(_format(value), **look))
        return Cell(self.sheet, row=1, column=1, value=_local(value), style_array=style)

    def _text(self, value: str, width: int, look: dict[str, Any]) -> Any:
        shown = ILLEGAL_CHARACTERS_RE.sub("", value)
        style = self._style(_Look(wrapped=_lines(shown, width) > 1, **look))
        cell: Any = Cell(self.sheet, row=1, column=1, value=shown or None, style_array=style)
        if shown:
            # openpyxl would take "=1+1" for a formula.
            cell.data_type = "s"
        return cell

    def _style(self, look: _Look) -> Any:
        if look not in self._styles:
            made: Any = Cell(self.sheet, row=1, column=1)
            made.number_format = look.format
            if look.bold or look.faint:
                faint = "808080" if look.faint else None
                made.font = Font(
                    name=_FONT, size=11, bold=look.bold, italic=look.faint, color=faint
                )
            if look.framed:
                made.border = _FRAME
            made.alignment = Alignment(
                # A number at the right edge of its column would touch the text beside it.
                horizontal={TEXT_FORMAT: None, NUMBER_FORMAT: "center"}.get(look.format, "left"),
                vertical="center" if look.signed else "top",
                wrap_text=look.wrapped or None,
            )
            self._styles[look] = made._style
        return self._styles[look]


def _page(sheet: Any, page: WrittenSheet) -> None:
    pen = _Pen(sheet)
    first = len(page.heading) + 2 if page.heading else 1
    shown = [*([page.example] if page.example else ()), *page.rows]
    last = first + len(shown) + page.blank
    widths = _widths(page, shown)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{first + 1}"
    _printed(sheet, first)
    for number, line in enumerate(page.heading):
        sheet.append([pen.cell(line, bold=not number)])
    if page.heading:
        sheet.append([])
    titles = [title + ("*" if title in page.starred else "") for title in page.titles]
    room = [width - _FILTER for width in widths]
    _row(pen, first, titles, room, bold=True, signed=page.signed)
    for number, row in enumerate(shown, first + 1):
        faint = bool(page.example) and number == first + 1
        _row(pen, number, row, widths, faint=faint, signed=page.signed)
    for _ in range(page.blank):
        # Formatted as text in advance: Excel would spoil a NIP typed into a general cell.
        sheet.append([pen.cell(None) for _ in page.titles])
    end = get_column_letter(max(1, len(page.titles)))
    if not page.signed and (page.rows or not page.blank):
        sheet.auto_filter.ref = f"A{first}:{end}{first + len(shown)}"
    _offer(sheet, page, first + 1, max(last, first + 1))


def _row(
    pen: _Pen,
    number: int,
    row: Sequence[Value],
    widths: Sequence[int],
    *,
    signed: bool,
    **look: bool,
) -> None:
    """One framed row of the table; its height is forgotten once it is written."""
    cells = [*zip(row, widths, strict=True)]
    lines = max((_lines(one, width) for one, width in cells if isinstance(one, str)), default=1)
    heights = pen.sheet.row_dimensions
    if lines > 1 or signed:
        heights[number].height = max(lines * _LINE_HEIGHT, SIGNED_HEIGHT if signed else 0)
    pen.sheet.append([pen.cell(*each, framed=True, signed=signed, **look) for each in cells])
    heights.pop(number, None)


def _offer(sheet: Any, page: WrittenSheet, first: int, last: int) -> None:
    """The drop-downs."""
    for title, words in page.choices.items():
        letter = get_column_letter([*page.titles].index(title) + 1)
        listed = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        listed.showErrorMessage = False
        listed.add(f"{letter}{first}:{letter}{last}")
        sheet.data_validations.append(listed)


def _printed(sheet: Any, titles: int) -> None:
    """A4 landscape, as wide as the paper, with the titles on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN, footer=_MARGIN)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{titles}:{titles}"
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P/&N"


def _local(value: Value) -> Value:
    """A spreadsheet knows no time zones: a moment is what the clock there shows."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _format(value: Value) -> str:
    match value:
        case datetime(tzinfo=None):
            return MOMENT_FORMAT
        case datetime():
            return f'{MOMENT_FORMAT}" {dates.letters(value, str(value.tzinfo))}"'
        case date():
            return DATE_FORMAT
        case time():
            return TIME_FORMAT
        case int():
            return NUMBER_FORMAT
        case _:
            return TEXT_FORMAT


def _widths(page: WrittenSheet, rows: Sequence[Sequence[Value]]) -> list[int]:
    """Wide enough for the longest text, within bounds, and a word of a title beside its filter."""
    words = [[len(word) + _FILTER for word in title.split()] for title in page.titles]
    longest = [max(_NARROWEST, *each) for each in words]
    for row in rows:
        longest = [max(most, _length(value) + 2) for most, value in zip(longest, row, strict=True)]
    return [
        page.widths.get(title) or min(_WIDEST, most)
        for title, most in zip(page.titles, longest, strict=True)
    ]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell; one if it would take too many."""
    if not width < len(text) <= width * _MOST_LINES:
        return 1
    return len(wrap(text, width))


def _length(value: Value) -> int:
    match value:
        case datetime(tzinfo=None):
            return len("30 Nov 2026 09.15")
        case datetime():
            return len("30 Nov 2026 09.15 WITA")
        case date():
            return len("30 Nov 2026")
        case time():
            return len("09.15")
        case _:
            return len(str(value if value is not None else ""))


def _free_name(name: str, taken: set[str]) -> str:
    legal = ILLEGAL_CHARACTERS_RE.sub("", name)
    wanted = legal.translate(_FORBIDDEN_IN_NAMES).strip("' ")[:_MOST_OF_A_NAME] or "Lembar"
    free, number = wanted, 2
    while free.upper() in taken:
        free = f"{wanted[: _MOST_OF_A_NAME - 5]} ({number})"
        number += 1
    taken.add(free.upper())
    return free
