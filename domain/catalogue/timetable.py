"""HR gives the sessions of an offering one by one: what is typed, and what a change changes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from domain.catalogue.editing import Unfit
from domain.catalogue.offerings import LONGEST_TITLE, Offering
from domain.catalogue.sessions import (
    Speaker,
    Timed,
    TrainingSession,
    daily,
    is_working_day,
    times,
)
from domain.ids import TrainingSessionId
from domain.imports.cells import YEARS
from domain.imports.dates.day_first import Unread, Written, read_written
from domain.office.policies import SessionTimes

FAR = timedelta(days=366)
"""A session so far from the others is a slip."""
MOST_SESSIONS, MOST_HOURS = 60, 24

_HOURS = re.compile(r"(\d{1,3})\s*(?:JPL?|JAM)?\.?", re.IGNORECASE)


class SessionField(StrEnum):
    """What HR can change of a session; the words are kept in open questions."""

    TIME = "time"
    PLACE = "place"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Overlapping:
    """A typed session is at the time of another one of the same offering."""

    other: TrainingSession


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of the sessions: each that goes, or was different, and each that comes."""

    gone: tuple[TrainingSession, ...]
    come: tuple[TrainingSession, ...]


Read = TrainingSession | Overlapping | Unfit
SessionSpan = tuple[datetime, datetime, str | None]
"""When a session takes place, and where, if not where the offering does."""
SessionSpans = tuple[SessionSpan, ...]


def as_given(there: Offering) -> tuple[TrainingSession, ...]:
    """The sessions of an offering: the stored ones, or one for each day."""
    if there.sessions:
        return there.sessions
    return tuple(TrainingSession(a.astimezone(UTC), b.astimezone(UTC)) for a, b in times(there))


def starting(sessions: Iterable[TrainingSession], at: int) -> TrainingSession | None:
    """The session that starts at a minute, as `minute_of` counts."""
    return next((one for one in sessions if minute_of(one) == at), None)


def minute_of(one: TrainingSession) -> int:
    """The minute of its start, by which a button knows a session."""
    return int(one.starts_at.timestamp()) // 60


def read_session(
    text: str,
    there: Timed,
    sessions: Sequence[TrainingSession],
    old: TrainingSession | None,
    *,
    now: datetime,
) -> Read:
    """A typed session, or a new time of `old`, whose day or hours stay if they are not typed."""
    read = read_written(" ".join(text.split()))
    if isinstance(read, Unread):
        unread = {Unread.SHORT_YEAR: Unfit.SHORT_YEAR, Unread.WEEKDAY: Unfit.WEEKDAY}
        return unread.get(read, Unfit.NO_TIME)
    span = _span(read, there, old)
    if span is None or not {each.year for each in span} <= set(YEARS):
        return Unfit.NO_TIME
    starts_at, ends_at = span
    if ends_at <= starts_at:
        return Unfit.ORDER
    if starts_at <= now:
        return Unfit.PAST
    if starts_at < there.starts_at - FAR or starts_at > there.ends_at + FAR:
        return Unfit.FAR
    if old is None:
        new = TrainingSession(starts_at, ends_at)
    else:
        new = replace(old, starts_at=starts_at, ends_at=ends_at)
    for each in sessions:
        if each != old and each.starts_at < ends_at and starts_at < each.ends_at:
            return Overlapping(each)
    return new


def read_place(text: str) -> str | Unfit:
    """The typed place of a session."""
    words = " ".join(text.split())
    if not words:
        return Unfit.EMPTY
    return words if len(words) <= LONGEST_TITLE else Unfit.LONG


def read_hours(text: str) -> int | Unfit:
    """The typed hours of a session (JP)."""
    found = _HOURS.fullmatch(" ".join(text.split()))
    hours = int(found[1]) if found else 0
    return hours if 0 < hours <= MOST_HOURS else Unfit.NO_NUMBER


def put(
    sessions: Iterable[TrainingSession], old: TrainingSession | None, new: TrainingSession | None
) -> tuple[TrainingSession, ...]:
    """The sessions with `new` in place of `old`; None: one is added, or taken away."""
    kept = [each for each in sessions if each != old]
    return tuple(sorted([*kept, *([new] if new else [])], key=lambda each: each.starts_at))


