"""Screens on which HR gives the sessions of an offering: the list, one session, its questions."""

from collections.abc import Sequence

from domain.catalogue.editing import EDITABLE
from domain.catalogue.runs import NamedSpeaker, RunCard
from domain.catalogue.sessions import Speaker, TrainingSession
from domain.catalogue.timetable import SessionField, minute_of
from domain.lists import PAGE, Page, kept_within
from handlers.actions import offerings as actions
from handlers.screens import dates, places
from handlers.screens.buttons import desk_button
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen, danger
from handlers.screens.words import Html, Words, cut, joined, lines

TITLE_SHOWN, PLACE_SHOWN, NAME_SHOWN = 120, 100, 40
NAMED, ALL_NAMED, CLASHES_SHOWN, CLASH_SHOWN = 2, 4, 2, 50
"""Speakers that a line of the list names, and that the screen of a session does; their other
trainings, and letters of the title of one."""
PARTS = {
    SessionField.TIME: actions.SessionPart.TIME,
    SessionField.PLACE: actions.SessionPart.PLACE,
    SessionField.HOURS: actions.SessionPart.HOURS,
}
"""The choice in a button for each part of a session."""
FIELDS = {choice: field for field, choice in PARTS.items()}


def listing(
    w: Words, facts: RunCard, sessions: Sequence[TrainingSession], *, page: int = 0
) -> Screen:
    """The sessions of an offering, five a page."""
    there = facts.offering
    number = kept_within(page, len(sessions))
    shown = tuple(sessions[number * PAGE : (number + 1) * PAGE])

    def line(place: int, one: TrainingSession) -> Html:
        when = brief(w, one, there.timezone)
        if not one.speakers:
            return w.t("{no}. {waktu}", no=place, waktu=when)
        names = _names(w, one.speakers, NAMED)
        return w.t("{no}. {waktu}: {narasumber}", no=place, waktu=when, narasumber=names)

    listed, rows = numbered(
        Page(shown, number, len(sessions)),
        lambda other: actions.ListSessions(there.id, other),
        line=line,
        row=lambda place, one: (
            Button(str(place), actions.OpenSession(there.id, minute_of(one))),
        ),
        across=PAGE,
    )
    text = lines(
        w.t(
            "<b>Sesi</b>: {judul}",
            judul=places.with_run(w, cut(there.title, TITLE_SHOWN), there.run),
        ),
        *listed,
        hours_differ(w, facts.offering.hours, sessions),
    )
    more: tuple[Row, ...] = ()
    if facts.state in EDITABLE:
        add = Button(w.label("Tambah Sesi"), actions.AskNewSession(there.id))
        divide = Button(w.label("Bagi per Hari"), actions.AskDivision(there.id))
        more = ((add, divide),)
    back = Button(w.label("Kembali"), actions.OpenRun(there.id))
    return Screen(text, (*rows, *more, (back, desk_button(w))))


