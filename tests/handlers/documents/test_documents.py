import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from handlers.documents.ics import CalendarEntry, calendar_file

START = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)


def entry(**facts: Any) -> CalendarEntry:
    values = {
        "uid": "7.bot-1@bangkom",
        "sequence": 3,
        "title": "Bimtek; Uji, <b>",
        "starts_at": START,
        "ends_at": START + timedelta(hours=8),
        "timezone": "Asia/Jakarta",
        "at_any_time": False,
        "place": "Aula BKPSDM, lantai 2",
        "url": "https://example.id/kelas",
        "description": "Angkatan I",
        **facts,
    }
    return CalendarEntry(**values)


def event_of(made: CalendarEntry, *, now: datetime = START) -> Any:
    (event,) = Calendar.from_ical(calendar_file(made, now=now)).walk("VEVENT")
    return event


def test_the_calendar_knows_place_zone_and_alarm():
    event = event_of(entry())
    assert str(event["summary"]) == "Bimtek; Uji, <b>"
    assert str(event["location"]) == "Aula BKPSDM, lantai 2"
    assert event.decoded("dtstart").isoformat() == "2026-12-09T08:00:00+07:00"
    assert event.decoded("dtend").isoformat() == "2026-12-09T16:00:00+07:00"
    assert "rrule" not in event
    (alarm,) = event.subcomponents
    assert alarm.decoded("trigger") == START - timedelta(days=1)


def test_several_days_are_a_session_a_day_in_the_zone_of_the_offering():
    event = event_of(entry(ends_at=START + timedelta(days=2, hours=7), timezone="Asia/Makassar"))
    assert event.decoded("dtstart").isoformat() == "2026-12-09T09:00:00+08:00"
    assert event.decoded("dtend").isoformat() == "2026-12-09T16:00:00+08:00"
    assert event["rrule"].to_ical() == b"FREQ=DAILY;COUNT=3"


def test_e_learning_of_several_days_leaves_their_hours_free():
    event = event_of(entry(ends_at=START + timedelta(days=2, hours=8), at_any_time=True))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2026, 12, 9),
        date(2026, 12, 12),
    )
    assert event["transp"] == "TRANSPARENT"


def test_a_block_over_a_night_stays_one_block():
    event = event_of(entry(ends_at=START + timedelta(hours=20)))
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=20)
    assert "rrule" not in event


def test_the_number_of_a_file_comes_from_the_change_and_not_from_the_download():
    later = START + timedelta(days=1)
    assert event_of(entry())["sequence"] == event_of(entry(), now=later)["sequence"] == 3


def test_the_program_starts_without_what_only_a_calendar_file_needs():
    command = "import sys, bot.program.app; print('icalendar' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
