"""Where and when an offering takes place, in words."""

from datetime import datetime

from domain.catalogue.offerings import LONGEST_TITLE, Mode, Offering
from domain.catalogue.sessions import Timed
from handlers.screens import dates
from handlers.screens.words import Html, Words, cut

RUN_SHOWN = 60
"""Characters of the number of a run."""

SESSIONS_SHOWN = 4
"""Sessions that a message names; more are counted."""


def with_run(w: Words, title: str, run: str | None) -> Html:
    """The title of a training; with its run (`…, angkatan II`) where there are several."""
    if run is None:
        return w.t("{judul}", judul=title)
    return w.t("{judul}, angkatan {angkatan}", judul=title, angkatan=cut(run, RUN_SHOWN))


def title(w: Words, there: Offering) -> Html:
    """The title of an offering; with its run where there are several."""
    return with_run(w, cut(there.title, LONGEST_TITLE), there.run)


def where(w: Words, mode: Mode, place: str | None) -> Html | None:
    """`di Aula BKPSDM`, `secara daring`, or both; None while no place is known."""
    if mode is Mode.ONLINE:
        return w.t("secara daring")
    if not place:
        return None
    if mode is Mode.BLENDED:
        return w.t("di {tempat} dan secara daring", tempat=place)
    return w.t("di {tempat}", tempat=place)


def mode_name(w: Words, mode: Mode) -> Html:
    """How an offering is held: `tatap muka` (on site), `daring` (online), or both."""
    names = {
        Mode.ONSITE: w.t("tatap muka"),
        Mode.ONLINE: w.t("daring"),
        Mode.BLENDED: w.t("tatap muka dan daring"),
    }
    return names[mode]


def kind_name(w: Words, kind: str) -> str:
    """The kind of a training; known kinds are translated, any other stays as HR wrote it."""
    if w.language == "id":
        return kind
    known = {
        "bimtek": w.label("bimtek"),
        "bimbingan teknis": w.label("bimtek"),
        "teknis": w.label("teknis"),
        "pelatihan teknis": w.label("teknis"),
        "fungsional": w.label("fungsional"),
        "pelatihan fungsional": w.label("fungsional"),
        "kepemimpinan": w.label("kepemimpinan"),
        "pelatihan kepemimpinan": w.label("kepemimpinan"),
        "kursus": w.label("kursus"),
    }
    return known.get(kind.strip().casefold(), kind)


def when(w: Words, there: Timed) -> str:
    """`Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB`, `8–9 Desember 2026, 08.00–16.00 WIB`.

    Several stored sessions: `8–16 Desember 2026, 3 sesi`.
    """
    sessions = there.sessions if isinstance(there, Offering) else ()
    if len(sessions) <= 1:
        return dates.span(w, there.starts_at, there.ends_at, there.timezone)
    return w.label("{hari}, {n} sesi", hari=days(w, there), n=len(sessions))


def session_lines(w: Words, there: Offering, *, most: int = SESSIONS_SHOWN) -> tuple[Html, ...]:
    """Each of several stored sessions: `Selasa, 8 Desember 2026 pukul 08.00–12.00 WIB`."""
    if len(there.sessions) <= 1:
        return ()
    shown = [
        Html(dates.span(w, one.starts_at, one.ends_at, there.timezone))
        for one in there.sessions[:most]
    ]
    left = len(there.sessions) - len(shown)
    return (*shown, w.t("dan {n} sesi lain", n=left)) if left else tuple(shown)


def when_where(w: Words, there: Offering) -> Html:
    """The time, then the place."""
    place = where(w, there.mode, there.place)
    return Html(when(w, there) if place is None else f"{when(w, there)} {place}")


def where_the_link(w: Words, there: Offering) -> Html | None:
    """Where the link of an online training comes from, while none is stored."""
    if there.mode is Mode.ONSITE or there.url:
        return None
    return w.t("Tautan dibagikan {unit_hr} paling lambat pada hari pelaksanaan.")


def days(w: Words, there: Timed) -> str:
    """All days: `Rabu, 9 Desember 2026`, `9–11 Desember 2026`."""
    first, last = (dates.local(each, there.timezone) for each in (there.starts_at, there.ends_at))
    return dates.days(w, first.date(), last.date())


def deadline(w: Words, there: Offering) -> str:
    """The time until which a person can sign up."""
    return dates.moment(w, there.closes_at, there.timezone)


def queue_deadline(w: Words, there: Offering) -> str:
    """The time until which a free seat goes to the queue."""
    return dates.moment(w, there.promotes_until, there.timezone)


def seats_left(w: Words, starts_at: datetime, timezone: str, left: int) -> Html:
    """The first day and the seats, as lists of trainings say it: `9 Des · sisa 3 kursi`."""
    day = dates.short_day(w, dates.local(starts_at, timezone).date())
    if not left:
        return w.t("{mulai} · penuh", mulai=day)
    return w.t("{mulai} · sisa {sisa} kursi", mulai=day, sisa=w.number(left))
