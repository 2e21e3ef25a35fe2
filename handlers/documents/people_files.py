"""Writes lists of people as .xlsx with the titles of HR's own files."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.imports.sheets import SheetKind
from domain.imports.training import status_word
from domain.people.staff import RosterRow
from domain.seats.deciding import SeatState
from domain.seats.participants import Participant, Participants
from domain.seats.ranking import OrderLine, Part
from handlers.documents.loadable import choices
from handlers.documents.spreadsheets.writing import Value, WrittenSheet
from handlers.documents.workbooks import workbook
from handlers.screens import dates, places
from handlers.screens.screen import Document
from handlers.screens.words import Html, Words

MOST_OF_A_TITLE = 40
"""Characters of a training's title in the name of a file."""
LONG_LIST = 100
"""Rows, about three printed pages. A longer list of several units has a sheet for each unit …"""
OWN_SHEET = 10
"""… with at least so many rows; the other units share the last sheet."""
_PARTS = {
    Part.GAP: "KESENJANGAN",
    Part.UNIT: "KUOTA UNIT",
    Part.HOURS: "JP",
    Part.NOMINATED: "DICALONKAN",
    Part.FIRST: "BARU PERTAMA",
}
"""The titles of the points by part."""
MOST_SHEETS = 40
"""Units with a sheet of their own, the largest ones: more tabs are not found again."""


async def people_file(w: Words, name: str, *sheets: WrittenSheet, now: datetime) -> Document:
    """`<name>-<day>.xlsx`: numbered rows, a long list divided by units."""
    parts = [part for sheet in sheets for part in _divided(w, sheet)]
    return await workbook(w, name, [_numbered(part) for part in parts], now=now)


def _numbered(sheet: WrittenSheet) -> WrittenSheet:
    rows = [[number, *row] for number, row in enumerate(sheet.rows, 1)]
    return replace(sheet, titles=["NO", *sheet.titles], rows=rows)


def _divided(w: Words, sheet: WrittenSheet) -> Iterator[WrittenSheet]:
    large = _large_units(sheet)
    if not large:
        yield sheet
        return
    place = [*sheet.titles].index(sheet.divided_by)
    for unit in sorted(large, key=str.casefold):
        rows = [row for row in sheet.rows if row[place] == unit]
        yield replace(sheet, name=unit, rows=rows, heading=(*sheet.heading, unit))
    if others := [row for row in sheet.rows if row[place] not in large]:
        rest = w.label("Unit lainnya")
        yield replace(sheet, name=rest, rows=others, heading=(*sheet.heading, rest))


def _large_units(sheet: WrittenSheet) -> set[str]:
    """The units that have a sheet of their own; none if the list stays whole."""
    if not sheet.divided_by or len(sheet.rows) <= LONG_LIST:
        return set()
    place = [*sheet.titles].index(sheet.divided_by)
    sizes = Counter(str(row[place] or "") for row in sheet.rows)
    if len(sizes) == 1:
        return set()
    largest = sizes.most_common(MOST_SHEETS)
    return {unit for unit, size in largest if unit and size >= OWN_SHEET}


def unlinked(w: Words, people: Sequence[RosterRow]) -> WrittenSheet:
    """The people who are not linked, with what HR needs to reach them in another way."""
    return _roster("belum-terhubung", people, w.label("ASN yang belum terhubung"), "")


def staff(w: Words, people: Sequence[RosterRow], *, narrowed: str) -> WrittenSheet:
    """The people whom a search found; `narrowed` says by what."""
    return _roster("pegawai", people, w.label("Pegawai"), narrowed)


def _roster(name: str, people: Sequence[RosterRow], heading: str, narrowed: str) -> WrittenSheet:
    """The titles are those of the `pegawai` sheet in any language: corrected numbers and names
    are taken over when the file is imported.
    """
    titles = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "NOMOR HP", "GELAR DEPAN", "GELAR BELAKANG"]
    rows = [
        (
            one.nip,
            one.name,
            one.position,
            one.unit,
            one.phone,
            one.title_before,
            one.title_after,
        )
        for one in people
    ]
    return WrittenSheet(
        name, titles, rows, heading=(heading,), narrowed=narrowed, divided_by="UNIT KERJA"
    )


def participants_name(facts: Participants) -> str:
    """`peserta-P01-bimtek-keamanan-informasi`."""
    title = re.sub(r"[^a-z0-9]+", "-", facts.offering.title.lower())[:MOST_OF_A_TITLE]
    return f"peserta-{facts.offering.code}-{title}".strip("-")


def participants(w: Words, facts: Participants) -> WrittenSheet:
    """Every participant of an offering; those who have left it come last.

    Titles and STATUS are those of the `peserta` sheet in any language: with STATUS and NOMOR
    SERTIFIKAT filled in, the file records the attendance when it is imported.
    """
    titles = ["KODE PELATIHAN", "ANGKATAN", "NIP", "NAMA", "UNIT KERJA", "JABATAN", "STATUS"]
    titles += ["SEJAK", "NOMOR SERTIFIKAT"]
    there = facts.offering
    rows: list[list[Value]] = [
        [
            there.code,
            there.label,
            one.nip,
            one.name,
            one.unit,
            one.position,
            _status(one),
            dates.local(one.since, there.timezone).replace(tzinfo=None, second=0, microsecond=0),
            one.certificate,
        ]
        for one in facts.people
    ]
    heading = w.label("Peserta {judul}", judul=_title(w, facts))
    return WrittenSheet(
        "peserta",
        titles,
        rows,
        heading=(heading, places.days(w, facts.offering)),
        choices=choices(SheetKind.PARTICIPANT, titles),
        divided_by="UNIT KERJA",
    )


def order(w: Words, there: Offering, people: Sequence[OrderLine]) -> WrittenSheet:
    """The order in which interested people got seats, with the points by part."""
    titles = ["NIP", "NAMA", "UNIT KERJA", *_PARTS.values(), "NILAI", "STATUS"]
    rows: list[list[Value]] = [
        [
            one.nip,
            one.name,
            one.unit,
            *(one.points.get(part.value, 0) for part in _PARTS),
            sum(one.points.values()),
            status_word(one.state.value),
        ]
        for one in people
    ]
    heading = w.label("Urutan peminat {judul}", judul=places.with_run(w, there.title, there.label))
    return WrittenSheet("urutan", titles, rows, heading=(heading, places.days(w, there)))


def attendance(w: Words, facts: Participants) -> WrittenSheet:
    """Those who hold a seat, to be printed and signed.

    It has no NIP, so that an import does not take it for a list of staff.
    """
    titles = ["NAMA", "JABATAN", "UNIT KERJA", "TANDA TANGAN"]
    seated = [one for one in facts.people if one.state is SeatState.ENROLLED]
    rows = [[one.name, one.position, one.unit, ""] for one in seated]
    heading = w.label("Daftar hadir {judul}", judul=_title(w, facts))
    return WrittenSheet(
        "daftar hadir",
        titles,
        rows,
        heading=(heading, places.days(w, facts.offering)),
        narrowed=w.label("hanya yang mendapat tempat"),
        widths={"TANDA TANGAN": 28},
        divided_by="UNIT KERJA",
        signed=True,
    )


def _title(w: Words, facts: Participants) -> Html:
    return places.with_run(w, facts.offering.title, facts.offering.run)


def _status(one: Participant) -> str:
    seated = one.state is SeatState.ENROLLED
    return status_word((one.attendance if seated else None) or one.state.value)
