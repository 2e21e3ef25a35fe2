"""Screens of the settings (Pengaturan): language, reminders, picture or text."""

from datetime import time

from domain.accounts.privacy import Preferences
from domain.reminders import MUTABLE
from handlers.actions.accounts import (
    Language,
    OpenLanguage,
    OpenPrivacy,
    OpenReminders,
    OpenSettings,
    OpenView,
    ReminderKind,
    SetLanguage,
    SetReminder,
    SetView,
)
from handlers.actions.decisions.absences import OpenAbsence
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, lines


def settings(w: Words, chosen: Preferences, *, decides: bool = False) -> Screen:
    """The present choices; those who decide say here when they are away."""
    muted = set(MUTABLE) & set(chosen.muted)
    shown = w.label("gambar") if chosen.picture else w.label("teks")
    text = lines(
        w.t("<b>Pengaturan</b>"),
        w.t("Bahasa: {bahasa}", bahasa=_language(w.language)),
        w.t("Pengingat: {n} dari {m} jenis aktif", n=len(MUTABLE) - len(muted), m=len(MUTABLE)),
        w.t("Kompetensi Saya: {gambar_atau_teks}", gambar_atau_teks=shown),
    )
    away: tuple[Row, ...] = (
        ((Button(w.label("Tidak di Tempat"), OpenAbsence()),),) if decides else ()
    )
    return Screen(
        text,
        (
            (
                Button(w.label("Bahasa"), OpenLanguage()),
                Button(w.label("Pengingat"), OpenReminders()),
            ),
            (Button(w.label("Tampilan Kompetensi"), OpenView()),),
            *away,
            (Button(w.label("Privasi"), OpenPrivacy()), *menu_row(w)),
        ),
    )


def language(w: Words) -> Screen:
    """The choice of language, in both languages, so that every person can read it."""
    rows: list[Row] = [
        (_choice(_language(one.code), one.code == w.language, SetLanguage(one)),)
        for one in Language
    ]
    text = Html("Silakan pilih bahasa.\nPlease choose a language.")
    return Screen(text, (*rows, _back(w)))


def reminders(w: Words, chosen: Preferences, *, quiet: tuple[time, time]) -> Screen:
    """Each kind with its state; a tap switches it. Equal quiet hours mean none."""
    rows: list[Row] = []
    for kind in ReminderKind:
        on = kind.code not in chosen.muted
        label = f"{'✓' if on else '○'} {_kind(w, kind)}"
        rows.append((Button(label, SetReminder(kind, on=not on)),))
    text = lines(
        w.t("Silakan pilih pengingat yang ingin diterima."),
        w.t(
            "Kabar tentang pelatihan yang diikuti (perubahan, pembatalan, hasil pendaftaran) "
            "selalu dikirim."
        ),
        _quiet(w, *quiet),
    )
    return Screen(text, (*rows, _back(w)))


def language_changed(w: Words) -> Html:
    """One line above the menu, in the language that was chosen."""
    return w.t("✓ Bahasa diubah.")


def view(w: Words, chosen: Preferences) -> Screen:
    """The choice of a picture, or of text for a slow network."""
    row = (
        _choice(w.label("Gambar"), chosen.picture, SetView(picture=True)),
        _choice(w.label("Teks"), not chosen.picture, SetView(picture=False)),
    )
    text = lines(
        w.t("Kompetensi Saya ditampilkan sebagai gambar atau teks?"),
        w.t("Teks lebih hemat kuota internet."),
    )
    return Screen(text, (row, _back(w)))


def _language(code: str) -> str:
    # Each language is named in that language.
    return {"id": "Bahasa Indonesia", "en": "English"}[code]


def _kind(w: Words, kind: ReminderKind) -> str:
    return {
        ReminderKind.H7: w.label("7 Hari Sebelum Mulai"),
        ReminderKind.H1: w.label("1 Hari Sebelum Mulai"),
        ReminderKind.H0: w.label("Hari Pelaksanaan"),
        ReminderKind.CLOSING: w.label("Pendaftaran Akan Ditutup"),
        ReminderKind.FEEDBACK: w.label("Umpan Balik"),
    }[kind]


def _quiet(w: Words, start: time, end: time) -> Html | None:
    if start == end:
        return None
    form = "%H:%M" if w.language == "en" else "%H.%M"
    return w.t(
        "Jam tenang: pukul {dari}–{sampai}.", dari=start.strftime(form), sampai=end.strftime(form)
    )


def _choice(label: str, chosen: bool, does: SetLanguage | SetView) -> Button:
    return Button(f"✓ {label}" if chosen else label, does)


def _back(w: Words) -> Row:
    return (Button(w.label("Kembali"), OpenSettings()),)
