"""Screens of a person's own trainings, to come and past, and of the calendar file."""

from domain.catalogue.offerings import Offering
from domain.hours import LearningHours
from domain.lists import PAGE
from domain.seats.mine import MyTraining, MyTrainings, Status
from handlers.actions.catalogue import ListTrainings
from handlers.actions.seats import ListMine, OpenOffering
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import hours_line
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN = 100
"""Letters of a title: five titles and the rest must fit under a picture."""

_MARKS = {
    Status.ENROLLED: "●",
    Status.RUNNING: "●",
    Status.QUEUED: "◐",
    Status.PENDING: "◐",
    Status.OFFERED: "◐",
    Status.INTERESTED: "◐",
    Status.UNRECORDED: "◐",
    Status.PASSED: "✓",
    Status.ATTENDED: "✓",
    Status.ABSENT: "✗",
    Status.CALLED_OFF: "✗",
    Status.CANCELLED: "✗",
    Status.REFUSED: "✗",
}


def listing(w: Words, mine: MyTrainings, hours: LearningHours, *, past: bool) -> Screen:
    """One page of a tab."""
    page = mine.page
    jp = hours_line(w, hours)
    if not page.total:
        return _empty(w, jp, past=past)
    head = (
        w.t("<b>Riwayat</b> · {jp_baris}", jp_baris=jp)
        if past
        else w.t("<b>Pelatihan Saya</b> · {jp_baris}", jp_baris=jp)
    )
    here = ListMine(past, page.number)

    def row(place: int, one: MyTraining) -> Row:
        to = OpenOffering(one.offering_id, back=here)
        return (Button(str(place), to),)

    titles, rows = numbered(
        page,
        lambda number: ListMine(past, number),
        line=lambda place, one: _line(w, place, one, past=past),
        row=row,
        across=PAGE,
    )
    return Screen(lines(head, *titles), (*rows, _tabs(w, past=past), menu_row(w)))


def calendar(w: Words, there: Offering, file: Document, *, google: str) -> Screen:
    """The file in a message of its own; the screen above stays. `google`: a link for its app."""
    text = w.t(
        "Kalender untuk <b>{judul}</b>. "
        "Silakan buka berkas ini untuk menyimpan jadwalnya di ponsel.",
        judul=places.title(w, there),
    )
    row = (Button(w.label("Google Calendar"), url=google),)
    return Screen(text, (row,), document=file, new=True)


def calendar_note(w: Words, there: Offering) -> str:
    """The description in the calendar entry, besides title, time and place."""
    kind = places.kind_name(w, there.kind)
    note = (
        w.label("{jp} JP · {jenis}", jp=there.hours, jenis=kind)
        if there.run is None
        else w.label(
            "Angkatan {angkatan} · {jp} JP · {jenis}",
            angkatan=there.run,
            jp=there.hours,
            jenis=kind,
        )
    )
    # An app that holds one entry, and a reader of one session, see when the others are.
    return "\n".join((note, *places.session_lines(w, there, most=len(there.sessions))))


def _empty(w: Words, jp: Html, *, past: bool) -> Screen:
    none = (
        w.t("Belum ada riwayat pelatihan.")
        if past
        else w.t("Belum ada pelatihan yang akan diikuti.")
    )
    trainings = (Button(w.label("Cari Pelatihan"), ListTrainings()),)
    return Screen(lines(none, jp), (trainings, _tabs(w, past=past), menu_row(w)))


def _line(w: Words, place: int, one: MyTraining, *, past: bool) -> Html:
    """The title above its mark, first day and standing, as in the lists of trainings."""
    day = dates.short_day(w, dates.local(one.starts_at, one.timezone).date())
    return lines(
        w.t("{no}. <b>{judul}</b>", no=place, judul=cut(one.title, TITLE_SHOWN)),
        w.t(
            "{tanda} {tgl} · {status}",
            tanda=_MARKS[one.status(past=past)],
            tgl=day,
            status=_status(w, one, past=past),
        ),
    )


def _status(w: Words, one: MyTraining, *, past: bool) -> Html:
    match one.status(past=past):
        case Status.ENROLLED:
            return w.t("terdaftar")
        case Status.RUNNING:
            return w.t("sedang berlangsung")
        case Status.QUEUED:
            return w.t("daftar tunggu, urutan {n}", n=w.number(one.standing.position or 1))
        case Status.PENDING:
            return w.t("menunggu persetujuan")
        case Status.OFFERED:
            return w.t("ditawari tempat")
        case Status.INTERESTED:
            return w.t("peminat", context="status")
        case Status.PASSED:
            return w.t("lulus")
        case Status.ATTENDED:
            return w.t("hadir")
        case Status.ABSENT:
            return w.t("tidak hadir")
        case Status.UNRECORDED:
            return w.t("kehadiran belum dicatat")
        case Status.CALLED_OFF:
            return w.t("dibatalkan penyelenggara")
        case Status.CANCELLED:
            return w.t("dibatalkan")
        case Status.REFUSED:
            return w.t("tidak disetujui")


def _tabs(w: Words, *, past: bool) -> Row:
    coming, history = w.label("Akan Datang"), w.label("Riwayat")
    return (
        Button(coming if past else f"✓ {coming}", ListMine()),
        Button(f"✓ {history}" if past else history, ListMine(past=True)),
    )
