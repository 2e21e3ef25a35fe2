"""Screens of the reminders: of a seat, and of registration that closes soon."""

from datetime import datetime

from domain.catalogue.offerings import Mode
from domain.ids import MessageId
from domain.reminders import ClosingReminder, SeatReminder
from handlers.actions.seats import CancelAsk, CancelNow, Confirm, Enrol, OpenNotice, OpenOffering
from handlers.screens import dates, places
from handlers.screens.screen import Button, Row, Screen, Style, danger, main
from handlers.screens.words import Html, Words, lines


def seven_days(w: Words, seat: SeatReminder, *, notice: MessageId) -> Screen:
    """The reminder seven days before the start."""
    text = lines(
        w.t(
            "Bapak/Ibu {nama}, <b>{judul}</b> akan berlangsung {waktu}{di}.",
            nama=seat.person_name,
            judul=seat.title,
            waktu=dates.span(w, seat.starts_at, seat.ends_at, seat.timezone),
            di=_place(w, seat),
        ),
        w.t("Mohon siapkan surat tugas."),
    )
    cancel = Button(w.label("Batalkan"), CancelAsk(seat.offering_id, back=OpenNotice(notice)))
    return Screen(text, ((_details(w, seat, notice), cancel),), new=True)


def day_before(w: Words, seat: SeatReminder, *, notice: MessageId, now: datetime) -> Screen:
    """The reminder of the day before, which asks whether the person will attend.

    Batalkan therefore cancels at once; after the answer Saya Hadir it asks first.
    """
    text = lines(
        w.t(
            "Bapak/Ibu {nama}, <b>{judul}</b> dimulai {kapan} pukul {jam}{di}.",
            nama=seat.person_name,
            judul=seat.title,
            kapan=dates.near(w, seat.starts_at, seat.timezone, now=now),
            jam=dates.hour(w, seat.starts_at, seat.timezone),
            di=_place(w, seat),
        ),
        w.t("✓ Terima kasih atas konfirmasinya.")
        if seat.confirmed
        else w.t("Mohon tekan <b>Saya Hadir</b>, atau <b>Batalkan</b> bila berhalangan."),
    )
    here = OpenNotice(notice)
    if seat.confirmed:
        cancel = Button(w.label("Batalkan"), CancelAsk(seat.offering_id, back=here))
        return Screen(text, ((_details(w, seat, notice), cancel),), new=True)
    answers = (
        main(w.label("Saya Hadir"), Confirm(seat.offering_id, back=here)),
        danger(w.label("Batalkan"), CancelNow(seat.offering_id)),
    )
    return Screen(text, (answers, (_details(w, seat, notice),)), new=True)


def same_day(w: Words, seat: SeatReminder, *, notice: MessageId, now: datetime) -> Screen:
    """The reminder on the day itself."""
    text = w.t(
        "Bapak/Ibu {nama}, <b>{judul}</b> dimulai {kapan} pukul {jam}{di}. Selamat belajar.",
        nama=seat.person_name,
        judul=seat.title,
        kapan=dates.near(w, seat.starts_at, seat.timezone, now=now),
        jam=dates.hour(w, seat.starts_at, seat.timezone),
        di=_place(w, seat),
    )
    rows: tuple[Row, ...] = ((_details(w, seat, notice),),)
    if seat.url and seat.mode is not Mode.ONSITE:
        rows = ((Button(w.label("Buka Tautan"), url=seat.url, style=Style.MAIN),), *rows)
    return Screen(text, rows, new=True)


def closing(w: Words, told: ClosingReminder, *, notice: MessageId) -> Screen:
    """Registration closes soon, for a person with a gap that the training answers."""
    text = lines(
        w.t(
            "Bapak/Ibu {nama}, pendaftaran <b>{judul}</b> ditutup {batas}.",
            nama=told.person_name,
            judul=told.title,
            batas=dates.moment(w, told.closes_at, told.timezone),
        ),
        w.t(
            "Sisa {sisa} tempat. Untuk kesenjangan kompetensi: {kompetensi}",
            sisa=w.number(told.seats_left),
            kompetensi=", ".join(told.competencies),
        ),
    )
    back = OpenNotice(notice)
    row = (
        main(w.label("Daftar"), Enrol(told.offering_id, back=back)),
        Button(w.label("Rincian"), OpenOffering(told.offering_id, back=back)),
    )
    return Screen(text, (row,), new=True)


def _details(w: Words, seat: SeatReminder, notice: MessageId) -> Button:
    return Button(w.label("Rincian"), OpenOffering(seat.offering_id, back=OpenNotice(notice)))


def _place(w: Words, seat: SeatReminder) -> Html:
    """The place with a space before it; empty while no place is known."""
    place = places.where(w, seat.mode, seat.place)
    return Html("") if place is None else Html(f" {place}")
