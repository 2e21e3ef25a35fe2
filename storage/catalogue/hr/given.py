"""The sessions of an offering within a change that HR makes in the chat."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from domain.catalogue.editing import Edit, RunField, Unfit
from domain.catalogue.offerings import Offering
from domain.catalogue.sessions import SessionPlan, TrainingSession, days_of
from domain.catalogue.timetable import as_given, as_kept, difference, from_kept
from domain.ids import OfferingId
from domain.office.policies import Policies
from domain.seats.deciding import is_e_learning
from storage.catalogue import sessions, telling
from storage.catalogue.tables import speaker
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.seats.rows import as_offering
from storage.seats.standing import read_offering

NAME = RunField.SESSIONS.value
"""What stands for the sessions among the columns of a change."""


async def listing(store: Store, offering_id: OfferingId) -> tuple[TrainingSession, ...]:
    """The sessions of an offering with their speakers: the stored ones, or one for each day."""
    async with store.read() as session:
        spoken = await sessions.with_speakers(session, offering_id)
        there = await read_offering(session, offering_id)
    return spoken or (as_given(there) if there is not None else ())


async def rules(store: Store, zone: str, *, now: datetime) -> tuple[set[date], Policies]:
    """All public holidays, and what the office has set for today, by which days are divided."""
    async with store.read() as session:
        free = await sessions.holidays(session)
        return free, await policies.today(session, now=now, zone=zone)


async def values(session: Transaction, old: Any, names: Iterable[str]) -> dict[str, Any]:
    """The present values of an offering under these names."""
    return {
        name: await _present(session, old) if name == NAME else getattr(old, name)
        for name in names
    }


def held(new: dict[str, Any]) -> tuple[TrainingSession, ...] | None:
    """The sessions that a change gives; None: it gives none."""
    return from_kept(new[NAME]) if NAME in new else None


async def columns(
    session: Transaction, old: Any, new: dict[str, Any]
) -> tuple[dict[str, Any], telling.Sessions]:
    """The columns of the offering that a change writes, where it gives sessions; and these."""
    there = held(new)
    if there is None:
        return new, telling.NO_SESSIONS
    follows = {
        "session_plan": SessionPlan.GIVEN.value,
        "starts_at": min(each.starts_at for each in there),
        "ends_at": max(each.ends_at for each in there),
    }
    written = {name: value for name, value in follows.items() if value != getattr(old, name)}
    rest = {name: value for name, value in new.items() if name != NAME}
    stored = await sessions.stored(session, OfferingId(old.id))
    return rest | written, telling.Sessions(stored, there)


async def first_changed(
    session: Transaction, old: Any, new: dict[str, Any], *, now: datetime
) -> datetime:
    """When begins what a change is about."""
    if NAME not in new:
        starts: list[datetime] = [old.starts_at, new.get("starts_at", old.starts_at)]
        return min(starts)
    differs = difference(from_kept(await _present(session, old)), from_kept(new[NAME]))
    soon = [each.starts_at for each in (*differs.gone, *differs.come) if each.starts_at > now]
    return min(soon, default=now)


async def kept(
    session: Transaction,
    old: Any,
    before: Sequence[TrainingSession] | None,
    there: Sequence[TrainingSession] | None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the history keeps of the sessions before and after a change; `there`: HR gave them."""
    if before is None:
        return {}, {}
    was = {NAME: as_kept(before, speakers=True)}
    if there is None:
        return was, {}
    return was, {NAME: as_kept(await sessions.stored(session, OfferingId(old.id)))}


async def changed_since(session: Transaction, old: Any, row: Any) -> bool:
    """Whether sessions came, went or moved since a change, or a new one has got a speaker."""
    if NAME not in row.before:
        return False
    now = as_kept(await sessions.stored(session, OfferingId(old.id)))
    if NAME not in row.after:
        return {each["id"] for each in now} != {each["id"] for each in row.before[NAME]}
    if now != row.after[NAME]:
        return True
    new = {each["id"] for each in now} - {each["id"] for each in row.before[NAME]}
    spoken = select(speaker.c.id).where(speaker.c.session_id.in_(new)).limit(1)
    return (await session.execute(spoken)).first() is not None


def before(row: Any) -> tuple[TrainingSession, ...] | None:
    """The sessions before a change; None: it changed none."""
    return from_kept(row.before[NAME]) if NAME in row.before else None


def unfit_now(edit: Edit, *, now: datetime) -> Unfit | None:
    """Why these sessions can no longer be taken: what has begun stays as it was."""
    if edit.field is not RunField.SESSIONS:
        return None
    spans = [
        {(each.starts_at, each.ends_at, each.place) for each in from_kept(one[NAME])}
        for one in (edit.before, edit.after)
    ]
    begun = any(starts_at <= now for starts_at, _, _ in spans[0] ^ spans[1])
    return Unfit.PAST if begun else None


async def on_holidays(
    session: Transaction, there: Offering, new: Offering, edit: Edit
) -> tuple[tuple[date, str], ...]:
    """The public holidays on which an offering takes place after a change, and did not before."""
    if is_e_learning(there.kind) or edit.field not in (RunField.TIME, RunField.SESSIONS):
        return ()
    old = await sessions.held(session, there)
    return await sessions.holidays_on(session, days_of(new) - days_of(old))


async def speakers_told(
    session: Transaction, there: Offering, edit: Edit, *, now: datetime
) -> int:
    """How many people of the roster speak in sessions that a change moves, or takes away."""
    spoken = await sessions.with_speakers(session, there.id)
    if edit.field is RunField.SESSIONS:
        kept = {
            (each.id, each.starts_at, each.ends_at, each.place)
            for each in from_kept(edit.after[NAME])
        }
        spoken = tuple(
            each
            for each in spoken
            if (each.id, each.starts_at, each.ends_at, each.place) not in kept
        )
    elif edit.field is RunField.PLACE:
        spoken = tuple(each for each in spoken if each.place is None)
    elif edit.field is not RunField.TIME:
        return 0
    people = (one.person for each in spoken if each.ends_at > now for one in each.speakers)
    return len({who for who in people if who is not None})


def for_audit(kept_values: dict[str, Any]) -> dict[str, Any]:
    """The values as the audit log keeps them: sessions by their times."""
    if NAME not in kept_values:
        return kept_values
    spans = (f"{each['starts_at']}/{each['ends_at']}" for each in kept_values[NAME])
    return {**kept_values, NAME: " ".join(spans)}


async def _present(session: Transaction, old: Any) -> list[Any]:
    return as_kept(as_given(await sessions.held(session, as_offering(old))))
