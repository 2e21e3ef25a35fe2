"""Finds the titles of a sheet: in one row or several, merged or not, below what comes first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from domain.imports.cells import Cell, shown
from domain.imports.layout.areas import Area
from domain.imports.layout.passed import Manner
from domain.imports.layout.titles import of_others, shown_title
from domain.imports.presence import as_list
from domain.imports.problems import FileProblem
from domain.imports.sheets import Layout, Taught, Title, known_titles, recognise
from handlers.documents.spreadsheets.plain_text import HEADER_ROWS
from handlers.documents.spreadsheets.sheet_xml import TableRow
from handlers.documents.spreadsheets.tables import FileRefusedError, Table

DEEPEST = 3
"""Rows that titles may take."""
_MOST_TITLES = 30


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a sheet, and the rows below them."""

    layout: Layout
    rows: Iterator[TableRow]
    areas: tuple[Area, ...]
    """Merged cells below the titles."""
    wide: tuple[Area, ...]
    """Titles that are merged over several columns: only the first of these may hold values."""
    hidden_columns: int
    """Titled columns that are hidden."""
    width: int
    """The cells of the row of titles."""


@dataclass(frozen=True, slots=True)
class Untitled:
    """No row of titles is recognised."""

    closest: tuple[str, ...]
    """The row that looks most like titles."""
    known: int


def find_header(table: Table, taught: Taught, manner: Manner) -> Header | Untitled:
    """Looks through the first rows. Raises FileRefusedError for titles that are merged wrongly."""
    read: list[TableRow] = []
    for row in table.rows:
        read.append(row)
        if row.number > HEADER_ROWS + DEEPEST:
            break
    seen = [row for row in read if manner.hidden_too or not row.hidden]
    page = _FirstRows(table, seen, taught, lists=not manner.staff)
    found = page.titles()
    if found is None:
        return page.closest()
    layout, leaf = found
    end = page.end(layout, leaf)
    below = [row for row in read if row.number > end]
    wide = page.wide(layout, leaf)
    page.refuse_values_beside(wide, [row for row in below if manner.hidden_too or not row.hidden])
    return Header(
        layout,
        chain(below, table.rows),
        tuple(area for area in table.merged if area.top > end),
        wide,
        page.hidden_titles(leaf),
        page.width(leaf),
    )


