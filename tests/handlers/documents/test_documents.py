import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import vobject
from icalendar import Calendar

from domain.catalogue.sessions import TrainingSession
from handlers.documents.ics import CalendarEntry, calendar_file, file_name, google_link

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


def test_a_file_is_named_by_title_and_day():
    def named(title: str) -> str:
        return file_name("pelatihan", title, START, "Asia/Jakarta")

    assert named("Bimtek K3 (Kerja & Lain)") == "pelatihan-bimtek-k3-kerja-lain-2026-12-09.ics"
    assert named("../研修/..\\") == "pelatihan-2026-12-09.ics"
    assert len(named("Sangat Panjang " * 20)) < 90


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


def events_of(made: CalendarEntry) -> list[Any]:
    return list(Calendar.from_ical(calendar_file(made, now=START)).walk("VEVENT"))


def session(day: int, hours: int = 4, **facts: Any) -> TrainingSession:
    opens = START + timedelta(days=day)
    return TrainingSession(opens, opens + timedelta(hours=hours), **facts)


def test_each_stored_session_is_an_entry_of_its_own():
    made = entry(sessions=(session(0), session(1, hours=2), session(7, place="Lab Komputer")))
    first, second, third = events_of(made)
    assert [str(each["uid"]) for each in (first, second, third)] == [
        "7.bot-1@bangkom",
        "7.bot-1-2@bangkom",
        "7.bot-1-3@bangkom",
    ]
    assert second.decoded("dtend") - second.decoded("dtstart") == timedelta(hours=2)
    assert [str(each["location"]) for each in (first, third)] == [
        "Aula BKPSDM, lantai 2",
        "Lab Komputer",
    ]
    # The second follows the first on the next day: one alarm before both, one before the third.
    assert [len(each.subcomponents) for each in (first, second, third)] == [1, 0, 1]


def test_a_session_that_is_gone_is_called_off_in_the_calendars_that_have_it():
    left, gone = events_of(entry(sessions=(session(0),), most_sessions=2))
    assert "status" not in left
    assert (str(gone["uid"]), gone["status"]) == ("7.bot-1-2@bangkom", "CANCELLED")


def test_what_is_called_off_is_cancelled_under_the_same_number():
    made = entry(sessions=(session(0), session(1)), called_off=True)
    events = events_of(made)
    assert {str(each["status"]) for each in events} == {"CANCELLED"}
    assert [str(each["uid"]) for each in events] == ["7.bot-1@bangkom", "7.bot-1-2@bangkom"]
    assert all(not each.subcomponents for each in events)


def test_another_reader_finds_the_same_times():
    made = entry(sessions=(session(0), session(7, hours=2)), timezone="Asia/Makassar")
    read = vobject.readOne(calendar_file(made, now=START).decode())
    assert [(each.dtstart.value, each.dtend.value) for each in read.vevent_list] == [
        (one.starts_at, one.ends_at) for one in made.sessions
    ]
    daily = vobject.readOne(
        calendar_file(entry(ends_at=START + timedelta(days=2, hours=8)), now=START).decode()
    ).vevent
    assert [each.hour for each in daily.getrruleset()] == [8, 8, 8]
    assert daily.summary.value == "Bimtek; Uji, <b>"


def test_a_link_fills_in_the_entry_of_google_calendar():
    asked = parse_qs(
        urlsplit(google_link(entry(ends_at=START + timedelta(days=1, hours=8)))).query
    )
    assert asked["dates"] == ["20261209T080000/20261209T160000"]
    assert asked["recur"] == ["RRULE:FREQ=DAILY;COUNT=2"]
    assert (asked["ctz"], asked["text"]) == (["Asia/Jakarta"], ["Bimtek; Uji, <b>"])
    assert asked["location"] == ["Aula BKPSDM, lantai 2"]


def test_the_number_of_a_file_comes_from_the_change_and_not_from_the_download():
    later = START + timedelta(days=1)
    assert event_of(entry())["sequence"] == event_of(entry(), now=later)["sequence"] == 3


def test_the_program_starts_without_what_only_a_calendar_file_needs():
    command = "import sys, bot.program.app; print('icalendar' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
