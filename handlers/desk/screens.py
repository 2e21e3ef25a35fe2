"""The screens of the HR desk (Menu HR): its figures, its groups, and what its search found."""

from domain.catalogue.runs import RunLine
from domain.desk import LATE_AFTER, DeskFigures, Hits, LastImport
from domain.lists import PAGE, Page, percent
from domain.people.staff import StaffChoice
from domain.seats.nominations import NominatorNumber
from handlers.actions import Action, imports, people, seats
from handlers.actions import accounts as links
from handlers.actions import desk as actions
from handlers.actions.announcements import ListAnnouncements, NewAnnouncement
from handlers.actions.catalogue import CatalogueFile, ListCatalogue, ListDrafts, NewOffering
from handlers.actions.decisions import OpenAges
from handlers.actions.decisions.mandates import ListMandates
from handlers.actions.desk import DeskGroup, OpenHolidays
from handlers.actions.offerings import ListRuns
from handlers.actions.seating.nominations import PickNominated
from handlers.catalogue.screens.hr.runs import state_name
from handlers.imports.screens.run import name_of
from handlers.people.screens.lists import number_hint
from handlers.screens import dates
from handlers.screens.buttons import back_to_desk, counted, desk_button, menu_row, requests_button
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

TEXT_SHOWN, TITLE_SHOWN, FILES_SHOWN = 60, 80, 60
"""Letters of what was typed, of a training's title, of the names of files."""


def desk(w: Words, facts: DeskFigures) -> Screen:
    """The figures, each with the button to its list, then the groups of what HR does."""
    late = w.t(
        "! {o} permintaan sudah lebih dari {hari} hari kerja",
        o=w.number(facts.late),
        hari=w.number(LATE_AFTER),
    )
    text = lines(
        w.t("<b>Menu HR</b>: {unit_hr}"),
        w.t(
            "Terhubung: {a} dari {b} ASN ({p})",
            a=w.number(facts.linked),
            b=w.number(facts.active),
            p=share(w, facts.linked, facts.active),
        ),
        w.t(
            "Angkatan dibuka: {c}, terisi {q}",
            c=w.number(facts.offerings),
            q=share(w, facts.taken, facts.seats),
        ),
        late if facts.late else None,
        w.t("Untuk mencari, ketik nama, NIP, nomor HP, unit, jabatan, atau judul pelatihan."),
    )
    requests = (requests_button(w, facts.waiting),) if facts.waiting else ()
    rows = (
        (*requests, *_door(w, w.label("Angkatan"), facts.offerings, ListRuns())),
        _door(w, w.label("Belum Terhubung"), facts.unlinked, links.OpenUnlinked()),
        (main(w.label("Buat Pengumuman"), NewAnnouncement()),),
        (Button(w.label("Daftar Pengumuman"), ListAnnouncements(0)),),
        (
            Button(w.label("Pelatihan", context="daftar"), actions.OpenGroup(DeskGroup.TRAININGS)),
            Button(w.label("Pegawai"), actions.OpenGroup(DeskGroup.PEOPLE)),
        ),
        (
            Button(w.label("Data"), actions.OpenGroup(DeskGroup.DATA)),
            Button(w.label("Laporan"), actions.OpenGroup(DeskGroup.REPORTS)),
        ),
        menu_row(w),
    )
    return _screen(text, rows)


def trainings(w: Words, facts: DeskFigures) -> Screen:
    """The group of trainings and their offerings."""
    t, c, d = (w.number(n) for n in (facts.trainings, facts.offerings, facts.drafts))
    text = lines(
        w.t("<b>Pelatihan</b>"),
        w.t("{t} dalam katalog · {c} dibuka · {d} draf", t=t, c=c, d=d)
        if facts.drafts
        else w.t("{t} dalam katalog · {c} dibuka", t=t, c=c),
    )
    rows = (
        (main(w.label("Buat Angkatan"), NewOffering()),),
        (
            counted(w, w.label("Angkatan"), facts.offerings, ListRuns()),
            *_door(w, w.label("Katalog"), facts.trainings, ListCatalogue()),
        ),
        (
            Button(w.label("Peserta"), seats.PickOffering(0)),
            Button(w.label("Calonkan"), PickNominated(NominatorNumber.HR)),
        ),
        *_door_row(w, w.label("Draf"), facts.drafts, ListDrafts()),
        back_to_desk(w),
    )
    return Screen(text, rows)


def staff(w: Words, facts: DeskFigures) -> Screen:
    """The group of people."""
    text = lines(
        w.t("<b>Pegawai</b>"),
        w.t(
            "{b} ASN aktif · {p} terhubung",
            b=w.number(facts.active),
            p=share(w, facts.linked, facts.active),
        ),
    )
    rows = (
        (Button(w.label("Cari Pegawai"), people.FindStaff()),),
        _door(w, w.label("Belum Terhubung"), facts.unlinked, links.OpenUnlinked()),
        _door(w, w.label("Gagal Terhubung"), facts.failed, links.OpenFailed(0)),
        (
            counted(w, w.label("Peran"), facts.roles, people.ListRoles()),
            counted(w, w.label("Mandat"), facts.mandates, ListMandates()),
        ),
        _door(w, w.label("Permintaan Data"), facts.data_requests, links.OpenDataRequests(0)),
        (Button(w.label("Riwayat Akses"), people.OpenAudit()),),
        back_to_desk(w),
    )
    return _screen(text, rows)


