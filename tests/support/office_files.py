"""Makes workbooks and other files as offices have them, with fictional people."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.support.workbooks import nip, phone

TITLES = ("NO", "NIP", "NAMA", "NO HP", "JABATAN", "UNIT KERJA")


def staff(number: int, **changed: Any) -> list[Any]:
    """One row below TITLES."""
    row = dict(
        zip(
            TITLES,
            (number, nip(number), f"Contoh {number}", phone(number), "Lurah", "Dinas Contoh"),
            strict=True,
        )
    )
    return list((row | changed).values())


def people(count: int = 3) -> list[list[Any]]:
    """Rows of several people."""
    return [staff(number) for number in range(1, count + 1)]


def book(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *merged: str,
    then: Callable[[Any, Any], None] | None = None,
) -> Path:
    """An .xlsx with one sheet. `then` gets the book and the sheet before they are saved."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Pegawai"
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    if then is not None:
        then(made, sheet)
    made.save(path)
    return path


def titled(path: Path, **titles: str) -> Path:
    """Two people below TITLES, of which some are written otherwise."""
    return book(path, [[titles.get(title, title) for title in TITLES], *people(2)])


def text(path: Path, separator: str, *, coding: str = "utf-8", shield: bool = False) -> Path:
    """Two people in a file of text. `shield`: numbers in formulas that keep their digits."""

    def cell(value: Any) -> str:
        kept = str(value)
        return f'="{kept}"' if shield and kept.isdigit() and len(kept) > 9 else kept

    lines = [separator.join(map(cell, row)) for row in (TITLES, *people(2))]
    path.write_text("\r\n".join(lines), encoding=coding, newline="")
    return path


def page(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A table of a web page; a cell may bring its own tag."""

    def tagged(cell: str) -> str:
        return cell if cell.startswith("<t") else f"<td>{cell}</td>"

    table = "".join(f"<tr>{''.join(map(tagged, map(str, row)))}</tr>" for row in rows)
    path.write_text(f"<html><head><title>x</title></head><body><table border=1>{table}</table>")
    return path


def renamed_parts(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The workbook with its parts named or written otherwise."""
    content = path.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(*change(entry.filename, old.read(entry)))
    return path


def strict(name: str, content: bytes) -> tuple[str, bytes]:
    """A part in the strict form of Open XML."""
    spread = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return name, content.replace(spread, b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


def backslashes(name: str, content: bytes) -> tuple[str, bytes]:
    """A part as some programs of Windows name it."""
    return name.replace("/", "\\").replace("sharedStrings", "SharedStrings"), content
