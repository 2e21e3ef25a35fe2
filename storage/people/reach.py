"""Whose data a person may see by a role: HR all people, a unit officer those of the own tree."""

from datetime import date
from typing import Any

from sqlalchemy import exists, literal, select, true

from domain.ids import PersonId, UnitId
from domain.people.reach import Reach
from storage.database.store import Store, Transaction
from storage.people.actors import holds_role, hr_condition
from storage.people.tables import person, unit, unit_officer


def below(units: Any) -> Any:
    """SQL: the ids of these units and of all units below them."""
    tree = select(unit.c.id).where(unit.c.id.in_(units)).cte("tree", recursive=True)
    tree = tree.union(select(unit.c.id).join(tree, unit.c.parent_id == tree.c.id))
    return select(tree.c.id)


async def units_of_officer(
    session: Transaction, person_id: PersonId, day: date
) -> frozenset[UnitId]:
    """The units whose people a unit officer sees on this day; empty: the person is no officer.

    A role counts while the officer is in service and works in that unit or below it.
    """
    return frozenset(below for _, below in await _pairs(session, person_id, day))


async def _pairs(
    session: Transaction, person_id: PersonId, day: date
) -> list[tuple[UnitId, UnitId]]:
    """Each unit of the own tree, with the unit of the role above it."""
    pairs = (
        select(unit_officer.c.unit_id.label("top"), unit_officer.c.unit_id.label("below"))
        .where(unit_officer.c.person_id == person_id, holds_role(day))
        .cte("pairs", recursive=True)
    )
    pairs = pairs.union(
        select(pairs.c.top, unit.c.id).join(pairs, unit.c.parent_id == pairs.c.below)
    )
    own = select(person.c.unit_id).where(person.c.id == person_id, person.c.active)
    here = pairs.alias("here")
    query = select(pairs.c.top, pairs.c.below).where(
        pairs.c.top.in_(select(here.c.top).where(here.c.below == own.scalar_subquery()))
    )
    return [(row.top, row.below) for row in await session.execute(query)]


async def can_see(
    session: Transaction, actor: PersonId, person_id: PersonId, *, day: date
) -> bool:
    """Whether the actor may see the data of a person as HR or as the officer of the unit."""
    officer = select(person.c.id).where(
        person.c.id == actor, person.c.active, hr_condition(person.c.id)
    )
    if (await session.execute(officer)).one_or_none() is not None:
        return True
    units = await units_of_officer(session, actor, day)
    if not units:
        return False
    there = exists(select(literal(1)).where(person.c.id == person_id, person.c.unit_id.in_(units)))
    return bool((await session.execute(select(there))).scalar_one())


async def reach_of(store: Store, person_id: PersonId, day: date) -> Reach:
    """The own tree of a unit officer, with the name of the unit at its top."""
    async with store.read() as session:
        pairs = await _pairs(session, person_id, day)
        if not pairs:
            return Reach(frozenset())
        tops = {top for top, _ in pairs}
        name = select(unit.c.name).where(unit.c.id.in_(tops)).order_by(unit.c.name).limit(1)
        first = (await session.execute(name)).scalar_one()
    return Reach(frozenset(below for _, below in pairs), first)


def works_within(within: Reach) -> Any:
    """SQL: the person works in one of these units."""
    return true() if within.units is None else person.c.unit_id.in_(within.units)


async def sees(store: Store, within: Reach, person_id: PersonId) -> bool:
    """Whether the roster has this person in one of these units."""
    query = select(person.c.id).where(person.c.id == person_id, works_within(within))
    async with store.look() as session:
        return (await session.execute(query)).one_or_none() is not None
