"""The result of a sign-up: a seat, a place in the queue, or a request."""

from collections.abc import Sequence
from dataclasses import replace

from domain.announcements.letter import MOST_CAPTION, MOST_TEXT, length, within
from domain.catalogue.offerings import Offering
from domain.decisions.deciders import Via
from domain.decisions.views import OfficeNow, WhereItLies
from domain.ids import OfferingId
from domain.seats.deciding import (
    BusyTime,
    Enrolled,
    Interested,
    Offered,
    Queued,
    SeatRefused,
    SignUpOutcome,
)
from domain.seats.standing import REFUSED
from handlers.actions import Action
from handlers.actions.home import OpenMenu
from handlers.actions.seats import CancelAsk, Enrol, OpenOffering, OpenSigned, SendCalendar
from handlers.screens import dates, places
from handlers.screens.approval import office
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Formatted, Row, Screen
from handlers.screens.words import Html, Words, cut, lines, plain
from handlers.seats.screens.filling import noted
from handlers.seats.screens.offering import held_until, refusal

LEFT_SHOWN = 100
LEAVING_SHOWN = 3
"""Trainings that are left for another one, and characters of the title of each."""
MARKS = ("●", "◐", "✗", "!")


def signed(
    w: Words,
    there: Offering,
    outcome: SignUpOutcome,
    *,
    back: Action | None,
    left: Sequence[BusyTime] = (),
    lies: WhereItLies | None = None,
) -> Screen:
    """The confirmation; `back` is where Kembali of the details leads, `left` what was given up.

    `lies`: the office to which a request went.
    """
    asked = lies.office if lies is not None else OfficeNow(None, Via.HR)
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=OpenSigned(there.id, back=back)))
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    last: Row = (details, Button(w.label("Menu Utama"), OpenMenu()))
    if isinstance(outcome, Enrolled):
        calendar = Button(w.label("Unduh Kalender"), SendCalendar(there.id))
        return Screen(lines(_enrolled(w, there), *released(w, left)), ((calendar, cancel), last))
    if isinstance(outcome, Queued):
        return Screen(_queued(w, there, outcome), ((cancel,), last))
    if isinstance(outcome, Interested):
        return noted(w, there, back=back)
    if isinstance(outcome, Offered):
        offer = w.t("◐ Ada tempat untuk <b>{judul}</b>.", judul=places.title(w, there))
        text = lines(offer, places.when_where(w, there), held_until(w, there, outcome.until))
        return Screen(text, ((cancel,), last))
    text = lines(
        w.t(
            "◐ Pendaftaran untuk <b>{judul}</b> sudah dikirim kepada {pejabat}.",
            judul=places.title(w, there),
            pejabat=office(w, asked),
        ),
        places.when_where(w, there),
        w.t("Hasilnya akan kami beri tahukan di sini."),
    )
    return Screen(text, ((cancel,), last))


def under_announcement(
    w: Words,
    shown: Formatted | None,
    *,
    caption: bool,
    there: Offering,
    outcome: SignUpOutcome,
    back: Action | None,
) -> Screen:
    """The announcement as it stands, with a last line about the seat.

    The confirmation alone if the line does not fit, or if the announcement is not known any more.
    """
    refused = isinstance(outcome, SeatRefused)
    line = plain(state_line(w, there, outcome))
    if shown is None:
        if not refused:
            return signed(w, there, outcome, back=back).as_new()
        return Screen(state_line(w, there, outcome), _seat_rows(w, there, outcome, back=back))
    body, _, last = shown.text.rpartition("\n")
    body = body if last.startswith(MARKS) else shown.text
    text = f"{body}\n{line}"
    if length(text) > (MOST_CAPTION if caption else MOST_TEXT) and not refused:
        return signed(w, there, outcome, back=back).as_new()
    written = Formatted(text, within(shown.entities, length(body)))
    return Screen(Html(""), _seat_rows(w, there, outcome, back=back), written=written)


def with_seat(
    w: Words, screen: Screen, *, there: Offering, outcome: SignUpOutcome, back: Action | None
) -> Screen:
    """The announcement as it is rendered anew, with a last line about the seat."""
    text = lines(screen.text, state_line(w, there, outcome))
    return replace(screen, text=text, rows=_seat_rows(w, there, outcome, back=back))


def announces(screen: Screen) -> OfferingId | None:
    """The offering that the Daftar button of an announcement signs up for."""
    actions = (button.does for row in screen.rows for button in row)
    found = (does.offering for does in actions if isinstance(does, Enrol) and does.announced)
    return next(found, None)


def state_line(w: Words, there: Offering, outcome: SignUpOutcome) -> Html:
    """One line about the seat, the place in the queue or the request."""
    match outcome:
        case Enrolled():
            return w.t("● Terdaftar")
        case Queued(position):
            return w.t("◐ Daftar tunggu, urutan {n}", n=w.number(position))
        case Offered():
            return w.t("◐ Tempat menunggu jawaban Bapak/Ibu")
        case Interested():
            return w.t("◐ Tercatat sebagai peminat")
        case SeatRefused(why, clash):
            return refusal(w, there, REFUSED[why], clash)
        case _:
            return w.t("◐ Menunggu persetujuan")


def _seat_rows(
    w: Words, there: Offering, outcome: SignUpOutcome, *, back: Action | None
) -> tuple[Row, ...]:
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    if isinstance(outcome, SeatRefused):
        return ((details,), menu_row(w))
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=back))
    return ((details, cancel), menu_row(w))


def released(w: Words, left: Sequence[BusyTime]) -> list[Html]:
    """The seats that a person gave up by moving."""
    return [
        w.t(
            "✓ Tempat lama dilepas: <b>{lain}</b>, {waktu_lain}",
            lain=cut(one.title, LEFT_SHOWN),
            waktu_lain=dates.span(w, one.starts_at, one.ends_at, one.timezone),
        )
        for one in left[:LEAVING_SHOWN]
    ]


def _enrolled(w: Words, there: Offering) -> Html:
    return lines(
        w.t("● Bapak/Ibu terdaftar pada <b>{judul}</b>.", judul=places.title(w, there)),
        places.when_where(w, there),
        places.where_the_link(w, there),
        w.t("Kami akan mengingatkan sebelum pelatihan dimulai."),
    )


def _queued(w: Words, there: Offering, outcome: Queued) -> Html:
    return lines(
        w.t(
            "◐ Kuota <b>{judul}</b> sudah penuh. Bapak/Ibu berada di urutan {n} daftar tunggu.",
            judul=places.title(w, there),
            n=w.number(outcome.position),
        ),
        places.when_where(w, there),
        w.t(
            "Bila ada tempat sampai {batas_tunggu}, kami tawarkan kepada Bapak/Ibu.",
            batas_tunggu=places.queue_deadline(w, there),
        )
        if there.offer_hours
        else w.t(
            "Bila ada yang batal sampai {batas_tunggu}, "
            "Bapak/Ibu otomatis mendapat tempat dan kami beri tahu.",
            batas_tunggu=places.queue_deadline(w, there),
        ),
    )
