"""How screens write when an offering takes place."""

from datetime import UTC, datetime

import pytest

from handlers.screens import dates
from handlers.screens.words import House, Words

HOUSE = House("Pemerintah Kota Medan", "BKPSDM", None, "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


def at(day: int, hour: int, month: int = 12, year: int = 2026) -> datetime:
    """A moment by the clock of Jakarta."""
    return datetime(year, month, day, hour - 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "zone", "indonesian", "english"),
    [
        (
            at(8, 8),
            at(8, 16),
            WIB,
            "Selasa, 8 Desember 2026 pukul 08.00–16.00 WIB",
            "Tuesday, 8 December 2026, 08:00–16:00 WIB",
        ),
        (
            at(8, 8),
            at(9, 16),
            WIB,
            "8–9 Desember 2026, 08.00–16.00 WIB",
            "8–9 December 2026, 08:00–16:00 WIB",
        ),
        (
            at(30, 8, month=11),
            at(2, 16),
            WITA,
            "30 November–2 Desember 2026, 09.00–17.00 WITA",
            "30 November–2 December 2026, 09:00–17:00 WITA",
        ),
        (
            at(30, 8),
            at(2, 16, month=1, year=2027),
            WIT,
            "30 Desember 2026–2 Januari 2027, 10.00–18.00 WIT",
            "30 December 2026–2 January 2027, 10:00–18:00 WIT",
        ),
        (
            at(8, 13),
            at(9, 10),
            WIB,
            "Selasa, 8 Desember 2026 pukul 13.00 WIB s.d. Rabu, 9 Desember 2026 pukul 10.00 WIB",
            "Tuesday, 8 December 2026, 13:00 WIB to Wednesday, 9 December 2026, 10:00 WIB",
        ),
        (
            at(8, 8),
            at(8, 8),
            WIB,
            "Selasa, 8 Desember 2026 pukul 08.00 WIB",
            "Tuesday, 8 December 2026, 08:00 WIB",
        ),
    ],
    ids=["a day", "days", "months", "years", "over a night", "no end"],
)
def test_days_with_their_hours(
    starts: datetime, ends: datetime, zone: str, indonesian: str, english: str
):
    assert dates.span(ID, starts, ends, zone) == indonesian
    assert dates.span(EN, starts, ends, zone) == english


def test_the_hours_alone():
    assert dates.hours(ID, at(8, 8), at(9, 16), WIB) == "08.00–16.00 WIB"
    assert dates.hours(ID, at(8, 13), at(9, 10), WIB) == "13.00 WIB"
