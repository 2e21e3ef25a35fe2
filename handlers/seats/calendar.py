"""The calendar file of an offering: sent when a person asks, and with a notice of a change."""

from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.seats.deciding import is_e_learning
from handlers.documents.ics import CalendarEntry, calendar_file, file_name
from handlers.screens.screen import Document
from handlers.screens.words import Words
from handlers.seats.screens import mine


def entry(w: Words, there: Offering, *, bot_id: int) -> CalendarEntry:
    """The entry of an offering in the language of the person."""
    return CalendarEntry(
        # The number of the bot tells installations apart: each counts its offerings from 1.
        uid=f"offering-{there.id}.bot-{bot_id}@bangkom",
        sequence=there.sequence,
        title=there.title,
        starts_at=there.starts_at,
        ends_at=there.ends_at,
        timezone=there.timezone,
        at_any_time=is_e_learning(there.kind),
        place=there.place,
        url=there.url,
        description=mine.calendar_note(w, there),
        sessions=there.sessions,
        most_sessions=there.most_sessions,
        called_off=there.called_off,
    )


def document(made: CalendarEntry, there: Offering, *, now: datetime) -> Document:
    """The file, named by title and day."""
    name = file_name("pelatihan", there.title, there.starts_at, there.timezone)
    return Document(name, calendar_file(made, now=now))
