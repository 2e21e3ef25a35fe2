"""Dates and hours as Indonesian offices write them: the day always comes first.

Reads `7/12/2026`, `Senin, 7 Des 2026 pukul 08.00 WIB`, `7 s.d. 9 Desember 2026, 08.00-16.00 WITA`,
`4-Jan-27`, `2026-12-07T08:00+08:00`, `December 7, 2026`, an Excel date or its serial number.
A value that could mean two days is not read.
"""

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

MONTHS = (
    ("JANUARI", "JAN", "JANUARY"),
    ("FEBRUARI", "FEB", "PEBRUARI", "PEB", "FEBRUARY"),
    ("MARET", "MAR", "MRT", "MARCH"),
    ("APRIL", "APR"),
    ("MEI", "MAY"),
    ("JUNI", "JUN", "JUNE"),
    ("JULI", "JUL", "JULY"),
    ("AGUSTUS", "AGU", "AGS", "AGT", "AGUST", "AUGUST", "AUG"),
    ("SEPTEMBER", "SEP", "SEPT"),
    ("OKTOBER", "OKT", "OCTOBER", "OCT"),
    ("NOVEMBER", "NOV", "NOPEMBER", "NOP"),
    ("DESEMBER", "DES", "DECEMBER", "DEC"),
)
WEEKDAYS = (
    ("SENIN", "SEN", "MONDAY", "MON"),
    ("SELASA", "SEL", "TUESDAY", "TUE"),
    ("RABU", "RAB", "WEDNESDAY", "WED"),
    ("KAMIS", "KAM", "THURSDAY", "THU"),
    ("JUMAT", "JUM", "FRIDAY", "FRI"),
    ("SABTU", "SAB", "SATURDAY", "SAT"),
    ("MINGGU", "MIN", "AHAD", "SUNDAY", "SUN"),
)
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The time zones of Indonesia by their letters."""


class Unread(StrEnum):
    """Why a value is not read as a date."""

    NO_DATE = "no date"
    SHORT_YEAR = "short year"
    """`1/2/27`: offices mean the first of February, a spreadsheet may mean another day."""
    WEEKDAY = "weekday"
    """The named day of the week is not the day of that date: one of both is a slip."""


@dataclass(frozen=True, slots=True)
class Written:
    """A day or several as written, with the hours and zone if they were given; local."""

    day: date | None
    """None: hours alone, as in `16.00 WIB`."""
    last: date | None = None
    """The last of several days."""
    opens: time | None = None
    closes: time | None = None
    """The end of a range of hours."""
    zone: str | None = None
    """The name of the time zone, `Asia/Makassar` for WITA."""

    @property
    def is_range(self) -> bool:
        """Whether it says when something ends, too."""
        return self.last is not None or self.closes is not None


_LONGEST = 200
"""Characters; a longer text is a remark and no date."""
_YEARS = range(1900, 2200)
"""A slip such as 0206 or 1-1-0001 is no date: it would be kept, or leave the clock's range."""
_SHORT_YEARS = range(50)
"""`27` beside a month in letters is 2027; `99` may be another century and is not read."""
_EPOCH = datetime.combine(date(1899, 12, 30), time(0))
_SERIALS = range(20_000, 80_000)
"""Serials of the years 1954 to 2119; other numbers are no dates."""
_LAST_MINUTE = time(23, 59)

_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
_OFFSET = {"7": "WIB", "8": "WITA", "9": "WIT"}


def _any(names: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


_APOSTROPHES = re.compile("['’‘‛`´ʼʻʹʾ′\"]")
_DASHES = re.compile("[‐‑‒–—―−]")
_UNTIL = re.compile(
    r"(?<![A-Z])(?:S\s?[./]\s?D\.?|SD\.?|SAMPAI(?: DENGAN)?|HINGGA|TO|UNTIL|THROUGH)(?![A-Z])"
)
_AT = re.compile(r"(?<![A-Z])(?:PUKUL|PKL\.?|JAM|AT)(?![A-Z])\s*[.:]?")
_DAY_NAME = re.compile(rf"(?<![A-Z])({_any(_WEEKDAY)})(?![A-Z])\s*[,./]?")
_BESIDE = re.compile(r"(?<![A-Z])(?:HARI|TANGGAL|TGL\.?)(?![A-Z])\s*[,./:]*")
_PREFIX = re.compile(r"^[\s,./:~&-]+")

_D = r"(\d{1,2})(?:ST|ND|RD|TH)?"
_M = rf"({_any(_MONTH)})"
_Y = r"(\d{4}|\d{2})(?!\d)"
_R = r"[\s,]*[~-][\s,]*"
"""Between the two ends of a range."""
_S = r"[\s.,/-]*"
"""Between the parts of a date whose month is a word."""
_WORDY = re.compile(rf"(?:{_D}(?:{_S}{_M}(?:{_S}{_Y})?)?{_R})?{_D}{_S}{_M}{_S}{_Y}")
_LISTED = re.compile(rf"(\d{{1,2}}(?:[\s,]*(?:,|&|DAN|AND)\s*\d{{1,2}})+){_S}{_M}{_S}{_Y}")
_MONTH_FIRST = re.compile(rf"{_M}{_S}{_D}(?:{_R}(?:{_M}{_S})?{_D})?[\s,]+(\d{{4}})(?!\d)")
_SINGLE = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})(?!\d)")
_SPANS = tuple(
    re.compile(
        rf"(\d{{1,2}})(?:{s}(\d{{1,2}})(?:{s}(\d{{4}}))?)?{until}"
        rf"(\d{{1,2}}){s}(\d{{1,2}}){s}(\d{{4}})(?!\d)"
    )
    for s, until in ((r"\s*[/.]\s*", _R), (r"\s*-\s*", r"(?:[\s,]*~[\s,]*|\s+-\s+)"))
)
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:\s*(?:~|\s-\s|/)\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2}))?(?!\d)"
)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2}(?!\d)")

