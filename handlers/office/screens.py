"""Screens of the public holidays (Hari Libur)."""

from dataclasses import replace
from datetime import datetime

from domain.lists import PAGE, Page
from domain.office.holidays import Holiday, HolidayEffect
from handlers.actions import Action
from handlers.actions import desk as actions
from handlers.actions.desk import DeskGroup
from handlers.screens import dates
from handlers.screens.buttons import back_or_desk, back_to_group
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Html, Words, cut, lines

NAME_SHOWN = 80
"""Letters of a holiday's name."""


def listing(w: Words, page: Page[Holiday], *, missing: int | None) -> Screen:
    """The holidays from this year on; a figure removes one. `missing`: a year that has none."""

    def line(place: int, one: Holiday) -> Html:
        return w.t("{no}. {hari}", no=place, hari=_named(w, one))

    listed, rows = numbered(
        page,
        actions.OpenHolidays,
        line=line,
        row=lambda place, one: (
            Button(str(place), actions.RemoveHoliday(one.day.toordinal(), one.mark)),
        ),
        across=PAGE,
    )
    none = missing and w.t(
        "! Hari libur {tahun} belum dimasukkan; hari kerja dihitung Senin–Jumat.", tahun=missing
    )
    hint = w.t("Pilih nomor untuk menghapus.") if listed else None
    add = (Button(w.label("Tambah Libur"), actions.AskHoliday()),)
    text = lines(w.t("<b>Hari Libur</b>"), none or None, *listed, hint)
    return Screen(text, (*rows, add, back_to_group(w, DeskGroup.DATA)))


def ask(w: Words, year: int) -> Screen:
    """Asks for a day and its name."""
    text = w.t(
        "Hari apa yang libur? Silakan ketik, misalnya <i>25/12/{tahun} Natal</i>.", tahun=year
    )
    return Screen(text, (back_or_desk(w, actions.OpenHolidays()),))


def unread(w: Words, year: int) -> Screen:
    """What was typed is no day with a name."""
    text = w.t("Hari libur belum dikenali. Contoh: <i>25/12/{tahun} Natal</i>.", tahun=year)
    return Screen(text, (back_or_desk(w, actions.OpenHolidays()),))


def added(
    w: Words,
    page: Page[Holiday],
    one: Holiday,
    effect: HolidayEffect,
    *,
    missing: int | None,
    now: datetime,
) -> Screen:
    """The list, with what was added above; taken back where people would be told of it."""
    told = _effect(w, effect, now)
    said = lines(w.t("✓ {hari} ditambahkan.", hari=_named(w, one)), told)
    fresh = listing(w, page, missing=missing).under(said)
    undo = actions.RemoveHoliday(one.day.toordinal(), one.mark)
    return _with_undo(w, fresh, undo) if told else fresh


def removed(
    w: Words,
    page: Page[Holiday],
    one: Holiday,
    at: datetime,
    effect: HolidayEffect,
    *,
    missing: int | None,
    now: datetime,
) -> Screen:
    """The list, with what was removed above and a button that takes it back."""
    undo = actions.RestoreHoliday(one.day.toordinal(), int(at.timestamp()))
    said = lines(w.t("✓ {hari} dihapus.", hari=_named(w, one)), _effect(w, effect, now))
    return _with_undo(w, listing(w, page, missing=missing).under(said), undo)


def restored(
    w: Words, fresh: Screen, one: Holiday, effect: HolidayEffect, *, now: datetime
) -> Screen:
    """The list, with what is a holiday again above."""
    back = w.t("✓ {hari} kembali menjadi hari libur.", hari=_named(w, one))
    return fresh.under(lines(back, _effect(w, effect, now)))


def _with_undo(w: Words, shown: Screen, undo: Action) -> Screen:
    return replace(shown, rows=((Button(w.label("Urungkan"), undo),), *shown.rows))


def _effect(w: Words, effect: HolidayEffect, now: datetime) -> Html | None:
    """Which offerings have other days now, and who is told."""
    if not effect.offerings:
        return None
    j, n = w.number(effect.offerings), w.number(effect.people)
    if effect.tell_at is None:
        return w.t("{j} angkatan berganti hari.", j=j)
    if effect.tell_at <= now:
        return w.t("{j} angkatan berganti hari; {n} orang diberi tahu sekarang.", j=j, n=n)
    waktu = dates.moment(w, effect.tell_at, w.house.timezone)
    return w.t(
        "{j} angkatan berganti hari; {n} orang akan diberi tahu {waktu}.", j=j, n=n, waktu=waktu
    )


def _named(w: Words, one: Holiday) -> Html:
    return w.t("{tgl}: {ket}", tgl=dates.day(w, one.day), ket=cut(one.name, NAME_SHOWN))
