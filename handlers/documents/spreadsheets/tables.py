"""Opens a file from HR without trusting it, and yields its sheets row by row."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries

from domain.imports.cells import Cell
from domain.imports.problems import FileProblem, FileRefusal
from domain.imports.sheets import recognise
from handlers.documents.spreadsheets.sheet_xml import Book, HostileXmlError
from handlers.documents.spreadsheets.sheet_xml import rows as documents_rows

MAX_BYTES = 20 * 1024 * 1024
"""The most that Telegram lets a bot download."""
MAX_UNPACKED = 250 * 1024 * 1024
MAX_RATIO = 100
"""Real exports are compressed ten- to twentyfold."""
RATIO_FROM = 20 * 1024 * 1024
"""The ratio of smaller files is not checked."""
HEADER_ROWS = 10

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_EXCEL = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Tags are not nested, so each character is read once, even if many tags are never closed.
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z0-9:]+)"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")


class FileRefusedError(Exception):
    """Raised while a file is read; caught where the refusal is reported."""

    def __init__(self, problem: FileProblem, sheet: str = "", cells: str = "") -> None:
        super().__init__(problem)
        self.refusal = FileRefusal(problem, sheet, cells)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its rows from row 1 on."""

    name: str
    size: int
    """The approximate number of rows, for the progress bar."""
    rows: Iterator[Sequence[Cell]]
    merged: tuple[str, ...] = ()

    def merged_at(self, row: int) -> str | None:
        """The first merged range that touches a row."""
        for cells in self.merged:
            _, top, _, bottom = range_boundaries(cells)
            if top is not None and bottom is not None and top <= row <= bottom:
                return cells
        return None


def open_tables(path: Path, name: str) -> list[Table]:
    """The sheets of a workbook, or the one sheet of a CSV file, named as HR named the file.

    Raises FileRefusedError.
    """
    if path.stat().st_size > MAX_BYTES:
        raise FileRefusedError(FileProblem.SIZE)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLE):
        raise FileRefusedError(_kind_of_ole(path.read_bytes()))
    if head.startswith(b"PK"):
        with _broken_unless_read():
            return _workbook(path)
    if path.suffix.lower() == ".csv":
        return [_csv(path, Path(name).stem)]
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
    except Exception as error:
        # Any error of the parsers in a hostile or damaged file means to HR that it is broken.
        raise FileRefusedError(FileProblem.BROKEN) from error


def _kind_of_ole(content: bytes) -> FileProblem:
    if _ENCRYPTED not in content and any(name in content for name in _OLD_EXCEL):
        return FileProblem.KIND
    return FileProblem.LOCKED


def _workbook(path: Path) -> list[Table]:
    archive = zipfile.ZipFile(path)
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefusedError(FileProblem.LOCKED)
    if "xl/workbook.xml" not in names:
        raise FileRefusedError(FileProblem.KIND)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO):
        raise FileRefusedError(FileProblem.BOMB)
    # Passed by content, not by path: openpyxl would judge it by the ending of its name.
    content = io.BytesIO(path.read_bytes())
    reader = ExcelReader(content, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    workbook: Any = reader.wb
    apply_stylesheet(reader.archive, workbook)
    book = Book(reader.shared_strings, workbook._date_formats, workbook.epoch)
    tables = []
    for sheet, relation in reader.parser.find_sheets():
        if relation.target in names and relation.Type.endswith("/worksheet"):
            with archive.open(relation.target) as source:
                size, merged = _scan(source)
            rows = _rows(archive, relation.target, book)
            tables.append(Table(sheet.name, size, rows, merged))
    return tables


def _scan(source: IO[bytes]) -> tuple[int, tuple[str, ...]]:
    """The number of rows of a sheet, and its merged ranges, which are at its end."""
    rows, merged = 0, []
    rest = b""
    while block := source.read(1 << 20):
        text = rest + block
        # A tag cut at the end of the block is completed by the next block.
        cut = text.rfind(b"<")
        text, rest = (text[:cut], text[cut:]) if cut > 0 else (text, b"")
        rows += len(_ROW.findall(text))
        merged += [found.decode() for found in _MERGE.findall(text)]
    return rows, tuple(merged)


def _rows(archive: zipfile.ZipFile, name: str, book: Book) -> Iterator[Sequence[Cell]]:
    with _broken_unless_read(), archive.open(name) as source:
        yield from documents_rows(source, book)


def _csv(path: Path, name: str) -> Table:
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    elif b"\x00" in content:
        raise FileRefusedError(FileProblem.KIND)
    else:
        text = _decoded(content)
    return Table(name, text.count("\n") + 1, _csv_rows(text, _delimiter(text)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    for delimiter in ";,\t":
        head = _csv_rows(text, delimiter)
        if any(recognise(row) for row, _ in zip(head, range(HEADER_ROWS), strict=False)):
            return delimiter
    return ";"


def _csv_rows(text: str, delimiter: str) -> Iterator[Sequence[Cell]]:
    with _broken_unless_read():
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
