"""Screens about who receives people at an offering (panitia): for HR, and for the person."""

from collections.abc import Sequence

from domain.catalogue.listing import search_mark
from domain.catalogue.offerings import Offering
from domain.catalogue.runs import Host, HostedRun
from domain.ids import OfferingId
from domain.lists import PAGE, Page
from domain.people.staff import StaffLine
from domain.seats.participants import Participant
from handlers.actions.offerings import OpenRun
from handlers.actions.seating import hosts as actions
from handlers.screens import dates, places
from handlers.screens.buttons import back_or_desk, desk_button, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import post
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.participants import standing

NAME_SHOWN, POST_SHOWN, TITLE_SHOWN, TEXT_SHOWN = 60, 40, 120, 60
"""Letters of a name, of a post, of a title, of what was typed."""
HOSTED_SHOWN = 25
"""Letters of a name, a post and a unit in the list of a host, which has two lines a person."""


def listing(w: Words, there: Offering, hosts: Sequence[Host]) -> Screen:
    """The hosts of an offering, with their answers."""
    listed = [
        w.t("{no}. {tanda} {nama}", no=no, tanda=_mark(one), nama=cut(one.name, NAME_SHOWN))
        for no, one in enumerate(hosts, 1)
    ]
    picks = [Button(str(no), actions.OpenHost(one.id)) for no, one in enumerate(hosts, 1)]
    rows = [tuple(picks[start : start + PAGE]) for start in range(0, len(picks), PAGE)]
    nothing = None if hosts else w.t("Belum ada panitia.")
    text = lines(w.t("<b>Panitia</b>: {judul}", judul=_title(w, there)), *listed, nothing)
    more = (Button(w.label("Tambah"), actions.AskHost(there.id)),)
    return Screen(text, (*rows, more, back_or_desk(w, OpenRun(there.id))))


def ask(w: Words, offering: OfferingId) -> Screen:
    """Asks who receives people."""
    text = w.t("Siapa panitianya? Ketik nama atau NIP.")
    return Screen(text, (back_or_desk(w, actions.ListHosts(offering)),))


def found(w: Words, offering: OfferingId, people: Page[StaffLine], *, text: str) -> Screen:
    """The people that the typed text finds."""
    mark, typed = search_mark(text), cut(text, TEXT_SHOWN)

    def line(place: int, one: StaffLine) -> Html:
        job = cut(one.position or one.unit or one.nip, POST_SHOWN)
        return w.t(
            "{no}. {nama}, {jabatan}", no=place, nama=cut(one.name, NAME_SHOWN), jabatan=job
        )

    listed, rows = numbered(
        people,
        lambda page: actions.ListHostsFound(offering, page, mark),
        line=line,
        row=lambda place, one: (Button(str(place), actions.AddHost(offering, one.id)),),
        across=PAGE,
    )
    head = (
        w.t("Siapa panitianya? Hasil untuk <b>{kata}</b>:", kata=typed)
        if people.total
        else w.t("Tidak ada ASN yang cocok dengan <i>{teks}</i>.", teks=typed)
    )
    return Screen(lines(head, *listed), (*rows, back_or_desk(w, actions.ListHosts(offering))))


def not_added(w: Words, fresh: Screen) -> Screen:
    """The offering is over, has enough hosts, or the person has left service."""
    return fresh.under(w.t("! Panitia itu tidak dapat ditambahkan."))


def one(w: Words, host: Host) -> Screen:
    """One host, whom HR can take off."""
    text = lines(
        w.t("{tanda} <b>{nama}</b>", tanda=_mark(host), nama=host.name),
        post(w, host.position, None),
        w.t("Panitia <b>{judul}</b>", judul=_title(w, host.offering)),
    )
    off = danger(w.label("Hapus"), actions.RemoveHost(host.id))
    return Screen(text, ((off,), back_or_desk(w, actions.ListHosts(host.offering.id))))


def asked(w: Words, host: Host) -> Screen:
    """Asks a person whether they will receive people."""
    there = host.offering
    text = lines(
        w.t("Bapak/Ibu diminta menjadi panitia <b>{judul}</b>:", judul=_title(w, there)),
        places.when_where(w, there),
    )
    see = Button(w.label("Rincian"), actions.OpenHosting(host.id))
    return Screen(text, (_answers(w, host), (see, *menu_row(w))), new=True)


