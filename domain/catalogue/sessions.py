"""The sessions of an offering: days, or parts of a day, on which it takes place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.ids import PersonId, TrainingSessionId


class SessionPlan(StrEnum):
    """Where the sessions of an offering come from; stored with the offering."""

    DAILY = "daily"
    """Each day from the hour of its start to that of its end; no session is stored."""
    WORKING_DAYS = "working_days"
    """The same, without the weekends and holidays between; stored, made anew when it moves."""
    GIVEN = "given"
    """HR has said when each takes place; stored, and moves with the offering."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks in a session (narasumber)."""

    name: str
    person: PersonId | None = None
    """None: from outside the roster."""
    willing: bool | None = None
    """The answer of a person of the roster; None: none yet."""


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """A day, or a part of a day, on which an offering takes place."""

    starts_at: datetime
    ends_at: datetime
    place: str | None = None
    """None: where the offering takes place."""
    hours: int | None = None
    """JP of 45 minutes; None: not said."""
    speakers: tuple[Speaker, ...] = ()
    id: TrainingSessionId | None = None
    """None: not stored, as in a draft."""


class Timed(Protocol):
    """Anything that takes place from a start to an end, in a time zone."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def timezone(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Daily:
    """The same hours on each of several days, or on one; local."""

    first: date
    last: date
    opens: time
    closes: time
    zone: str

    @property
    def days(self) -> int:
        """How many sessions there are."""
        return (self.last - self.first).days + 1

    def session(self, day: date) -> tuple[datetime, datetime]:
        """Start and end of the session of one day."""
        there = ZoneInfo(self.zone)
        return datetime.combine(day, self.opens, there), datetime.combine(day, self.closes, there)

    def sessions(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The sessions that begin before `until` and end after `since`."""
        there = ZoneInfo(self.zone)
        day = max(self.first, since.astimezone(there).date())
        last = min(self.last, until.astimezone(there).date())
        while day <= last:
            opens, closes = self.session(day)
            if opens < until and since < closes:
                yield opens, closes
            day += timedelta(days=1)


def daily(starts_at: datetime, ends_at: datetime, zone: str) -> Daily | None:
    """The hours of each day; None for one block over a night, which ends earlier than it began."""
    first, last = (each.astimezone(ZoneInfo(zone)) for each in (starts_at, ends_at))
    if first.date() != last.date() and last.time() <= first.time():
        return None
    return Daily(first.date(), last.date(), first.time(), last.time(), zone)


def overlap(one: Timed, other: Timed) -> bool:
    """Whether a session of one is at the same time as a session of the other."""
    since, until = max(one.starts_at, other.starts_at), min(one.ends_at, other.ends_at)
    if since >= until:
        return False
    return any(
        opens < end and start < closes
        for opens, closes in _sessions(one, since, until)
        for start, end in _sessions(other, opens, closes)
    )


def is_running(one: Timed, now: datetime) -> bool:
    """Whether an offering has begun and is not over; the nights between its days belong to it."""
    return one.starts_at <= now < one.ends_at


def _sessions(one: Timed, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    hours = daily(one.starts_at, one.ends_at, one.timezone)
    if hours is None:
        return iter(((one.starts_at, one.ends_at),))
    return hours.sessions(since, until)
