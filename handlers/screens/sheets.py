"""Lists of people as HR's own files have them: headings and rows, in full."""

from collections.abc import Sequence

from domain.desk import Participants, RosterRow
from handlers.screens import dates
from handlers.screens.participants import standing
from handlers.screens.words import Words

Sheet = tuple[list[str], list[list[str | None]]]
"""Headings, then rows; a NIP and a phone number are text."""


def unlinked(w: Words, people: Sequence[RosterRow]) -> Sheet:
    """Who is not linked, with what is needed to reach them otherwise."""
    headings = [
        w.label("NIP"),
        w.label("NAMA"),
        w.label("JABATAN"),
        w.label("UNIT KERJA"),
        w.label("NOMOR HP"),
    ]
    return headings, [[one.nip, one.name, one.position, one.unit, one.phone] for one in people]


def participants(w: Words, facts: Participants) -> Sheet:
    """Everybody of an offering, those who are out of it last.

    The Indonesian headings are those of the `peserta` sheet: with STATUS and NOMOR SERTIFIKAT
    filled in, the file records the attendance when it is imported.
    """
    headings = [
        w.label("KODE PELATIHAN"),
        w.label("ANGKATAN"),
        w.label("NIP"),
        w.label("NAMA"),
        w.label("UNIT KERJA"),
        w.label("JABATAN"),
        w.label("STATUS"),
        w.label("SEJAK"),
        w.label("NOMOR SERTIFIKAT"),
    ]
    there = facts.offering
    rows: list[list[str | None]] = [
        [
            there.code,
            there.label,
            one.nip,
            one.name,
            one.unit,
            one.position,
            standing(w, one),
            dates.moment(w, one.since, there.timezone),
            one.certificate,
        ]
        for one in facts.people
    ]
    return headings, rows
