"""What a search of the audit log found, as a sheet of a workbook."""

from collections.abc import Sequence

from domain.people.audit import AuditLine
from handlers.documents.spreadsheets.writing import Value, WrittenSheet
from handlers.screens import audited, dates
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


def audit_sheet(
    w: Words, entries: Sequence[AuditLine], *, narrowed: str | None, more: bool
) -> WrittenSheet:
    """A row an entry, times on the local clock."""
    newest = w.label("Hanya {n} catatan terbaru yang ditampilkan.", n=w.number(len(entries)))
    return WrittenSheet(
        "riwayat akses",
        TITLES,
        [_row(w, place, one) for place, one in enumerate(entries, 1)],
        heading=(w.label("Riwayat Akses"), *([newest] if more else [])),
        narrowed=narrowed or "",
    )


def _row(w: Words, place: int, one: AuditLine) -> list[Value]:
    change = one.change
    return [
        place,
        dates.local(one.at, w.house.timezone).replace(tzinfo=None, microsecond=0),
        one.actor or audited.no_actor(w, one.event),
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
