from datetime import UTC, datetime

from icalendar import Calendar

from handlers.documents.ics import CalendarEntry, calendar_file

START = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)


def test_the_calendar_knows_place_zone_and_alarm():
    entry = CalendarEntry(
        "7@bangkom",
        "Bimtek; Uji, <b>",
        START,
        datetime(2026, 12, 10, 9, tzinfo=UTC),
        "Asia/Jakarta",
        "Aula BKPSDM, lantai 2",
        "https://example.id/kelas",
        "Angkatan I",
    )
    event = Calendar.from_ical(calendar_file(entry, now=START)).walk("VEVENT")[0]
    assert str(event["summary"]) == "Bimtek; Uji, <b>"
    assert str(event["location"]) == "Aula BKPSDM, lantai 2"
    assert event.decoded("dtstart").isoformat() == "2026-12-09T08:00:00+07:00"
    assert event.decoded("dtend").isoformat() == "2026-12-10T16:00:00+07:00"
    assert len(event.subcomponents) == 1
