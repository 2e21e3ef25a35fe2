"""Messages to people about a change of their seat."""

from dataclasses import dataclass
from datetime import datetime

from domain.catalogue.offerings import Offering, Schedule
from domain.catalogue.sessions import TrainingSession, times
from domain.catalogue.timetable import SessionSpan, spans
from domain.hours import LearningHours, PresenceTold
from domain.ids import MessageId
from domain.seats.deciding import BusyTime
from domain.seats.standing import Detail
from handlers.actions.seats import (
    AskMove,
    CancelAsk,
    ListMine,
    OpenNotice,
    OpenOffering,
    SendCalendar,
)
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.people import hours_bar
from handlers.screens.reasons import reason_label
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines
from handlers.seats.screens.offering import link_row, others_button

REASON_SHOWN, CLASH_SHOWN = 300, 80
TITLE_SHOWN = 130
SESSIONS_SHOWN, PLACE_SHOWN = 2, 30
"""Sessions that changed, on each side; letters of the place of one."""
SHOWN = 4
"""Trainings that one message names; more are counted."""


def moved(
    w: Words,
    there: Offering,
    before: Schedule,
    *,
    seated: bool,
    clash: BusyTime | None,
    notice: MessageId,
) -> Screen:
    """The date or the place has changed; `clash` is another training of the person then."""
    was, now = _schedule(w, there, before), places.when_where(w, there)
    link = link_row(w, there) if before.url != there.url else ()
    days = session_changes(w, there, before)
    if was == now and not days:
        head = lines(
            w.t("Tautan berubah: <b>{judul}</b>.", judul=places.title(w, there)),
            now,
            places.where_the_link(w, there),
        )
        return Screen(head, (*link, *_seat_rows(w, there, notice, seated=seated)), new=True)
    text = lines(
        w.t("Jadwal berubah: <b>{judul}</b>.", judul=places.title(w, there)),
        *(
            days
            or (
                w.t("Semula: {semula}", semula=was),
                w.t("Menjadi: <b>{menjadi}</b>", menjadi=now),
            )
        ),
        w.t("Tautannya juga berubah.") if link else None,
        w.t(
            "! Bertepatan dengan <b>{lain}</b>, {waktu}.",
            lain=cut(clash.title, CLASH_SHOWN),
            waktu=dates.span(w, clash.starts_at, clash.ends_at, clash.timezone),
        )
        if clash is not None
        else None,
        _if_not(w),
    )
    return Screen(text, (*link, *_seat_rows(w, there, notice, seated=seated)), new=True)


