"""The days of an offering to come: without weekends and holidays, and moved with a copy."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.catalogue.sessions import SessionPlan, TrainingSession, daily

_DAY = timedelta(days=1)
_SATURDAY = 5
MOST_DAYS = 366
"""Days of an offering that are looked at one by one; a longer one takes place daily."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Sessions on other days."""

    sessions: tuple[TrainingSession, ...]
    shifted: int
    """How many are on another day than their distance says, because of a holiday."""


def each_day(starts_at: datetime, ends_at: datetime, zone: str) -> tuple[TrainingSession, ...]:
    """The sessions of an offering that takes place daily; one, where it runs over a night."""
    hours = daily(starts_at, ends_at, zone)
    if hours is None or hours.days > MOST_DAYS:
        return (TrainingSession(starts_at, ends_at),)
    days = (hours.first + _DAY * n for n in range(hours.days))
    return tuple(TrainingSession(*hours.session(day)) for day in days)


def without_free_days(
    starts_at: datetime, ends_at: datetime, zone: str, holidays: Collection[date]
) -> tuple[TrainingSession, ...]:
    """The daily sessions without weekends and holidays between; the first and last day stay.

    Empty if no such day lies between: then it takes place daily.
    """
    every = each_day(starts_at, ends_at, zone)
    first, last = every[0], every[-1]
    kept = tuple(
        each
        for each in every
        if each in (first, last) or not is_free(day_of(each, zone), holidays)
    )
    return () if len(kept) == len(every) else kept


def moved(
    sessions: Collection[TrainingSession], zone: str, to: date, holidays: Collection[date]
) -> Moved:
    """The sessions from this day on: their distance in days and their hours stay.

    A session of a working day is not put on a weekend, and none on a holiday: it moves on to the
    next day that is free for it, and those after it keep their order.
    """
    ordered = sorted(sessions, key=lambda each: each.starts_at)
    first = day_of(ordered[0], zone)
    there = ZoneInfo(zone)
    shifted, found, latest = 0, [], to
    days: dict[date, date] = {}
    for one in ordered:
        old = day_of(one, zone)
        if old not in days:
            wanted = to + (old - first)
            new = max(wanted, latest)
            at_weekend = old.weekday() >= _SATURDAY
            while new in holidays or (new.weekday() >= _SATURDAY and not at_weekend):
                new += _DAY
            days[old], latest = new, new + _DAY
        shifted += days[old] != to + (old - first)
        starts, ends = one.starts_at.astimezone(there), one.ends_at.astimezone(there)
        nights = ends.date() - starts.date()
        found.append(
            TrainingSession(
                datetime.combine(days[old], starts.time(), there),
                datetime.combine(days[old] + nights, ends.time(), there),
                one.place,
                one.hours,
            )
        )
    return Moved(tuple(found), shifted)


def plan_of(
    sessions: tuple[TrainingSession, ...], zone: str, holidays: Collection[date]
) -> SessionPlan:
    """Daily, or daily but for free days, where the sessions say no more than that."""
    every = each_day(sessions[0].starts_at, sessions[-1].ends_at, zone)
    if sessions == every:
        return SessionPlan.DAILY
    working = without_free_days(sessions[0].starts_at, sessions[-1].ends_at, zone, holidays)
    return SessionPlan.WORKING_DAYS if sessions == working else SessionPlan.GIVEN


def is_free(day: date, holidays: Collection[date]) -> bool:
    """Whether the office does not work on this day."""
    return day.weekday() >= _SATURDAY or day in holidays


def day_of(one: TrainingSession, zone: str) -> date:
    """The local day of a session."""
    return one.starts_at.astimezone(ZoneInfo(zone)).date()


def next_mondays(today: date, count: int) -> tuple[date, ...]:
    """The next Mondays after today."""
    first = today + _DAY * (7 - today.weekday())
    return tuple(first + _DAY * 7 * n for n in range(count))
