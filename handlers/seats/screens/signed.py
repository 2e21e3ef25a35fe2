"""The result of a sign-up: a seat, a place in the queue, or a request."""

from domain.catalogue.offerings import Offering
from domain.ids import OfferingId
from domain.seats.deciding import Enrolled, Queued, SeatRefused, SignUpOutcome
from domain.seats.standing import REFUSED
from handlers.actions import Action
from handlers.actions.home import OpenMenu
from handlers.actions.seats import CancelAsk, Enrol, OpenOffering, OpenSigned, SendCalendar
from handlers.screens import places
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.offering import TITLE_SHOWN, refusal

MOST_OF_A_TEXT = 4096
MOST_OF_A_CAPTION = 1024
MARKS = ("●", "◐", "✗", "!")


def signed(w: Words, there: Offering, outcome: SignUpOutcome, *, back: Action | None) -> Screen:
    """The confirmation; `back` is where Kembali of the details leads."""
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=OpenSigned(there.id, back=back)))
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    last: Row = (details, Button(w.label("Menu Utama"), OpenMenu()))
    if isinstance(outcome, Enrolled):
        calendar = Button(w.label("Unduh Kalender"), SendCalendar(there.id))
        return Screen(_enrolled(w, there), ((calendar, cancel), last))
    if isinstance(outcome, Queued):
        return Screen(_queued(w, there, outcome), ((cancel,), last))
    text = lines(
        w.t(
            "◐ Pendaftaran untuk <b>{judul}</b> sudah dikirim kepada {unit_hr}.",
            judul=cut(there.title, TITLE_SHOWN),
        ),
        places.when_where(w, there),
        w.t("Hasilnya akan kami beri tahukan di sini."),
    )
    return Screen(text, ((cancel,), last))


def under_announcement(
    w: Words,
    text: Html,
    *,
    length: int,
    caption: bool,
    there: Offering,
    outcome: SignUpOutcome,
    back: Action | None,
) -> Screen:
    """The announcement with a last line about the seat; the confirmation if it does not fit.

    `length` is the number of visible characters of the announcement.
    """
    line = state_line(w, there, outcome)
    body, _, last = text.rpartition("\n")
    text = Html(body) if last.startswith(MARKS) else text
    most = MOST_OF_A_CAPTION if caption else MOST_OF_A_TEXT
    if length + 1 + len(line) > most and not isinstance(outcome, SeatRefused):
        return signed(w, there, outcome, back=back).as_new()
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    if isinstance(outcome, SeatRefused):
        return Screen(lines(text or None, line), ((details,),))
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=back))
    return Screen(lines(text, line), ((details, cancel),))


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
        case SeatRefused(why, clash):
            return refusal(w, there, REFUSED[why], clash)
        case _:
            return w.t("◐ Menunggu persetujuan")


def _enrolled(w: Words, there: Offering) -> Html:
    return lines(
        w.t("● Bapak/Ibu terdaftar pada <b>{judul}</b>.", judul=cut(there.title, TITLE_SHOWN)),
        places.when_where(w, there),
        w.t("Kami akan mengingatkan sebelum pelatihan dimulai."),
    )


def _queued(w: Words, there: Offering, outcome: Queued) -> Html:
    return lines(
        w.t(
            "◐ Kuota <b>{judul}</b> sudah penuh. Bapak/Ibu berada di urutan {n} daftar tunggu.",
            judul=cut(there.title, TITLE_SHOWN),
            n=w.number(outcome.position),
        ),
        places.when_where(w, there),
        w.t(
            "Bila ada tempat sebelum {batas_tunggu}, "
            "Bapak/Ibu otomatis terdaftar dan kami beri tahu.",
            batas_tunggu=places.queue_deadline(w, there),
        ),
    )
