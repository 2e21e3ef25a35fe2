"""Writes what a search of the audit log found as .xlsx."""

from collections.abc import Sequence
from datetime import datetime

from domain.people.audit import AuditLine
from handlers.documents.spreadsheets.writing import Value, WrittenSheet, write_workbook
from handlers.screens import audited, dates
from handlers.screens.screen import Document
from handlers.screens.words import Words

TITLES = (
    "NO",
    "WAKTU",
    "PETUGAS",
    "NIP PETUGAS",
    "TINDAKAN",
    "PEGAWAI",
    "NIP PEGAWAI",
    "PELATIHAN",
    "ANGKATAN",
    "NOMOR",
    "BIDANG",
    "SEMULA",
    "MENJADI",
)


def audit_file(
    w: Words, entries: Sequence[AuditLine], *, narrowed: str | None, more: bool, now: datetime
) -> Document:
    """`riwayat-akses-<day>.xlsx`: a row an entry, times on the local clock."""
    zone = w.house.timezone
    when = dates.moment(w, now, zone)
    number = w.number(len(entries))
    counted = (
        w.label("{unit_hr}, per {waktu}: {n} catatan terbaru", waktu=when, n=number)
        if more
        else w.label("{unit_hr}, per {waktu}: {n} catatan", waktu=when, n=number)
    )
    sheet = WrittenSheet(
        "riwayat akses",
        TITLES,
        [_row(w, place, one) for place, one in enumerate(entries, 1)],
        heading=tuple(part for part in (w.label("Riwayat Akses"), narrowed, counted) if part),
    )
    day = dates.local(now, zone)
    return Document(f"riwayat-akses-{day:%Y%m%d}.xlsx", write_workbook([sheet]))


def _row(w: Words, place: int, one: AuditLine) -> list[Value]:
    change = one.change
    return [
        place,
        dates.local(one.at, w.house.timezone).replace(tzinfo=None, microsecond=0),
        one.actor or w.label("baris perintah"),
        one.actor_nip,
        audited.deed(w, one.event),
        one.about,
        one.about_nip,
        one.title,
        one.label,
        None if one.number is None else str(one.number),
        audited.field_name(w, change) if change else None,
        audited.value(w, change.old) if change else None,
        audited.value(w, change.new) if change else None,
    ]
