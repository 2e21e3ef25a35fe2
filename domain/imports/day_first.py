"""Dates and hours as Indonesian offices write them: the day always comes first."""

import math
import re
from datetime import date, datetime, time, timedelta

MONTHS = (
    ("JANUARI", "JAN"),
    ("FEBRUARI", "FEB", "PEBRUARI"),
    ("MARET", "MAR"),
    ("APRIL", "APR"),
    ("MEI",),
    ("JUNI", "JUN"),
    ("JULI", "JUL"),
    ("AGUSTUS", "AGU", "AGS", "AGT"),
    ("SEPTEMBER", "SEP", "SEPT"),
    ("OKTOBER", "OKT"),
    ("NOVEMBER", "NOV", "NOPEMBER"),
    ("DESEMBER", "DES"),
)
_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}

_WEEKDAY = r"(?:SENIN|SELASA|RABU|KAMIS|JUMAT|JUM'AT|SABTU|MINGGU)\s*,?\s*"
_HOUR = r"(?:[\sT]\s*(?:PUKUL|JAM)?\s*(\d{1,2})[.:](\d{2})(?:[.:]\d{2}(?:\.0+)?)?)?"
_ZONE = r"(?:\s*WIB|\s*WITA|\s*WIT)?"
_DAY_FIRST = re.compile(
    rf"(?:{_WEEKDAY})?(\d{{1,2}})\s*[/.\-\s]\s*(\d{{1,2}}|[A-Z]+)\s*[/.\-\s]\s*(\d{{4}}){_HOUR}{_ZONE}"
)
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_HOUR}{_ZONE}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = datetime.combine(date(1899, 12, 30), time(0))
_SERIALS = range(20_000, 80_000)
"""Serials of the years 1954 to 2119; other numbers are no dates."""
_YEARS = range(1900, 2200)
"""A slip such as 0206 or 1-1-0001 is no date: it would be kept, or leave the clock's range."""

Written = tuple[date, time | None]
"""A day as written, with the hour if one was given; local, without a zone."""


def read_moment(raw: object) -> Written | None:
    """Reads `7/12/2026`, `07-12-2026 08.00`, `7 Des 2026`, `2026-12-07`, an Excel serial or date.

    Returns None if the value is no date. Midnight in a date cell means that no hour was given.
    """
    written = _read(raw)
    return written if written and written[0].year in _YEARS else None


def read_day(raw: object) -> date | None:
    """The day alone; an hour beside it is ignored."""
    written = read_moment(raw)
    return written[0] if written else None


def _read(raw: object) -> Written | None:
    if isinstance(raw, datetime):
        return _split(raw)
    if isinstance(raw, date):
        return raw, None
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return _from_serial(float(raw))
    text = " ".join(str(raw).upper().split())
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text.replace(",", ".")))
    if found := _ISO.fullmatch(text):
        year, month, day, hour, minute = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute = found.groups()
        month = month if month.isdigit() else str(_MONTH.get(month, 0))
    else:
        return None
    try:
        clock = time(int(hour), int(minute)) if hour else None
        return date(int(year), int(month), int(day)), clock
    except ValueError:
        return None


def _from_serial(serial: float) -> Written | None:
    if not (math.isfinite(serial) and int(serial) in _SERIALS):
        return None
    # Excel counts days in floating point: without rounding 08:00 becomes 07:59:59.999.
    return _split(_EPOCH + timedelta(minutes=round(serial * 24 * 60)))


def _split(moment: datetime) -> Written:
    clock = moment.time().replace(second=0, microsecond=0)
    return moment.date(), clock if clock != time(0) else None
