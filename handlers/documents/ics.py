"""Writes the calendar file of one offering, for the phone's own calendar."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from domain.catalogue.sessions import Daily, daily


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """The facts of the calendar entry."""

    uid: str
    """The same for every file of one offering, and of no other offering in the world."""
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


def calendar_file(entry: CalendarEntry, *, now: datetime) -> bytes:
    """An .ics with a session a day and an alarm the day before; times in the offering's zone."""
    # Loaded with the first file: most processes never write one, and it takes memory.
    ical: Any = import_module("icalendar")
    calendar = ical.Calendar()
    calendar.add("prodid", "-//Bangkom//Bangkom//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = ical.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    _add_times(event, entry)
    event.add("description", entry.description)
    if entry.place:
        event["location"] = ical.vText(entry.place)
    if entry.url:
        event.add("url", entry.url)
    alarm = ical.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    # A moment, not "a day before": that would ring on the eve of every session.
    alarm.add("trigger", (entry.starts_at - timedelta(days=1)).astimezone(UTC))
    event.add_component(alarm)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _add_times(event: Any, entry: CalendarEntry) -> None:
    hours = daily(entry.starts_at, entry.ends_at, entry.timezone)
    if hours is None or hours.days == 1:
        zone = ZoneInfo(entry.timezone)
        event.add("dtstart", entry.starts_at.astimezone(zone))
        event.add("dtend", entry.ends_at.astimezone(zone))
    elif entry.at_any_time:
        _add_whole_days(event, hours)
    else:
        opens, closes = hours.session(hours.first)
        event.add("dtstart", opens)
        event.add("dtend", closes)
        event.add("rrule", {"freq": "daily", "count": hours.days})


def _add_whole_days(event: Any, hours: Daily) -> None:
    event.add("dtstart", hours.first)
    # The end of whole days is the day after the last one.
    event.add("dtend", hours.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
