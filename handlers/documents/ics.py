"""Writes the calendar file of one offering, for the phone's own calendar."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vText


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """The facts of the calendar entry."""

    uid: str
    """The same for every file of one offering, so that a later file replaces an earlier one."""
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    place: str | None
    url: str | None
    description: str


def calendar_file(entry: CalendarEntry, *, now: datetime) -> bytes:
    """An .ics of one event with an alarm the day before; times in the offering's zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bangkom//Bangkom//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    zone = ZoneInfo(entry.timezone)
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    # Rises with time, because a calendar keeps the entry with the highest number.
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("description", entry.description)
    if entry.place:
        event["location"] = vText(entry.place)
    if entry.url:
        event.add("url", entry.url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content