class _FirstRows:
    """The first rows of a sheet as they are shown."""

    def __init__(
        self, table: Table, rows: Sequence[TableRow], taught: Taught, *, lists: bool
    ) -> None:
        self._lists = lists
        """Whether a sheet can be a list of people, of an offering or with their superiors."""
        self._table = table
        self._rows = rows
        self._taught = taught
        self._cells = {row.number: row.cells for row in rows}
        last = HEADER_ROWS + DEEPEST
        self._areas = [area for area in table.merged if area.top <= last]
        self._width = max((len(row.cells) for row in rows), default=0)

    def titles(self) -> tuple[Layout, int] | None:
        """The first row with which titles are recognised, or the one below it that adds some."""
        for place, row in enumerate(self._rows):
            if row.number > HEADER_ROWS:
                return None
            best = self._deepest(place)
            if best is None:
                continue
            leaf = place
            for lower in range(place + 1, min(place + DEEPEST, len(self._rows))):
                better = self._deepest(lower) if _like_titles(self._rows[lower]) else None
                if better and len(better.places) > len(best.places):
                    best, leaf = better, lower
            return best, self._rows[leaf].number
        return None

    def end(self, layout: Layout, leaf: int) -> int:
        """The last row of the titles: merged ones reach below the row that holds them."""
        end = leaf
        taken = list(layout.places.values())
        for area in self._areas:
            touches = any(area.left <= place <= area.right for place in taken)
            if not touches or not area.top <= leaf < area.bottom:
                continue
            if area.bottom - area.top >= DEEPEST or self._filled(leaf, area.bottom, taken):
                self._refuse(area)
            end = max(end, area.bottom)
        return end

    def wide(self, layout: Layout, leaf: int) -> tuple[Area, ...]:
        """The merged titles of taken columns that lie over other columns as well."""
        return tuple(
            area
            for area in self._areas
            if area.top <= leaf <= area.bottom
            and area.left < area.right
            and area.left in layout.places.values()
        )

    def refuse_values_beside(self, wide: Sequence[Area], below: Sequence[TableRow]) -> None:
        """Refuses the file if it is not plain which of several columns a title belongs to."""
        for area in wide:
            if any(beside(row, area) for row in below):
                self._refuse(area)

    def hidden_titles(self, leaf: int) -> int:
        """How many hidden columns have a title."""
        cells = self._cells[leaf]
        return sum(
            1 for place in self._table.hidden_columns if place < len(cells) and shown(cells[place])
        )

    def width(self, leaf: int) -> int:
        """The cells of the row of titles, empty ones included."""
        return len(self._cells[leaf])

    def closest(self) -> Untitled:
        """The row that is most likely meant as titles."""
        best: tuple[str, ...] = ()
        most = (0, 0)
        for row in self._rows:
            texts = tuple(text for cell in row.cells if (text := shown_title(cell)))
            score = (known_titles(row.cells), len(texts))
            if row.number <= HEADER_ROWS and score > most:
                best, most = texts[:_MOST_TITLES], score
        return Untitled(best, most[0])

    def _deepest(self, place: int) -> Layout | None:
        """The titles that end in a row, of as many rows above it as make them clearest."""
        found = None
        for depth in range(1, DEEPEST + 1):
            top = place - depth + 1
            if top < 0 or self._rows[place].number - self._rows[top].number >= DEEPEST:
                break
            layout = self._recognised(top, place)
            if layout and (found is None or len(layout.places) > len(found.places)):
                found = layout
        return found

    def _recognised(self, top: int, place: int) -> Layout | None:
        titles = self._composed(self._rows[top : place + 1])
        layout = recognise(titles, self._taught, as_staff=not self._lists)
        if not self._lists:
            return layout
        return as_list(
            layout,
            [title[-1] if title else None for title in titles],
            above=[cell for row in self._rows[:place] for cell in row.cells],
            name=self._table.name,
        )

    def _composed(self, rows: Sequence[TableRow]) -> list[Title]:
        return [
            () if column in self._table.hidden_columns else self._title(rows, column)
            for column in range(self._width)
        ]

    def _title(self, rows: Sequence[TableRow], column: int) -> Title:
        texts: list[str] = []
        for row in rows:
            area = self._area(row.number, column)
            if area and row is rows[-1] and area.left != column:
                return ()  # only the first of its columns has this title
            line, place = (area.top, area.left) if area else (row.number, column)
            cells = self._cells.get(line, ())
            text = _worded(cells[place]) if place < len(cells) else ""
            if text and text not in texts[-1:]:
                texts.append(text)
        if len(texts) < 2:
            return tuple(texts)
        joined = " ".join(texts)
        if any(map(of_others, texts[:-1])):
            return (joined,)
        return joined, texts[-1]

    def _area(self, row: int, column: int) -> Area | None:
        return next(
            (
                area
                for area in self._areas
                if area.top <= row <= area.bottom and area.left <= column <= area.right
            ),
            None,
        )

    def _filled(self, above: int, last: int, taken: Sequence[int]) -> bool:
        """Whether rows below the titles, up to `last`, hold values of taken columns."""
        return any(
            shown(row.cells[place])
            for row in self._rows
            if above < row.number <= last
            for place in taken
            if place < len(row.cells) and self._area(row.number, place) is None
        )

    def _refuse(self, area: Area) -> None:
        raise FileRefusedError(FileProblem.MERGED, self._table.name, area.address)


def beside(row: TableRow, area: Area) -> bool:
    """Whether a row holds a value in another column of a title than the first."""
    return any(shown(cell) for cell in row.cells[area.left + 1 : area.right + 1])


def _worded(cell: Cell) -> str:
    """A title; a day is one, too, above the marks of an attendance list."""
    return shown(cell) if isinstance(cell, date) else shown_title(cell)


def _like_titles(row: TableRow) -> bool:
    """Whether a row below titles may belong to them: words alone, no numbers."""
    return all(
        cell is None or (isinstance(cell, str) and sum(map(str.isdigit, cell)) < 5)
        for cell in row.cells
    )