def details(w: Words, host: Host, *, open_: bool) -> Screen:
    """The offering, the answer, and the other answer while it can be given."""
    answer = {
        None: w.t("Mohon jawaban Bapak/Ibu."),
        True: w.t("✓ Bapak/Ibu bersedia."),
        False: w.t("✗ Bapak/Ibu berhalangan."),
    }[host.willing]
    text = lines(
        w.t("Panitia <b>{judul}</b>", judul=_title(w, host.offering)),
        places.when_where(w, host.offering),
        w.t("Dibatalkan.") if host.offering.called_off else answer,
    )
    rows: list[Row] = []
    if host.willing and not host.offering.called_off:
        people = Button(w.label("Daftar Peserta"), actions.OpenHosted(host.offering.id))
        rows.append((people,))
    if open_:
        rows.append(_answers(w, host))
    return Screen(text, (*rows, menu_row(w)))


def gone(w: Words) -> Screen:
    """The person is no host there, or no longer."""
    text = w.t("Bapak/Ibu tidak tercatat sebagai panitia pelatihan itu.")
    return Screen(text, (menu_row(w),))


def declined(w: Words, host: Host) -> Screen:
    """An officer hears that a host cannot come."""
    text = lines(
        w.t("✗ {nama} berhalangan menjadi panitia.", nama=cut(host.name, NAME_SHOWN)),
        w.t("<b>{judul}</b>", judul=_title(w, host.offering)),
    )
    other = Button(w.label("Panitia"), actions.ListHosts(host.offering.id))
    return Screen(text, ((other, desk_button(w)),), new=True)


def desk(w: Words, page: Page[Host]) -> Screen:
    """The offerings that the person hosts."""

    def line(place: int, one: Host) -> Html:
        day = dates.local(one.offering.starts_at, one.offering.timezone).date()
        return w.t(
            "{no}. {judul}, {mulai}",
            no=place,
            judul=_title(w, one.offering),
            mulai=dates.short_day(w, day),
        )

    listed, rows = numbered(
        page,
        actions.ListHosted,
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenHosted(one.offering.id)),),
        across=PAGE,
    )
    head = w.t("<b>Panitia</b>: {n} pelatihan", n=w.number(page.total))
    nothing = None if page.total else w.t("Tidak ada pelatihan yang dipanitiai.")
    return Screen(lines(head, *listed, nothing), (*rows, menu_row(w)))


def run(w: Words, found: HostedRun) -> Screen:
    """Name, post, unit and presence of the people with a seat."""

    def line(place: int, one: Participant) -> Html:
        name, unit = cut(one.name, HOSTED_SHOWN), one.unit and cut(one.unit, HOSTED_SHOWN)
        job = one.position and cut(one.position, HOSTED_SHOWN)
        first = w.t("{no}. {nama}: {status}", no=place, nama=name, status=standing(w, one))
        return lines(first, post(w, job, unit))

    listed, rows = numbered(
        found.people,
        lambda page: actions.OpenHosted(found.offering.id, page),
        line=line,
        row=lambda _place, _one: (),
        across=PAGE,
    )
    text = lines(
        w.t("<b>{judul}</b>", judul=_title(w, found.offering)),
        places.when_where(w, found.offering),
        w.t("Peserta: {n}", n=w.number(found.people.total)),
        *listed,
    )
    back = (Button(w.label("Kembali"), actions.ListHosted()), *menu_row(w))
    return Screen(text, (*(row for row in rows if row), back))


def _answers(w: Words, host: Host) -> Row:
    yes = main(w.label("Bersedia"), actions.GiveHostAnswer(host.id, True))
    no = Button(w.label("Berhalangan"), actions.GiveHostAnswer(host.id, False))
    return tuple({None: (yes, no), True: (no,), False: (yes,)}[host.willing])


def _mark(host: Host) -> str:
    return {None: "○", True: "✓", False: "✗"}[host.willing]


def _title(w: Words, there: Offering) -> Html:
    return places.with_run(w, cut(there.title, TITLE_SHOWN), there.run)
