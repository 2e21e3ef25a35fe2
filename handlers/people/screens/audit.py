"""Screens of the audit log (Riwayat Akses): search, what was found, the deeds to choose from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from domain.lists import PAGE, Page
from domain.people.audit import (
    EVENTS,
    MOST_LISTED,
    Access,
    AuditFound,
    AuditLine,
    day_of,
    named,
)
from domain.people.staff import StaffLine
from handlers.actions import Action
from handlers.actions import people as actions
from handlers.actions.desk import DeskGroup, OpenGroup
from handlers.screens import audited, dates
from handlers.screens.buttons import desk_button
from handlers.screens.lists import numbered, turning
from handlers.screens.people import who
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, cut, joined, lines

F = TypeVar("F", bound=actions.AuditFilter)

NAME_SHOWN = 22
DEED_SHOWN = 34
ABOUT_SHOWN = 30
VALUE_SHOWN = audited.VALUE_SHOWN
TYPED_SHOWN = 60
WEEK = 7
"""Days of [7 Hari], today among them."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What HR looks for in the audit log, and today's date."""

    chosen: actions.FindAudit
    today: date
    name: str | None = None
    """Of the person in `chosen`."""


def ask(w: Words, *, oldest: datetime | None, today: date) -> Screen:
    """Asks for a person, or offers what is often looked for."""
    first = today if oldest is None else dates.local(oldest, w.house.timezone).date()
    text = lines(
        w.t("<b>Riwayat Akses</b>"),
        w.t("Ketik nama atau NIP, atau pilih."),
        w.t("Tanggal dan tindakan juga dapat diketik, misalnya <i>7/12/2026</i>."),
        w.t("Catatan disimpan 2 tahun; yang tertua {tgl}.", tgl=dates.plain_day(w, first)),
    )
    everything = Narrowed(actions.FindAudit(), today)
    return Screen(text, (*_choices(w, everything), _last(w, OpenGroup(DeskGroup.PEOPLE))))


def found(w: Words, what: AuditFound, narrowed: Narrowed) -> Screen:
    """One page of the entries, the newest first."""
    chosen = replace(narrowed.chosen, page=0, newest=None)
    if not what.total:
        return _nothing(w, narrowed)
    page = Page(what.items, what.number, what.total)
    head = (
        w.t("<b>Riwayat Akses</b>: lebih dari {n} catatan", n=w.number(MOST_LISTED))
        if what.more
        else w.t("<b>Riwayat Akses</b>: {n} catatan", n=w.number(what.total))
    )
    pages = turning(
        page.number,
        page.pages,
        lambda number: replace(chosen, page=number, newest=what.newest),
    )
    text = lines(head, said(w, narrowed), *(_line(w, one) for one in what.items))
    download = Button(w.label("Unduh"), narrowed_to(actions.DownloadAudit, chosen))
    rows = (*pages, *_choices(w, narrowed, download), _last(w, _back(chosen)))
    return Screen(text, rows)


def not_found(w: Words, text: str, narrowed: Narrowed) -> Screen:
    """The typed words name no person, no day and no deed."""
    return Screen(
        lines(
            w.t("Tidak ada catatan untuk <b>{kata}</b>.", kata=cut(text, TYPED_SHOWN)),
            w.t("Silakan ketik nama, NIP, tanggal, atau tindakan yang lain."),
        ),
        (*_choices(w, narrowed), _last(w, actions.OpenAudit())),
    )


def pick_person(w: Words, people: Page[StaffLine], chosen: actions.FindAudit) -> Screen:
    """Several people have the typed name."""
    listed, rows = numbered(
        people,
        lambda _: actions.OpenAudit(),
        line=lambda place, one: w.t(
            "{no}. {pegawai}", no=place, pegawai=who(w, one, among=people.items)
        ),
        row=lambda place, one: (Button(str(place), replace(chosen, person=one.id)),),
        across=PAGE,
    )
    more = people.total - len(people.items)
    text = lines(
        w.t("Riwayat siapa yang dicari?"),
        *listed,
        w.t("Masih ada {n} orang lagi; mohon ketik nama lengkap atau NIP.", n=w.number(more))
        if more > 0
        else None,
    )
    return Screen(text, (*rows[:1], _last(w, actions.OpenAudit())))


def pick_deed(
    w: Words, deeds: Page[str], chosen: actions.PickDeed, *, typed: bool = False
) -> Screen:
    """The deeds that the log knows, or those that have the typed words."""
    to = replace(narrowed_to(actions.FindAudit, chosen), access=None)
    listed, rows = numbered(
        deeds,
        lambda page: replace(chosen, page=page),
        line=lambda place, one: w.t("{no}. {tindakan}", no=place, tindakan=audited.deed(w, one)),
        row=lambda place, one: (Button(str(place), replace(to, event=_number(one))),),
        across=PAGE,
    )
    every: Row = (Button(w.label("Semua Tindakan"), replace(to, event=None)),)
    text = lines(w.t("Tindakan apa yang dicari?"), *listed)
    return Screen(text, (*rows[:1], *(() if typed else rows[1:]), every, _last(w, _back(to))))


def file_made(w: Words, document: Document, *, number: int, now: datetime) -> Screen:
    """The file of what was found."""
    when = dates.moment(w, now, w.house.timezone)
    text = lines(
        w.t("Riwayat akses per {waktu}: {n} catatan.", waktu=when, n=w.number(number)),
        w.t("Memuat NIP; mohon disimpan dengan aman."),
    )
    return Screen(text, document=document, new=True)


