"""Screens of an office that has named people: their answers, one person, the answers told."""

from domain.lists import PAGE
from domain.seats.deciding import OPEN
from domain.seats.nominations import (
    NUMBERS,
    NominatedBy,
    Nominations,
    NominationState,
    NomineeCard,
    NomineeLine,
)
from handlers.actions.offerings import OpenRun
from handlers.actions.people import OpenStaff
from handlers.actions.seating import nominations as actions
from handlers.screens import dates, places
from handlers.screens.buttons import desk_button, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import post, who
from handlers.screens.reasons import reason_label
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.nominations.answering import nomination_reason, state_words
from handlers.seats.screens.participants import state_words as seat_words

REASON_SHOWN = 150
MARKS = {
    NominationState.ASKED: "○",
    NominationState.ACCEPTED: "✓",
    NominationState.DECLINED: "✗",
    NominationState.UNANSWERED: "○",
    NominationState.ENDED: "○",
}


def listing(w: Words, facts: Nominations) -> Screen:
    """The figures, then the people; those who have not answered come first."""
    office = NUMBERS[facts.office]
    there = facts.offering

    def line(place: int, one: NomineeLine) -> Html:
        return w.t(
            "{no}. {tanda} {nama}: {status}",
            no=place,
            tanda=MARKS[one.state],
            nama=who(w, one, among=facts.page.items),
            status=_state(w, one),
        )

    listed, rows = numbered(
        facts.page,
        lambda number: actions.OpenNominations(there.id, office, number),
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenNominee(one.id)),),
        across=PAGE,
    )
    text = lines(
        w.t("<b>Pencalonan</b>: {judul}", judul=places.title(w, there)),
        *_figures(w, facts),
        *listed,
    )
    more: list[Row] = []
    if facts.can_remind:
        label = w.label("Ingatkan {c}", c=w.number(facts.can_remind))
        more.append((main(label, actions.RemindNominees(there.id, office)),))
    again = actions.BeginNomination(there.id, office)
    more.append((Button(w.label("Calonkan Lagi"), again),))
    return Screen(text, (*rows, *more, _last(w, facts)))


def sent(w: Words, facts: Nominations, *, people: int) -> Screen:
    """The list, under the line that the people are asked."""
    line = w.t("✓ {n} orang dicalonkan dan akan diberi tahu.", n=w.number(people))
    return listing(w, facts).under(line) if people else listing(w, facts)


def reminded(w: Words, facts: Nominations, *, people: int) -> Screen:
    """The list, under the line that people are reminded."""
    if not people:
        return listing(w, facts).under(w.t("Semua sudah diingatkan hari ini."))
    return listing(w, facts).under(w.t("✓ {n} orang akan diingatkan.", n=w.number(people)))


def card(w: Words, one: NomineeCard) -> Screen:
    """One person with the answer."""
    zone = one.offering.timezone
    where = post(w, one.position, one.unit)
    text = lines(
        w.t("<b>{nama}</b>", nama=who(w, one)),
        where,
        w.t("Dicalonkan untuk <b>{judul}</b>", judul=places.title(w, one.offering)),
        w.t("Alasan: {alasan}", alasan=cut(nomination_reason(w, one.reason), REASON_SHOWN))
        if one.reason
        else None,
        w.t(
            "Jawaban: {tanda} {status}",
            tanda=MARKS[one.state],
            status=state_words(w, one.state),
        )
        if one.answered_at is None
        else w.t(
            "Jawaban: {tanda} {status}, {tgl}",
            tanda=MARKS[one.state],
            status=state_words(w, one.state),
            tgl=dates.short_day(w, dates.local(one.answered_at, zone).date()),
        ),
        w.t("Alasan berhalangan: {alasan}", alasan=_refusal(w, one)) if one.refusal else None,
        w.t("Pendaftaran: {status}", status=seat_words(w, one.seat)) if one.seat else None,
        w.t("Jawaban ditunggu sampai {batas}.", batas=dates.moment(w, one.until, zone))
        if one.state is NominationState.ASKED
        else None,
        None if one.linked else w.t("! Belum terhubung; mohon sampaikan langsung."),
    )
    office = NUMBERS[one.office]
    back = Button(w.label("Kembali"), actions.OpenNominations(one.offering.id, office))
    if one.office is not NominatedBy.HR:
        return Screen(text, ((back, *menu_row(w)),))
    staff = Button(w.label("Kartu Pegawai"), OpenStaff(one.person))
    return Screen(text, ((staff,), (back, desk_button(w))))


def ended(w: Words, facts: Nominations) -> Screen:
    """Tells an office what came of its nominations."""
    text = lines(
        w.t("Jawaban pencalonan: <b>{judul}</b>", judul=places.title(w, facts.offering)),
        *_figures(w, facts),
    )
    there = actions.OpenNominations(facts.offering.id, NUMBERS[facts.office])
    return Screen(text, ((main(w.label("Pencalonan"), there),), menu_row(w)), new=True)


def _figures(w: Words, facts: Nominations) -> tuple[Html | None, ...]:
    return (
        w.t("✓ Bersedia {a}", a=w.number(facts.accepted)),
        w.t("✗ Berhalangan {b}", b=w.number(facts.declined)),
        _waiting(w, facts) if facts.waiting or facts.unlinked else None,
        w.t("○ Tidak dijawab {t}", t=w.number(facts.unanswered)) if facts.unanswered else None,
    )


def _waiting(w: Words, facts: Nominations) -> Html:
    if not facts.unlinked:
        return w.t("○ Belum menjawab {c}", c=w.number(facts.waiting))
    return w.t(
        "○ Belum menjawab {c} · belum terhubung {u}",
        c=w.number(facts.waiting),
        u=w.number(facts.unlinked),
    )


def _state(w: Words, one: NomineeLine) -> Html:
    if one.state is NominationState.ACCEPTED and one.seat is not None:
        if one.seat not in OPEN:
            return w.t("bersedia, lalu {status}", status=seat_words(w, one.seat))
        return seat_words(w, one.seat)
    if one.state is NominationState.ASKED and not one.linked:
        return w.t("belum terhubung")
    return state_words(w, one.state)


def _refusal(w: Words, one: NomineeCard) -> str:
    return cut(reason_label(w, one.refusal or "-"), REASON_SHOWN)


def _last(w: Words, facts: Nominations) -> Row:
    office = NUMBERS[facts.office]
    if facts.office is NominatedBy.HR:
        return (Button(w.label("Kembali"), OpenRun(facts.offering.id)), desk_button(w))
    return (Button(w.label("Kembali"), actions.PickNominated(office)), *menu_row(w))
