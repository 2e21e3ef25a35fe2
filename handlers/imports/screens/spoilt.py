"""Rows that are refused or have a warning: a few on the screen, all of them in a file."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from domain.ids import ImportId
from domain.imports.preview import Complaint, MissingPerson, SpoiltRow
from domain.imports.problems import Found, Severity
from domain.lists import Page
from domain.people.identity import mask_nip, mask_phone
from handlers.actions import imports as actions
from handlers.documents.loadable import choices
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.imports.screens.advice import advice
from handlers.imports.screens.run import download
from handlers.screens.lists import turning
from handlers.screens.screen import Button, Document, Screen
from handlers.screens.words import Html, Words, cut, lines

_MOST_OF_A_VALUE = 60


def rows(w: Words, run: ImportId, page: Page[Complaint]) -> Screen:
    """Three problems a page."""
    turn = turning(page.number, page.pages, lambda number: actions.OpenRows(run, number))
    below = (download(w, run), Button(w.label("Kembali"), actions.OpenPreview(run)))
    return Screen(lines(*(_complaint(w, one) for one in page.items)), (*turn, below))


def spoilt_file(w: Words, file: Document, *, name: str, rows: int) -> Screen:
    """The file with the rows to look at."""
    text = w.t("{n} baris dari <b>{berkas}</b> perlu diperiksa.", n=w.number(rows), berkas=name)
    return Screen(text, document=file, new=True)


def spoilt_sheets(w: Words, spoilt: Sequence[SpoiltRow]) -> list[WrittenSheet]:
    """The rows with the reason beside each, under their own titles: once corrected, they load.

    The name of the file is no line above the titles: its words could make the sheet another list.
    """
    sheets = []
    for _, group in groupby(spoilt, key=lambda row: row.sheet.number):
        found = list(group)
        sheet = found[0].sheet
        sheets.append(
            WrittenSheet(
                sheet.name,
                [*sheet.columns, w.label("BARIS"), w.label("KETERANGAN")],
                [[*row.cells, row.row, reasons(w, row)] for row in found],
                heading=(w.label("Baris yang perlu diperiksa"),),
                choices={} if sheet.presence else choices(sheet.kind, sheet.columns),
            )
        )
    return sheets


def missing_sheet(w: Words, missing: Sequence[MissingPerson]) -> list[WrittenSheet]:
    """People in service whom the staff file lacks; no sheet if there are none."""
    if not missing:
        return []
    titles = [w.label("NIP"), w.label("NAMA"), w.label("UNIT KERJA")]
    people = [[one.nip, one.name, one.unit] for one in missing]
    name = w.label("Tidak ada dalam berkas")
    narrowed = w.label("ASN aktif yang tidak ada dalam berkas")
    return [WrittenSheet(name, titles, people, narrowed=narrowed)]


def reasons(w: Words, row: SpoiltRow) -> str:
    """All problems of a row, in one cell."""
    return "; ".join(f"{found.column}: {plain(advice(w, found))}" for found in row.found)


def plain(text: Html) -> str:
    """A sentence without Telegram's escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _complaint(w: Words, one: Complaint) -> Html:
    found = one.found
    facts: dict[str, Any] = {
        "tanda": "✗" if found.problem.severity is Severity.REFUSED else "!",
        "lembar": one.sheet.name,
        "baris": _rows(w, one),
        "kolom": found.column,
    }
    if found.value:
        where = w.t(
            "{tanda} {lembar}, baris {baris}, kolom {kolom}: <i>{nilai}</i>",
            nilai=_masked(found),
            **facts,
        )
    else:
        where = w.t("{tanda} {lembar}, baris {baris}, kolom {kolom}", **facts)
    return lines(where, advice(w, found))


def _rows(w: Words, one: Complaint) -> str:
    named = ", ".join(map(str, (one.row, *one.alike)))
    if not one.more:
        return named
    return w.label("{baris} dan {n} lainnya", baris=named, n=w.number(one.more))


def _masked(found: Found) -> str:
    if found.column.startswith("NIP"):
        return mask_nip(found.value)
    if found.column == "NOMOR HP":
        return mask_phone(found.value)
    return cut(found.value, _MOST_OF_A_VALUE)
