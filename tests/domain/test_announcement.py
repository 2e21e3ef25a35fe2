"""Figures of a broadcast, and the moments it can be scheduled for."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain.announcement import Tally, length, offered, progress, read_time
from domain.quiet import Quiet

ZONE = "Asia/Jakarta"
NIGHT = Quiet(time(20), time(7), ZONE)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09.00 WIB


def test_progress_counts_everybody_before_all_are_in_the_outbox():
    early = Tally(total=1000, waiting=800, sent=200, recent=200)
    figures = progress(
        early, expected=4000, elapsed=timedelta(seconds=8), send_rate=25, fanned_out=False
    )
    assert (figures.recipients, figures.done, figures.percent) == (4000, 200, 5)
    assert figures.rate == 25
    assert figures.left == timedelta(seconds=152)


def test_progress_leaves_out_those_who_are_not_linked():
    tally = Tally(total=10, waiting=4, sent=4, uncertain=1, blocked=0, unlinked=1)
    figures = progress(
        tally, expected=3, elapsed=timedelta(seconds=2), send_rate=25, fanned_out=True
    )
    assert (figures.recipients, figures.percent, figures.failed) == (9, 55, 1)


def test_before_anything_was_sent_the_time_left_follows_from_the_rate():
    figures = progress(Tally(), expected=250, elapsed=timedelta(), send_rate=25, fanned_out=False)
    assert figures.left == timedelta(seconds=10)
    assert figures.percent == 0


def test_nobody_to_send_to_is_done():
    figures = progress(Tally(), expected=0, elapsed=timedelta(), send_rate=25, fanned_out=True)
    assert figures.percent == 100


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
