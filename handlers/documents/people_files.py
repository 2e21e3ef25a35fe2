"""Writes lists of people as .xlsx with the titles of HR's own files."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.imports.training import status_word
from domain.people.staff import RosterRow
from domain.seats.deciding import SeatState
from domain.seats.participants import Participant, Participants
from handlers.documents.spreadsheets.writing import Value, WrittenSheet, write_workbook
from handlers.screens import dates, places
from handlers.screens.screen import Document
from handlers.screens.words import Html, Words

STATUSES = ("terdaftar", "hadir", "tidak hadir", "lulus")
"""What HR fills in; a list that was downloaded may hold other words of the import as well."""
MOST_OF_A_TITLE = 40
"""Characters of a training's title in the name of a file."""


async def people_file(w: Words, name: str, *sheets: WrittenSheet, now: datetime) -> Document:
    """`<name>-<day>.xlsx`: numbered rows under a line that says by which office and of when."""
    moment = dates.moment(w, now, w.house.timezone)
    pages = [
        replace(
            sheet,
            titles=["NO", *sheet.titles],
            rows=[[number, *row] for number, row in enumerate(sheet.rows, 1)],
            heading=(
                *sheet.heading,
                w.label("{unit_hr}, per {waktu}: {n} orang", waktu=moment, n=len(sheet.rows)),
            ),
        )
        for sheet in sheets
    ]
    day = dates.local(now, w.house.timezone)
    content = await asyncio.to_thread(write_workbook, pages)
    return Document(f"{name}-{day:%Y%m%d}.xlsx", content)


def unlinked(w: Words, people: Sequence[RosterRow]) -> WrittenSheet:
    """The people who are not linked, with what HR needs to reach them in another way."""
    return _roster("belum-terhubung", people, (w.label("ASN yang belum terhubung"),))


def staff(w: Words, people: Sequence[RosterRow], *, searched: str) -> WrittenSheet:
    """The people whom a search found; `searched` says for what."""
    return _roster("pegawai", people, (w.label("Pegawai"), searched))


def _roster(name: str, people: Sequence[RosterRow], heading: tuple[str, ...]) -> WrittenSheet:
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
    return WrittenSheet(name, titles, rows, heading=heading)


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
        "peserta", titles, rows, heading=(heading, _day(w, facts)), choices={"STATUS": STATUSES}
    )


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
        heading=(heading, _day(w, facts)),
        widths={"TANDA TANGAN": 28},
        signed=True,
    )


def _title(w: Words, facts: Participants) -> Html:
    return places.with_run(w, facts.offering.title, facts.offering.run)


def _day(w: Words, facts: Participants) -> str:
    there = facts.offering
    return dates.day(w, dates.local(there.starts_at, there.timezone).date())


def _status(one: Participant) -> str:
    seated = one.state is SeatState.ENROLLED
    return status_word((one.attendance if seated else None) or one.state.value)
