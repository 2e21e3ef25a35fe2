"""Opens a file from HR without trusting it, and yields its sheets row by row."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.imports.layout.areas import Area
from domain.imports.problems import FileProblem, FileRefusal
from domain.imports.sheets import NOTHING_TAUGHT, NearMiss, Taught
from handlers.documents.spreadsheets import html_table, old_excel, plain_text
from handlers.documents.spreadsheets.package import (
    HostileXmlError,
    NoWorkbookError,
    Package,
    SheetPart,
)
from handlers.documents.spreadsheets.sheet_xml import TableRow, look
from handlers.documents.spreadsheets.sheet_xml import rows as sheet_rows

MAX_BYTES = 20 * 1024 * 1024
"""The most that Telegram lets a bot download."""
MAX_UNPACKED = 250 * 1024 * 1024
MAX_RATIO = 100
"""Real exports are compressed ten- to twentyfold."""
RATIO_FROM = 20 * 1024 * 1024
"""The ratio of smaller files is not checked."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_EXCEL = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_TEXT = (".csv", ".tsv", ".txt", ".xls")
"""Endings under which applications save text with separators."""


class FileRefusedError(Exception):
    """Raised while a file is read; caught where the refusal is reported."""

    def __init__(
        self,
        problem: FileProblem,
        sheet: str = "",
        cells: str = "",
        near: NearMiss | None = None,
    ) -> None:
        super().__init__(problem)
        self.refusal = FileRefusal(problem, sheet, cells, near)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with the rows that hold something."""

    name: str
    size: int
    """The approximate number of rows, for the progress bar."""
    rows: Iterator[TableRow]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    since_1904: bool = False
    tells_hidden_rows: bool = True
    """False: the format was not read for which rows are hidden."""
    separated: bool = False
    """Text whose cells a sign parts, which may stand in a cell by mistake."""


def open_tables(path: Path, name: str, taught: Taught = NOTHING_TAUGHT) -> list[Table]:
    """The sheets of a workbook, or the one sheet of a text file, named as HR named the file.

    Raises FileRefusedError.
    """
    if path.stat().st_size > MAX_BYTES:
        raise FileRefusedError(FileProblem.SIZE)
    with path.open("rb") as file:
        head = file.read(8)
    with _broken_unless_read():
        if head.startswith(b"PK"):
            return _workbook(path)
        content = path.read_bytes()
        if head.startswith(_OLE):
            return _old_workbook(content)
        if html_table.is_html(content):
            return _html(content, Path(name).stem)
        text = plain_text.decoded(content)
        if text is not None and path.suffix.lower() in _AS_TEXT:
            return [_text(text, Path(name).stem, taught)]
        named_excel = path.suffix.lower() == ".xlsx"
        raise FileRefusedError(FileProblem.BROKEN if named_excel else FileProblem.KIND)


@contextmanager
def _broken_unless_read() -> Iterator[None]:
    try:
        yield
    except (FileRefusedError, MemoryError):
        raise  # a file that needs too much memory is not broken
    except HostileXmlError as error:
        raise FileRefusedError(FileProblem.BOMB) from error
    except NoWorkbookError as error:
        raise FileRefusedError(FileProblem.KIND) from error
    except Exception as error:
        # Any error of the parsers in a hostile or damaged file means to HR that it is broken.
        raise FileRefusedError(FileProblem.BROKEN) from error


def _guarded(rows: Iterator[TableRow]) -> Iterator[TableRow]:
    with _broken_unless_read():
        yield from rows


def _workbook(path: Path) -> list[Table]:
    archive = zipfile.ZipFile(path)
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefusedError(FileProblem.LOCKED)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO):
        raise FileRefusedError(FileProblem.BOMB)
    package = Package(archive)
    return [_sheet(package, sheet) for sheet in package.sheets]


def _sheet(package: Package, sheet: SheetPart) -> Table:
    with package.open(sheet.part) as source:
        seen = look(source)
    return Table(
        sheet.name,
        seen.size,
        _guarded(_rows(package, sheet.part)),
        seen.merged,
        sheet.hidden,
        seen.hidden_columns,
        package.book.since_1904,
    )


def _rows(package: Package, part: str) -> Iterator[TableRow]:
    with package.open(part) as source:
        yield from sheet_rows(source, package.book)


def _old_workbook(content: bytes) -> list[Table]:
    if _ENCRYPTED in content:
        raise FileRefusedError(FileProblem.LOCKED)
    if not any(name in content for name in _OLD_EXCEL):
        raise FileRefusedError(FileProblem.KIND)
    try:
        sheets = list(old_excel.sheets(content))
    except old_excel.LockedError as error:
        raise FileRefusedError(FileProblem.LOCKED) from error
    return [
        Table(
            sheet.name,
            len(sheet.rows),
            iter(sheet.rows),
            sheet.merged,
            sheet.hidden,
            since_1904=old_excel.since_1904(content),
            tells_hidden_rows=False,
        )
        for sheet in sheets
    ]


def _html(content: bytes, name: str) -> list[Table]:
    tables = html_table.tables(content)
    return [
        Table(
            name if len(tables) == 1 else f"{name} {number}",
            len(table.rows),
            iter(table.rows),
            tuple(table.merged),
        )
        for number, table in enumerate(tables, 1)
    ]


def _text(text: str, name: str, taught: Taught) -> Table:
    separator = plain_text.separator(text, taught)
    rows = _guarded(plain_text.rows(text, separator))
    return Table(name, text.count("\n") + 1, rows, separated=True)
