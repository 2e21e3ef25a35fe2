"""Screens of the days of absence (Tidak di Tempat)."""

from datetime import date

from domain.decisions.absences import Absence
from handlers.actions.accounts import OpenSettings
from handlers.actions.decisions import absences as actions
from handlers.decisions.screens.appointing import days_wrong as days_wrong
from handlers.decisions.screens.mandates import span
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

OFFICE_SHOWN = 80
"""Letters of the title of an office."""


def main(w: Words, found: Absence | None, stand_in: str | None, *, today: date) -> Screen:
    """Whether the person is away; who is asked meanwhile. `stand_in` None: HR."""
    state = w.t("{hari}", hari=_days(w, found)) if found is not None else w.t("tidak ada")
    office = cut(stand_in, OFFICE_SHOWN) if stand_in else w.house.hr_unit
    text = lines(
        w.t("<b>Tidak di Tempat</b>: {status}", status=state),
        w.t("Selama itu permintaan diteruskan kepada {pejabat}.", pejabat=office),
    )
    number = today.toordinal()
    rows: tuple[Row, ...] = (
        (
            Button(w.label("Hari Ini"), actions.AwayToday(number)),
            Button(w.label("Sampai Jumat"), actions.AwayUntilFriday(number)),
        ),
        (Button(w.label("Ketik Tanggal"), actions.AskAway()),),
    )
    end = ((Button(w.label("Akhiri"), actions.EndAway()),),) if found is not None else ()
    return Screen(text, (*rows, *end, _back(w)))


def ask(w: Words, today: date) -> Screen:
    """Asks for the days."""
    example = w.t("1/{bulan}/{tahun}–31/{bulan}/{tahun}", bulan=12, tahun=today.year)
    text = w.t("Tidak di tempat kapan? Silakan ketik, misalnya <i>{contoh}</i>.", contoh=example)
    back = (Button(w.label("Kembali"), actions.OpenAbsence()), *menu_row(w))
    return Screen(text, (back,))


def away(w: Words, days: Absence, waiting: int, stand_in: str | None) -> Html:
    """What was set, and how many requests go to another office at once."""
    office = cut(stand_in, OFFICE_SHOWN) if stand_in else w.house.hr_unit
    told = w.t("✓ Tidak di tempat {hari}.", hari=_days(w, days))
    moved = waiting and w.t(
        "{n} permintaan diteruskan kepada {pejabat}.", n=w.number(waiting), pejabat=office
    )
    return lines(told, moved or None)


def welcome_back(w: Words, waiting: int) -> Html:
    """Greets a person who is back, with what still waits."""
    hello = w.t("Selamat datang kembali.")
    left = waiting and w.t("{n} permintaan masih menunggu.", n=w.number(waiting))
    return lines(hello, left or None)


def nothing_to_decide(w: Words) -> Screen:
    """The person has no office that decides."""
    text = w.t("Tidak ada permintaan yang diputuskan oleh Bapak/Ibu.")
    return Screen(text, (_back(w),))


def _days(w: Words, days: Absence) -> str:
    if days.since == days.until:
        return dates.day(w, days.since)
    return span(w, days.since, days.until)


def _back(w: Words) -> Row:
    return (Button(w.label("Kembali"), OpenSettings()), *menu_row(w))
