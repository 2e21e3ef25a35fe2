"""Screens about requests that ended undecided, since the training had begun."""

from domain.decisions.views import DecisionLine
from domain.lists import Page
from domain.seats.approvals import Request
from domain.seats.deciding import SeatEndReason
from handlers.actions.catalogue import ListOthers
from handlers.decisions.screens.many import brief
from handlers.screens import dates
from handlers.screens.buttons import desk_button, menu_row
from handlers.screens.people import who
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words, lines

REASON = SeatEndReason.LAPSED


def for_person(w: Words, one: Request) -> Screen:
    """The sign-up ended, since no office had decided in time."""
    text = lines(
        w.t(
            "Mohon maaf, pendaftaran <b>{judul}</b> berakhir "
            "karena belum diputuskan sampai {batas}.",
            judul=one.title,
            batas=dates.moment(w, one.starts_at, one.timezone),
        ),
        w.t("{unit_hr} sudah diberi tahu."),
    )
    others = Button(w.label("Pelatihan Lain"), ListOthers(one.offering_id))
    return Screen(text, ((others,), menu_row(w)), new=True)


def for_hr(w: Words, page: Page[DecisionLine]) -> Screen:
    """How many requests ended undecided since the last time HR was told, and the first ones."""
    text = lines(
        w.t(
            "! {n} permintaan berakhir tanpa keputusan karena pelatihan sudah dimulai:",
            n=w.number(page.total),
        ),
        *(
            w.t("{nama}: {hal}", nama=who(w, one, among=page.items), hal=brief(w, one))
            for one in page.items
        ),
    )
    return Screen(text, ((desk_button(w),),), new=True)
