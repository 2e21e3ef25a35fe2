"""Writes the calendar file of one offering, for the phone's own calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from domain.catalogue.sessions import Daily, TrainingSession, daily
from domain.plain_words import folded

_DAY = timedelta(days=1)
_NAME_LENGTH = 60
"""Letters of a title in the name of a file."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """The facts of the calendar entry."""

    uid: str
    """The same for every file of one offering, and of no other offering in the world; what stands
    before the @ gets the number of the session behind it."""
    sequence: int
    """Rises with each change, because a calendar keeps the entry with the highest number."""
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    at_any_time: bool
    """E-learning: it fills no hours of the days on which it is open."""
    place: str | None
    url: str | None
    description: str
    sessions: Sequence[TrainingSession] = ()
    """The stored ones; none: each day from the hour of the start to that of the end."""
    most_sessions: int = 0
    """The most that there ever were: those that are gone are called off."""
    called_off: bool = False


def calendar_file(entry: CalendarEntry, *, now: datetime) -> bytes:
    """An .ics with a session a day, or each stored one, and an alarm the day before.

    Times stand in the offering's zone. What is called off keeps its entry, marked as cancelled, so
    that a calendar which has it takes it out.
    """
    # Loaded with the first file: most processes never write one, and it takes memory.
    ical: Any = import_module("icalendar")
    calendar = ical.Calendar()
    calendar.add("prodid", "-//Bangkom//Bangkom//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in _events(ical, entry, now=now):
        calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def file_name(kind: str, title: str, starts_at: datetime, zone: str) -> str:
    """`pelatihan-keamanan-informasi-2026-12-08.ics`: tells files apart on a phone."""
    words = [word for word in folded(title) if word.isascii()]
    named = "-".join(words)[:_NAME_LENGTH].rstrip("-")
    day = f"{starts_at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
    return "-".join(filter(None, (kind, named, day))) + ".ics"


def google_link(entry: CalendarEntry) -> str:
    """The address that opens Google Calendar with this entry filled in.

    It holds one entry: of several stored sessions the first, with all of them in the description.
    """
    zone = ZoneInfo(entry.timezone)
    hours = daily(entry.starts_at, entry.ends_at, entry.timezone)
    opens, closes = entry.starts_at, entry.ends_at
    asked = {"action": "TEMPLATE", "text": entry.title, "ctz": entry.timezone}
    if entry.sessions:
        opens, closes = entry.sessions[0].starts_at, entry.sessions[0].ends_at
    elif hours is not None and hours.days > 1 and not entry.at_any_time:
        opens, closes = hours.session(hours.first)
        asked["recur"] = f"RRULE:FREQ=DAILY;COUNT={hours.days}"
    span = (f"{each.astimezone(zone):%Y%m%dT%H%M%S}" for each in (opens, closes))
    asked |= {"dates": "/".join(span), "details": entry.description}
    if where := entry.place or entry.url:
        asked["location"] = where
    return f"https://calendar.google.com/calendar/render?{urlencode(asked)}"


def _events(ical: Any, entry: CalendarEntry, *, now: datetime) -> Iterator[Any]:
    ordered = sorted(entry.sessions, key=lambda each: each.starts_at)
    if not ordered:
        event = _event(ical, entry, 1, now=now)
        _add_times(event, entry)
        yield event
    before: datetime | None = None
    for number, one in enumerate(ordered, start=1):
        here = replace(
            entry,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            place=one.place or entry.place,
        )
        # One alarm for days in a row: it would ring on the eve of every session.
        rings = before is None or one.starts_at - before > _DAY
        event = _event(ical, here, number, now=now, rings=rings)
        _add_span(event, here)
        yield event
        before = one.ends_at
    for number in range(len(ordered) or 1, entry.most_sessions):
        gone = replace(entry, called_off=True)
        event = _event(ical, gone, number + 1, now=now, rings=False)
        _add_span(event, gone)
        yield event


def _event(
    ical: Any, entry: CalendarEntry, number: int, *, now: datetime, rings: bool = True
) -> Any:
    event = ical.Event()
    own, _, where = entry.uid.partition("@")
    event.add("uid", entry.uid if number == 1 else f"{own}-{number}@{where}")
    event.add("dtstamp", now)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("description", entry.description)
    if entry.called_off:
        event.add("status", "CANCELLED")
    if entry.place:
        event["location"] = ical.vText(entry.place)
    if entry.url:
        event.add("url", entry.url)
    if rings and not entry.called_off:
        alarm = ical.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        # A moment, not "a day before": that would ring on the eve of every session.
        alarm.add("trigger", (entry.starts_at - _DAY).astimezone(UTC))
        event.add_component(alarm)
    return event


def _add_times(event: Any, entry: CalendarEntry) -> None:
    hours = daily(entry.starts_at, entry.ends_at, entry.timezone)
    if hours is None or hours.days == 1:
        _add_span(event, entry)
    elif entry.at_any_time:
        _add_whole_days(event, hours)
    else:
        opens, closes = hours.session(hours.first)
        event.add("dtstart", opens)
        event.add("dtend", closes)
        event.add("rrule", {"freq": "daily", "count": hours.days})


def _add_span(event: Any, entry: CalendarEntry) -> None:
    zone = ZoneInfo(entry.timezone)
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))


def _add_whole_days(event: Any, hours: Daily) -> None:
    event.add("dtstart", hours.first)
    # The end of whole days is the day after the last one.
    event.add("dtend", hours.last + _DAY)
    event.add("transp", "TRANSPARENT")
