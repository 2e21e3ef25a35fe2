"""Screens of the reminders: of a seat, and of registration that closes soon."""

from datetime import datetime

from domain.catalogue.offerings import Mode
from domain.ids import MessageId
from domain.reminders import ClosingReminder, SeatReminder
from domain.seats.seen import seen
from handlers.actions.seats import CancelAsk, CancelNow, Confirm, Enrol, OpenNotice, OpenOffering
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Said, Screen, Style, danger, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN = 100
"""Letters of a title in a line of the message of the day."""


def seven_days(w: Words, seat: SeatReminder, *, notice: MessageId) -> Screen:
    """The reminder seven days before the start."""
    text = lines(
        w.t(
            "{waktu}: <b>{judul}</b>{di}",
            waktu=dates.span(w, seat.starts_at, seat.ends_at, seat.timezone),
            judul=seat.title,
            di=_place(w, seat),
        ),
        w.t("Bapak/Ibu {nama}, surat tugas: {nomor}", nama=seat.person_name, nomor=seat.letter)
        if seat.letter
        else w.t(
            "Bapak/Ibu {nama}, mohon siapkan surat tugas dari unit kerja.", nama=seat.person_name
        ),
    )
    cancel = Button(w.label("Batalkan"), CancelAsk(seat.offering_id, back=OpenNotice(notice)))
    return Screen(text, ((_details(w, seat, notice), cancel), menu_row(w)), new=True)


def day_before(w: Words, seat: SeatReminder, *, notice: MessageId, now: datetime) -> Screen:
    """The reminder of the day before, which asks whether the person will attend.

    Tidak Bisa Hadir therefore cancels at once, unless people wait for the seat: a slip would give
    it away. After the answer Saya Akan Hadir it asks, too.
    """
    head = lines(_soon(w, seat, now), Html(places.days(w, seat)))
    here = OpenNotice(notice)
    if seat.later_day is not None:
        return Screen(_soon(w, seat, now), ((_details(w, seat, notice), *menu_row(w)),), new=True)
    last: Row = (_details(w, seat, notice), *menu_row(w))
    if seat.confirmed:
        cancel = Button(w.label("Batalkan"), CancelAsk(seat.offering_id, back=here))
        text = lines(head, w.t("✓ Terima kasih atas konfirmasinya."))
        return Screen(text, ((cancel,), last), new=True)
    shown = seen(seat, seat.since)
    ask = CancelAsk(seat.offering_id, back=here)
    cannot = ask if seat.awaited else CancelNow(seat.offering_id, shown)
    text = lines(
        head,
        w.t(
            "Bapak/Ibu {nama}, mohon tekan <b>Saya Akan Hadir</b>, "
            "atau <b>Tidak Bisa Hadir</b> bila berhalangan.",
            nama=seat.person_name,
        ),
    )
    answers = (
        (main(w.label("Saya Akan Hadir"), Confirm(seat.offering_id, shown, back=here)),),
        (danger(w.label("Tidak Bisa Hadir"), cannot),),
    )
    return Screen(text, (*answers, last), new=True)


def same_day(w: Words, seat: SeatReminder, *, notice: MessageId, now: datetime) -> Screen:
    """The reminder on the day itself."""
    text = lines(
        _soon(w, seat, now),
        w.t("Selamat belajar, Bapak/Ibu {nama}.", nama=seat.person_name),
    )
    rows: tuple[Row, ...] = ((_details(w, seat, notice), *menu_row(w)),)
    if seat.url and seat.mode is not Mode.ONSITE:
        rows = ((Button(w.label("Buka Tautan"), url=seat.url, style=Style.MAIN),), *rows)
    return Screen(text, rows, new=True)


def closing(w: Words, told: ClosingReminder, *, notice: MessageId) -> Screen:
    """Registration closes soon, for a person with a gap that the training answers."""
    text = lines(
        w.t(
            "Pendaftaran ditutup {batas}: <b>{judul}</b>.",
            judul=told.title,
            batas=dates.moment(w, told.closes_at, told.timezone),
        ),
        w.t(
            "Sisa {sisa} tempat. Meningkatkan: {kompetensi}",
            sisa=w.number(told.seats_left),
            kompetensi=", ".join(told.competencies),
        ),
    )
    back = OpenNotice(notice)
    row = (
        main(w.label("Daftar"), Enrol(told.offering_id, seen=seen(told), back=back)),
        Button(w.label("Rincian"), OpenOffering(told.offering_id, back=back)),
    )
    return Screen(text, (row, menu_row(w)), new=True)


def closing_line(w: Words, told: ClosingReminder, *, notice: MessageId) -> Said:
    """The same as a line of the message of the day."""
    text = w.t(
        "Pendaftaran ditutup {batas}: <b>{judul}</b>, sisa {sisa} tempat.",
        judul=cut(told.title, TITLE_SHOWN),
        batas=dates.moment(w, told.closes_at, told.timezone),
        sisa=w.number(told.seats_left),
    )
    return Said(
        text, Button(w.label("Rincian"), OpenOffering(told.offering_id, back=OpenNotice(notice)))
    )


def _soon(w: Words, seat: SeatReminder, now: datetime) -> Html:
    """`Besok 08.00–16.00 WIB: <b>…</b> di …`: the line that a phone shows as notification."""
    day = seat.later_day or seat
    facts = {
        "jam": dates.hours(w, day.starts_at, day.ends_at, seat.timezone),
        "judul": seat.title,
        "di": _place(w, seat),
    }
    away = dates.local(day.starts_at, seat.timezone).date()
    match (away - dates.local(now, seat.timezone).date()).days:
        case 0:
            return w.t("Hari ini {jam}: <b>{judul}</b>{di}", **facts)
        case 1:
            return w.t("Besok {jam}: <b>{judul}</b>{di}", **facts)
        case _:
            return w.t("{tgl} {jam}: <b>{judul}</b>{di}", tgl=dates.short_day(w, away), **facts)


def _details(w: Words, seat: SeatReminder, notice: MessageId) -> Button:
    return Button(w.label("Rincian"), OpenOffering(seat.offering_id, back=OpenNotice(notice)))


def _place(w: Words, seat: SeatReminder) -> Html:
    """The place with a space before it; empty while no place is known."""
    own = seat.later_day.place if seat.later_day else None
    place = places.where(w, seat.mode, own or seat.place)
    return Html("") if place is None else Html(f" {place}")
