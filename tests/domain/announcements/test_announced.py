"""The times for which an announcement can be scheduled."""

from datetime import UTC, datetime, time

from domain.announcements.announced import offered
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


def test_an_emoji_is_two_characters_for_telegram():
    assert length("a😀") == 3
