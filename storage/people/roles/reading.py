"""Who is, or may become, the officer of a unit."""

from typing import Any

from sqlalchemy import Select, and_, func, select

from domain.ids import PersonId, UnitId, UnitOfficerId
from domain.lists import PAGE, Page, kept_within
from domain.people.roles import UnitChoice, UnitRole
from storage.database.store import Store, Transaction
from storage.people.reach import below
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit, unit_officer

MOST_ABOVE = 12
"""Units above one another that are read; more would be a circle in HR's file."""


async def listed(store: Store, *, page: int) -> Page[UnitRole]:
    """All roles that have not ended, by unit; also those that wait for their code."""
    lasting = unit_officer.c.ended_at.is_(None)
    async with store.read() as session:
        counted = select(func.count()).select_from(unit_officer).where(lasting)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            _roles()
            .where(lasting)
            .order_by(unit.c.name, person.c.name, unit_officer.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(_role(row) for row in rows), number, total)


async def of_person(store: Store, person_id: PersonId) -> tuple[UnitRole, ...]:
    """The roles of one person that have not ended."""
    mine = and_(unit_officer.c.person_id == person_id, unit_officer.c.ended_at.is_(None))
    async with store.look() as session:
        rows = await session.execute(_roles().where(mine).order_by(unit_officer.c.id))
        return tuple(_role(row) for row in rows)


async def one(store: Store, role: UnitOfficerId) -> UnitRole | None:
    """One role, also if it has ended."""
    async with store.look() as session:
        return await read_role(session, role)


async def read_role(session: Transaction, role: UnitOfficerId) -> UnitRole | None:
    row = (await session.execute(_roles().where(unit_officer.c.id == role))).one_or_none()
    return _role(row) if row is not None else None


async def units_for(store: Store, person_id: PersonId) -> tuple[UnitChoice, ...]:
    """The unit where a person works and those above it: the role counts while that is so."""
    async with store.read() as session:
        return await read_units(session, person_id)


async def read_units(session: Transaction, person_id: PersonId) -> tuple[UnitChoice, ...]:
    """As `units_for`, in a transaction that is open."""
    start = select(person.c.unit_id).where(person.c.id == person_id, person.c.active)
    here = (await session.execute(start)).scalar_one_or_none()
    found: list[UnitChoice] = []
    while here is not None and len(found) < MOST_ABOVE:
        row = (await session.execute(select(unit).where(unit.c.id == here))).one()
        if any(row.id == known.id for known in found):
            break
        people = select(func.count()).where(person.c.active, person.c.unit_id.in_(below([here])))
        count = (await session.execute(people)).scalar_one()
        found.append(UnitChoice(UnitId(row.id), row.name, count))
        here = row.parent_id
    return tuple(found)


def _roles() -> Select[Any]:
    return (
        select(unit_officer, *NAME_COLUMNS, person.c.nip, unit.c.name.label("unit_name"))
        .join(person, person.c.id == unit_officer.c.person_id)
        .join(unit, unit.c.id == unit_officer.c.unit_id)
    )


def _role(row: Any) -> UnitRole:
    return UnitRole(
        id=row.id,
        person=row.person_id,
        name=name_of(row),
        nip=row.nip,
        unit=row.unit_name,
        given_at=row.given_at,
        accepted=row.accepted_at is not None,
        until=row.until,
        ended=row.ended_at is not None,
        wrong=row.wrong,
    )