def data(w: Words, last: LastImport | None, year: int) -> Screen:
    """The group of what HR loads, and of the holidays of this year."""
    loaded = last and w.t(
        "Impor terakhir: {berkas}, {waktu}",
        berkas=cut(name_of(last.files), FILES_SHOWN),
        waktu=dates.moment(w, last.at, w.house.timezone),
    )
    rows = (
        (main(w.label("Impor Data"), imports.OpenImport()),),
        (
            Button(w.label("Riwayat Impor"), imports.ListImports(0)),
            Button(f"{w.label('Hari Libur')} {year}", OpenHolidays()),
        ),
        back_to_desk(w),
    )
    return _screen(lines(w.t("<b>Data</b>"), loaded or w.t("Belum ada impor.")), rows)


def reports(w: Words, facts: DeskFigures) -> Screen:
    """The group of what HR reads about work that is done."""
    text = lines(
        w.t("<b>Laporan</b>"),
        w.t(
            "Umpan balik masuk dalam setahun: {a} dari {n} peserta ({u})",
            a=w.number(facts.answered),
            n=w.number(facts.took_part),
            u=share(w, facts.answered, facts.took_part),
        ),
    )
    everybody = _door(w, w.label("Daftar Pegawai"), facts.active, people.ListNarrowedStaff())
    catalogue = (Button(w.label("Unduh Katalog"), CatalogueFile()),) if facts.trainings else ()
    waiting = _door(w, w.label("Lama Menunggu"), facts.open_decisions, OpenAges())
    return _screen(text, (waiting, everybody, catalogue, back_to_desk(w)))


def found(w: Words, hits: Hits) -> Screen:
    """How many people and how many offerings a search found; typing again searches again."""
    if not hits.total:
        text = w.t(
            "Tidak ada yang cocok dengan <b>{kata}</b>. Silakan coba kata lain.",
            kata=cut(hits.text, TEXT_SHOWN),
        )
        return Screen(lines(text, number_hint(w, hits.text)), (back_to_desk(w),))
    mark = StaffChoice(hits.text).mark
    to_people = people.OpenStaff(hits.person.id) if hits.person else people.ListStaff(0, mark)
    to_offerings: Action = actions.ListFoundOfferings(mark)
    if hits.offering is not None:
        to_offerings = actions.OpenFoundRun(hits.offering.id, mark)
    doors = (
        *_door(w, w.label("Pegawai"), hits.people.total, to_people),
        *_door(w, w.label("Angkatan"), hits.offerings.total, to_offerings),
    )
    head = w.t("Hasil untuk <b>{kata}</b>:", kata=cut(hits.text, TEXT_SHOWN))
    return Screen(lines(head, number_hint(w, hits.text)), (doors, back_to_desk(w)))


def offerings(w: Words, page: Page[RunLine], *, text: str) -> Screen:
    """The offerings that a search found, also those with nobody in them."""
    mark = StaffChoice(text).mark

    def line(place: int, one: RunLine) -> Html:
        day = dates.local(one.starts_at, one.timezone).date()
        return w.t(
            "{no}. {judul} ({kode}), Angkatan {angkatan}: {status}, {a} dari {kuota}, {mulai}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            kode=one.code,
            angkatan=one.label,
            status=state_name(w, one.state),
            a=w.number(one.taken),
            kuota=w.number(one.quota),
            mulai=f"{dates.short_day(w, day)} {day.year}",
        )

    listed, rows = numbered(
        page,
        lambda number: actions.ListFoundOfferings(mark, number),
        line=line,
        row=lambda place, one: (
            Button(str(place), actions.OpenFoundRun(one.id, mark, page.number)),
        ),
        across=PAGE,
    )
    head = w.t(
        "Angkatan untuk <b>{kata}</b>: {n}", kata=cut(text, TEXT_SHOWN), n=w.number(page.total)
    )
    back = (Button(w.label("Kembali"), actions.FindAgain(mark)), desk_button(w))
    return Screen(lines(head, *listed), (*rows, back))


def share(w: Words, part: int, whole: int) -> str:
    """`88,9%`; a share of nothing cannot be counted and is shown as `–`."""
    return f"{w.decimal(percent(part, whole))}%" if whole else "–"


def _door(w: Words, label: str, count: int, does: Action) -> Row:
    """The button of a figure to its list; at 0 there is none."""
    return (Button(f"{label} {w.number(count)}", does),) if count else ()


def _door_row(w: Words, label: str, count: int, does: Action) -> tuple[Row, ...]:
    """The same as a row of its own."""
    row = _door(w, label, count, does)
    return (row,) if row else ()


def _screen(text: Html, rows: tuple[Row, ...]) -> Screen:
    """A screen without the rows that have no button left."""
    return Screen(text, tuple(row for row in rows if row))