_T = r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2}(?:[.,]\d+)?)?(?!\d)"
_Z = r"\s*(WIB|WITA|WIT|(?:UTC|GMT)?\s*\+0?[789](?::?00)?)?(?![A-Z\d])"
_HOURS = re.compile(rf"[\s,T@]*{_T}{_Z}(?:\s*[~-][\s@]*(?:{_T}{_Z}|SELESAI))?[\s.,]*")
_ZONE_ALONE = re.compile(r"[\s,]*(WIB|WITA|WIT)?[\s.,]*")
_MIDDLE = re.compile(r"~|\s-\s")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


def read_written(raw: object) -> Written | Unread:
    """Reads a cell or a typed text. Midnight in a date cell means that no hour was given."""
    read = _read(raw)
    if isinstance(read, Unread):
        return read
    days = [day for day in (read.day, read.last) if day is not None]
    in_order = days == sorted(set(days))
    return read if in_order and all(day.year in _YEARS for day in days) else Unread.NO_DATE


def read_day(raw: object) -> date | None:
    """One day alone; an hour beside it is ignored."""
    read = read_written(raw)
    return read.day if isinstance(read, Written) and read.last is None else None


def _read(raw: object) -> Written | Unread:
    if isinstance(raw, datetime):
        return _split(raw)
    if isinstance(raw, date):
        return Written(raw)
    if isinstance(raw, time):
        return Written(None, opens=raw.replace(second=0, microsecond=0))
    if isinstance(raw, bool):
        return Unread.NO_DATE
    if isinstance(raw, int | float):
        return _from_serial(float(raw))
    text = str(raw)
    return _from_text(text) if len(text) <= _LONGEST else Unread.NO_DATE


def _from_text(written: str) -> Written | Unread:
    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", written)).upper()
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    text = " ".join(_DASHES.sub("-", re.sub("[()]", " ", text)).split())
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text.replace(",", ".")))
    text = _AT.sub("@", _UNTIL.sub("~", text))
    weekdays = [_WEEKDAY[name] for name in _DAY_NAME.findall(text)]
    text = _BESIDE.sub(" ", _DAY_NAME.sub(" ", text))
    text = _PREFIX.sub("", text).strip()
    read = _moments(text) or _two_moments(text)
    if read is None:
        return Unread.SHORT_YEAR if _SHORT_YEAR.match(text) else Unread.NO_DATE
    return read if _fits(read, weekdays) else Unread.WEEKDAY


def _fits(read: Written, weekdays: list[int]) -> bool:
    if not weekdays or read.day is None:
        return not weekdays
    last = read.last or read.day
    if len(weekdays) == 1:
        return read.day.weekday() == weekdays[0]
    return (read.day.weekday(), last.weekday()) == (weekdays[0], weekdays[-1])


def _two_moments(text: str) -> Written | None:
    """`7 Desember 2026 08.00 ~ 9 Desember 2026 16.00`: a moment on both sides."""
    for between in _MIDDLE.finditer(text):
        start = _moments(text[: between.start()].strip())
        end = _moments(text[between.end() :].strip())
        if start is None or end is None or start.is_range or end.is_range:
            continue
        if start.day is None or end.day is None or start.opens is None or end.opens is None:
            continue
        if start.zone and end.zone and start.zone != end.zone:
            continue
        last = end.day if end.day != start.day else None
        return replace(start, last=last, closes=end.opens, zone=start.zone or end.zone)
    return None


