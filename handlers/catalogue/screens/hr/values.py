"""The fields of an offering and their values, in words."""

from collections.abc import Mapping
from typing import Any

from domain.catalogue.editing import COLUMNS, Edit, RunField, Unfit
from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import Difference, difference, from_kept
from domain.decisions.states import ApprovalBy
from domain.seats.filling import SeatFilling
from domain.seats.quotas import QuotaMode, UnitQuota
from handlers.actions import offerings as actions
from handlers.screens import dates
from handlers.screens.approval import approver
from handlers.screens.words import Html, Words, cut, joined

SHOWN, PLACE_SHOWN = 200, 50
"""Characters of a long value, and of the place of a session, that are shown."""
ALL_SHOWN = 4
"""Sessions that are named one by one."""
CHOICES = {
    RunField.TIME: actions.FieldNumber.TIME,
    RunField.PLACE: actions.FieldNumber.PLACE,
    RunField.LINK: actions.FieldNumber.LINK,
    RunField.QUOTA: actions.FieldNumber.QUOTA,
    RunField.CLOSES: actions.FieldNumber.CLOSES,
    RunField.APPROVAL: actions.FieldNumber.APPROVAL,
    RunField.HOURS: actions.FieldNumber.HOURS,
    RunField.TITLE: actions.FieldNumber.TITLE,
    RunField.DESCRIPTION: actions.FieldNumber.DESCRIPTION,
    RunField.FILLING: actions.FieldNumber.FILLING,
    RunField.OFFERS: actions.FieldNumber.OFFERS,
    RunField.UNITS: actions.FieldNumber.UNITS,
}
"""The choice in a button for each field."""
FIELDS = {choice: field for field, choice in CHOICES.items()}


def field_name(w: Words, field: RunField) -> str:
    """The word for a field, as its button says it."""
    match field:
        case RunField.TIME:
            return w.label("Waktu", context="angkatan")
        case RunField.PLACE:
            return w.label("Tempat", context="angkatan")
        case RunField.LINK:
            return w.label("Tautan", context="angkatan")
        case RunField.QUOTA:
            return w.label("Kuota", context="angkatan")
        case RunField.CLOSES:
            return w.label("Batas Daftar", context="angkatan")
        case RunField.APPROVAL:
            return w.label("Persetujuan", context="angkatan")
        case RunField.HOURS:
            return w.label("JP", context="angkatan")
        case RunField.TITLE:
            return w.label("Judul", context="angkatan")
        case RunField.DESCRIPTION:
            return w.label("Uraian", context="angkatan")
        case RunField.FILLING:
            return w.label("Pengisian", context="angkatan")
        case RunField.OFFERS:
            return w.label("Tawaran Jam", context="angkatan")
        case RunField.UNITS:
            return w.label("Kuota Unit", context="angkatan")
        case RunField.SESSIONS:
            return w.label("Sesi", context="angkatan")


def field_of(columns: Mapping[str, Any]) -> RunField | None:
    """The field whose columns these are, with what follows from them; None: none of them."""
    if RunField.SESSIONS.value in columns:
        return RunField.SESSIONS
    return next((field for field in RunField if columns.keys() & set(COLUMNS[field])), None)


def value(
    w: Words, field: RunField, values: Mapping[str, Any], zone: str, most: int = SHOWN
) -> Html:
    """The value of a field within a line; `zone`: of the offering, for moments."""
    match field:
        case RunField.TIME:
            named = values.get("timezone") or zone
            return Html(dates.span(w, values["starts_at"], values["ends_at"], named))
        case RunField.CLOSES:
            return Html(dates.moment(w, values["closes_at"], zone))
        case RunField.APPROVAL:
            by = ApprovalBy(values.get("approval_by") or ApprovalBy.HR)
            return approver(w, by) if values["needs_approval"] else w.t("tidak perlu")
        case RunField.QUOTA:
            return Html(w.number(values["quota"]))
        case RunField.FILLING:
            return filling_name(w, SeatFilling(values["filling"]))
        case RunField.OFFERS if not values["offer_hours"]:
            return w.t("langsung diberikan")
        case RunField.OFFERS:
            return w.t("ditawarkan {n} jam", n=w.number(values["offer_hours"]))
        case RunField.UNITS:
            return quota_words(w, UnitQuota.parse(values["unit_quota"]))
        case RunField.HOURS:
            return w.t("{jp} JP", jp=w.number(values["hours"]))
        case RunField.SESSIONS:
            return w.t("{n} sesi", n=w.number(len(values["sessions"])))
        case _:
            text = values[COLUMNS[field][0]]
            return w.t("{nilai}", nilai=cut(text, most)) if text else w.t("belum diisi")


