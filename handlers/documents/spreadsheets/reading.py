"""Reads whole files into judged rows. Runs in the child process; see `child`."""

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from zoneinfo import ZoneInfo

from domain.imports.cells import Cell, shown
from domain.imports.checks import Ledger
from domain.imports.judged import JudgedSheet, ReadRow, read_row
from domain.imports.layout.areas import Filling, OverlappingError
from domain.imports.layout.dittos import Dittos
from domain.imports.layout.passed import PassedOver
from domain.imports.layout.rows import RowSort, RowSorter
from domain.imports.problems import FileProblem
from domain.imports.sheets import SheetKind, Taught, near_miss
from handlers.documents.spreadsheets.child import bound, given, tell
from handlers.documents.spreadsheets.events import (
    FileRefused,
    Job,
    LateFound,
    ReadRows,
    Send,
    SheetFound,
    SheetPassed,
)
from handlers.documents.spreadsheets.header import Header, Untitled, beside, find_header
from handlers.documents.spreadsheets.sheet_xml import TableRow
from handlers.documents.spreadsheets.tables import FileRefusedError, Table, open_tables

CHUNK = 500
MOST_DOUBTFUL = 100
"""Doubtful rows at the end of a sheet that may still be a place for signatures."""


def read_files(job: Job, send: Send) -> None:
    """Reads all files once, row by row; memory holds one chunk and the keys of the rows."""
    reading = _WorkbookReading(job, send)
    opened: list[tuple[str, list[Table]]] = []
    for path, name in job.files:
        try:
            opened.append((name, open_tables(path, name, job.taught)))
        except FileRefusedError as refused:
            send(FileRefused(name, refused.refusal))
    reading.total = sum(table.size for _, tables in opened for table in tables)
    for name, tables in opened:
        try:
            reading.read_file(name, tables)
        except FileRefusedError as refused:
            reading.forget(name)
            send(FileRefused(name, refused.refusal))
    reading.finish()


class _WorkbookReading:
    def __init__(self, job: Job, send: Send) -> None:
        self.total = 0
        self._done = 0
        self._sheets = 0
        self._job = job
        self._send = send
        self._ledger = Ledger(job.known)
        self._reachable = frozenset(nip for _, nip in job.known.phones)

    def read_file(self, name: str, tables: list[Table]) -> None:
        """Reads one file. Raises FileRefusedError if no sheet is recognised or none has rows."""
        recognised, rows = 0, 0
        suspect: FileRefusedError | None = None
        untitled: list[Untitled] = []
        for table in sorted(tables, key=self._turn):
            if table.hidden:
                self._send(SheetPassed(PassedOver(name, table.name, whole=True)))
                self._done += table.size
                continue
            try:
                found = find_header(table, self._job.taught, self._job.manner)
            except FileRefusedError as refused:
                suspect = suspect or refused
                continue
            if isinstance(found, Untitled):
                untitled.append(found)
                self._done += table.size
                continue
            recognised += 1
            rows += self._read_table(name, table, found)
        if not recognised:
            raise suspect or _unrecognised(tables, untitled, self._job.taught)
        if not rows:
            raise FileRefusedError(FileProblem.EMPTY)

    def _turn(self, table: Table) -> int:
        """The sheets that HR wants to count come first, since the first row of a person counts."""
        first = self._job.manner.first
        return first.index(table.name) if table.name in first else len(first)

    def forget(self, name: str) -> None:
        """Forgets what was read of a file that is refused."""
        self._ledger.forget(name)

    def finish(self) -> None:
        """Sends the problems that only show after the last row."""
        late = self._ledger.late()
        while chunk := tuple(islice(late, CHUNK)):
            self._send(LateFound(chunk))
        self._send(ReadRows((), self.total, self.total))

    def _read_table(self, file: str, table: Table, header: Header) -> int:
        number = self._sheets
        self._sheets += 1
        layout = header.layout
        if layout.presence and not self._job.asks:
            raise FileRefusedError(FileProblem.PRESENCE, table.name)
        sheet = JudgedSheet(
            number,
            file,
            table.name,
            layout.kind,
            layout.columns,
            layout.ignored,
            presence=layout.presence,
        )
        self._send(SheetFound(sheet))
        self._ledger.begin(sheet)
        reading = _SheetReading(self._job, table, header, number)
        judged = reading.rows()
        count, repeated, phoneless = 0, 0, 0
        try:
            while read := tuple(islice(judged, CHUNK)):
                checked = map(self._ledger.check, read)
                chunk = tuple(row for row in checked if row is not None)
                count += len(read)
                repeated += len(read) - len(chunk)
                phoneless += self._phoneless(header, chunk)
                done = min(self._done + reading.done, self.total)
                self._send(ReadRows(chunk, done, self.total))
        except OverlappingError as error:
            raise FileRefusedError(FileProblem.BOMB) from error
        self._done += table.size
        passed = replace(reading.passed(file), phoneless=phoneless, repeated=repeated)
        self._send(SheetPassed(passed))
        return count

    def _phoneless(self, header: Header, rows: Sequence[ReadRow]) -> int:
        layout = header.layout
        if layout.kind is not SheetKind.STAFF or "NOMOR HP" in layout.places:
            return 0
        nips = (getattr(row.values, "nip", "") for row in rows if not row.refused)
        return sum(1 for nip in nips if nip not in self._reachable)