def said(w: Words, narrowed: Narrowed) -> Html | None:
    """What the entries are narrowed to; None if to nothing."""
    chosen = narrowed.chosen
    event, name = named(chosen.event), narrowed.name
    parts = [
        w.t("{pegawai}", pegawai=cut(name, NAME_SHOWN)) if name else None,
        _access(w, chosen.access) if chosen.access is not None else None,
        w.t("{tindakan}", tindakan=cut(audited.deed(w, event), DEED_SHOWN)) if event else None,
        _days(w, chosen),
    ]
    return joined(" · ", [one for one in parts if one is not None]) or None


def narrowed_to(kind: type[F], chosen: actions.AuditFilter) -> F:
    """A button of another kind with what is chosen."""
    return kind(chosen.person, chosen.access, chosen.event, chosen.since, chosen.until)


def _nothing(w: Words, narrowed: Narrowed) -> Screen:
    wanted = said(w, narrowed)
    text = lines(
        w.t("Tidak ada catatan untuk <b>{kata}</b>.", kata=wanted)
        if wanted
        else w.t("Belum ada catatan."),
        w.t("Silakan ketik nama, NIP, tanggal, atau tindakan yang lain."),
    )
    return Screen(text, (*_choices(w, narrowed), _last(w, _back(narrowed.chosen))))


def _line(w: Words, one: AuditLine) -> Html:
    """`30 Nov 2026, 14.05 WIB: Contoh Petugas melihat kartu pegawai (Contoh Satu)`."""
    about = about_what(w, one)
    line = w.t(
        "{waktu}: {petugas} {tindakan} ({tentang})",
        waktu=dates.short_stamp(w, one.at, w.house.timezone),
        petugas=cut(one.actor or audited.no_actor(w, one.event), NAME_SHOWN),
        tindakan=cut(audited.deed(w, one.event), DEED_SHOWN),
        tentang=cut(about, ABOUT_SHOWN) if about else None,
    )
    return lines(line, _change(w, one))


def about_what(w: Words, one: AuditLine) -> str | None:
    """The person and the training, or the number of what has no name."""
    run = w.label("Angkatan {angkatan}", angkatan=one.label) if one.label else None
    names = [None if one.own else one.about, one.title, run]
    if shown := ", ".join(name for name in names if name):
        return shown
    known = EVENTS.get(one.event)
    if one.number is None or one.own or known is None or known.about is None:
        return None
    return w.label("nomor {no}", no=one.number)


def _change(w: Words, one: AuditLine) -> Html | None:
    if one.change is None:
        return None
    return w.t(
        "{bidang}: {lama} → {baru}",
        bidang=cut(audited.field_name(w, one.change), NAME_SHOWN),
        lama=cut(audited.value(w, one.change.old), VALUE_SHOWN),
        baru=cut(audited.value(w, one.change.new), VALUE_SHOWN),
    )


def _choices(w: Words, narrowed: Narrowed, download: Button | None = None) -> tuple[Row, ...]:
    """The buttons that narrow; one that narrows already has its mark, and takes that away."""
    chosen = replace(narrowed.chosen, page=0, newest=None)
    today = narrowed.today.toordinal()

    def days(label: str, since: int) -> Button:
        on = (chosen.since, chosen.until) == (since, None)
        to = replace(chosen, since=None if on else since, until=None)
        return Button(_marked(w, label, on=on), to)

    def access(label: str, which: Access) -> Button:
        on = chosen.access is which
        to = replace(chosen, access=None if on else which, event=None)
        return Button(_marked(w, label, on=on), to)

    picked = _marked(w, w.label("Tindakan"), on=named(chosen.event) is not None)
    pick = Button(picked, narrowed_to(actions.PickDeed, chosen))
    return (
        (
            days(w.label("Hari Ini"), today),
            days(w.label("{n} Hari", n=WEEK), today - WEEK + 1),
        ),
        (
            access(w.label("Perubahan"), Access.CHANGED),
            access(w.label("Unduhan"), Access.DOWNLOADED),
        ),
        (pick,) if download is None else (pick, download),
    )


def _marked(w: Words, label: str, *, on: bool) -> str:
    return w.label("✓ {pilihan}", pilihan=label) if on else label


def _access(w: Words, access: Access) -> Html:
    return {
        Access.SEEN: w.t("melihat"),
        Access.CHANGED: w.t("perubahan"),
        Access.DOWNLOADED: w.t("unduhan"),
    }[access]


def _days(w: Words, chosen: actions.AuditFilter) -> Html | None:
    first, last = day_of(chosen.since), day_of(chosen.until)
    if first is None:
        return None
    if last is None:
        return w.t("sejak {tgl}", tgl=dates.plain_day(w, first))
    return w.t("pada {tgl}", tgl=dates.days(w, first, last))


def _number(event: str) -> int | None:
    known = EVENTS.get(event)
    return known.number if known else None


def _back(chosen: actions.AuditFilter) -> Action:
    """To the card of the person whose history was opened there; else to the search."""
    if chosen.person is not None and chosen == type(chosen)(chosen.person):
        return actions.OpenStaff(chosen.person)
    return actions.OpenAudit()


def _last(w: Words, back: Action) -> Row:
    return (Button(w.label("Kembali"), back), desk_button(w))
