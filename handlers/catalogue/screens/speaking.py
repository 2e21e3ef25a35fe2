"""Screens of a person who is asked to speak in a session (narasumber)."""

from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.catalogue.runs import Speaking
from handlers.actions import offerings as actions
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Document, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, PLACE_SHOWN = 130, 100


def asked(w: Words, told: Speaking) -> Screen:
    """Asks whether the person will speak."""
    text = lines(
        w.t(
            "Bapak/Ibu diminta menjadi narasumber <b>{judul}</b>:", judul=_title(w, told.offering)
        ),
        _when_where(w, told),
    )
    yes = main(w.label("Bersedia"), actions.GiveAnswer(told.id, True, told.shown))
    no = Button(w.label("Berhalangan"), actions.GiveAnswer(told.id, False, told.shown))
    return Screen(text, ((yes, no), (_details(w, told), *menu_row(w))), new=True)


def details(w: Words, told: Speaking, *, open_: bool) -> Screen:
    """The session, the answer, and the other answer while the session is to come."""
    there = told.offering
    text = lines(
        w.t("Narasumber: <b>{judul}</b>", judul=_title(w, there)),
        _when_where(w, told),
        w.t("{jp} JP", jp=w.number(told.session.hours)) if told.session.hours else None,
        w.t("Dibatalkan.") if there.called_off else _answer(w, told),
    )
    rows: list[Row] = []
    if open_:
        yes = main(w.label("Bersedia"), actions.GiveAnswer(told.id, True, told.shown))
        no = danger(w.label("Berhalangan"), actions.GiveAnswer(told.id, False, told.shown))
        rows.append(tuple({None: (yes, no), True: (no,), False: (yes,)}[told.willing]))
    return Screen(text, (*rows, menu_row(w)))


def answered(w: Words, told: Speaking, file: Document | None) -> Screen:
    """What the person has answered; a person who comes gets the calendar file."""
    if told.willing:
        text = lines(
            w.t("✓ Terima kasih. Bapak/Ibu bersedia menjadi narasumber:"),
            _session(w, told),
        )
    else:
        text = lines(
            w.t("✓ Jawaban disampaikan kepada {unit_hr}. Bapak/Ibu berhalangan:"),
            _session(w, told),
        )
    note = w.t("Kalender: {judul}", judul=_title(w, told.offering))
    then = Screen(note, document=file, new=True) if file is not None else None
    return Screen(text, ((_details(w, told), *menu_row(w)),), then=then)


def freed(w: Words, there: Offering, starts_at: datetime, ends_at: datetime) -> Screen:
    """The person need not speak: the session does not take place, or another person speaks."""
    text = lines(
        w.t("✗ Tugas narasumber dibatalkan: <b>{judul}</b>.", judul=_title(w, there)),
        Html(dates.span(w, starts_at, ends_at, there.timezone)),
        w.t("Terima kasih atas kesediaan Bapak/Ibu."),
    )
    return Screen(text, (menu_row(w),), new=True)


def gone(w: Words) -> Screen:
    """The person is no longer to speak there."""
    text = w.t("Bapak/Ibu tidak lagi tercatat sebagai narasumber sesi itu.")
    return Screen(text, (menu_row(w),))


def _title(w: Words, there: Offering) -> Html:
    return places.with_run(w, cut(there.title, TITLE_SHOWN), there.run)


def _session(w: Words, told: Speaking) -> Html:
    return lines(w.t("<b>{judul}</b>", judul=_title(w, told.offering)), _when_where(w, told))


def _when_where(w: Words, told: Speaking) -> Html:
    there, one = told.offering, told.session
    time = dates.span(w, one.starts_at, one.ends_at, there.timezone)
    here = one.place or there.place
    place = places.where(w, there.mode, cut(here, PLACE_SHOWN) if here else None)
    said = Html(time if place is None else f"{time} {place}")
    return w.t("Sesi {n}: {waktu}", n=w.number(told.number), waktu=said)


def _answer(w: Words, told: Speaking) -> Html:
    if told.willing is None:
        return w.t("Mohon jawaban Bapak/Ibu.")
    return w.t("✓ Bapak/Ibu bersedia.") if told.willing else w.t("✗ Bapak/Ibu berhalangan.")


def _details(w: Words, told: Speaking) -> Button:
    return Button(w.label("Rincian"), actions.OpenSpeaking(told.id))
