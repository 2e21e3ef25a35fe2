"""Text with separators: CSV as Excel and applications write it, or columns parted by tabs."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from domain.imports.sheets import Taught, recognise
from handlers.documents.spreadsheets.sheet_xml import TableRow

HEADER_ROWS = 40
"""The titles are looked for in so many rows."""
_SEPARATORS = ";,\t"


def decoded(content: bytes) -> str | None:
    """The text of a file; None if it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content or content.startswith((b"%PDF", b"MIME-Version", b"{\\rtf")):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def separator(text: str, taught: Taught) -> str:
    """The sign that parts the columns: the one with which titles are recognised."""
    for sign in _SEPARATORS:
        head = islice(rows(text, sign), HEADER_ROWS)
        if any(recognise(row.cells, taught) for row in head):
            return sign
    # Without recognised titles they are at least to be read out: the most frequent sign.
    start = text[:4000]
    return max(_SEPARATORS, key=start.count)


def rows(text: str, sign: str) -> Iterator[TableRow]:
    """The rows, counted as a spreadsheet program shows them."""
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
        if any(cells):
            yield TableRow(number, list(cells))