def session_changes(w: Words, there: Offering, before: Schedule) -> tuple[Html, ...]:
    """The sessions that changed, where the days are not simply each from first to last.

    Empty where the time of the whole says it: no session differs, or there were none.
    """
    present = spans(there.sessions, there.starts_at, there.ends_at, there.timezone)
    if before.sessions == present or before.place != there.place:
        return ()
    was, now = (
        one or tuple((a, b, None) for a, b in times(whole))
        for one, whole in (
            (before.sessions, _Whole(before.starts_at, before.ends_at, there.timezone)),
            (present, _Whole(there.starts_at, there.ends_at, there.timezone)),
        )
    )
    gone = [each for each in was if each not in now]
    come = [each for each in now if each not in was]

    def said(one: SessionSpan) -> Html:
        time = dates.span(w, one[0], one[1], there.timezone)
        place = places.where(w, there.mode, cut(one[2], PLACE_SHOWN)) if one[2] else None
        return Html(time if place is None else f"{time} {place}")

    def listed(some: list[SessionSpan]) -> Html:
        shown = [said(each) for each in some[:SESSIONS_SHOWN]]
        if left := len(some) - len(shown):
            shown.append(w.t("dan {n} sesi lain", n=left))
        return joined("; ", shown)

    if not come:
        return (w.t("Sesi ditiadakan: {sesi}", sesi=listed(gone)),)
    if not gone:
        return (w.t("Sesi tambahan: <b>{sesi}</b>", sesi=listed(come)),)
    return (
        w.t("Semula: {semula}", semula=listed(gone)),
        w.t("Menjadi: <b>{menjadi}</b>", menjadi=listed(come)),
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """The time of an offering, whose sessions are those of each day."""

    starts_at: datetime
    ends_at: datetime
    timezone: str
    sessions: tuple[TrainingSession, ...] = ()


def called_off(w: Words, name: str, there: Offering) -> Screen:
    """The organiser has called the offering off."""
    text = lines(
        w.t(
            "✗ Dibatalkan: <b>{judul}</b>, {tgl}. Mohon maaf, Bapak/Ibu {nama}.",
            nama=name,
            judul=places.title(w, there),
            tgl=places.days(w, there),
        ),
        _reason(w, there.called_off_reason),
        w.t("{unit_hr}"),
    )
    return Screen(text, _others_rows(w, there), new=True)


def reopened(w: Words, there: Offering, *, seated: bool, notice: MessageId) -> Screen:
    """The offering was called off, and takes place after all."""
    text = lines(
        w.t("Jadi dilaksanakan: <b>{judul}</b>.", judul=places.title(w, there)),
        places.when_where(w, there),
        w.t("Pendaftaran Bapak/Ibu tetap berlaku."),
        _if_not(w),
    )
    return Screen(text, _seat_rows(w, there, notice, seated=seated), new=True)


def promoted(w: Words, name: str, there: Offering, *, notice: MessageId) -> Screen:
    """A seat became free, and the person in the queue has it."""
    text = lines(
        w.t(
            "● Mendapat tempat: <b>{judul}</b>. Bapak/Ibu {nama} kini terdaftar.",
            nama=name,
            judul=places.title(w, there),
        ),
        places.when_where(w, there),
        _if_not(w),
    )
    return Screen(text, _seat_rows(w, there, notice, seated=True), new=True)


def queue_ended(w: Words, name: str, there: Offering) -> Screen:
    """No seat became free in time."""
    text = lines(
        w.t(
            "Daftar tunggu ditutup: <b>{judul}</b>. "
            "Mohon maaf, Bapak/Ibu {nama}, tidak ada tempat kosong.",
            nama=name,
            judul=places.title(w, there),
        ),
        w.t("Silakan pilih angkatan atau pelatihan lain."),
    )
    return Screen(text, _others_rows(w, there), new=True)


def approved(w: Words, name: str, there: Offering, *, notice: MessageId) -> Screen:
    """HR has approved the sign-up."""
    text = lines(
        w.t("✓ Disetujui: <b>{judul}</b>.", judul=places.title(w, there)),
        places.when_where(w, there),
        w.t("Sampai jumpa, Bapak/Ibu {nama}.", nama=name),
        w.t("{unit_hr}"),
    )
    row = (Button(w.label("Unduh Kalender"), SendCalendar(there.id)), _details(w, there, notice))
    return Screen(text, (row, menu_row(w)), new=True)


def nominated(w: Words, name: str, there: Offering, *, notice: MessageId) -> Screen:
    """HR has named the person as a participant."""
    text = lines(
        w.t("● Penugasan: <b>{judul}</b>.", judul=places.title(w, there)),
        places.when_where(w, there),
        w.t("Bapak/Ibu {nama} ditugaskan mengikuti pelatihan ini.", nama=name),
        w.t("{unit_hr}"),
    )
    row = (Button(w.label("Unduh Kalender"), SendCalendar(there.id)), _details(w, there, notice))
    return Screen(text, (row, menu_row(w)), new=True)


def refused(w: Words, name: str, there: Offering, reason: str | None) -> Screen:
    """HR has refused the sign-up."""
    text = lines(
        w.t(
            "✗ Belum dapat disetujui: <b>{judul}</b>. Mohon maaf, Bapak/Ibu {nama}.",
            nama=name,
            judul=places.title(w, there),
        ),
        _reason(w, reason),
        w.t("{unit_hr}"),
    )
    return Screen(text, _others_rows(w, there), new=True)


def removed(w: Words, name: str, there: Offering, reason: str | None) -> Screen:
    """HR has removed the person."""
    asks = w.house.hr_contact
    text = lines(
        w.t(
            "✗ Dibatalkan oleh {unit_hr}: <b>{judul}</b>. Bapak/Ibu {nama} tidak terdaftar lagi.",
            nama=name,
            judul=places.title(w, there),
        ),
        _reason(w, reason),
        w.t("Bila ada pertanyaan, mohon hubungi {kontak}.") if asks else None,
    )
    return Screen(text, _others_rows(w, there), new=True)


def passed_over(w: Words, found: Detail, clash: BusyTime, *, notice: MessageId) -> Screen:
    """A seat is free, but the person in the queue holds another seat at that time."""
    there = found.offering
    text = lines(
        w.t(
            "Ada tempat untuk <b>{judul}</b>, {tgl}.",
            judul=places.title(w, there),
            tgl=places.days(w, there),
        ),
        w.t(
            "Bersamaan dengan <b>{lain}</b>; untuk mengambilnya, silakan pindah.",
            lain=cut(clash.title, TITLE_SHOWN),
        ),
        w.t("Tanpa pindah, urutan di daftar tunggu tetap."),
    )
    back = OpenNotice(notice)
    move = main(w.label("Pindah ke Pelatihan Ini"), AskMove(there.id, back=back))
    return Screen(text, ((move,), (_details(w, there, notice), *menu_row(w))), new=True)


def missed(w: Words, there: Offering, position: int, *, notice: MessageId) -> Screen:
    """A seat was free while the person blocked the bot."""
    text = lines(
        w.t(
            "Sempat ada tempat untuk <b>{judul}</b>, {tgl}, tetapi pesan tidak dapat disampaikan.",
            judul=places.title(w, there),
            tgl=places.days(w, there),
        ),
        w.t("Urutan {n} di daftar tunggu tetap.", n=w.number(position)),
    )
    return Screen(text, ((_details(w, there, notice), *menu_row(w)),), new=True)


def presence(w: Words, told: PresenceTold, hours: LearningHours) -> Screen:
    """HR has recorded that the person was there: the hours, and the bar of the year."""
    text = lines(
        w.t("✓ Kehadiran dicatat: {jp} JP.", jp=w.number(told.hours))
        if told.hours
        else w.t("✓ Kehadiran dicatat."),
        *(w.t("<b>{judul}</b>", judul=cut(title, TITLE_SHOWN)) for title in told.titles[:SHOWN]),
        w.t("dan {n} lainnya", n=w.number(len(told.titles) - SHOWN))
        if len(told.titles) > SHOWN
        else None,
        w.t("{jp_baris}.", jp_baris=hours_bar(w, hours)),
    )
    history = Button(w.label("Riwayat"), ListMine(past=True))
    return Screen(text, ((history, *menu_row(w)),), new=True)


def _schedule(w: Words, there: Offering, before: Schedule) -> Html:
    time = dates.span(w, before.starts_at, before.ends_at, there.timezone)
    place = places.where(w, there.mode, before.place)
    return Html(time if place is None else f"{time} {place}")


def _reason(w: Words, reason: str | None) -> Html | None:
    if not reason:
        return None
    return w.t("Alasan: {alasan}", alasan=cut(reason_label(w, reason), REASON_SHOWN))


def _if_not(w: Words) -> Html:
    return w.t("Bila berhalangan, mohon tekan <b>Batalkan</b>.")


def _seat_rows(w: Words, there: Offering, notice: MessageId, *, seated: bool) -> tuple[Row, ...]:
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=OpenNotice(notice)))
    calendar = Button(w.label("Unduh Kalender"), SendCalendar(there.id))
    return (
        (calendar, cancel) if seated else (cancel,),
        (_details(w, there, notice), *menu_row(w)),
    )


def _others_rows(w: Words, there: Offering) -> tuple[Row, ...]:
    return ((others_button(w, there),), menu_row(w))


def _details(w: Words, there: Offering, notice: MessageId) -> Button:
    return Button(w.label("Rincian"), OpenOffering(there.id, back=OpenNotice(notice)))
