"""The stored sessions of offerings, with their speakers.

Most offerings take place each day from first to last and store none: nothing is asked for them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, bindparam, case, cast, delete, func, insert, select, update

from domain.catalogue.offerings import Offering
from domain.catalogue.sessions import SessionPlan, Speaker, TrainingSession, working_days
from domain.ids import OfferingId, PersonId, TrainingSessionId
from domain.seats.deciding import is_e_learning
from storage.catalogue.tables import host, offering, speaker, training, training_session
from storage.database.store import Transaction
from storage.office.tables import holiday
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person

Times = dict[OfferingId, tuple[TrainingSession, ...]]

_TIMES = (
    select(training_session)
    .where(training_session.c.offering_id.in_(bindparam("offerings", expanding=True)))
    .order_by(training_session.c.offering_id, training_session.c.starts_at)
)


async def times(session: Transaction, plans: Mapping[OfferingId, str]) -> Times:
    """The stored sessions of these offerings, without their speakers; `plans`: session_plan."""
    stored = [each for each, plan in plans.items() if plan != SessionPlan.DAILY.value]
    found: Times = {}
    for row in await session.execute(_TIMES, {"offerings": stored}) if stored else ():
        found[row.offering_id] = (*found.get(row.offering_id, ()), _as_session(row))
    return found


async def held(session: Transaction, there: Offering) -> Offering:
    """The offering with its stored sessions."""
    found = await times(session, {there.id: there.plan})
    return replace(there, sessions=found[there.id]) if found else there


async def speakers(session: Transaction, there: Offering, *, now: datetime) -> tuple[int, int]:
    """How many different people speak in the stored sessions of an offering.

    And how many people of the roster speak in those that are not over.
    """
    if not there.sessions:
        return 0, 0
    one = func.coalesce(cast(speaker.c.person_id, Text), speaker.c.name)
    to_come = func.count(speaker.c.person_id.distinct()).filter(training_session.c.ends_at > now)
    query = (
        select(func.count(one.distinct()).label("speakers"), to_come.label("to_come"))
        .join(training_session, training_session.c.id == speaker.c.session_id)
        .where(training_session.c.offering_id == there.id)
    )
    row = (await session.execute(query)).one()
    return row.speakers, row.to_come


async def with_speakers(
    session: Transaction, offering_id: OfferingId
) -> tuple[TrainingSession, ...]:
    """The stored sessions of one offering, each with the people who speak in it."""
    of = training_session.c.offering_id == offering_id
    rows = (await session.execute(_TIMES, {"offerings": [offering_id]})).all()
    spoken = (
        select(
            *speaker.c["session_id", "person_id", "willing"],
            speaker.c.name.label("outsider"),
            *NAME_COLUMNS,
        )
        .join(training_session, training_session.c.id == speaker.c.session_id)
        .outerjoin(person, person.c.id == speaker.c.person_id)
        .where(of)
        .order_by(speaker.c.id)
    )
    by_session: dict[int, tuple[Speaker, ...]] = {}
    for row in await session.execute(spoken) if rows else ():
        one = Speaker(
            name=row.outsider if row.person_id is None else name_of(row),
            person=row.person_id,
            willing=row.willing,
        )
        by_session[row.session_id] = (*by_session.get(row.session_id, ()), one)
    return tuple(replace(_as_session(row), speakers=by_session.get(row.id, ())) for row in rows)


async def stored(session: Transaction, offering_id: OfferingId) -> tuple[TrainingSession, ...]:
    """The stored sessions of one offering, without their speakers, whatever its plan says."""
    rows = await session.execute(_TIMES, {"offerings": [offering_id]})
    return tuple(_as_session(row) for row in rows)


async def write(
    session: Transaction,
    offering_id: OfferingId,
    sessions: Sequence[TrainingSession],
    plan: SessionPlan,
) -> None:
    """Makes these the sessions of an offering whose row is locked; ids that stay keep theirs.

    Its start and end become those of the first and the last one.
    """
    ids = [each.id for each in sessions if each.id is not None]
    gone = select(training_session.c.id).where(
        training_session.c.offering_id == offering_id, training_session.c.id.not_in(ids)
    )
    await session.execute(delete(speaker).where(speaker.c.session_id.in_(gone)))
    await session.execute(delete(training_session).where(training_session.c.id.in_(gone)))
    kept = {each.id for each in await stored(session, offering_id)}
    for each in sessions:
        values = {
            "starts_at": each.starts_at,
            "ends_at": each.ends_at,
            "place": each.place,
            "hours": each.hours,
        }
        if each.id not in kept:
            # One that comes back, because its removal is taken back, has its number again.
            number = {} if each.id is None else {"id": each.id}
            new = insert(training_session).values(offering_id=offering_id, **number, **values)
            made = await session.execute(new.returning(training_session.c.id))
            await _write_speakers(session, made.scalar_one(), each.speakers)
        else:
            this = training_session.c.id == each.id
            await session.execute(update(training_session).where(this).values(values))
    most = offering.c.most_sessions
    changed: dict[str, Any] = {
        "session_plan": plan.value,
        "most_sessions": case((most < len(sessions), len(sessions)), else_=most),
    }
    if sessions:
        changed |= {
            "starts_at": min(each.starts_at for each in sessions),
            "ends_at": max(each.ends_at for each in sessions),
        }
    await session.execute(update(offering).where(offering.c.id == offering_id).values(changed))


async def write_usual(
    session: Transaction, offerings: Iterable[OfferingId], *, holidays: set[date]
) -> list[OfferingId]:
    """Makes the usual sessions of offerings for which HR has given none, as their time says.

    To be called in the transaction that makes or moves them. Returns those that have others now.
    """
    written: list[OfferingId] = []
    rows = await session.execute(
        select(offering, training.c.kind)
        .join(training, training.c.id == offering.c.training_id)
        .where(offering.c.id.in_(list(offerings)))
        .where(offering.c.session_plan != SessionPlan.GIVEN.value)
    )
    found = rows.all()
    present = await times(session, {row.id: row.session_plan for row in found})
    for row in found:
        usual = (
            ()
            if is_e_learning(row.kind)
            else working_days(row.starts_at, row.ends_at, row.timezone, holidays=holidays)
        )
        plan = SessionPlan.WORKING_DAYS if usual else SessionPlan.DAILY
        old = present.get(row.id, ())
        spans, before = ([(each.starts_at, each.ends_at) for each in s] for s in (usual, old))
        if spans != before or row.session_plan != plan.value:
            await write(session, row.id, usual, plan)
            written.append(row.id)
    return written


async def drop(session: Transaction, offerings: Iterable[int]) -> None:
    """Deletes the sessions of offerings that are deleted, with their speakers and hosts."""
    offerings = list(offerings)
    of = training_session.c.offering_id.in_(list(offerings))
    these = select(training_session.c.id).where(of)
    await session.execute(delete(speaker).where(speaker.c.session_id.in_(these)))
    await session.execute(delete(training_session).where(of))
    await session.execute(delete(host).where(host.c.offering_id.in_(offerings)))


async def holidays(session: Transaction) -> set[date]:
    """All public holidays that HR has loaded or typed."""
    days = select(holiday.c.day).where(holiday.c.removed_at.is_(None))
    return set((await session.execute(days)).scalars())


async def holidays_on(
    session: Transaction, days: Collection[date]
) -> tuple[tuple[date, str], ...]:
    """The public holidays among these days, in order."""
    if not days:
        return ()
    among = holiday.c.day.between(min(days), max(days))
    query = select(holiday.c.day, holiday.c.name).where(among, holiday.c.removed_at.is_(None))
    rows = await session.execute(query.order_by(holiday.c.day))
    return tuple((row.day, row.name) for row in rows if row.day in days)


async def _write_speakers(
    session: Transaction, session_id: TrainingSessionId, speakers: Iterable[Speaker]
) -> None:
    for one in speakers:
        own: dict[str, PersonId | str | bool | None] = {
            "person_id": one.person,
            "name": None if one.person is not None else one.name,
            "willing": one.willing,
        }
        await session.execute(insert(speaker).values(session_id=session_id, **own))


def _as_session(row: Any) -> TrainingSession:
    return TrainingSession(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        hours=row.hours,
        id=TrainingSessionId(row.id),
    )
