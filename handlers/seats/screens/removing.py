"""Screens of one participant, whom HR may remove with a reason."""

from domain.ids import EnrolmentId
from domain.seats.deciding import SeatEndReason, SeatState
from domain.seats.participants import ParticipantCard
from handlers.actions import Action
from handlers.actions import seats as actions
from handlers.actions.seats import OpenRequest
from handlers.screens import dates, places
from handlers.screens.buttons import desk_button
from handlers.screens.people import post, told, who
from handlers.screens.reasons import offered, reason_label
from handlers.screens.screen import Button, Row, Screen, danger
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.participants import called_off, standing

REASONS = {
    actions.Removal.POST: SeatEndReason.UNFIT_POST,
    actions.Removal.TAKEN_BEFORE: SeatEndReason.TAKEN_BEFORE,
    actions.Removal.DUTY: SeatEndReason.DUTY,
}
"""The stored reason for each button of the question."""


def card(w: Words, facts: ParticipantCard, back: Action | None = None) -> Screen:
    """The participant, the present state, and what HR may do."""
    one, there = facts.one, facts.offering
    text = lines(
        w.t("<b>{nama}</b>", nama=who(w, one)),
        post(w, one.position, one.unit),
        _title(w, facts),
        called_off(w, facts.offering),
        w.t(
            "Status: {status}, sejak {waktu}",
            status=standing(w, one),
            waktu=dates.moment(w, one.since, there.timezone),
        ),
        _reason(w, facts),
    )
    leave = _back(w, facts) if back is None else Button(w.label("Kembali"), back)
    return Screen(text, (*_deeds(w, facts), (leave, desk_button(w))))


def ask_reason(w: Words, facts: ParticipantCard) -> Screen:
    """Asks for the reason, which may also be typed."""
    text = lines(
        w.t(
            "Apa alasan membatalkan keikutsertaan <b>{nama}</b>? Silakan pilih atau ketik.",
            nama=who(w, facts.one),
        ),
        _title(w, facts),
        w.t("Alasan ini disampaikan kepada yang bersangkutan.")
        if facts.one.linked
        else told(w, linked=False),
    )
    of = facts.one.enrolment_id
    reasons = offered(
        w, REASONS, lambda reason: actions.Remove(of, reason, facts.seen), button=danger
    )
    return Screen(text, (*reasons, (Button(w.label("Kembali"), actions.OpenParticipant(of)),)))


def done(w: Words, facts: ParticipantCard) -> Screen:
    """Says that the participant is removed."""
    text = lines(
        w.t(
            "✗ Dibatalkan: <b>{nama}</b>, {judul}. Alasan: {alasan}",
            nama=who(w, facts.one),
            judul=facts.offering.title,
            alasan=reason_label(w, facts.one.reason or "-"),
        ),
        told(w, linked=facts.one.linked),
    )
    return Screen(text, ((_back(w, facts), desk_button(w)),))


def _title(w: Words, facts: ParticipantCard) -> Html:
    there = facts.offering
    title = places.with_run(w, cut(there.title, 80), there.run)
    return w.t("<b>{judul}</b> · {kode}", judul=title, kode=there.code)


def _reason(w: Words, facts: ParticipantCard) -> Html | None:
    if facts.one.state not in (SeatState.CANCELLED, SeatState.REFUSED) or not facts.one.reason:
        return None
    return w.t("Alasan: {alasan}", alasan=reason_label(w, facts.one.reason))


def _deeds(w: Words, facts: ParticipantCard) -> tuple[Row, ...]:
    of: EnrolmentId = facts.one.enrolment_id
    if facts.removable:
        return ((danger(w.label("Batalkan Keikutsertaan"), actions.AskRemoval(of)),),)
    if facts.one.state is SeatState.REQUESTED:
        return ((Button(w.label("Permintaan"), OpenRequest(of)),),)
    return ()


def _back(w: Words, facts: ParticipantCard) -> Button:
    return Button(w.label("Peserta"), actions.OpenParticipants(facts.offering.id, 0))
