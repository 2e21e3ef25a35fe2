import io
from datetime import UTC, datetime

from icalendar import Calendar
from PIL import Image

from domain.competencies.chart import Bar, Chart
from handlers.documents.chart import HELD, SHORT, draw
from handlers.documents.ics import CalendarEntry, calendar_file

START = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)


def chart(*bars: Bar) -> Chart:
    legend = ("Level saat ini", "Kurang dari standar", "Standar jabatan")
    return Chart("Uji", "Penilaian", "80%", "MS", (("Teknis", bars),), legend, "belum dinilai")


def share(png: bytes, colour: str) -> int:
    wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    counted = Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24) or []
    return sum(number for number, found in counted if found == wanted)


def test_what_is_held_and_what_is_missing_have_their_own_look():
    met, short = draw(chart(Bar("Uji", 3, 3))), draw(chart(Bar("Uji", 1, 3)))
    assert share(met, HELD) > share(short, HELD) * 1.5
    assert share(short, SHORT) > share(met, SHORT) * 2


def test_not_rated_looks_different_from_level_zero():
    assert draw(chart(Bar("Uji", None, 2))) != draw(chart(Bar("Uji", 0, 2)))


def test_thirty_competencies_with_long_names_fit_one_photo():
    png = draw(
        chart(
            *(Bar(f"Kompetensi dengan nama yang panjang sekali {n} " * 3, 1, 2) for n in range(30))
        )
    )
    picture = Image.open(io.BytesIO(png))
    assert picture.width + picture.height <= 10_000
    assert len(png) < 10_000_000


def test_equal_pictures_have_one_name():
    assert chart(Bar("Uji", 1, 2)).digest == chart(Bar("Uji", 1, 2)).digest
    assert chart(Bar("Uji", 1, 2)).digest != chart(Bar("Uji", 2, 2)).digest


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
