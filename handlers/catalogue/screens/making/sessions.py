"""Screens on which HR gives the sessions of a draft: the list, one session, its questions."""

from domain.catalogue.making.drafts import DraftCard
from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import SessionField, minute_of
from domain.lists import PAGE, Page, kept_within
from handlers.actions import offerings
from handlers.actions.catalogue import OpenDraft
from handlers.catalogue.screens.hr import sessions as words
from handlers.catalogue.screens.making.drafts import on_holidays
from handlers.screens import dates
from handlers.screens.buttons import back_or_desk
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen, danger
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, PLACE_SHOWN = 120, 60


def listing(w: Words, facts: DraftCard, *, page: int = 0) -> Screen:
    """The sessions of a draft, five a page."""
    number = kept_within(page, len(facts.held))
    shown = facts.held[number * PAGE : (number + 1) * PAGE]
    listed, rows = numbered(
        Page(shown, number, len(facts.held)),
        lambda other: offerings.ListDraftSessions(facts.id, other),
        line=lambda place, one: w.t("{no}. {waktu}", no=place, waktu=_brief(w, facts, one)),
        row=lambda place, one: (
            Button(str(place), offerings.OpenDraftSession(facts.id, minute_of(one))),
        ),
        across=PAGE,
    )
    text = lines(
        w.t("<b>Sesi</b>: {judul}", judul=_title(w, facts)),
        *listed,
        words.hours_differ(w, facts.hours, facts.held),
        *on_holidays(w, facts),
    )
    add = Button(w.label("Tambah Sesi"), offerings.AskDraftSession(facts.id))
    divide = Button(w.label("Bagi per Hari"), offerings.DivideDraft(facts.id))
    return Screen(text, (*rows, (add, divide), back_or_desk(w, OpenDraft(facts.id))))


def one(w: Words, facts: DraftCard, shown: TrainingSession) -> Screen:
    """One session of a draft, and what HR may change of it."""
    starts = [minute_of(each) for each in facts.held]
    number = starts.index(minute_of(shown)) + 1 if minute_of(shown) in starts else 1
    place = cut(shown.place, PLACE_SHOWN) if shown.place else None
    text = lines(
        w.t("<b>{judul}</b>", judul=_title(w, facts)),
        w.t("Sesi {n}: {waktu}", n=w.number(number), waktu=_time(w, facts, shown)),
        w.t("Tempat: {lokasi}", lokasi=place) if place else None,
        w.t("{jp} JP", jp=w.number(shown.hours)) if shown.hours is not None else None,
        words.hours_differ(w, facts.hours, facts.held),
        w.t("Narasumber diisi setelah pendaftaran dibuka."),
    )
    names = words.part_names(w)
    asks = {
        part: Button(names[part], offerings.AskDraftSession(facts.id, minute_of(shown), choice))
        for part, choice in words.PARTS.items()
    }
    rows: list[Row] = [
        (asks[SessionField.TIME], asks[SessionField.PLACE]),
        (asks[SessionField.HOURS],),
    ]
    if len(facts.held) > 1:
        drop = offerings.DropDraftSession(facts.id, minute_of(shown))
        rows.append((danger(w.label("Hapus Sesi"), drop),))
    back = offerings.ListDraftSessions(facts.id, (number - 1) // PAGE)
    return Screen(text, (*rows, back_or_desk(w, back)))


def ask_new(w: Words, facts: DraftCard) -> Screen:
    """Asks when one more session takes place."""
    back = back_or_desk(w, offerings.ListDraftSessions(facts.id))
    return Screen(words.new_question(w), (back,))


def ask_part(w: Words, facts: DraftCard, shown: TrainingSession, part: SessionField) -> Screen:
    """Shows the present time, place or hours of a session and asks for new ones."""
    zone = facts.content.timezone or w.house.timezone
    text, filled = words.part_question(w, shown, part, zone=zone, place=facts.content.place)
    of = (facts.id, minute_of(shown))
    clear = Button(w.label("Kosongkan"), offerings.DropDraftSession(*of, words.PARTS[part]))
    back = back_or_desk(w, offerings.OpenDraftSession(*of))
    return Screen(text, ((clear,), back) if filled else (back,))


def ask_divide(w: Words, facts: DraftCard, *, sessions: int) -> Screen:
    """Asks before the sessions that HR gave give way to the standard ones."""
    text = w.t(
        "Ganti {a} sesi dengan {b} sesi menurut jam kantor?",
        a=w.number(len(facts.held)),
        b=w.number(sessions),
    )
    sure = Button(w.label("Ya, Bagi"), offerings.DivideDraft(facts.id, facts.revision))
    back = Button(w.label("Kembali"), offerings.ListDraftSessions(facts.id))
    return Screen(text, ((sure, back),))


def gone(w: Words) -> Html:
    """The sessions that HR gave do not fit the new time."""
    return w.t("! Sesi yang diatur sendiri tidak cocok dengan waktu ini dan diganti.")


def _title(w: Words, facts: DraftCard) -> str:
    return cut(facts.title, TITLE_SHOWN) if facts.title else w.label("tanpa judul")


def _brief(w: Words, facts: DraftCard, one: TrainingSession) -> Html:
    zone = facts.content.timezone or w.house.timezone
    said = words.brief(w, one, zone)
    return w.t("{waktu}, {jp} JP", waktu=said, jp=w.number(one.hours)) if one.hours else Html(said)


def _time(w: Words, facts: DraftCard, one: TrainingSession) -> str:
    zone = facts.content.timezone or w.house.timezone
    return dates.span(w, one.starts_at, one.ends_at, zone)
