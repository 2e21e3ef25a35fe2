"""The times for which an announcement can be scheduled."""

from datetime import UTC, datetime, time

import pytest

from domain.announcements.announced import offered, read_time
from domain.announcements.letter import length
from domain.outbox.quiet import Quiet

ZONE = "Asia/Jakarta"
NIGHT = Quiet(time(20), time(7), ZONE)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09.00 WIB


def test_moments_offered_are_to_come():
    assert offered(MONDAY, zone=ZONE, quiet=NIGHT) == (
        datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 1, 0, tzinfo=UTC),
        datetime(2026, 11, 30, 1, 0, tzinfo=UTC),
    )


def test_on_a_sunday_afternoon_tomorrow_is_monday():
    sunday = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
    assert offered(sunday, zone=ZONE, quiet=NIGHT) == (datetime(2026, 11, 30, 1, 0, tzinfo=UTC),)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7/12/2026 08.00", datetime(2026, 12, 7, 1, 0, tzinfo=UTC)),
        ("07-12-2026 08:30", datetime(2026, 12, 7, 1, 30, tzinfo=UTC)),
        ("7 Desember 2026 pukul 13.00", datetime(2026, 12, 7, 6, 0, tzinfo=UTC)),
        ("7/12/2026 08.00 WITA", datetime(2026, 12, 7, 0, 0, tzinfo=UTC)),
        ("Senin, 7 Desember 2026, 08.00 WIT", datetime(2026, 12, 6, 23, 0, tzinfo=UTC)),
        ("7/12/2026 08.00-10.00", None),
        ("7-9 Desember 2026 08.00", None),
        ("08.00", None),
        ("7/12/2026", None),
        ("7/11/2026 08.00", None),
        ("31/2/2027 08.00", None),
        ("besok pagi", None),
    ],
)
def test_a_typed_moment(typed: str, expected: datetime | None):
    assert read_time(typed, now=MONDAY, zone=ZONE) == expected


def test_an_emoji_is_two_characters_for_telegram():
    assert length("a😀") == 3
