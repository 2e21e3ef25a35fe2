"""Times in words: stored in UTC, shown in the offering's time zone with its letters."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.catalogue.sessions import daily
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


def brief_day(w: Words, value: date) -> str:
    """`Rab, 9 Des`."""
    return f"{_DAYS[w.language][value.weekday()][:3]}, {short_day(w, value)}"


def short_month(w: Words, value: date) -> str:
    """`Des 2026`."""
    return f"{_SHORT[w.language][value.month - 1]} {value.year}"


def month(w: Words, value: date) -> str:
    """`Desember 2026`."""
    return f"{_MONTHS[w.language][value.month - 1]} {value.year}"


def hour(w: Words, moment: datetime, zone: str) -> str:
    """`08.00 WIB`, English `08:00 WIB`."""
    return f"{_clock(w, local(moment, zone))} {letters(moment, zone)}"


def hours(w: Words, starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """`08.00–16.00 WIB`: the hours of each day, or those of the start where the days differ."""
    if daily(starts_at, ends_at, zone) is None or starts_at == ends_at:
        return hour(w, starts_at, zone)
    return f"{_clock(w, local(starts_at, zone))}–{hour(w, ends_at, zone)}"


def moment(w: Words, value: datetime, zone: str) -> str:
    """`Rabu, 9 Desember 2026 pukul 08.00 WIB`, English `Wednesday, 9 December 2026, 08:00 WIB`."""
    return f"{day(w, local(value, zone).date())}{_at(w)}{hour(w, value, zone)}"


def stamp(w: Words, value: datetime, zone: str) -> str:
    """`9 Desember 2026 08.00 WIB`: of when a file is."""
    return f"{plain_day(w, local(value, zone).date())} {hour(w, value, zone)}"


def short_stamp(w: Words, value: datetime, zone: str) -> str:
    """`9 Des 2026, 08.00 WIB`: a moment in the room of a list."""
    there = local(value, zone)
    return f"{short_day(w, there.date())} {there.year}, {hour(w, value, zone)}"


def short_span(w: Words, starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """`8–9 Des 2026 08.00–16.00`: start and end in the room of a list."""
    first, last = local(starts_at, zone), local(ends_at, zone)
    there = short_day(w, last.date())
    if first.date() != last.date():
        same = (first.year, first.month) == (last.year, last.month)
        there = f"{first.day if same else short_day(w, first.date())}–{there}"
    return f"{there} {last.year} {_clock(w, first)}–{_clock(w, last)}"


def days(w: Words, first: date, last: date) -> str:
    """`8–9 Desember 2026`, `30 November–2 Desember 2026`; one day with its weekday."""
    if first == last:
        return day(w, first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{plain_day(w, last)}"
    start = plain_day(w, first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start}–{plain_day(w, last)}"


def span(w: Words, starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """`Selasa, 8 Desember 2026 pukul 08.00–16.00 WIB`, `8–9 Desember 2026, 08.00–16.00 WIB`.

    A block over a night says both of its ends in full.
    """
    there = daily(starts_at, ends_at, zone)
    if there is None:
        until = " to " if w.language == "en" else " s.d. "
        return f"{moment(w, starts_at, zone)}{until}{moment(w, ends_at, zone)}"
    between = _at(w) if there.first == there.last else ", "
    return f"{days(w, there.first, there.last)}{between}{hours(w, starts_at, ends_at, zone)}"


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


def _at(w: Words) -> str:
    return ", " if w.language == "en" else " pukul "


def _clock(w: Words, there: datetime) -> str:
    return f"{there:%H:%M}" if w.language == "en" else f"{there:%H.%M}"
