"""The sessions of a draft: HR gives them before the offering is opened."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.catalogue.making.copying import sessions_of
from domain.catalogue.making.drafts import OfferingDraft
from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.catalogue.timetable import MOST_SESSIONS, divided, put
from domain.office.policies import SessionTimes


@dataclass(frozen=True, slots=True)
class DraftTime:
    """When a draft takes place, once that is known."""

    starts_at: datetime
    ends_at: datetime
    timezone: str


def time_of(draft: OfferingDraft) -> DraftTime | None:
    """When the draft takes place; None: it has no time yet."""
    start, end, zone = draft.starts_at, draft.ends_at, draft.timezone
    return None if start is None or end is None or zone is None else DraftTime(start, end, zone)


def with_sessions(draft: OfferingDraft, sessions: Sequence[TrainingSession]) -> OfferingDraft:
    """The draft with these sessions, from the first of which to the last it takes place."""
    return replace(
        draft,
        starts_at=min(each.starts_at for each in sessions),
        ends_at=max(each.ends_at for each in sessions),
        plan=SessionPlan.GIVEN,
        sessions=tuple(sessions),
    )


def with_session(
    draft: OfferingDraft,
    kind: str | None,
    old: TrainingSession | None,
    new: TrainingSession | None,
    *,
    holidays: Collection[date],
) -> OfferingDraft:
    """The draft with `new` in place of `old`; None: one is added, or taken away.

    As it was, if another officer has changed its sessions so that this no longer fits.
    """
    there = sessions_of(draft, kind, holidays=holidays)
    others = [each for each in there if each != old]
    known = old is None or old in there
    free = new is None or all(
        each.ends_at <= new.starts_at or new.ends_at <= each.starts_at for each in others
    )
    made = put(there, old, new)
    fits = known and free and 0 < len(made) <= MOST_SESSIONS
    return with_sessions(draft, made) if fits else draft


def divided_draft(
    draft: OfferingDraft,
    kind: str | None,
    *,
    holidays: Collection[date],
    hours: SessionTimes,
    now: datetime,
) -> OfferingDraft:
    """The draft with sessions at these local hours on each working day."""
    time = time_of(draft)
    if time is None:
        return draft
    there = sessions_of(draft, kind, holidays=holidays)
    made = divided(time, there, holidays=holidays, hours=hours, now=now)
    return with_sessions(draft, made) if 0 < len(made) <= MOST_SESSIONS else draft
