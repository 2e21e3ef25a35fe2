"""A moment as HR types it."""

from datetime import UTC, datetime

import pytest

from domain.announcements.moments import read_time

ZONE = "Asia/Jakarta"
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09.00 WIB


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 in western Indonesia."""
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T{hour:02}:{minute:02}+07:00")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7/12/2026 08.00", at(7, 8, month=12)),
        ("07-12-2026 08:30", at(7, 8, 30, month=12)),
        ("7 Desember 2026 pukul 13.00", at(7, 13, month=12)),
        ("21 Desember 2026 pukul 09.00", at(21, 9, month=12)),
        ("21 Desember 2026 jam 9", at(21, 9, month=12)),
        ("7/12/2026 08.00 WITA", at(7, 7, month=12)),
        ("Senin, 7 Desember 2026, 08.00 WIT", at(7, 6, month=12)),
        ("7/12/2026", at(7, 8, month=12)),
        ("besok", at(24, 8)),
        ("Besok jam 9", at(24, 9)),
        ("besok, pukul 9.30", at(24, 9, 30)),
        ("besok 14.00 WIB", at(24, 14)),
        ("besok 9", at(24, 9)),
        ("jam 9 besok", at(24, 9)),
        ("besok pagi", at(24, 8)),
        ("besok siang", at(24, 13)),
        ("besok sore", at(24, 16)),
        ("besok jam 2 siang", at(24, 14)),
        ("besok jam 11 siang", at(24, 11)),
        ("besok pukul 7 malam", at(24, 19)),
        ("lusa jam 10", at(25, 10)),
        ("hari ini jam 14", at(23, 14)),
        ("nanti sore", None),
        ("sore ini", at(23, 16)),
        ("jam 14", at(23, 14)),
        ("Kamis", at(26, 8)),
        ("hari Kamis jam 9", at(26, 9)),
        ("Senin", at(30, 8)),
        ("Senin depan 10.00", at(30, 10)),
        ("Jum’at jam 9", at(27, 9)),
        ("tomorrow at 9", at(24, 9)),
        ("next Monday at 9", at(30, 9)),
        ("tomorrow morning", at(24, 8)),
    ],
)
def test_a_typed_moment(typed: str, expected: datetime | None):
    assert read_time(typed, now=MONDAY, zone=ZONE) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "7/12/2026 08.00-10.00",
        "7-9 Desember 2026 08.00",
        "08.00",
        "7/11/2026 08.00",
        "31/2/2027 08.00",
        "Selasa, 7 Desember 2026",
        "1/2/27 08.00",
        "besok jam 25",
        "besok jam 14 pagi",
        "kemarin",
        "hari ini jam 8",
        "besok atau lusa",
        "Senin dan Selasa",
        "rapat besok",
        "jam",
        "9",
    ],
)
def test_what_is_past_or_no_single_moment(typed: str):
    assert read_time(typed, now=MONDAY, zone=ZONE) is None


def test_a_day_is_reckoned_where_people_are():
    late = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 24 November, 01.00 WIB
    assert read_time("besok jam 9", now=late, zone=ZONE) == at(25, 9)
