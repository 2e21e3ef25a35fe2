"""The progress of a broadcast."""

from datetime import timedelta

from domain.announcements.broadcast import BroadcastTally, progress


def test_progress_counts_everybody_before_all_are_in_the_outbox():
    early = BroadcastTally(total=1000, waiting=800, sent=200, recent=200)
    figures = progress(
        early, expected=4000, elapsed=timedelta(seconds=8), send_rate=25, fanned_out=False
    )
    assert (figures.recipients, figures.done, figures.percent) == (4000, 200, 5)
    assert figures.rate == 25
    assert figures.left == timedelta(seconds=152)


def test_progress_leaves_out_those_who_are_not_linked():
    tally = BroadcastTally(total=10, waiting=4, sent=4, uncertain=1, blocked=0, unlinked=1)
    figures = progress(
        tally, expected=3, elapsed=timedelta(seconds=2), send_rate=25, fanned_out=True
    )
    assert (figures.recipients, figures.percent, figures.failed) == (9, 55, 1)


def test_before_anything_was_sent_the_time_left_follows_from_the_rate():
    figures = progress(
        BroadcastTally(), expected=250, elapsed=timedelta(), send_rate=25, fanned_out=False
    )
    assert figures.left == timedelta(seconds=10)
    assert figures.percent == 0


def test_the_first_second_says_nothing_of_the_time_left():
    tally = BroadcastTally(total=82, waiting=81, sent=1, recent=1)
    figures = progress(
        tally, expected=82, elapsed=timedelta(seconds=1), send_rate=25, fanned_out=True
    )
    assert figures.left == timedelta(seconds=81 / 25)


def test_nobody_to_send_to_is_done():
    figures = progress(
        BroadcastTally(), expected=0, elapsed=timedelta(), send_rate=25, fanned_out=True
    )
    assert figures.percent == 100
