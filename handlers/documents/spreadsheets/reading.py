"""Reads whole files into judged rows. Runs in the child process; see `child`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.imports.cells import Cell
from domain.imports.checks import Known, Late, Ledger
from domain.imports.judged import JudgedSheet, ReadRow, read_row
from domain.imports.presence import as_list
from domain.imports.problems import FileProblem, FileRefusal
from domain.imports.sheets import Layout, is_known_title, recognise
from handlers.documents.spreadsheets.tables import (
    HEADER_ROWS,
    FileRefusedError,
    Table,
    open_tables,
)

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Job:
    """The files to read together, and what their rows are judged by."""

    files: tuple[tuple[Path, str], ...]
    """The path of each file, and the name that HR gave it."""
    known: Known
    today: date
    timezone: str
    asks: bool = True
    """Whether HR can be asked which offering a list of people belongs to."""


@dataclass(frozen=True, slots=True)
class SheetFound:
    """A sheet was recognised; its rows follow."""

    sheet: JudgedSheet


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Some rows, and the number of rows read so far, empty ones included."""

    rows: tuple[ReadRow, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class LateFound:
    """Problems of rows that were sent before."""

    problems: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file that is not loaded at all; what was read of it before is dropped."""

    file: str
    refusal: FileRefusal


Event = SheetFound | ReadRows | LateFound | FileRefused
Send = Callable[[Event], None]


def read_files(job: Job, send: Send) -> None:
    """Reads all files once, row by row; memory holds one chunk and the keys of the rows."""
    reading = _WorkbookReading(job, send)
    opened: list[tuple[str, list[Table]]] = []
    for path, name in job.files:
        try:
            opened.append((name, open_tables(path, name)))
        except FileRefusedError as refused:
            send(FileRefused(name, refused.refusal))
    reading.total = sum(table.size for _, tables in opened for table in tables)
    for name, tables in opened:
        try:
            reading.read_file(name, tables)
        except FileRefusedError as refused:
            send(FileRefused(name, refused.refusal))
    reading.finish()


class _WorkbookReading:
    def __init__(self, job: Job, send: Send) -> None:
        self.total = 0
        self._done = 0
        self._sheets = 0
        self._job = job
        self._send = send
        self._zone = ZoneInfo(job.timezone)
        self._ledger = Ledger(job.known)

    def read_file(self, name: str, tables: list[Table]) -> None:
        """Reads one file. Raises FileRefusedError if no sheet is recognised or none has rows."""
        recognised, rows = 0, 0
        suspect: FileRefusedError | None = None
        for table in tables:
            found = _find_header(table)
            if isinstance(found, FileRefusedError):
                suspect = suspect or found
                continue
            if found is None:
                self._done += table.size
                continue
            recognised += 1
            rows += self._read_table(name, table, *found)
        if not recognised:
            raise suspect or FileRefusedError(FileProblem.HEADER)
        if not rows:
            raise FileRefusedError(FileProblem.EMPTY)

    def finish(self) -> None:
        """Sends the problems that only show after the last row."""
        late = self._ledger.late()
        while chunk := tuple(islice(late, CHUNK)):
            self._send(LateFound(chunk))
        self._send(ReadRows((), self.total, self.total))

    def _read_table(self, file: str, table: Table, layout: Layout, header: int) -> int:
        number = self._sheets
        self._sheets += 1
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
        count = 0
        numbered = enumerate(table.rows, header + 1)
        while chunk := list(islice(numbered, CHUNK)):
            rows = tuple(self._judged(layout, number, chunk))
            count += len(rows)
            self._done += len(chunk)
            self._send(ReadRows(rows, min(self._done, self.total), self.total))
        return count

    def _judged(
        self, layout: Layout, sheet: int, chunk: list[tuple[int, Sequence[Cell]]]
    ) -> Iterator[ReadRow]:
        for number, cells in chunk:
            row = read_row(
                layout,
                sheet=sheet,
                number=number,
                cells=cells,
                today=self._job.today,
                zone=self._zone,
            )
            if row is not None:
                yield self._ledger.check(row)


def _find_header(table: Table) -> tuple[Layout, int] | FileRefusedError | None:
    """The recognised titles and their row; a refusal if merged cells hide or shift titles."""
    titled: list[int] = []
    above: list[Cell] = []
    for number, cells in enumerate(islice(table.rows, HEADER_ROWS), 1):
        layout = as_list(recognise(cells), cells, above=above, name=table.name)
        if layout is not None:
            merged = table.merged_at(number)
            if merged is not None:
                return FileRefusedError(FileProblem.MERGED, table.name, merged)
            return layout, number
        above += cells
        if any(is_known_title(cell) for cell in cells):
            titled.append(number)
    for number in titled:
        merged = table.merged_at(number)
        if merged is not None:
            return FileRefusedError(FileProblem.MERGED, table.name, merged)
    return None
