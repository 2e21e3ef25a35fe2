"""A moment as HR types it: `besok jam 9`, `Senin depan sore`, `21 Desember 2026 pukul 9`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.imports.dates.day_first import WEEKDAYS, Unread, Written, read_written

UNSAID = time(8)
"""When it is sent if only the day was typed."""
_DAYS = {
    "HARI INI": 0,
    "TODAY": 0,
    "BESOK": 1,
    "BESUK": 1,
    "ESOK": 1,
    "TOMORROW": 1,
    "LUSA": 2,
}
"""Words for a day, and how many days it is from today."""
_PARTS = {
    "PAGI": time(8),
    "MORNING": time(8),
    "SIANG": time(13),
    "AFTERNOON": time(13),
    "SORE": time(16),
    "MALAM": time(19),
    "EVENING": time(19),
}
"""Words for a part of the day, and the hour that is meant if none is typed."""
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names}


def _any(words: dict[str, int] | dict[str, time]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY = re.compile(rf"\b({_any(_DAYS)})\b")
_NAMED = re.compile(rf"\b(?:HARI )?({_any(_WEEKDAY)})\b(?: DEPAN\b)?")
_NEXT = re.compile(r"^NEXT (?=[A-Z])")
_PART = re.compile(rf"(?:\bIN THE )?\b({_any(_PARTS)})\b( INI\b)?")
_BARE_HOUR = re.compile(r"\b(?:JAM|PUKUL|PKL|AT)\b\.? ?(\d{1,2})(?![\d.:/-])")
_ALONE = re.compile(r"^(\d{1,2})$")
_HOURS = re.compile(r"\b\d{1,2}[.:]\d{2}\b")
_FIGURE = re.compile(r"\d")


def read_time(text: str, *, now: datetime, zone: str) -> datetime | None:
    """The typed moment; None where it is not understood or past.

    `zone` holds if the text names none. A day alone means the morning.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    words = " ".join(text.upper().split())
    words, part = _without_part(words)
    words = _BARE_HOUR.sub(lambda found: f"PUKUL {int(found[1]):02}.00", words)
    read = read_written(_dated(words, today))
    if isinstance(read, Unread) or read.is_range:
        return None
    clock = _clock(read, part)
    if clock is None:
        return None
    there = ZoneInfo(read.zone or zone)
    moment = datetime.combine(read.day or today, clock, there).astimezone(UTC)
    return moment if moment > now else None


def _without_part(words: str) -> tuple[str, str | None]:
    found = _PART.search(words)
    if found is None:
        return words, None
    today = "HARI INI" if found[2] else ""
    rest = f"{today} {words[: found.start()]} {words[found.end() :]}"
    return " ".join(rest.split()), found[1]


def _dated(words: str, today: date) -> str:
    """The text with the date in place of a word for a day."""
    if found := _DAY.search(words):
        day = today + timedelta(days=_DAYS[found[1]])
    elif found := _NAMED.search(_NEXT.sub("", words)):
        words = _NEXT.sub("", words)
        rest = words[: found.start()] + words[found.end() :]
        if _FIGURE.search(_HOURS.sub("", rest)):
            # A date stands beside the weekday, which must fit it.
            return words
        ahead = (_WEEKDAY[found[1]] - today.weekday()) % 7
        day = today + timedelta(days=ahead or 7)
    else:
        return words
    rest = _ALONE.sub(lambda hour: f"PUKUL {int(hour[1]):02}.00", _rest(words, found))
    return f"{day.isoformat()} {rest}"


def _rest(words: str, found: re.Match[str]) -> str:
    return " ".join(f"{words[: found.start()]} {words[found.end() :]}".replace(",", " ").split())


def _clock(read: Written, part: str | None) -> time | None:
    """The hour; `2 siang` is 14.00. None where hour and part of the day contradict each other."""
    if read.opens is None:
        if read.day is None and part is None:
            return None
        return _PARTS[part] if part else UNSAID
    if part is None:
        return read.opens
    meant, hour = _PARTS[part], read.opens.hour
    if meant.hour < 12:
        return read.opens if hour < 12 else None
    if hour >= 12 or (part == "SIANG" and hour >= 10):
        return read.opens
    return read.opens.replace(hour=hour + 12)
