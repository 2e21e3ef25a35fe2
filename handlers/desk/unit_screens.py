"""The screens of a unit officer's desk (Menu Unit)."""

from domain.catalogue.runs import RunLine
from domain.desk import UnitFigures
from domain.lists import PAGE, Page
from domain.people.staff import StaffCard, StaffChoice, StaffLearning, StaffLine, StaffTraining
from domain.seats.deciding import SeatState
from domain.seats.participants import Participant, Participants
from handlers.actions import desk as actions
from handlers.catalogue.screens.hr.runs import state_name
from handlers.desk.screens import TEXT_SHOWN, TITLE_SHOWN, share
from handlers.people.screens import card
from handlers.people.screens.lists import staff_line
from handlers.screens import dates, places
from handlers.screens.buttons import counted, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import who
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.participants import standing


def desk(w: Words, facts: UnitFigures, *, unit: str | None) -> Screen:
    """The figures of the own tree, each with the button to its list."""
    text = lines(
        w.t("<b>Menu Unit</b>: {unit}", unit=unit),
        w.t(
            "Terhubung: {a} dari {b} ASN ({p})",
            a=w.number(facts.linked),
            b=w.number(facts.active),
            p=share(w, facts.linked, facts.active),
        ),
        w.t(
            "Angkatan: {c}, diikuti {n} orang",
            c=w.number(facts.offerings),
            n=w.number(facts.seats),
        ),
        w.t("Kesenjangan: {g} orang", g=w.number(facts.short)) if facts.short else None,
        w.t("Untuk mencari pegawai, ketik nama, NIP, nomor HP, unit, atau jabatan."),
    )
    doors: list[Row] = []
    if facts.offerings:
        label = w.label("Angkatan")
        doors.append((counted(w, label, facts.offerings, actions.ListUnitRuns()),))
    doors.append((Button(w.label("Cari Pegawai"), actions.FindUnitStaff()),))
    if facts.unlinked:
        label = w.label("Belum Terhubung")
        doors.append((counted(w, label, facts.unlinked, actions.ListUnitUnlinked()),))
    return Screen(text, (*doors, menu_row(w)))


def people(w: Words, found: Page[StaffLine], *, text: str) -> Screen:
    """What a search among the people of the own tree found; typing again searches again."""
    listed, rows = _people(w, found, StaffChoice(text).mark)
    typed = cut(text, TEXT_SHOWN)
    if not text:
        head = w.t("{n} pegawai. Ketik untuk mencari yang lain.", n=w.number(found.total))
    elif found.total:
        head = w.t(
            "{n} pegawai cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
            n=w.number(found.total),
            teks=typed,
        )
    else:
        head = w.t("Tidak ada pegawai yang cocok dengan <i>{teks}</i>.", teks=typed)
    return Screen(lines(head, *listed), (*rows, _back(w)))


def person(w: Words, one: StaffCard, learning: StaffLearning | None) -> Screen:
    """Post, hours and gaps of a person; an officer of the unit changes nothing about the link."""
    rows: list[Row] = []
    if learning is not None and learning.trainings:
        label = w.label("Pelatihan", context="daftar")
        to = actions.ListUnitTrainings(one.id)
        rows.append((counted(w, label, learning.trainings, to),))
    back = Button(w.label("Kembali"), actions.FindUnitStaff())
    rows.append((back, desk_button(w)))
    return Screen(lines(*card.known(w, one, learning)), tuple(rows))


def trainings(w: Words, one: StaffCard, page: Page[StaffTraining]) -> Screen:
    """All trainings of a person, the latest first."""
    listed, rows = numbered(
        page,
        lambda number: actions.ListUnitTrainings(one.id, number),
        line=lambda place, each: card.training_line(w, place, each),
        row=lambda _place, _each: (),
        across=PAGE,
    )
    head = w.t("<b>{nama}</b>: {n} pelatihan", nama=one.name, n=w.number(page.total))
    back = Button(w.label("Kembali"), actions.OpenUnitPerson(one.id))
    rows = tuple(row for row in rows if row)
    return Screen(lines(head, *listed), (*rows, (back, desk_button(w))))


