"""Writes the people of a letter of assignment as .docx and .xlsx: a draft until it is numbered."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import Any

from domain.seats.letters.drafts import AssignmentDraft, LetterUnit
from handlers.documents.spreadsheets.writing import Value, WrittenSheet
from handlers.documents.workbooks import workbook
from handlers.screens import dates, places
from handlers.screens.screen import Document
from handlers.screens.words import Words

TITLES = ("NO", "NAMA", "NIP", "PANGKAT/GOL.", "JABATAN", "UNIT KERJA")
"""The columns of the office's own form, in any language."""
WIDTHS_CM = (1.0, 5.0, 4.2, 2.4, 4.2, 4.2)
DRAFT = "DRAF"
MOST_OF_A_TITLE = 40
MOST_OF_A_SHEET = 31
"""Letters of the name of a sheet that a spreadsheet takes."""


async def as_text(w: Words, facts: AssignmentDraft, *, by_unit: bool, now: datetime) -> Document:
    """`surat-tugas-….docx`, one table, or a page for each unit; written in a thread."""
    content = await asyncio.to_thread(_docx, w, facts, by_unit=by_unit)
    return Document(f"{_name(facts)}-{dates.local(now, w.house.timezone):%Y%m%d}.docx", content)


async def as_workbook(
    w: Words, facts: AssignmentDraft, *, by_unit: bool, now: datetime
) -> Document:
    """`surat-tugas-….xlsx`, one sheet, or one for each unit."""
    pages = [
        WrittenSheet(
            name[:MOST_OF_A_SHEET],
            TITLES,
            _rows(units),
            heading=(_head(w, units), _title(w, facts), _when(w, facts)),
        )
        for name, units in _parts(w, facts, by_unit=by_unit)
    ]
    return await workbook(w, _name(facts), pages, now=now)


def _parts(
    w: Words, facts: AssignmentDraft, *, by_unit: bool
) -> list[tuple[str, Sequence[LetterUnit]]]:
    """The letters that are written: the name of each, and the units in it."""
    if not by_unit:
        return [(w.label("Surat tugas"), facts.units)]
    return [(one.name or w.label("Tanpa unit"), (one,)) for one in facts.units]


def _rows(units: Sequence[LetterUnit]) -> list[list[Value]]:
    people = [(one, unit.name) for unit in units for one in unit.people]
    return [
        [number, one.name, one.nip, one.grade, one.position, unit]
        for number, (one, unit) in enumerate(people, 1)
    ]


def _head(w: Words, units: Sequence[LetterUnit]) -> str:
    """`DRAF` until every unit in it has signed; then the number and the date."""
    signed = [one.signed for one in units if one.signed is not None]
    if len(signed) < len(units) or not signed:
        return DRAFT
    if len(signed) > 1:
        return w.label("Surat tugas: {n} nomor", n=w.number(len(signed)))
    return w.label(
        "Surat tugas {nomor}, {tgl}",
        nomor=signed[0].number,
        tgl=dates.plain_day(w, signed[0].dated),
    )


def _title(w: Words, facts: AssignmentDraft) -> str:
    title = places.with_run(w, facts.offering.title, facts.offering.run)
    return w.label("Kegiatan: {judul}", judul=title)


def _when(w: Words, facts: AssignmentDraft) -> str:
    return w.label("Waktu dan tempat: {waktu}", waktu=places.when_where(w, facts.offering))


def _name(facts: AssignmentDraft) -> str:
    title = re.sub(r"[^a-z0-9]+", "-", facts.offering.title.lower())[:MOST_OF_A_TITLE]
    return f"surat-tugas-{facts.code}-{title}".strip("-")


def _docx(w: Words, facts: AssignmentDraft, *, by_unit: bool) -> bytes:
    # Loaded with the first letter: most processes write none.
    docx: Any = import_module("docx")
    shared: Any = import_module("docx.shared")
    written = docx.Document()
    for section in written.sections:
        section.page_width, section.page_height = shared.Cm(21.0), shared.Cm(29.7)
        section.left_margin = section.right_margin = shared.Cm(1.5)
    for place, (_, units) in enumerate(_parts(w, facts, by_unit=by_unit)):
        if place:
            written.add_page_break()
        _letter(written, shared, w, facts, units)
    content = BytesIO()
    written.save(content)
    return content.getvalue()


def _letter(
    written: Any, shared: Any, w: Words, facts: AssignmentDraft, units: Sequence[LetterUnit]
) -> None:
    head = written.add_paragraph()
    head.alignment = 1  # in the middle
    head.add_run(_head(w, units)).bold = True
    for line in (_title(w, facts), _when(w, facts)):
        written.add_paragraph(line)
    table = written.add_table(rows=1, cols=len(TITLES))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, TITLES, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for row in _rows(units):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = "" if value is None else str(value)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS_CM, strict=True):
            cell.width = shared.Cm(width)
