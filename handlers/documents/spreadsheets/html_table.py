"""Tables of a web page: what web applications save under the name of a workbook."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from domain.imports.cells import Cell
from domain.imports.layout.areas import Area
from handlers.documents.spreadsheets.sheet_xml import MOST_AREAS, MOST_COLUMNS, TableRow

_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE
)
_TABLE = re.compile(rb"<\s*table\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_HEAD = 4096
_BLOCK = 1 << 16
_MOST_SPAN = 65_535


@dataclass(slots=True)
class HtmlTable:
    """One table."""

    rows: list[TableRow] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)


def is_html(content: bytes) -> bool:
    """Whether a file is a web page with a table."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and bool(_HTML.search(head)) and bool(_TABLE.search(content))


def tables(content: bytes) -> list[HtmlTable]:
    """The tables of a page, in their order."""
    named = _CHARSET.search(content[:_HEAD])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        coding = named[1].decode("ascii") if named else "cp1252"
        text = content.decode("cp1252" if coding.lower() == "utf-8" else coding, "replace")
    page = _Page()
    for start in range(0, len(text), _BLOCK):
        page.feed(text[start : start + _BLOCK])
    page.close()
    return page.tables


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self._open: list[_Drawing] = []
        """The tables around what is read, the innermost last."""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("script", "style", "title"):
            self._silent += 1
        elif tag == "table":
            table = HtmlTable()
            self.tables.append(table)
            self._open.append(_Drawing(table))
        elif self._open:
            self._open[-1].start(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._silent = max(0, self._silent - 1)
        elif self._open:
            if tag == "table":
                self._open.pop().end_row()
            else:
                self._open[-1].end(tag)

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            self._open[-1].write(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end_row()


class _Drawing:
    """A table while it is read."""

    def __init__(self, table: HtmlTable) -> None:
        self._table = table
        self._number = 0
        self._cells: list[Cell] | None = None
        self._hidden = False
        self._text: list[str] | None = None
        self._place = 0
        self._below: dict[int, int] = {}
        """Columns that a cell above reaches into, and the last row it covers."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tr":
            self.end_row()
            self._number += 1
            self._cells, self._place = [], 0
            self._hidden = bool(_UNSEEN.search(attributes.get("style", ""))) or (
                "hidden" in attributes
            )
        elif tag in ("td", "th"):
            self._end_cell()
            if self._cells is None:
                self.start("tr", {})
            self._begin(attributes)
        elif tag in ("br", "p", "div", "li"):
            self.write("\n")

    def end(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self.end_row()

    def write(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self._table.rows.append(TableRow(self._number, self._cells, self._hidden))
        self._cells = None

    def _begin(self, attributes: dict[str, str]) -> None:
        while self._below.get(self._place, 0) >= self._number:
            self._place += 1
        wide, high = _span(attributes, "colspan"), _span(attributes, "rowspan")
        left, right = self._place, self._place + wide - 1
        if (wide, high) != (1, 1) and len(self._table.merged) < MOST_AREAS:
            area = Area(left, self._number, right, self._number + high - 1)
            self._table.merged.append(area)
        for column in range(left, min(right, MOST_COLUMNS) + 1):
            self._below[column] = self._number + high - 1
        self._text = []

    def _end_cell(self) -> None:
        if self._text is None or self._cells is None:
            return
        value, self._text = "".join(self._text).strip(), None
        if self._place < MOST_COLUMNS:
            self._cells += [None] * (self._place + 1 - len(self._cells))
            self._cells[self._place] = value or None
        self._place += 1


def _span(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1").strip()
    return min(max(1, int(written)), _MOST_SPAN) if written.isascii() and written.isdigit() else 1
