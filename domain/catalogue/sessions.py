"""The sessions of an offering: days, or parts of a day, on which it takes place."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.ids import PersonId, TrainingSessionId

SATURDAY = 5


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


class InSessions(Timed, Protocol):
    """Anything with a time, and with the sessions in which it takes place."""

    @property
    def sessions(self) -> tuple[TrainingSession, ...]:
        """The stored ones; empty: each day from the hour of the start to that of the end."""
        ...


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


def overlap(one: InSessions, other: InSessions) -> bool:
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


def times(one: InSessions) -> tuple[tuple[datetime, datetime], ...]:
    """Start and end of each session, in order; stored ones or those of each day."""
    return tuple(_sessions(one, one.starts_at, one.ends_at))


def days_of(one: InSessions) -> set[date]:
    """The local days on which a session begins."""
    there = ZoneInfo(one.timezone)
    return {opens.astimezone(there).date() for opens, _ in times(one)}


def resumptions(one: InSessions) -> tuple[TrainingSession, ...]:
    """Each later day that begins after a day without a session, from its first to its last hour.

    Of stored sessions alone: what takes place each day from first to last never pauses.
    """
    there = ZoneInfo(one.timezone)
    by_day: dict[date, list[TrainingSession]] = {}
    for each in sorted(one.sessions, key=lambda each: each.starts_at):
        by_day.setdefault(each.starts_at.astimezone(there).date(), []).append(each)
    first = min(by_day, default=None)
    return tuple(
        replace(some[0], ends_at=max(each.ends_at for each in some))
        for day, some in by_day.items()
        if day != first and day - timedelta(days=1) not in by_day
    )


def working_days(
    starts_at: datetime, ends_at: datetime, zone: str, *, holidays: Collection[date]
) -> tuple[TrainingSession, ...]:
    """A session a day from start to end, without the weekends and holidays between.

    The first and the last day always count: HR has named them. Empty where no day between falls
    out, for then the sessions are those of each day and need not be stored.
    """
    hours = daily(starts_at, ends_at, zone)
    if hours is None:
        return ()
    days = [hours.first + timedelta(days=each) for each in range(hours.days)]
    ends = (hours.first, hours.last)
    kept = [day for day in days if day in ends or is_working_day(day, holidays)]
    if kept == days:
        return ()
    spans = (hours.session(day) for day in kept)
    return tuple(TrainingSession(a.astimezone(UTC), b.astimezone(UTC)) for a, b in spans)


def moved(
    sessions: Sequence[TrainingSession], to: datetime, zone: str, *, holidays: Collection[date]
) -> tuple[TrainingSession, ...]:
    """The same sessions from another start on: their hours on the clock stay, and so does the
    number of days between them. A day that was a working day falls on the next working day.

    `to`: the start of the first session. Several sessions of one day stay on one day.
    """
    there = ZoneInfo(zone)
    ordered = sorted(sessions, key=lambda each: each.starts_at)
    if not ordered:
        return ()
    first, target = ordered[0].starts_at.astimezone(there), to.astimezone(there)
    # What the clock of the first session moves by: 08.00 to 09.00 moves each by an hour.
    later = datetime.combine(first.date(), target.time()) - first.replace(tzinfo=None)
    days = sorted({each.starts_at.astimezone(there).date() for each in ordered})
    placed: dict[date, date] = {}
    last: date | None = None
    for day in days:
        new = target.date() + (day - days[0])
        if last is not None and new <= last:
            new = last + timedelta(days=1)
        if day != days[0] and is_working_day(day, ()):
            while not is_working_day(new, holidays):
                new += timedelta(days=1)
        placed[day] = last = new

    def shift(moment: datetime, day: date) -> datetime:
        clock = moment.astimezone(there).replace(tzinfo=None) + (placed[day] - day) + later
        return clock.replace(tzinfo=there).astimezone(UTC)

    return tuple(
        replace(
            each,
            starts_at=shift(each.starts_at, day),
            ends_at=shift(each.ends_at, day),
        )
        for each in ordered
        for day in (each.starts_at.astimezone(there).date(),)
    )


def shifted_by_holidays(
    old: Sequence[TrainingSession], new: Sequence[TrainingSession], zone: str
) -> int:
    """How many sessions lie on another day than the plain distance from the first would say."""
    there = ZoneInfo(zone)

    def distances(sessions: Sequence[TrainingSession]) -> list[int]:
        days = [each.starts_at.astimezone(there).date() for each in sessions]
        return [(day - days[0]).days for day in days]

    return sum(a != b for a, b in zip(distances(old), distances(new), strict=True))


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work on this day: Monday to Friday, no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def _sessions(
    one: InSessions, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    if one.sessions:
        return (
            (each.starts_at, each.ends_at)
            for each in one.sessions
            if each.starts_at < until and since < each.ends_at
        )
    hours = daily(one.starts_at, one.ends_at, one.timezone)
    if hours is None:
        return iter(((one.starts_at, one.ends_at),))
    return hours.sessions(since, until)
