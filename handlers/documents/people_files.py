"""Lists of people as .xlsx."""

import asyncio
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from handlers.screens.screen import Document

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def people_file(
    name: str, sheet: tuple[Sequence[str], Sequence[Sequence[str | None]]]
) -> Document:
    """`<name>.xlsx` with headings and rows; every cell is text, none is a formula."""
    return await asyncio.to_thread(_made, name, *sheet)


def _made(name: str, headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Document:
    book = Workbook(write_only=True)
    page = book.create_sheet(name[:31])
    for values in (headings, *rows):
        cells = []
        for value in values:
            cell = WriteOnlyCell(page, value=None if value is None else str(value))
            cell.data_type = "s"
            cells.append(cell)
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return Document(f"{name}.xlsx", out.getvalue())
