"""Screens of the public holidays (Hari Libur)."""

from dataclasses import replace
from datetime import datetime

from domain.lists import PAGE, Page
from domain.office.holidays import Holiday
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


def added(w: Words, fresh: Screen, one: Holiday) -> Screen:
    """The list, with what was added above."""
    return fresh.under(w.t("✓ {hari} ditambahkan.", hari=_named(w, one)))


def removed(
    w: Words, page: Page[Holiday], one: Holiday, at: datetime, *, missing: int | None
) -> Screen:
    """The list, with what was removed above and a button that takes it back."""
    undo = actions.RestoreHoliday(one.day.toordinal(), int(at.timestamp()))
    fresh = listing(w, page, missing=missing)
    told = fresh.under(w.t("✓ {hari} dihapus.", hari=_named(w, one)))
    return replace(told, rows=((Button(w.label("Urungkan"), undo),), *fresh.rows))


def restored(w: Words, fresh: Screen, one: Holiday) -> Screen:
    """The list, with what is a holiday again above."""
    return fresh.under(w.t("✓ {hari} kembali menjadi hari libur.", hari=_named(w, one)))


def _named(w: Words, one: Holiday) -> Html:
    return w.t("{tgl}: {ket}", tgl=dates.day(w, one.day), ket=cut(one.name, NAME_SHOWN))