def not_linked(w: Words, found: Page[StaffLine]) -> Screen:
    """The people of the own tree who are not linked, and the file of all of them."""
    listed, rows = _people(w, found, None)
    head = w.t("{n} ASN belum terhubung.", n=w.number(found.total))
    file = (Button(w.label("Unduh"), actions.DownloadUnitUnlinked()),)
    offers = (file,) if found.total else ()
    return Screen(lines(head, *listed), (*rows, *offers, _back(w)))


def file(w: Words, document: Document, *, total: int, unit: str | None) -> Screen:
    """The list as a file, in a message of its own."""
    text = lines(
        w.t("{n} ASN {unit} belum terhubung.", n=w.number(total), unit=unit),
        w.t("Memuat NIP; mohon disimpan dengan aman."),
    )
    return Screen(text, document=document, new=True)


def runs(w: Words, page: Page[RunLine]) -> Screen:
    """The offerings of the own tree, soonest first."""

    def line(place: int, one: RunLine) -> Html:
        return w.t(
            "{no}. {judul}, Angkatan {angkatan}: {status}, {mulai}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            angkatan=one.label,
            status=state_name(w, one.state),
            mulai=dates.short_day(w, dates.local(one.starts_at, one.timezone).date()),
        )

    listed, rows = numbered(
        page,
        actions.ListUnitRuns,
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenUnitRun(one.id)),),
        across=PAGE,
    )
    if not page.total:
        return Screen(w.t("Belum ada angkatan."), (_back(w),))
    head = w.t("<b>Angkatan</b>: {n}", n=w.number(page.total))
    return Screen(lines(head, *listed), (*rows, _back(w)))


def run(w: Words, facts: Participants, *, page: int) -> Screen:
    """One offering, and the people of the own tree in it."""
    there = facts.offering

    def line(place: int, one: Participant) -> Html:
        name = who(w, one, among=facts.people)
        return w.t("{no}. {nama}: {status}", no=place, nama=name, status=standing(w, one))

    listed, rows = numbered(
        Page(facts.people, page, facts.total),
        lambda number: actions.OpenUnitRun(there.id, number),
        line=line,
        row=lambda _place, _one: (),
        across=PAGE,
    )
    text = lines(
        w.t(
            "<b>{judul}</b> · {kode}",
            judul=places.with_run(w, there.title, there.run),
            kode=there.code,
        ),
        Html(places.when(w, there)),
        w.t(
            "Dari unit ini: {n} terdaftar, {m} menunggu",
            n=w.number(facts.with_state(SeatState.ENROLLED)),
            m=w.number(facts.with_state(SeatState.REQUESTED, SeatState.QUEUED)),
        ),
        *listed,
    )
    back = Button(w.label("Kembali"), actions.ListUnitRuns())
    return Screen(text, (*(row for row in rows if row), (back, desk_button(w))))


def desk_button(w: Words) -> Button:
    """The button to the desk of the unit ([Menu Unit])."""
    return Button(w.label("Menu Unit"), actions.OpenUnitDesk())


def _back(w: Words) -> Row:
    return (Button(w.label("Kembali"), actions.OpenUnitDesk()), *menu_row(w))


def _people(
    w: Words, found: Page[StaffLine], search: int | None
) -> tuple[list[Html], tuple[Row, ...]]:
    """People with the buttons to their cards; without a search, of those who are not linked."""
    return numbered(
        found,
        lambda page: (
            actions.ListUnitUnlinked(page)
            if search is None
            else actions.ListUnitStaff(page, search)
        ),
        line=lambda place, one: staff_line(w, place, one, among=found.items),
        row=lambda place, one: (Button(str(place), actions.OpenUnitPerson(one.id)),),
        across=PAGE,
    )
