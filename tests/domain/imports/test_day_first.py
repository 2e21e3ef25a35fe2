"""Dates and hours in the styles of Indonesian offices: each is read back, or refused."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.imports.dates.day_first import Unread, Written, read_day, read_written

DAY = date(2026, 12, 7)
UNTIL = date(2026, 12, 9)
EIGHT, FOUR = time(8), time(16)
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
LETTERS = {WIB: "WIB", WITA: "WITA", WIT: "WIT"}


@pytest.mark.parametrize(
    "raw",
    [
        "7/12/2026",
        "07-12-2026",
        "7.12.2026",
        "7 Des 2026",
        "7 Des. 2026",
        "7 Desember 2026",
        "Senin, 7 Desember 2026",
        "Senin/7 Desember 2026",
        "Sen 7-Des-2026",
        "Hari/Tanggal: Senin, 7 Desember 2026",
        "tgl. 7 Desember 2026",
        "7 Desember 2026 (Senin)",
        "7 December 2026",
        "Monday, 7th December 2026",
        "December 7, 2026",
        "7-Des-26",
        "7 Des '26",
        "2026-12-07",
        DAY,
        datetime.combine(DAY, time(0)),
        46363,
        46363.0,
        "46363",
    ],
)
def test_the_day_comes_first(raw: object):
    assert read_written(raw) == Written(DAY)


@pytest.mark.parametrize(
    "raw",
    [
        "7/12/2026 08.00",
        "7/12/2026 08:00",
        "07-12-2026 8.00",
        "7 Des 2026 pukul 08.00",
        "7 Des 2026, jam 08:00",
        "Senin, 7 Desember 2026 Pkl. 08.00",
        "08.00, Senin 7 Desember 2026",
        "2026-12-07 08:00:00",
        "2026-12-07T08:00",
        datetime.combine(DAY, EIGHT),
        datetime.combine(DAY, time(7, 59, 59, 970_000)),
        46363 + 8 / 24,
        46363.333333,
        "46363,333333",
    ],
)
def test_hours_with_dots_or_colons(raw: object):
    assert read_written(raw) == Written(DAY, opens=EIGHT)


@pytest.mark.parametrize(
    "raw",
    [
        "7-9 Desember 2026",
        "7 – 9 Desember 2026",
        "7 s.d. 9 Desember 2026",
        "7 s.d 9 Des 2026",
        "7 s/d 9 Desember 2026",
        "7 sd 9 Desember 2026",
        "7 sampai dengan 9 Desember 2026",
        "7 hingga 9 Desember 2026",
        "7, 8, dan 9 Desember 2026",
        "Senin s.d. Rabu, 7 s.d. 9 Desember 2026",
        "Senin-Rabu/7-9 Desember 2026",
        "Senin, 7 Desember 2026 s.d. Rabu, 9 Desember 2026",
        "7 Des - 9 Des 2026",
        "7-9/12/2026",
        "7/12/2026 - 9/12/2026",
        "07-12-2026 s.d. 09-12-2026",
        "7.12.2026-9.12.2026",
        "2026-12-07 s.d. 2026-12-09",
        "7-9 December 2026",
        "December 7-9, 2026",
    ],
)
def test_several_days(raw: str):
    assert read_written(raw) == Written(DAY, UNTIL)


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("30 November s.d. 2 Desember 2026", date(2026, 11, 30), date(2026, 12, 2)),
        ("30 Desember 2026 s.d. 2 Januari 2027", date(2026, 12, 30), date(2027, 1, 2)),
        ("30 Desember s.d. 2 Januari 2027", date(2026, 12, 30), date(2027, 1, 2)),
        ("30/12 s/d 2/1/2027", date(2026, 12, 30), date(2027, 1, 2)),
    ],
)
def test_several_days_across_months(raw: str, first: date, last: date):
    assert read_written(raw) == Written(first, last)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("7 Des 2026, 08.00 s/d 16.00 WIB", Written(DAY, None, EIGHT, FOUR, WIB)),
        ("7 Des 2026 (08.00-16.00)", Written(DAY, None, EIGHT, FOUR)),
        ("7-9 Des 2026 pukul 08.00 WITA s.d. 16.00 WITA", Written(DAY, UNTIL, EIGHT, FOUR, WITA)),
        ("7 Des 2026 08.00 WIT - selesai", Written(DAY, None, EIGHT, None, WIT)),
        (
            "7 Des 2026 pukul 08.00 s.d. 9 Des 2026 pukul 16.00 WIB",
            Written(DAY, UNTIL, EIGHT, FOUR, WIB),
        ),
        ("7 Des 2026 08.00 s.d. 7 Des 2026 16.00", Written(DAY, None, EIGHT, FOUR)),
        ("2026-12-07T08:00:00+08:00", Written(DAY, None, EIGHT, None, WITA)),
        ("08.00-16.00 WIB, 7 Desember 2026", Written(DAY, None, EIGHT, FOUR, WIB)),
        ("16.00 WIB", Written(None, None, FOUR, None, WIB)),
        (time(16), Written(None, None, FOUR)),
    ],
)
def test_hours_of_a_day_and_zones(raw: object, expected: Written):
    assert read_written(raw) == expected


@pytest.mark.parametrize("sign", ["'", "’", "‘", "`", "´", "ʼ", ""])
def test_friday_with_any_apostrophe(sign: str):
    assert read_written(f"Jum{sign}at, 8 Januari 2027") == Written(date(2027, 1, 8))


@pytest.mark.parametrize(
    "raw",
    [
        "32/12/2026",
        "12/13/2026",
        "30/02/2027",
        "7 Foo 2026",
        "7 Des 99",
        "9-7 Desember 2026",
        "7 dan 9 Desember 2026",
        "7/8 Desember 2026",
        "7 Desember 08.00",
        "7 Desember 2026 atau 9 Desember 2026",
        "7 Desember 2026 24.00",
        "7 Desember 2026 0800",
        "7 Desember 2026 08:00 PM",
        "7 Desember 2026 08.00 WIB s.d. 16.00 WITA",
        "2026-12-07T08:00:00+10:00",
        "2026-12-07T08:00:00Z",
        "menyusul",
        "Senin",
        "besok",
        "",
        "12",
        12,
        True,
        "7/12/2026 25.00",
        "99999",
        "2026-13-01",
        "7/12/2026 08.61",
    ],
)
def test_what_is_no_date(raw: object):
    assert read_written(raw) is Unread.NO_DATE
    assert read_day(raw) is None


@pytest.mark.parametrize("raw", ["1/2/27", "7/12/26", "01-02-27 08.00", "1/2/27 s.d. 3/2/27"])
def test_a_short_year_beside_figures_is_refused_with_its_reason(raw: str):
    assert read_written(raw) is Unread.SHORT_YEAR


@pytest.mark.parametrize(
    "raw", ["Selasa, 7 Desember 2026", "Senin s.d. Kamis, 7-9 Desember 2026", "Tue 7 Dec 2026"]
)
def test_a_weekday_of_another_date_is_refused_with_its_reason(raw: str):
    assert read_written(raw) is Unread.WEEKDAY


@given(st.text() | st.floats() | st.integers() | st.booleans())
def test_no_cell_breaks_the_reader(raw: object):
    read_written(raw)


@given(st.text("0123456789 /-.,:~sdSDWIBTAJanuariDesember'’()", max_size=40))
def test_no_text_that_looks_like_a_date_breaks_the_reader(raw: str):
    read_written(raw)


@dataclass(frozen=True)
class Style:
    """How an office writes a day, the space between two, and hours."""

    weekday: str
    month: str
    until: str
    hours: str
    colon: str
    elided: bool


STYLES = st.builds(
    Style,
    weekday=st.sampled_from(["", "{}, ", "{}/", "{} ", "Hari {}, tanggal "]),
    month=st.sampled_from(
        ["long", "short", "english", "short-", "slash", "dash", "dot", "iso", "padded"]
    ),
    until=st.sampled_from([" s.d. ", " s/d ", " sd ", " s.d ", " - ", " – ", " sampai dengan "]),
    hours=st.sampled_from([" ", ", ", " pukul ", " Pukul ", ", jam ", " pkl. "]),
    colon=st.sampled_from([".", ":"]),
    elided=st.booleans(),
)


def written(day: date, style: Style) -> str:
    """One day in a style."""
    two = f"{day.day:02}"
    match style.month:
        case "long":
            text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        case "short":
            text = f"{two} {SHORT[day.month - 1]} {day.year}"
        case "english":
            text = f"{day.day} {ENGLISH[day.month - 1]} {day.year}"
        case "short-":
            text = f"{day.day}-{SHORT[day.month - 1]}-{day.year % 100:02}"
        case "slash":
            text = f"{day.day}/{day.month}/{day.year}"
        case "dash":
            text = f"{two}-{day.month:02}-{day.year}"
        case "dot":
            text = f"{day.day}.{day.month}.{day.year}"
        case "padded":
            text = f"  {two}\u00a0{MONTHS[day.month - 1].upper()} {day.year}\u200b "
        case _:
            text = day.isoformat()
    name = style.weekday.format(DAYS[day.weekday()])
    return f"{name}{text}"


def rendered(first: date, last: date, hours: tuple[time, time] | None, zone: str, s: Style) -> str:
    """A known date and time as an office would write it."""
    if last == first:
        text = written(first, s)
    elif s.elided and s.month == "long" and (first.year, first.month) == (last.year, last.month):
        text = f"{first.day}{s.until}{written(last, Style('', *_rest(s)))}"
    else:
        text = f"{written(first, s)}{s.until}{written(last, s)}"
    if hours is None:
        return text
    opens, closes = (f"{each:%H}{s.colon}{each:%M}" for each in hours)
    return f"{text}{s.hours}{opens}{s.until}{closes} {LETTERS[zone]}"


def _rest(s: Style) -> tuple[str, str, str, str, bool]:
    return s.month, s.until, s.hours, s.colon, s.elided


@given(
    first=st.dates(date(2001, 1, 1), date(2049, 12, 1)),
    length=st.integers(0, 20),
    hours=st.none() | st.tuples(st.times(), st.times()),
    zone=st.sampled_from([WIB, WITA, WIT]),
    style=STYLES,
)
@example(DAY, 2, (EIGHT, FOUR), WITA, Style("{}, ", "long", " s.d. ", " pukul ", ".", True))
def test_a_known_date_is_read_back_in_every_style(
    first: date, length: int, hours: tuple[time, time] | None, zone: str, style: Style
):
    last = first + timedelta(days=length)
    if hours is not None:
        hours = (hours[0].replace(second=0), hours[1].replace(second=0))
        hours = (hours[0].replace(microsecond=0), hours[1].replace(microsecond=0))
    opens, closes = hours or (None, None)
    until = last if length else None
    expected = Written(first, until, opens, closes, zone if hours else None)
    assert read_written(rendered(first, last, hours, zone, style)) == expected
