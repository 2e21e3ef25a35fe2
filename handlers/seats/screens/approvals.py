"""Screens of HR about seats: who cannot be told of one, who gave one back late."""

from domain.seats.approvals import LateCancel, Request
from handlers.actions.seating.nominations import OpenSubstitutes
from handlers.actions.seats import OpenParticipants
from handlers.screens import places
from handlers.screens.buttons import desk_button
from handlers.screens.people import post, who
from handlers.screens.reasons import reason_label
from handlers.screens.screen import Button, Said, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN = 60
"""Letters of a training's title in a line of the message of the day."""


def unreached(w: Words, one: Request) -> Screen:
    """A person in the queue blocks the bot: the seat goes to the next, the place stays."""
    text = lines(
        w.t("! Tidak dapat diberi tahu: {orang}", orang=_who(w, one)),
        w.t(
            "Ada tempat untuk <b>{judul}</b>, {waktu}; dilewati, urutannya tetap.",
            judul=one.title,
            waktu=places.when(w, one),
        ),
        w.t("Mohon sampaikan langsung."),
    )
    people = Button(w.label("Peserta"), OpenParticipants(one.offering_id, 0))
    return Screen(text, ((people, desk_button(w)),), new=True)


def unreached_line(w: Words, one: Request) -> Said:
    """The same as a line of the message of the day."""
    text = w.t(
        "Tidak dapat diberi tahu, mohon sampaikan langsung: <b>{nama}</b>, ada tempat untuk "
        "<b>{judul}</b>, {waktu}",
        nama=who(w, one),
        judul=cut(one.title, TITLE_SHOWN),
        waktu=places.when(w, one),
    )
    return Said(text, Button(w.label("Peserta"), OpenParticipants(one.offering_id, 0)))


def late_cancel(w: Words, facts: LateCancel) -> Screen:
    """Tells HR that a person gave up a seat shortly before the start."""
    text = lines(
        w.t("! <b>{nama}</b> ({unit}) berhalangan hadir:", nama=who(w, facts), unit=facts.unit),
        w.t(
            "<b>{judul}</b>, {waktu}.",
            judul=facts.title,
            waktu=places.when(w, facts),
        ),
        w.t("Alasan: {alasan}", alasan=reason_label(w, facts.reason)) if facts.reason else None,
    )
    people = Button(w.label("Peserta"), OpenParticipants(facts.offering_id, 0))
    other = Button(w.label("Usulkan Pengganti"), OpenSubstitutes(facts.enrolment_id))
    return Screen(text, ((other,), (people, desk_button(w))), new=True)


def _who(w: Words, one: Request) -> Html:
    where = post(w, one.position, one.unit)
    if where is None:
        return w.t("<b>{nama}</b>", nama=who(w, one))
    return w.t("<b>{nama}</b>, {jabatan_unit}", nama=who(w, one), jabatan_unit=where)
