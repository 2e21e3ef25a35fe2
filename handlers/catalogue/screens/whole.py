"""The whole catalogue as a file in the shape of the import (Unduh Katalog)."""

from collections.abc import Sequence
from datetime import datetime, time

from domain.catalogue.changes import OfferingState
from domain.catalogue.offerings import Mode
from domain.catalogue.whole import BareTraining, WholeCatalogue
from domain.decisions.states import APPROVAL_WORDS
from domain.imports.sheets import COLUMNS, REQUIRED, SheetKind
from domain.imports.training import Goal, TrainingRow
from domain.seats.filling import SeatFilling, filling_word
from handlers.catalogue.screens.hr.runs import state_name
from handlers.documents.loadable import choices
from handlers.documents.spreadsheets.writing import Value, WrittenSheet
from handlers.screens import dates
from handlers.screens.screen import Document, Screen
from handlers.screens.words import Words, lines

ROOM = 50
"""Empty rows below, for new offerings."""
_MODES: dict[str | None, str] = {
    Mode.ONSITE: "luring",
    Mode.ONLINE: "daring",
    Mode.BLENDED: "blended",
}
_MIDNIGHT = time(0)


def file(
    w: Words,
    document: Document,
    found: WholeCatalogue,
    *,
    now: datetime,
    state: OfferingState | None = None,
) -> Screen:
    """The file of all trainings and offerings, or of a state; the message above stays."""
    waktu = dates.moment(w, now, w.house.timezone)
    n = w.number(len(found.offerings))
    text = lines(
        w.t(
            "<b>Angkatan</b> {status} per {waktu}: {n}.",
            status=state_name(w, state),
            waktu=waktu,
            n=n,
        )
        if state is not None
        else w.t(
            "<b>Katalog</b> per {waktu}: {t} pelatihan, {n} angkatan.",
            waktu=waktu,
            t=w.number(found.trainings),
            n=n,
        ),
        w.t("Berkas ini dapat diubah, lalu dimuat kembali melalui Impor Data."),
    )
    return Screen(text, document=document, new=True)


def sheets(
    w: Words, found: WholeCatalogue, *, state: OfferingState | None = None
) -> list[WrittenSheet]:
    """A row for each offering; loaded again as they are, they change nothing."""
    every = w.label("semua angkatan, termasuk yang dibatalkan")
    columns = COLUMNS[SheetKind.TRAINING]
    listed = WrittenSheet(
        SheetKind.TRAINING.value,
        columns,
        [[_cells(row)[column] for column in columns] for row in found.offerings],
        heading=(w.label("Katalog pelatihan"),),
        narrowed=every
        if state is None
        else w.label("angkatan {status}", status=state_name(w, state)),
        choices=choices(SheetKind.TRAINING, columns),
        widths={"JUDUL": 32, "DESKRIPSI": 32, "TAUTAN": 24},
        starred=REQUIRED[SheetKind.TRAINING],
        blank=ROOM,
    )
    return [listed, _bare(w, found.bare)] if found.bare else [listed]


def _bare(w: Words, trainings: Sequence[BareTraining]) -> WrittenSheet:
    """Trainings that the import cannot read, since each of its rows is an offering.

    Its titles are none of the import's: it is passed over when the file is loaded.
    """
    rows: list[list[Value]] = [
        [
            one.code,
            one.title,
            one.kind,
            _MODES[one.mode],
            one.hours,
            one.organiser,
            _goals(one.goals),
        ]
        for one in trainings
    ]
    return WrittenSheet(
        w.label("tanpa angkatan"),
        ["KODE", "PELATIHAN", "JENIS", "MODA", "JP", "PENYELENGGARA", "KOMPETENSI"],
        rows,
        heading=(
            w.label("Pelatihan tanpa angkatan"),
            w.label("Lembar ini tidak dimuat: satu baris lembar pelatihan adalah satu angkatan."),
        ),
    )


def _cells(row: TrainingRow) -> dict[str, Value]:
    zone = row.timezone or ""
    closes_at = row.closes_at and _moment(row.closes_at, zone)
    # A reason must stand beside "batal"; a blank cell keeps what is stored.
    status = "batal" if row.reason else ""
    return {
        "KODE PELATIHAN": row.code,
        "JUDUL": row.title,
        "JENIS": row.kind,
        "MODA": _MODES[row.mode],
        "JP": row.hours,
        "PENYELENGGARA": row.organiser,
        "DESKRIPSI": row.description,
        "KOMPETENSI": _goals(row.goals or ()),
        "ANGKATAN": row.label,
        "MULAI": _moment(row.starts_at, zone),
        "SELESAI": _moment(row.ends_at, zone),
        "TEMPAT": row.place,
        "TAUTAN": row.url,
        "KUOTA": row.quota,
        "BATAS DAFTAR": closes_at,
        "PERLU PERSETUJUAN": APPROVAL_WORDS[row.approval_by] if row.approval_by else "tidak",
        "PENGISIAN": filling_word(row.filling or SeatFilling.ORDER),
        "KUOTA UNIT": row.unit_quota,
        "TAWARAN JAM": row.offer_hours,
        "STATUS ANGKATAN": status if row.called_off else "buka",
        "ALASAN": row.reason if row.called_off else None,
    }


def _goals(goals: Sequence[Goal]) -> str:
    return "; ".join(f"{goal.competency}:{goal.level}" for goal in goals)


def _moment(moment: datetime, zone: str) -> Value:
    """A date cell; midnight is text, since a day alone would be read as its usual hour."""
    there = dates.local(moment, zone).replace(second=0, microsecond=0)
    if there.time() == _MIDNIGHT:
        return f"{there.day}/{there.month}/{there.year} 00.00"
    return there
