"""Menu and help."""

from datetime import datetime

from handlers.screens.actions.home import OpenMenu
from handlers.screens.dates import part_of_day
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words, lines


def menu(w: Words, *, name: str, now: datetime) -> Screen:
    """Greeting and the doors to everything."""
    greetings = (
        w.t("Selamat pagi, Bapak/Ibu {nama}.", nama=name),
        w.t("Selamat siang, Bapak/Ibu {nama}.", nama=name),
        w.t("Selamat sore, Bapak/Ibu {nama}.", nama=name),
        w.t("Selamat malam, Bapak/Ibu {nama}.", nama=name),
    )
    return Screen(greetings[part_of_day(now, w.house.timezone)])


def help_(w: Words, *, linked: bool) -> Screen:
    """What can be typed, whom to ask, and what is never asked for."""
    text = lines(
        w.t("<b>Bantuan</b>"),
        w.t("Untuk mencari pelatihan, ketik kata kuncinya, misalnya <i>keamanan</i>."),
    )
    return Screen(text, ((Button(w.label("Menu Utama"), OpenMenu()),),))


def stopped(w: Words, fresh: Screen, *, stopped: bool) -> Screen:
    """/batal, above the fresh menu."""
    if stopped:
        return fresh.under(w.t("Isian dihentikan. Jawaban yang tersimpan tidak hilang."))
    return fresh.under(w.t("Tidak ada isian yang sedang berjalan."))
