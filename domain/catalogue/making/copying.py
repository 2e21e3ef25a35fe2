"""A new run of an offering, on other days: what comes along, and where its sessions fall."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.catalogue.making.drafts import DraftField, OfferingDraft
from domain.catalogue.offerings import Offering
from domain.catalogue.sessions import (
    SessionPlan,
    TrainingSession,
    daily,
    moved,
    shifted_by_holidays,
    working_days,
)
from domain.ids import DraftId, OfferingId
from domain.seats.deciding import is_e_learning

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfferingCopy:
    """A copy on other days."""

    draft: OfferingDraft
    shifted: int
    """Sessions whose distance changed because of a weekend or a holiday."""


@dataclass(frozen=True, slots=True)
class CopySource:
    """What is to be copied: an offering, or a draft with a time."""

    offering: OfferingId | None
    draft: DraftId | None
    title: str | None
    label: str
    """The number that the copy gets."""
    sessions: int
    timezone: str


def next_mondays(today: date, count: int) -> tuple[date, ...]:
    """The next Mondays after today."""
    first = today + _DAY * (7 - today.weekday())
    return tuple(first + _DAY * 7 * n for n in range(count))


def copy_of(there: Offering, to: date, *, holidays: Collection[date]) -> OfferingCopy:
    """A draft of another run from this day on; people, decisions and numbers stay behind.

    Places, seats and rules come along; the deadline keeps its distance from the start.
    """
    usual_deadline = there.closes_at == there.starts_at
    draft = OfferingDraft(
        training=there.training_id,
        starts_at=there.starts_at,
        ends_at=there.ends_at,
        timezone=there.timezone,
        place=there.place,
        url=there.url,
        quota=there.quota,
        closes_at=None if usual_deadline else there.closes_at,
        needs_approval=there.needs_approval,
        approval_by=there.approval_by,
        plan=there.plan,
        sessions=tuple(replace(each, id=None, speakers=()) for each in there.sessions),
        passed=(DraftField.PLACE, DraftField.URL, DraftField.CLOSES),
        copied_from=there.id,
    )
    return onto(draft, there.kind, to, holidays=holidays)


def onto(
    draft: OfferingDraft, kind: str | None, to: date, *, holidays: Collection[date]
) -> OfferingCopy:
    """The same draft from another day on; one without a time stays as it is."""
    start, end, zone = draft.starts_at, draft.ends_at, draft.timezone
    if start is None or end is None or zone is None:
        return OfferingCopy(draft, 0)
    distance = to - start.astimezone(ZoneInfo(zone)).date()
    closes_at = draft.closes_at and _later(draft.closes_at, distance, zone)
    new_start = _later(start, distance, zone)
    hours = daily(start, end, zone)
    if is_e_learning(kind or "") or (not draft.sessions and hours is None):
        # One block: only its two ends are on the calendar.
        new_end = _later(end, distance, zone)
        moved_draft = replace(draft, starts_at=new_start, ends_at=new_end, closes_at=closes_at)
        return OfferingCopy(moved_draft, 0)
    old = draft.sessions or each_day(start, end, zone)
    new = moved(old, new_start, zone, holidays=holidays)
    plan = _plan(new, zone, holidays)
    return OfferingCopy(
        replace(
            draft,
            starts_at=new[0].starts_at,
            ends_at=new[-1].ends_at,
            closes_at=closes_at,
            plan=plan,
            sessions=new if plan is SessionPlan.GIVEN else (),
        ),
        shifted_by_holidays(old, new, zone),
    )


def sessions_of(
    draft: OfferingDraft, kind: str | None, *, holidays: Collection[date]
) -> tuple[TrainingSession, ...]:
    """The sessions that the draft gets; none while its time is not known."""
    start, end, zone = draft.starts_at, draft.ends_at, draft.timezone
    if start is None or end is None or zone is None:
        return ()
    if is_e_learning(kind or ""):
        return (TrainingSession(start, end),)
    if draft.sessions:
        return draft.sessions
    return working_days(start, end, zone, holidays=holidays) or each_day(start, end, zone)


def each_day(starts_at: datetime, ends_at: datetime, zone: str) -> tuple[TrainingSession, ...]:
    """A session a day from start to end; one where it runs over a night."""
    hours = daily(starts_at, ends_at, zone)
    if hours is None:
        return (TrainingSession(starts_at, ends_at),)
    spans = (hours.session(hours.first + timedelta(days=n)) for n in range(hours.days))
    return tuple(TrainingSession(a.astimezone(UTC), b.astimezone(UTC)) for a, b in spans)


def _plan(
    sessions: tuple[TrainingSession, ...], zone: str, holidays: Collection[date]
) -> SessionPlan:
    """Where HR's own sessions are no other than the usual ones, they need not be stored."""
    start, end = sessions[0].starts_at, sessions[-1].ends_at
    if sessions == each_day(start, end, zone):
        return SessionPlan.DAILY
    usual = working_days(start, end, zone, holidays=holidays)
    return SessionPlan.WORKING_DAYS if sessions == usual else SessionPlan.GIVEN


def _later(moment: datetime, distance: timedelta, zone: str) -> datetime:
    """The same hour on the clock, days later."""
    return (moment.astimezone(ZoneInfo(zone)) + distance).astimezone(UTC)
