"""Writes lists of people as .xlsx with the titles of HR's own files."""

import asyncio
from collections.abc import Sequence

from domain.imports.training import status_word
from domain.people.staff import RosterRow
from domain.seats.deciding import SeatState
from domain.seats.participants import Participant, Participants
from handlers.documents.spreadsheets.writing import WrittenSheet, write_workbook
from handlers.screens import dates
from handlers.screens.screen import Document
from handlers.screens.words import Words

Sheet = tuple[list[str], list[list[str | None]]]
"""Headings, then rows; a NIP and a phone number are text."""


async def people_file(
    name: str, sheet: tuple[Sequence[str], Sequence[Sequence[str | None]]]
) -> Document:
    """`<name>.xlsx` with headings and rows; every cell is text, none is a formula."""
    titles, rows = sheet
    page = WrittenSheet(name, titles, [[value or "" for value in row] for row in rows])
    return Document(f"{name}.xlsx", await asyncio.to_thread(write_workbook, [page]))


def unlinked(w: Words, people: Sequence[RosterRow]) -> Sheet:
    """The people who are not linked, with what HR needs to reach them in another way.

    The titles are those of the `pegawai` sheet in any language: corrected numbers and names are
    taken over when the file is imported.
    """
    headings = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "NOMOR HP"]
    headings += ["GELAR DEPAN", "GELAR BELAKANG"]
    return headings, [
        [
            one.nip,
            one.name,
            one.position,
            one.unit,
            one.phone,
            one.title_before,
            one.title_after,
        ]
        for one in people
    ]


def participants(w: Words, facts: Participants) -> Sheet:
    """Every participant of an offering; those who have left it come last.

    Titles and STATUS are those of the `peserta` sheet in any language: with STATUS and NOMOR
    SERTIFIKAT filled in, the file records the attendance when it is imported.
    """
    headings = ["KODE PELATIHAN", "ANGKATAN", "NIP", "NAMA", "UNIT KERJA", "JABATAN", "STATUS"]
    headings += ["SEJAK", "NOMOR SERTIFIKAT"]
    there = facts.offering
    rows: list[list[str | None]] = [
        [
            there.code,
            there.label,
            one.nip,
            one.name,
            one.unit,
            one.position,
            _status(one),
            dates.moment(w, one.since, there.timezone),
            one.certificate,
        ]
        for one in facts.people
    ]
    return headings, rows


def _status(one: Participant) -> str:
    seated = one.state is SeatState.ENROLLED
    return status_word((one.attendance if seated else None) or one.state.value)
