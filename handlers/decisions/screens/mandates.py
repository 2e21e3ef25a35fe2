"""Screens of mandates: the list and its cards for HR, the message to the holder."""

from datetime import date

from domain.decisions.mandates import Mandate
from domain.decisions.states import MandateKind
from domain.lists import PAGE, Page
from handlers.actions.decisions import mandates as actions
from handlers.actions.desk import DeskGroup
from handlers.screens import dates
from handlers.screens.buttons import back_or_desk, back_to_group, menu_row
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Screen, danger
from handlers.screens.words import Html, Words, cut, lines

POST_SHOWN, LINE_SHOWN = 80, 45
"""Letters of the title of a post; of a post or a name in a list."""


def notice(w: Words, one: Mandate) -> Screen:
    """Tells the holder that the mandate has begun."""
    first, last = dates.plain_day(w, one.since), dates.plain_day(w, one.until)
    post = titled(w, one.kind, cut(one.title, POST_SHOWN))
    begun = (
        w.t(
            "Mulai {dari} s.d. {sampai} Bapak/Ibu menjalankan mandat sebagai <b>{jabatan}</b> "
            "({surat}).",
            dari=first,
            sampai=last,
            jabatan=post,
            surat=one.letter,
        )
        if one.letter
        else w.t(
            "Mulai {dari} s.d. {sampai} Bapak/Ibu menjalankan mandat sebagai <b>{jabatan}</b>.",
            dari=first,
            sampai=last,
            jabatan=post,
        )
    )
    told = w.t("Permintaan dari unit itu disampaikan kepada Bapak/Ibu.")
    return Screen(lines(begun, place(w, one), told), (menu_row(w),), new=True)


def titled(w: Words, kind: MandateKind, title: str) -> str:
    """`Plt. Kepala Dinas`; of a delegate `Delegasi Kepala Dinas`."""
    return f"{kind_name(w, kind)} {title}"


def kind_name(w: Words, kind: MandateKind) -> str:
    """What stands before the title of the post."""
    words = {MandateKind.VACANT: "Plt.", MandateKind.ABSENT: "Plh."}
    return words.get(kind) or w.label("Delegasi")


def place(w: Words, one: Mandate) -> Html | None:
    """The unit of the post."""
    return w.t("Unit: {unit}", unit=cut(one.unit_name, POST_SHOWN)) if one.unit_name else None


def listing(w: Words, page: Page[Mandate], *, holding: int, today: date) -> Screen:
    """The mandates that hold or will begin; a figure opens one."""
    listed, rows = numbered(
        page,
        actions.ListMandates,
        line=lambda number, one: w.t("{no}. {mandat}", no=number, mandat=line(w, one, today)),
        row=lambda number, one: (Button(str(number), actions.OpenMandate(one.id)),),
        across=PAGE,
    )
    none = w.t("Belum ada mandat. Tambahkan di sini atau impor lembar mandat.")
    text = lines(
        w.t("<b>Mandat</b>: {n} berlaku", n=w.number(holding)), *(listed if page.total else [none])
    )
    add = (Button(w.label("Tambah Mandat"), actions.AskMandate()),)
    return Screen(text, (*rows, add, back_to_group(w, DeskGroup.PEOPLE)))


def card(w: Words, one: Mandate, *, today: date) -> Screen:
    """One mandate, with the button that ends it."""
    text = lines(
        w.t("<b>{jabatan}</b>", jabatan=titled(w, one.kind, cut(one.title, POST_SHOWN))),
        place(w, one),
        w.t("{nama}", nama=one.name),
        span(w, one.since, one.until),
        w.t("Surat: {surat}", surat=one.letter) if one.letter else None,
        _state(w, one, today),
    )
    over = one.over(today)
    end = () if over else ((danger(w.label("Akhiri"), actions.EndMandate(one.id)),),)
    return Screen(text, (*end, back_or_desk(w, actions.ListMandates())))


def ended(w: Words, fresh: Screen, one: Mandate) -> Screen:
    """The list, with what was ended above."""
    post = titled(w, one.kind, cut(one.title, POST_SHOWN))
    return fresh.under(w.t("✓ Mandat {jabatan} diakhiri: {nama}.", jabatan=post, nama=one.name))


def line(w: Words, one: Mandate, today: date) -> Html:
    """`Plt. Kepala Dinas: Contoh Satu, s.d. 31 Januari 2027`."""
    post = titled(w, one.kind, cut(one.title, LINE_SHOWN))
    who, last = cut(one.name, LINE_SHOWN), dates.plain_day(w, one.until)
    if one.since > today:
        first = dates.plain_day(w, one.since)
        return w.t(
            "{jabatan}: {nama}, mulai {dari} s.d. {sampai}",
            jabatan=post,
            nama=who,
            dari=first,
            sampai=last,
        )
    return w.t("{jabatan}: {nama}, s.d. {sampai}", jabatan=post, nama=who, sampai=last)


def span(w: Words, since: date, until: date) -> Html:
    """`1 Desember 2026 s.d. 31 Januari 2027`."""
    return w.t(
        "{dari} s.d. {sampai}", dari=dates.plain_day(w, since), sampai=dates.plain_day(w, until)
    )


def _state(w: Words, one: Mandate, today: date) -> Html:
    if one.over(today):
        return w.t("✗ Sudah berakhir")
    return w.t("✓ Berlaku") if one.holds(today) else w.t("◐ Belum mulai")
