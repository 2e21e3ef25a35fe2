"""Lists of people as .xlsx."""

import asyncio
from collections.abc import Sequence

from handlers.documents.spreadsheets.writing import Page, write_workbook
from handlers.screens.screen import Document


async def people_file(
    name: str, sheet: tuple[Sequence[str], Sequence[Sequence[str | None]]]
) -> Document:
    """`<name>.xlsx` with headings and rows; every cell is text, none is a formula."""
    titles, rows = sheet
    page = Page(name, titles, [[value or "" for value in row] for row in rows])
    return Document(f"{name}.xlsx", await asyncio.to_thread(write_workbook, [page]))