def one(
    w: Words,
    facts: RunCard,
    sessions: Sequence[TrainingSession],
    shown: TrainingSession,
    speakers: Sequence[NamedSpeaker],
    *,
    begun: bool,
) -> Screen:
    """One session, and what HR may change of it; of one that has begun only the hours."""
    there = facts.offering
    starts = [minute_of(each) for each in sessions]
    number = starts.index(minute_of(shown)) + 1 if minute_of(shown) in starts else 1
    place = places.where(w, there.mode, cut(shown.place, PLACE_SHOWN)) if shown.place else None
    text = lines(
        w.t(
            "<b>{judul}</b>",
            judul=places.with_run(w, cut(there.title, TITLE_SHOWN), there.run),
        ),
        w.t(
            "Sesi {n}: {waktu}",
            n=w.number(number),
            waktu=dates.span(w, shown.starts_at, shown.ends_at, there.timezone),
        ),
        w.t("Tempat: {tempat}", tempat=place) if place else None,
        w.t("{jp} JP", jp=w.number(shown.hours)) if shown.hours is not None else None,
        *(_speaker(w, each) for each in speakers[:ALL_NAMED]),
        w.t("dan {n} narasumber lain", n=w.number(len(speakers) - ALL_NAMED))
        if len(speakers) > ALL_NAMED
        else None,
        *(
            w.t(
                "! {nama} mempunyai jadwal lain: <b>{judul}</b>.",
                nama=cut(each.name, NAME_SHOWN),
                judul=cut(each.clash.title, CLASH_SHOWN),
            )
            for each in speakers[:CLASHES_SHOWN]
            if each.clash is not None
        ),
        hours_differ(w, facts.offering.hours, sessions),
    )
    of = (there.id, minute_of(shown))
    rows: list[Row] = []
    if facts.state in EDITABLE:
        hours = Button(w.label("JP", context="angkatan"), actions.AskSessionPart(*of, _HOURS))
        if begun:
            rows.append((hours,))
        else:
            time = Button(w.label("Waktu", context="angkatan"), actions.AskSessionPart(*of, _TIME))
            where = Button(
                w.label("Tempat", context="angkatan"), actions.AskSessionPart(*of, _PLACE)
            )
            who = Button(w.label("Narasumber"), actions.AskSpeaker(*of))
            rows += [(time, where), (who, hours)]
            if len(sessions) > 1:
                rows.append((danger(w.label("Hapus Sesi"), actions.AskSessionRemoval(*of)),))
    back = Button(w.label("Kembali"), actions.ListSessions(there.id, (number - 1) // PAGE))
    return Screen(text, (*rows, (back, desk_button(w))))


def ask_new(w: Words, facts: RunCard) -> Screen:
    """Asks when one more session takes place."""
    back = Button(w.label("Kembali"), actions.ListSessions(facts.offering.id))
    return Screen(new_question(w), ((back, desk_button(w)),))


def new_question(w: Words) -> Html:
    """When one more session takes place, and how to type it."""
    return lines(
        w.t("Kapan sesi baru ini?"),
        w.t("Silakan ketik, misalnya <i>8/12/2026 08.00–12.00</i>."),
    )


def ask_part(w: Words, facts: RunCard, shown: TrainingSession, part: SessionField) -> Screen:
    """Shows the present time, place or hours of a session and asks for new ones."""
    there = facts.offering
    of = (there.id, minute_of(shown))
    text, filled = part_question(w, shown, part, zone=there.timezone, place=there.place)
    clear = Button(w.label("Kosongkan"), actions.AskSessionEmptied(*of, PARTS[part]))
    back = (Button(w.label("Kembali"), actions.OpenSession(*of)), desk_button(w))
    return Screen(text, ((clear,), back) if filled else (back,))


def part_names(w: Words) -> dict[SessionField, str]:
    """The word for each part of a session, as its button says it."""
    return {
        SessionField.TIME: w.label("Waktu", context="angkatan"),
        SessionField.PLACE: w.label("Tempat", context="angkatan"),
        SessionField.HOURS: w.label("JP", context="angkatan"),
    }


def part_question(
    w: Words, shown: TrainingSession, part: SessionField, *, zone: str, place: str | None
) -> tuple[Html, bool]:
    """The present time, place or hours of a session, and whether they can be emptied.

    `place`: where the offering takes place.
    """
    empty = w.t("belum diisi")
    match part:
        case SessionField.TIME:
            now = Html(dates.span(w, shown.starts_at, shown.ends_at, zone))
            how, filled = w.t("Silakan ketik, misalnya <i>8/12/2026 08.00–12.00</i>."), False
        case SessionField.PLACE:
            where = shown.place or place
            now = w.t("{nilai}", nilai=cut(where, PLACE_SHOWN)) if where else empty
            how, filled = w.t("Silakan ketik yang baru."), shown.place is not None
        case SessionField.HOURS:
            hours = shown.hours
            now = w.t("{jp} JP", jp=w.number(hours)) if hours else empty
            how, filled = w.t("Silakan ketik angka, misalnya <i>4</i>."), hours is not None
    name = part_names(w)[part]
    return lines(w.t("{bidang} saat ini: {lama}", bidang=name, lama=now), how), filled


def overlapping(w: Words, zone: str, other: TrainingSession) -> Html:
    """The typed time is that of another session."""
    return w.t("! Bersamaan dengan sesi {sesi}.", sesi=brief(w, other, zone))


def how_many(w: Words, *, most: int) -> Html:
    """An offering cannot have so many sessions, or none."""
    return w.t("! Satu angkatan mempunyai 1 sampai {n} sesi.", n=w.number(most))


def hours_differ(w: Words, whole: int | None, sessions: Sequence[TrainingSession]) -> Html | None:
    """That the hours of the sessions are not those of the training; None while none are said."""
    said = [one.hours for one in sessions if one.hours is not None]
    if not said or whole is None or sum(said) == whole:
        return None
    return w.t("! Jumlah JP sesi {x}, JP pelatihan {y}.", x=w.number(sum(said)), y=w.number(whole))


def brief(w: Words, one: TrainingSession, zone: str) -> str:
    """`Sel, 8 Des, 08.00–12.00 WIB`."""
    day = dates.brief_day(w, dates.local(one.starts_at, zone).date())
    return f"{day}, {dates.hours(w, one.starts_at, one.ends_at, zone)}"


def _names(w: Words, speakers: Sequence[Speaker], most: int) -> Html:
    named = [w.t("{nilai}", nilai=cut(each.name, NAME_SHOWN)) for each in speakers[:most]]
    if left := len(speakers) - len(named):
        named.append(w.t("dan {n} lainnya", n=w.number(left)))
    return joined(", ", named)


def _speaker(w: Words, one: NamedSpeaker) -> Html:
    name = cut(one.name, NAME_SHOWN)
    if one.person is None:
        return w.t("Narasumber: {nama} (dari luar)", nama=name)
    if one.willing is None:
        return w.t("Narasumber: {nama} (belum menjawab)", nama=name)
    if one.willing:
        return w.t("✓ Narasumber: {nama} (bersedia)", nama=name)
    return w.t("✗ Narasumber: {nama} (berhalangan)", nama=name)


_TIME, _PLACE, _HOURS = actions.SessionPart
