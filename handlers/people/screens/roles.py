"""Screens about the officers of units: HR gives the role with a code, the person accepts it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from domain.accounts.codes import VALID, shown
from domain.catalogue.listing import search_mark
from domain.lists import PAGE, Page
from domain.people.roles import RoleEnd, UnitChoice, UnitRole
from domain.people.staff import StaffCard, StaffLine
from handlers.actions import people as actions
from handlers.actions.desk import DeskGroup, OpenUnitDesk
from handlers.people.screens.lists import staff_line
from handlers.screens import dates
from handlers.screens.buttons import back_or_desk, back_to_group, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import NAME_SHOWN
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines

UNIT_SHOWN, TEXT_SHOWN = 60, 60
"""Letters of a unit in a list, and of what was typed."""


def listing(w: Words, page: Page[UnitRole]) -> Screen:
    """The officers of units, and who has not typed the code yet."""

    def line(place: int, one: UnitRole) -> Html:
        name, unit = cut(one.name, NAME_SHOWN), cut(one.unit, UNIT_SHOWN)
        facts: dict[str, Any] = {"no": place, "nama": name, "unit": unit}
        if not one.accepted:
            return w.t("{no}. ◐ {nama}: pengelola {unit}, menunggu kode", **facts)
        if one.until is not None:
            last = dates.day(w, one.until)
            return w.t("{no}. {nama}: pengelola {unit}, s.d. {tgl}", tgl=last, **facts)
        return w.t("{no}. {nama}: pengelola {unit}", **facts)

    listed, rows = numbered(
        page,
        actions.ListRoles,
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenRole(one.id)),),
        across=PAGE,
    )
    nothing = None if page.total else w.t("Belum ada pengelola unit.")
    text = lines(w.t("<b>Peran</b>: {n}", n=w.number(page.total)), *listed, nothing)
    more = (Button(w.label("Tambah Pengelola"), actions.AskRolePerson()),)
    return Screen(text, (*rows, more, back_to_group(w, DeskGroup.PEOPLE)))


def ask_person(w: Words) -> Screen:
    """Asks who becomes the officer of a unit."""
    text = w.t("Siapa yang menjadi pengelola? Silakan ketik nama atau NIP.")
    return Screen(text, (back_or_desk(w, actions.ListRoles()),))


def found(w: Words, people: Page[StaffLine], *, text: str) -> Screen:
    """The people that the typed text finds."""
    typed, mark = cut(text, TEXT_SHOWN), search_mark(text)
    if not people.total:
        nobody = w.t("Tidak ada pegawai yang cocok dengan <i>{teks}</i>.", teks=typed)
        return ask_person(w).under(nobody)
    listed, rows = numbered(
        people,
        lambda page: actions.ListRolePeople(page, mark),
        line=lambda place, one: staff_line(w, place, one, among=people.items),
        row=lambda place, one: (Button(str(place), actions.PickRoleUnit(one.id)),),
        across=PAGE,
    )
    head = w.t("Siapa yang menjadi pengelola? Hasil untuk <b>{kata}</b>:", kata=typed)
    return Screen(lines(head, *listed), (*rows, back_or_desk(w, actions.AskRolePerson())))


def pick_unit(w: Words, one: StaffCard, units: Sequence[UnitChoice]) -> Screen:
    """Asks of which unit; only those where the person works, and those above."""
    back = back_or_desk(w, actions.AskRolePerson())
    if not units:
        text = w.t("{nama} tidak mempunyai unit kerja, atau tidak aktif.", nama=one.name)
        return Screen(text, (back,))
    listed = [
        w.t("{no}. {unit}: {n}", no=no, unit=cut(unit.name, UNIT_SHOWN), n=w.number(unit.people))
        for no, unit in enumerate(units, 1)
    ]
    picks = [Button(str(no), actions.AskRole(one.id, u.id)) for no, u in enumerate(units, 1)]
    rows = [tuple(picks[start : start + PAGE]) for start in range(0, len(picks), PAGE)]
    head = w.t("<b>{nama}</b> menjadi pengelola unit mana?", nama=one.name)
    return Screen(lines(head, *listed), (*rows, back))


def ask(w: Words, one: StaffCard, unit: UnitChoice, *, until: date | None) -> Screen:
    """Asks before the role is given, and until when it lasts."""
    last = until and w.t("Berlaku s.d. {tgl}.", tgl=dates.day(w, until))
    text = lines(
        w.t(
            "Jadikan <b>{nama}</b> pengelola {unit} ({n} ASN)?",
            nama=one.name,
            unit=unit.name,
            n=w.number(unit.people),
        ),
        w.t("Data mereka akan dapat dilihatnya."),
        last
        or w.t("Berlaku sampai dicabut; untuk membatasi, ketik tanggal, misalnya 31/12/2027."),
    )
    day = until.toordinal() if until is not None else None
    yes = main(w.label("Ya, Jadikan"), actions.GiveRole(one.id, unit.id, day))
    return Screen(text, ((yes, Button(w.label("Kembali"), actions.PickRoleUnit(one.id))),))


def no_day(w: Words, again: Screen) -> Screen:
    """The typed text is no day to come."""
    return again.under(w.t("! Tanggal belum dikenali atau sudah lewat."))


def code(w: Words, one: StaffCard, unit: str, secret: str, *, now: datetime) -> Screen:
    """The code, once; it is handed over in person and must not be forwarded."""
    until = dates.local(now + VALID, w.house.timezone).date()
    text = lines(
        w.t("◐ <b>{nama}</b>, pengelola {unit}: menunggu kode.", nama=one.name, unit=unit),
        w.t(
            "Mohon serahkan langsung kepada yang bersangkutan: <code>{kode}</code>",
            kode=shown(secret),
        ),
        w.t("Berlaku satu kali, sampai {tgl}.", tgl=dates.day(w, until)),
        None
        if one.linked
        else w.t("! Belum terhubung; perannya berlaku sesudah ia mengetik kode."),
    )
    copy = Button(w.label("Salin Kode"), copies=shown(secret))
    back = back_or_desk(w, actions.ListRoles())
    return Screen(text, ((copy,), back), new=True, protected=True)


def not_given(w: Words, fresh: Screen) -> Screen:
    """The person has the role already, or does not work in that unit."""
    return fresh.under(w.t("! Peran ini sudah ada, atau ia tidak bekerja di unit itu."))


def card(w: Words, one: UnitRole) -> Screen:
    """One role, which HR can take back."""
    state = (
        w.t("✗ Sudah berakhir.")
        if one.ended
        else w.t("✓ Peran berlaku")
        if one.accepted
        else w.t("◐ Menunggu kode, sisa {n} kesempatan", n=w.number(one.tries_left))
    )
    text = lines(
        w.t("<b>{nama}</b>: pengelola {unit}", nama=one.name, unit=one.unit),
        state,
        w.t("Berlaku s.d. {tgl}.", tgl=dates.day(w, one.until)) if one.until else None,
    )
    take = (danger(w.label("Cabut Peran"), actions.RevokeRole(one.id)),)
    person = (Button(w.label("Kartu Pegawai"), actions.OpenStaff(one.person)),)
    rows: tuple[Row, ...] = (person,) if one.ended else (person, take)
    return Screen(text, (*rows, back_or_desk(w, actions.ListRoles())))


def revoked(w: Words, one: UnitRole, fresh: Screen) -> Screen:
    """HR has taken the role back."""
    line = w.t("✓ Peran {nama} sebagai pengelola {unit} dicabut.", nama=one.name, unit=one.unit)
    return fresh.under(line)


def offered(w: Words, one: UnitRole) -> Screen:
    """Tells the person of the role, which the code of HR puts into effect."""
    text = lines(
        w.t("Bapak/Ibu ditunjuk sebagai pengelola kepegawaian {unit}.", unit=one.unit),
        w.t("Tekan Masukkan Kode, lalu ketik kode dari {unit_hr}."),
    )
    answer = Button(w.label("Masukkan Kode"), actions.AskRoleCode(one.id))
    no = Button(w.label("Tolak Tugas"), actions.DeclineRole(one.id))
    return Screen(text, ((answer, no),), new=True)


def ask_code(w: Words, one: UnitRole) -> Screen:
    """Asks for the code."""
    text = w.t("Mohon ketik kode dari {unit_hr} untuk peran pengelola {unit}.", unit=one.unit)
    no = Button(w.label("Tolak Tugas"), actions.DeclineRole(one.id))
    return Screen(text, ((no, *menu_row(w)),))


def wrong_code(w: Words, one: UnitRole) -> Screen:
    """The typed code is not the right one."""
    left = w.t("! Kode itu keliru. Sisa kesempatan: {n}.", n=w.number(one.tries_left))
    return ask_code(w, one).under(left)


def accepted(w: Words, one: UnitRole) -> Screen:
    """The role counts from now on."""
    text = w.t("✓ Bapak/Ibu kini pengelola kepegawaian {unit}.", unit=one.unit)
    return Screen(text, ((main(w.label("Menu Unit"), OpenUnitDesk()),), menu_row(w)))


def declined(w: Words) -> Screen:
    """The person does not take the role."""
    return Screen(w.t("✓ Tugas ditolak. {unit_hr} diberi tahu."), (menu_row(w),))


def void(w: Words) -> Screen:
    """There is no role that waits for a code."""
    text = w.t("Penunjukan ini tidak berlaku lagi. Mohon hubungi {unit_hr} ({kontak}).")
    return Screen(text, (menu_row(w),))


def ended(w: Words, one: UnitRole, why: RoleEnd) -> Screen:
    """HR hears that a role has ended, and why."""
    text = w.t(
        "Peran <b>{nama}</b> sebagai pengelola {unit} berakhir: {sebab}.",
        nama=one.name,
        unit=one.unit,
        sebab=_reason(w, why),
    )
    again = Button(w.label("Peran"), actions.ListRoles())
    return Screen(text, ((again,), menu_row(w)), new=True)


def own_ended(w: Words, one: UnitRole, why: RoleEnd) -> Screen:
    """The officer hears that the own role has ended."""
    text = w.t(
        "Tugas Bapak/Ibu sebagai pengelola kepegawaian {unit} berakhir: {sebab}.",
        unit=one.unit,
        sebab=_reason(w, why),
    )
    return Screen(text, (menu_row(w),), new=True)


def _reason(w: Words, why: RoleEnd) -> Html:
    match why:
        case RoleEnd.REVOKED:
            return w.t("dicabut oleh {unit_hr}")
        case RoleEnd.DECLINED:
            return w.t("ditolak oleh yang bersangkutan")
        case RoleEnd.WRONG_CODE:
            return w.t("kode keliru lima kali")
        case RoleEnd.UNANSWERED:
            return w.t("kode tidak dipakai dalam tujuh hari")
        case RoleEnd.OVER:
            return w.t("masa tugasnya habis")
        case RoleEnd.LEFT_UNIT:
            return w.t("pindah unit kerja")
        case RoleEnd.LEFT_SERVICE:
            return w.t("tidak aktif lagi")
