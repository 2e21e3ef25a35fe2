"""Makes workbooks as HR and its exports do, and reads them."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook

from domain.imports import cells
from domain.imports.checks import Known
from domain.imports.judged import JudgedSheet
from domain.imports.layout.passed import PassedOver
from domain.imports.problems import FileRefusal, Found, Severity
from handlers.documents.spreadsheets.events import (
    Event,
    FileRefused,
    Job,
    LateFound,
    ReadRows,
    SheetFound,
    SheetPassed,
)
from handlers.documents.spreadsheets.reading import read_files

TODAY = date(2026, 11, 23)
CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=60),
    st.text("0123456789+-. '/(),٣৪", max_size=40),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.just(cells.NO_RESULT),
)
"""Hypothesis strategy for the content of a cell."""
STAFF = ("NIP BARU", "NAMA", "NOMOR HP", "JABATAN NAMA", "UNOR ID", "UNOR NAMA")
TRAINING = (
    "KODE PELATIHAN",
    "JUDUL",
    "JENIS",
    "MODA",
    "JP",
    "KOMPETENSI",
    "ANGKATAN",
    "MULAI",
    "SELESAI",
    "TEMPAT",
    "KUOTA",
    "BATAS DAFTAR",
    "PERLU PERSETUJUAN",
    "STATUS ANGKATAN",
    "ALASAN",
)


def workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Makes an .xlsx with one sheet per keyword; rows from row 1 on."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def csv_file(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Makes a CSV as an Indonesian Excel writes it, separated by `;`."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return path


def nip(number: int) -> str:
    """A fictional NIP (staff number), different for each index, with sequence 990–999."""
    days, rest = divmod(number, 28 * 10 * 20)
    month, day = divmod(rest, 28)
    year, month = divmod(month, 10)
    return f"{1970 + year}{1 + month:02d}{1 + day:02d}2010011{990 + days}"


def phone(number: int) -> str:
    """A phone number of the fictional block."""
    return f"0840{number:08d}"


class Reading:
    """The result of reading some files."""

    def __init__(self) -> None:
        self.sheets: list[JudgedSheet] = []
        self.refusals: dict[str, FileRefusal] = {}
        self.found: dict[tuple[int, int], list[Found]] = defaultdict(list)
        self.values: dict[tuple[int, int], Any] = {}
        self.passed: list[PassedOver] = []

    def take(self, event: Event) -> None:
        match event:
            case SheetFound(sheet):
                self.sheets.append(sheet)
            case FileRefused(file, refusal):
                self.refusals[file] = refusal
            case ReadRows(rows):
                for row in rows:
                    self.found[row.sheet, row.number] = list(row.found)
                    self.values[row.sheet, row.number] = row.values
            case SheetPassed(passed):
                self.passed.append(passed)
            case LateFound(problems):
                for late in problems:
                    self.found[late.place].append(late.found)

    def verdicts(self, sheet: int = 0) -> dict[int, str]:
        """By row number: ok, warn or refuse."""
        return {row: _verdict(found) for (s, row), found in self.found.items() if s == sheet}

    def problems(self, row: int, sheet: int = 0) -> list[tuple[str, str]]:
        """The problems of a row, each with its column."""
        return [(found.problem.value, found.column) for found in self.found[sheet, row]]


def read(*files: Path, known: Known | None = None, **more: Any) -> Reading:
    """Reads files in this process instead of a child. `more`: what else a Job can say."""
    reading = Reading()
    job = Job(
        files=tuple((path, path.name) for path in files),
        known=known or Known(),
        today=TODAY,
        timezone="Asia/Jakarta",
        **more,
    )
    read_files(job, reading.take)
    return reading


def _verdict(found: list[Found]) -> str:
    if any(f.problem.severity is Severity.REFUSED for f in found):
        return "refuse"
    return "warn" if found else "ok"


async def sent(hr: Any, path: Any) -> None:
    """Sends the file in the chat of an HR officer."""
    await hr.send_file(path.name, path.read_bytes())


def person(number: int) -> tuple[str, ...]:
    """Makes a row of the staff sheet."""
    return (nip(number), f"Contoh {number}", phone(number), "Lurah", "U01", "Dinas Contoh")
