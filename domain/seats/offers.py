"""A free seat that is offered for a time: until when it is held, and what silence means."""

from datetime import datetime, timedelta

from domain.outbox.quiet import Quiet

LEAST = timedelta(hours=2)
"""The shortest time in which a person can answer an offer."""
USUAL = timedelta(hours=24)
"""For a seat that HR offers to people of another offering, where the office has set no hours."""
MOST_MISSED = 1
"""So many offers may pass without an answer; after one more the person leaves the queue."""


def answer_by(
    now: datetime, *, hours: timedelta, cut_off: datetime, starts_at: datetime, quiet: Quiet
) -> datetime | None:
    """Until when a seat is held that is offered now; None if there is no time left to offer it.

    The time counts from when the person can be told. It is at most half of what is left until
    the queue ends, at least two hours, and never ends in quiet hours.
    """
    told = quiet.over(now)
    until = quiet.over(told + max(LEAST, min(hours, (cut_off - told) / 2)))
    return until if until < starts_at else None