def _moments(text: str) -> Written | None:
    """Days with hours behind or before them, or hours alone."""
    for reader, pattern in _READERS:
        found = pattern.match(text)
        days = reader(found) if found else None
        if found and days and (hours := _hours(text[found.end() :])):
            return _joined(days, hours)
    if before := _HOURS.match(text):
        hours, rest = _hours(before[0]), _PREFIX.sub("", text[before.end() :])
        if hours is None or not rest:
            return hours
        for reader, pattern in _READERS:
            found = pattern.fullmatch(rest)
            if found and (days := reader(found)):
                return _joined(days, hours)
    return None


def _joined(days: Written, hours: Written) -> Written:
    return replace(hours, day=days.day, last=days.last)


def _hours(text: str) -> Written | None:
    """The hours behind a day; none at all are fine, anything else is not."""
    if alone := _ZONE_ALONE.fullmatch(text):
        return Written(None, zone=_zone(alone[1]))
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    hour, minute, zone, end_hour, end_minute, end_zone = found.groups()
    if zone and end_zone and _zone(zone) != _zone(end_zone):
        return None
    try:
        opens = time(int(hour), int(minute))
        closes = time(int(end_hour), int(end_minute)) if end_hour else None
    except ValueError:
        return None
    return Written(None, opens=opens, closes=closes, zone=_zone(zone or end_zone))


def _zone(letters: str | None) -> str | None:
    if not letters:
        return None
    offset = re.search(r"\+0?([789])", letters)
    return ZONES[_OFFSET[offset[1]] if offset else letters]


def _wordy(found: re.Match[str]) -> Written | None:
    day, month, year, last_day, last_month, last_year = found.groups()
    last = _date(last_year, _MONTH[last_month], last_day)
    if day is None:
        return _days(last, None)
    first = _elided(year, _MONTH[month or last_month], day, before=last)
    return _days(first, last, ranged=True)


def _listed(found: re.Match[str]) -> Written | None:
    numbers = [int(each) for each in re.findall(r"\d+", found[1])]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        # A gap between the days: they are not one run.
        return None
    first, last = (_date(found[3], _MONTH[found[2]], str(n)) for n in (numbers[0], numbers[-1]))
    return _days(first, last, ranged=True)


def _month_first(found: re.Match[str]) -> Written | None:
    month, day, last_month, last_day, year = found.groups()
    first = _date(year, _MONTH[month], day)
    if last_day is None:
        return _days(first, None)
    return _days(first, _date(year, _MONTH[last_month or month], last_day), ranged=True)


def _single(found: re.Match[str]) -> Written | None:
    day, month, year = found.groups()
    return _days(_date(year, int(month), day), None)


def _span(found: re.Match[str]) -> Written | None:
    day, month, year, last_day, last_month, last_year = found.groups()
    last = _date(last_year, int(last_month), last_day)
    first = _elided(year, int(month or last_month), day, before=last)
    return _days(first, last, ranged=True)


def _iso(found: re.Match[str]) -> Written | None:
    year, month, day, last_year, last_month, last_day = found.groups()
    first = _date(year, int(month), day)
    if last_year is None:
        return _days(first, None)
    return _days(first, _date(last_year, int(last_month), last_day), ranged=True)


_READERS = (
    (_iso, _ISO),
    *((_span, pattern) for pattern in _SPANS),
    (_single, _SINGLE),
    (_listed, _LISTED),
    (_wordy, _WORDY),
    (_month_first, _MONTH_FIRST),
)


def _days(first: date | None, last: date | None, *, ranged: bool = False) -> Written | None:
    if first is None or (ranged and last is None):
        return None
    return Written(first, last)


def _elided(year: str | None, month: int, day: str, *, before: date | None) -> date | None:
    """The first of several days; the year may stand at the last one only, and be the next."""
    if year is not None or before is None:
        return _date(year, month, day) if year else None
    return _date(str(before.year - (month > before.month)), month, day)


def _date(year: str, month: int, day: str) -> date | None:
    if len(year) == 2:
        if int(year) not in _SHORT_YEARS:
            return None
        year = f"20{year}"
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _from_serial(serial: float) -> Written | Unread:
    if not (math.isfinite(serial) and int(serial) in _SERIALS):
        return Unread.NO_DATE
    return _split(_EPOCH + timedelta(days=serial))


def _split(moment: datetime) -> Written:
    # Excel counts days in floating point: without rounding 08:00 becomes 07:59:59.999. The last
    # minute is the end of its day and is not rounded into the next.
    if moment.time() < _LAST_MINUTE:
        moment += timedelta(seconds=30)
    clock = moment.time().replace(second=0, microsecond=0)
    return Written(moment.date(), opens=clock if clock != time(0) else None)