@dataclass(slots=True)
class _Shown:
    """A row as the sheet shows it."""

    number: int
    cells: list[Cell]
    across: str | None
    """The range of a merged cell that tells nothing about its single columns."""
    wide: bool
    surplus: bool
    """More cells than titles, in a text whose cells a sign parts."""


class _SheetReading:
    """The rows of one sheet, without what is hidden and what is no data."""

    def __init__(self, job: Job, table: Table, header: Header, sheet: int) -> None:
        self.done = 0
        self._job = job
        self._zone = ZoneInfo(job.timezone)
        self._table = table
        self._header = header
        self._sheet = sheet
        self._taken = sorted(set(header.layout.places.values()))
        self._filling = Filling(header.areas)
        self._sorter = RowSorter(header.layout)
        self._dittos = Dittos(header.layout)
        self._named = {
            header.layout.places[column]
            for column in ("NIP BARU", "NAMA")
            if header.layout.kind is SheetKind.STAFF and column in header.layout.places
        }
        self._width: int | None = None
        self._hidden_rows = 0
        self._noise = 0

    def rows(self) -> Iterator[ReadRow]:
        """The rows of data, judged."""
        doubtful: list[_Shown] = []
        for row in self._header.rows:
            self.done += 1
            one = self._as_shown(row)
            if one is None:
                continue
            match self._sorter.sort(one.cells, wide=one.wide):
                case RowSort.NOISE:
                    self._noise += 1
                    self._dittos.forget()
                case RowSort.DOUBTFUL if len(doubtful) < MOST_DOUBTFUL:
                    doubtful.append(one)
                case _:
                    yield from self._judged([*doubtful, one])
                    doubtful.clear()
        self._noise += len(doubtful)

    def passed(self, file: str) -> PassedOver:
        """What was passed over."""
        return PassedOver(
            file,
            self._table.name,
            self._header.layout.kind,
            hidden_rows=self._hidden_rows,
            hidden_columns=self._header.hidden_columns,
            noise=self._noise,
            ignored=self._header.layout.ignored_titles,
            dittos=self._dittos.count,
            rivals=self._header.layout.rivals,
            tells_hidden_rows=self._table.tells_hidden_rows,
        )

    def _as_shown(self, row: TableRow) -> _Shown | None:
        filled, across = self._filling.fill(row.number, row.cells, self._taken)
        own = [
            cell for place, cell in enumerate(row.cells) if place not in self._table.hidden_columns
        ]
        if not any(shown(cell) for cell in own) and not any(map(_failed, own)):
            return None
        if row.hidden and not self._job.manner.hidden_too:
            self._hidden_rows += 1
            self._dittos.forget()
            return None
        ranges = [area.address for area in across]
        ranges += [area.address for area in self._header.wide if beside(row, area)]
        ranges += self._nameless(row.number)
        surplus = self._table.separated and self._too_wide(row)
        return _Shown(row.number, filled, ", ".join(ranges) or None, bool(across), surplus)

    def _too_wide(self, row: TableRow) -> bool:
        """Whether the row has more cells than the titles; some applications end each row with
        an empty one."""
        width = self._header.width
        if self._width is None:
            self._width = width if any(map(shown, row.cells[width:])) else len(row.cells)
        return len(row.cells) > max(width, self._width)

    def _nameless(self, number: int) -> list[str]:
        """Merged cells that give one name to people with different numbers."""
        if len(self._named) < 2:
            return []
        over = {
            place: area
            for area in self._filling.open_areas()
            for place in self._named
            if area.left <= place <= area.right and area.top < number
        }
        return [area.address for area in over.values()] if len(over) == 1 else []

    def _judged(self, rows: Sequence[_Shown]) -> Iterator[ReadRow]:
        for one in rows:
            row = read_row(
                self._header.layout,
                sheet=self._sheet,
                number=one.number,
                cells=self._dittos.resolved(one.cells),
                today=self._job.today,
                zone=self._zone,
                since_1904=self._table.since_1904,
                across=one.across,
                surplus=one.surplus,
            )
            if row is not None:
                yield row


def _failed(cell: Cell) -> bool:
    return cell is not None and not isinstance(cell, str | int | float) and not shown(cell)


def _unrecognised(
    tables: Sequence[Table], untitled: Sequence[Untitled], taught: Taught
) -> FileRefusedError:
    best = max(untitled, key=lambda one: (one.known, len(one.closest)), default=None)
    hidden = [table.name for table in tables if table.hidden]
    if hidden and (best is None or not best.known):
        return FileRefusedError(FileProblem.HIDDEN, ", ".join(hidden))
    titles = best.closest if best else ()
    near = near_miss(titles, taught)
    return FileRefusedError(FileProblem.HEADER, cells=" | ".join(titles), near=near)


def main(arguments: Sequence[str]) -> None:
    """The child process: reads the job that it is given, and tells what it finds.

    The one argument is the most bytes of memory that it may use.
    """
    bound(int(arguments[0]))
    warnings.simplefilter("ignore")
    if hasattr(os, "nice"):
        os.nice(5)
    out = sys.stdout.buffer
    with suppress(BrokenPipeError):
        read_files(given(sys.stdin.buffer), lambda event: tell(out, event))
        tell(out, None)
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