def divided(
    there: Timed,
    sessions: Sequence[TrainingSession],
    *,
    holidays: Collection[date],
    hours: SessionTimes,
    now: datetime,
) -> tuple[TrainingSession, ...]:
    """Sessions at these local hours on each working day from start to end.

    Those that have begun stay as they were, and so does one at the same start. The first and the
    last day always count: HR has named them.
    """
    zone = ZoneInfo(there.timezone)
    first, last = (each.astimezone(zone).date() for each in (there.starts_at, there.ends_at))
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    begun = [each for each in sessions if each.starts_at <= now]
    free = max((each.ends_at for each in begun), default=now)
    known = {each.starts_at: each for each in sessions}
    made = []
    for day in days:
        if day not in (first, last) and not is_working_day(day, holidays):
            continue
        for opens, closes in hours:
            span = [datetime.combine(day, each, zone).astimezone(UTC) for each in (opens, closes)]
            if span[0] > now and span[0] >= free:
                one = known.get(span[0], TrainingSession(span[0], span[1]))
                made.append(replace(one, ends_at=span[1]))
    return (*begun, *made)


def difference(before: Iterable[TrainingSession], after: Iterable[TrainingSession]) -> Difference:
    """What differs in time, place or hours; who speaks does not count."""
    old, new = ([_bare(each) for each in one] for one in (before, after))
    told = {_told(each) for each in old} & {_told(each) for each in new}
    return Difference(
        tuple(each for each in old if _told(each) not in told),
        tuple(each for each in new if _told(each) not in told),
    )


def spans(
    sessions: Sequence[TrainingSession], starts_at: datetime, ends_at: datetime, zone: str
) -> SessionSpans:
    """When and where the sessions take place, as people are told; empty: each day the same."""
    said = tuple((each.starts_at, each.ends_at, each.place) for each in sessions)
    hours = daily(starts_at, ends_at, zone)
    if hours is None:
        usual = [(starts_at, ends_at)]
    elif hours.days != len(said):
        # Not even the number is that of each day: e-learning has hundreds of them.
        return said
    else:
        usual = list(hours.sessions(starts_at, ends_at))
    return () if said == tuple((a, b, None) for a, b in usual) else said


def as_kept(sessions: Iterable[TrainingSession], *, speakers: bool = False) -> list[Any]:
    """Sessions as JSON keeps them."""
    return [
        {
            "id": each.id,
            "starts_at": each.starts_at.astimezone(UTC).isoformat(),
            "ends_at": each.ends_at.astimezone(UTC).isoformat(),
            "place": each.place,
            "hours": each.hours,
        }
        | ({"speakers": [_kept_speaker(one) for one in each.speakers]} if speakers else {})
        for each in sessions
    ]


def from_kept(kept: Iterable[Mapping[str, Any]]) -> tuple[TrainingSession, ...]:
    """Sessions that `as_kept` made."""
    return tuple(
        TrainingSession(
            starts_at=datetime.fromisoformat(each["starts_at"]),
            ends_at=datetime.fromisoformat(each["ends_at"]),
            place=each["place"],
            hours=each["hours"],
            speakers=tuple(
                Speaker(one["name"] or "", one["person"], one["willing"])
                for one in each.get("speakers", ())
            ),
            id=TrainingSessionId(each["id"]) if each["id"] is not None else None,
        )
        for each in kept
    )


def _kept_speaker(one: Speaker) -> dict[str, Any]:
    name = one.name if one.person is None else None
    return {"person": one.person, "name": name, "willing": one.willing}


def _bare(one: TrainingSession) -> TrainingSession:
    return replace(one, speakers=())


def _told(one: TrainingSession) -> Any:
    return one.starts_at, one.ends_at, one.place, one.hours


def _span(
    read: Written, there: Timed, old: TrainingSession | None
) -> tuple[datetime, datetime] | None:
    zone = ZoneInfo(read.zone or there.timezone)
    if read.last is not None or (read.day is None and read.opens is None):
        return None
    day, opens, closes = read.day, read.opens, read.closes
    if old is not None:
        first, last = (each.astimezone(zone) for each in (old.starts_at, old.ends_at))
        day = day or first.date()
        if opens is None:
            opens, closes = first.time(), last.time()
        closes = closes or last.time()
    if day is None or opens is None or closes is None:
        return None
    start, end = (datetime.combine(day, each, zone).astimezone(UTC) for each in (opens, closes))
    return start, end