def filling_name(w: Words, filling: SeatFilling) -> Html:
    """How seats are given, within a line."""
    match filling:
        case SeatFilling.ORDER:
            return w.t("urutan pendaftaran")
        case SeatFilling.NEED:
            return w.t("prioritas")
        case SeatFilling.DRAW:
            return w.t("undian")


def quota_words(w: Words, quota: UnitQuota | None) -> Html:
    """A quota by unit within a line, without the names of its units."""
    if quota is None:
        return w.t("tanpa kuota")
    kept = quota.mode is QuotaMode.RESERVE
    if quota.each is not None:
        n = w.number(quota.each)
        return w.t("paling banyak {n} per unit", n=n)
    n, m = w.number(len(quota.units)), w.number(sum(quota.units.values()))
    if kept:
        return w.t("{m} kursi dicadangkan untuk {n} unit", n=n, m=m)
    return w.t("{n} unit, bersama paling banyak {m} kursi", n=n, m=m)


def was(w: Words, edit: Edit, zone: str, *, most: int = ALL_SHOWN) -> Html:
    """The value before a change; of sessions, those that it changes, at most so many by name."""
    if edit.field is RunField.SESSIONS:
        return _sessions(w, _differs(edit).gone, zone, most) or w.t("belum ada")
    return value(w, edit.field, edit.before, zone)


def becomes(w: Words, edit: Edit, zone: str, *, most: int = ALL_SHOWN) -> Html:
    """The value after a change; of sessions, those that it changes, at most so many by name."""
    if edit.field is RunField.SESSIONS:
        return _sessions(w, _differs(edit).come, zone, most) or w.t("dihapus")
    return value(w, edit.field, edit.after, zone)


def _differs(edit: Edit) -> Difference:
    return difference(from_kept(edit.before["sessions"]), from_kept(edit.after["sessions"]))


def _sessions(w: Words, some: tuple[TrainingSession, ...], zone: str, most: int) -> Html | None:
    """`Sel, 8 Des, 08.00–12.00 WIB, di Aula, 4 JP`; many sessions by their number and days."""
    if not some:
        return None
    if len(some) > most:
        first, last = (dates.local(each.starts_at, zone).date() for each in (some[0], some[-1]))
        n = w.number(len(some))
        return w.t("{n} sesi, {hari}", n=n, hari=dates.days(w, first, last))
    return joined("; ", [_session(w, each, zone) for each in some])


def _session(w: Words, one: TrainingSession, zone: str) -> Html:
    day = dates.brief_day(w, dates.local(one.starts_at, zone).date())
    parts = [Html(f"{day}, {dates.hours(w, one.starts_at, one.ends_at, zone)}")]
    if one.place:
        parts.append(w.t("{nilai}", nilai=cut(one.place, PLACE_SHOWN)))
    if one.hours is not None:
        parts.append(w.t("{jp} JP", jp=w.number(one.hours)))
    return joined(" · ", parts)


def unfit(w: Words, why: Unfit) -> Html:
    """Why a typed value is not taken."""
    match why:
        case Unfit.NO_TIME:
            return w.t("! Waktu belum dikenali. Contoh: 8–9/12/2026 08.00–16.00.")
        case Unfit.SHORT_YEAR:
            return w.t("! Mohon tulis tahun dengan empat angka, misalnya 8/12/2026.")
        case Unfit.WEEKDAY:
            return w.t("! Hari dan tanggalnya tidak cocok. Mohon periksa kembali.")
        case Unfit.ORDER:
            return w.t("! Waktu selesai lebih awal daripada waktu mulai.")
        case Unfit.PAST:
            return w.t("! Waktu itu sudah lewat.")
        case Unfit.AFTER_START:
            return w.t("! Batas daftar paling lambat saat pelatihan dimulai.")
        case Unfit.NO_DATE:
            return w.t("! Tanggal belum dikenali. Contoh: 7/12/2026 16.00.")
        case Unfit.NO_NUMBER:
            return w.t("! Mohon ketik angka saja, misalnya 30.")
        case Unfit.NO_LINK:
            return w.t("! Tautan belum dikenali. Contoh: https://example.id/kelas.")
        case Unfit.LONG:
            return w.t("! Teks terlalu panjang. Mohon diringkas.")
        case Unfit.EMPTY:
            return w.t("! Mohon pilih atau ketik yang baru.")
        case Unfit.SAME:
            return w.t("! Nilainya sama dengan saat ini.")
        case Unfit.TITLE_TAKEN:
            return w.t("! Judul ini sudah ada dalam katalog.")
        case Unfit.NO_QUOTA:
            return w.t("! Kuota belum dikenali. Mohon periksa nama unitnya.")
        case Unfit.FIXED:
            return w.t("! Sudah ada peminat; cara pengisian tidak diubah lagi.")
        case Unfit.FAR:
            return w.t("! Tanggal itu jauh dari jadwal pelatihan. Mohon periksa kembali.")
