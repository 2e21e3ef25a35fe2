"""Times in words: stored in UTC, shown in the offering's time zone with its letters."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.screens.words import Words

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
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
    ),
    "en": (
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
    ),
}
_SHORT = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_LETTERS = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def local(moment: datetime, zone: str) -> datetime:
    """The time on the clock of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def letters(moment: datetime, zone: str) -> str:
    """`WIB`, `WITA`, `WIT`; the abbreviation of any other zone."""
    return _LETTERS.get(zone) or local(moment, zone).tzname() or zone


def day(w: Words, value: date) -> str:
    """`Rabu, 9 Desember 2026`."""
    return f"{_DAYS[w.language][value.weekday()]}, {plain_day(w, value)}"


def plain_day(w: Words, value: date) -> str:
    """`9 Desember 2026`."""
    return f"{value.day} {_MONTHS[w.language][value.month - 1]} {value.year}"


def short_day(w: Words, value: date) -> str:
    """`9 Des`."""
    return f"{value.day} {_SHORT[w.language][value.month - 1]}"


def short_month(w: Words, value: date) -> str:
    """`Des 2026`."""
    return f"{_SHORT[w.language][value.month - 1]} {value.year}"


def month(w: Words, value: date) -> str:
    """`Desember 2026`."""
    return f"{_MONTHS[w.language][value.month - 1]} {value.year}"


def hour(w: Words, moment: datetime, zone: str) -> str:
    """`08.00 WIB`, English `08:00 WIB`."""
    there = local(moment, zone)
    separator = ":" if w.language == "en" else "."
    return f"{there:%H}{separator}{there:%M} {letters(moment, zone)}"


def moment(w: Words, value: datetime, zone: str) -> str:
    """`Rabu, 9 Desember 2026 pukul 08.00 WIB`, English `Wednesday, 9 December 2026, 08:00 WIB`."""
    between = ", " if w.language == "en" else " pukul "
    return f"{day(w, local(value, zone).date())}{between}{hour(w, value, zone)}"


def span(w: Words, starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """When a training takes place: its start, and its last day if that is another."""
    first, last = local(starts_at, zone).date(), local(ends_at, zone).date()
    if first == last:
        return moment(w, starts_at, zone)
    until = " to " if w.language == "en" else " s.d. "
    return f"{moment(w, starts_at, zone)}{until}{day(w, last)}"


def near(w: Words, starts_at: datetime, zone: str, *, now: datetime) -> str:
    """`besok, Rabu, 9 Desember 2026`, `hari ini, …`; a later day without such a word."""
    there, today = local(starts_at, zone).date(), local(now, zone).date()
    names = {"id": ("hari ini", "besok"), "en": ("today", "tomorrow")}[w.language]
    if there == today:
        return f"{names[0]}, {day(w, there)}"
    if there == today + timedelta(days=1):
        return f"{names[1]}, {day(w, there)}"
    return day(w, there)


def part_of_day(moment_: datetime, zone: str) -> int:
    """0 morning (4-10 h), 1 midday (11-14 h), 2 afternoon (15-18 h), 3 night."""
    clock = local(moment_, zone).hour
    if 4 <= clock <= 10:
        return 0
    if 11 <= clock <= 14:
        return 1
    return 2 if 15 <= clock <= 18 else 3
