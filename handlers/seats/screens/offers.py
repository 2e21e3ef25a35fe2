"""Screens of a seat that is offered to a person for a time."""

from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.ids import MessageId
from domain.seats.seen import seen
from domain.seats.standing import Detail, SeatStanding
from handlers.actions import Action
from handlers.actions.seats import CancelNow, OpenNotice, OpenOffering, SkipOffer, TakeOffer
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Words, lines
from handlers.seats.screens.offering import held_until, others_button


def offer(w: Words, there: Offering, mine: SeatStanding, *, notice: MessageId) -> Screen:
    """A seat is free, and held for the person for a time."""
    text = lines(
        w.t("Ada tempat untuk <b>{judul}</b>.", judul=places.title(w, there)),
        places.when_where(w, there),
        held_until(w, there, mine.answer_by),
    )
    back = OpenNotice(notice)
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    return Screen(text, (*offer_rows(w, there, mine, back=back), (details,)), new=True)


def offer_rows(
    w: Words, there: Offering, mine: SeatStanding, *, back: Action | None
) -> tuple[Row, ...]:
    """[Ambil Tempat] [Lewati]."""
    number = seen(there, mine.since)
    take = main(w.label("Ambil Tempat"), TakeOffer(there.id, number, back=back))
    return ((take, Button(w.label("Lewati"), SkipOffer(there.id, number, back=back))),)


def skipped(w: Words, there: Offering, mine: SeatStanding) -> Screen:
    """The seat goes to the next person; the place in the queue stays."""
    stay = Button(w.label("Tetap Antre"), OpenOffering(there.id))
    leave = Button(w.label("Keluar Antrean"), CancelNow(there.id, seen(there, mine.since)))
    text = w.t("Baik. Tempat ditawarkan kepada peminat berikutnya.")
    return Screen(text, ((stay, leave), menu_row(w)))


def late(w: Words, found: Detail) -> Screen:
    """The person answered when the seat was no longer held."""
    there = found.offering
    position = found.mine.position if found.mine else None
    text = w.t(
        "Tempat sudah ditawarkan kepada orang lain. Bapak/Ibu di urutan {n}.",
        n=w.number(position or 1),
    )
    return Screen(text, ((Button(w.label("Rincian"), OpenOffering(there.id)), *menu_row(w)),))


def ended(w: Words, there: Offering, until: datetime) -> Screen:
    """The message of an offer that was not answered."""
    text = lines(
        w.t("✗ Tawaran berakhir {batas}.", batas=dates.moment(w, until, there.timezone)),
        w.t("<b>{judul}</b>", judul=places.title(w, there)),
    )
    return Screen(text, ((Button(w.label("Rincian"), OpenOffering(there.id)), *menu_row(w)),))


def out(w: Words, there: Offering) -> Screen:
    """Two offers were not answered: the person is no longer in the queue."""
    text = lines(
        w.t("Keluar dari daftar tunggu: <b>{judul}</b>.", judul=places.title(w, there)),
        w.t("Dua tawaran tempat tidak dijawab. Bapak/Ibu tetap dapat mendaftar lagi."),
    )
    details = Button(w.label("Rincian"), OpenOffering(there.id))
    return Screen(text, ((details, others_button(w, there)), menu_row(w)), new=True)
