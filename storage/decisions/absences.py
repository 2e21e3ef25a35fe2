"""Days of absence of the people who decide: one span at a time, that of now or the next one."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from domain.act import Act
from domain.decisions.absences import Absence
from domain.decisions.deciders import Via, of_office
from domain.ids import PersonId
from storage.database.effects import Effect
from storage.database.store import Store
from storage.decisions.chains import SuperiorKey, offices, superiors_of
from storage.decisions.offices import leads_somebody, posts_of, waiting_for
from storage.decisions.superiors import away_on, without
from storage.decisions.tables import absence
from storage.people import audit
from storage.people.tables import person

_DAY = timedelta(days=1)


async def coming(store: Store, who: PersonId, *, today: date) -> Absence | None:
    """The absence of today, or the next one."""
    query = (
        select(absence.c.since, absence.c.until)
        .where(absence.c.person_id == who, absence.c.until >= today)
        .order_by(absence.c.since)
        .limit(1)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    return Absence(row.since, row.until) if row is not None else None


async def set_away(store: Store, act: Act, days: Absence, *, today: date) -> None:
    """Says that the person who acts is away; replaces the absence of now or the next one."""
    async with store.effect(act) as tx:
        if not tx.first:
            return
        await _end(tx, today)
        values = {"since": days.since, "until": days.until, "set_at": act.now}
        await tx.session.execute(insert(absence).values(person_id=act.by, **values))
        await audit.noted(tx, "people.away", about=act.by)


async def end(store: Store, act: Act, *, today: date) -> None:
    """Says that the person who acts is back from today on."""
    async with store.effect(act) as tx:
        if tx.first and await _end(tx, today):
            await audit.noted(tx, "people.away", about=act.by)


async def may_be_asked(store: Store, who: PersonId, *, today: date) -> bool:
    """Whether requests may come to a person: by a post above others, a mandate, or a unit."""
    leads = leads_somebody(person.c.id, person.c.nip, person.c.position_id, person.c.unit_id)
    query = select(person.c.id).where(person.c.id == who, person.c.active, leads)
    async with store.read() as session:
        return (await session.execute(query)).one_or_none() is not None


async def waiting(store: Store, who: PersonId, *, today: date) -> int:
    """How many requests wait for a person who is at the office."""
    async with store.read() as session:
        return len(await waiting_for(session, who, day=today))


async def stand_in(store: Store, who: PersonId, *, today: date) -> str | None:
    """The office that is asked while a person is away; None: HR."""
    async with store.read() as session:
        own = [one.post for one in await posts_of(session, who, today) if one.mandate is None]
        keys = [SuperiorKey(post, None) for post in own]
        above = await superiors_of(session, [who], day=today)
        keys += above.values()
        found = await offices(session, keys, day=today)
        away = {*await away_on(session, today), who}
    for key in keys:
        asked = of_office(without(found[key].office, away), who, Via.HOLDER)
        if asked:
            return asked[0].post
    return None


async def _end(tx: Effect, today: date) -> bool:
    """Ends what has begun yesterday, and drops what has not; True if there was something."""
    mine: Any = and_(absence.c.person_id == tx.act.by, absence.c.until >= today)
    dropped = await tx.session.execute(delete(absence).where(mine, absence.c.since >= today))
    ended = await tx.session.execute(update(absence).where(mine).values(until=today - _DAY))
    return bool(dropped.rowcount or ended.rowcount)
