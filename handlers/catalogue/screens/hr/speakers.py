"""Screens on which HR names who speaks in a session, and hears of a refusal."""

from collections.abc import Sequence

from domain.catalogue.listing import search_mark
from domain.catalogue.runs import NamedSpeaker, Speaking
from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import minute_of
from domain.ids import OfferingId
from domain.lists import PAGE, Page
from domain.people.staff import StaffLine
from handlers.actions import offerings as actions
from handlers.catalogue.screens.hr.sessions import brief
from handlers.screens import places
from handlers.screens.buttons import desk_button
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Said, Screen, danger
from handlers.screens.words import Html, Words, cut, lines

NAME_SHOWN, BUTTON_NAME, POST_SHOWN, TITLE_SHOWN = 60, 18, 40, 120
"""Letters of a name in a text and in a button, of a post, of a title."""
REMOVABLE = 3
"""Speakers with a button each."""


def ask(
    w: Words, offering: OfferingId, shown: TrainingSession, speakers: Sequence[NamedSpeaker]
) -> Screen:
    """Asks who speaks; those who do can be taken off."""
    text = w.t("Siapa narasumbernya? Ketik nama atau NIP.")
    rows: list[Row] = [
        (
            danger(
                w.label("Hapus {nama}", nama=cut(one.name, BUTTON_NAME)),
                actions.RemoveSpeaker(one.id),
            ),
        )
        for one in speakers[-REMOVABLE:]
    ]
    return Screen(text, (*rows, _back(w, offering, shown)))


def found(
    w: Words,
    offering: OfferingId,
    shown: TrainingSession,
    people: Page[StaffLine],
    *,
    text: str,
) -> Screen:
    """The people that the typed text finds; the name may be that of a person from outside."""
    of, mark = (offering, minute_of(shown)), search_mark(text)

    def line(place: int, one: StaffLine) -> Html:
        post = cut(one.position or one.unit or one.nip, POST_SHOWN)
        return w.t(
            "{no}. {nama}, {jabatan}", no=place, nama=cut(one.name, NAME_SHOWN), jabatan=post
        )

    listed, rows = numbered(
        people,
        lambda page: actions.ListSpeakersFound(*of, page, mark),
        line=line,
        row=lambda place, one: (Button(str(place), actions.AddSpeaker(*of, one.id)),),
        across=PAGE,
    )
    typed = cut(text, NAME_SHOWN)
    head = (
        w.t("Siapa narasumbernya? Hasil untuk <b>{kata}</b>:", kata=typed)
        if people.total
        else w.t("Tidak ada ASN yang cocok dengan <i>{teks}</i>.", teks=typed)
    )
    label = w.label("Dari Luar: {nama}", nama=cut(text, BUTTON_NAME - 3))
    outside = (Button(label, actions.AddOutsider(*of, mark)),)
    return Screen(lines(head, *listed), (*rows, outside, _back(w, offering, shown)))


def not_added(w: Words, fresh: Screen) -> Screen:
    """The session has begun, has enough speakers, or the person has left service."""
    return fresh.under(w.t("! Narasumber itu tidak dapat ditambahkan."))


def gone(w: Words) -> Screen:
    """The speaker is taken off already."""
    text = w.t("Narasumber itu sudah dihapus.")
    back = Button(w.label("Kembali"), actions.ListRuns())
    return Screen(text, ((back, desk_button(w)),))


def declined(w: Words, told: Speaking) -> Screen:
    """An officer hears that a speaker cannot come."""
    there = told.offering
    text = lines(
        w.t("✗ {nama} berhalangan menjadi narasumber.", nama=cut(told.person_name, NAME_SHOWN)),
        w.t(
            "<b>{judul}</b>",
            judul=places.with_run(w, cut(there.title, TITLE_SHOWN), there.run),
        ),
        w.t(
            "Sesi {n}: {waktu}",
            n=w.number(told.number),
            waktu=brief(w, told.session, there.timezone),
        ),
    )
    other = Button(w.label("Narasumber"), actions.AskSpeaker(there.id, minute_of(told.session)))
    return Screen(text, ((other, desk_button(w)),), new=True)


def declined_line(w: Words, told: Speaking) -> Said:
    """The same as a line of the message of the day."""
    there = told.offering
    text = w.t(
        "✗ {nama} berhalangan menjadi narasumber: <b>{judul}</b>, sesi {n}, {waktu}",
        nama=cut(told.person_name, NAME_SHOWN),
        judul=places.with_run(w, cut(there.title, TITLE_SHOWN), there.run),
        n=w.number(told.number),
        waktu=brief(w, told.session, there.timezone),
    )
    other = actions.AskSpeaker(there.id, minute_of(told.session))
    return Said(text, Button(w.label("Narasumber"), other))


def _back(w: Words, offering: OfferingId, shown: TrainingSession) -> Row:
    back = actions.OpenSession(offering, minute_of(shown))
    return (Button(w.label("Kembali"), back), desk_button(w))
