"""Whose data a person may see by a role: HR all people, a unit officer those of the own tree."""

from datetime import date
from typing import Any

from sqlalchemy import and_, exists, literal, or_, select

from domain.ids import PersonId, UnitId
from storage.database.store import Store, Transaction
from storage.people.actors import hr_condition
from storage.people.tables import person, unit, unit_officer


def below(units: Any) -> Any:
    """SQL: the ids of these units and of all units below them."""
    tree = select(unit.c.id).where(unit.c.id.in_(units)).cte("tree", recursive=True)
    tree = tree.union(select(unit.c.id).join(tree, unit.c.parent_id == tree.c.id))
    return select(tree.c.id)


def holds_role(day: Any) -> Any:
    """SQL: a unit officer has accepted the role, and it has not ended on this day."""
    return and_(
        unit_officer.c.accepted_at.is_not(None),
        unit_officer.c.ended_at.is_(None),
        or_(unit_officer.c.until.is_(None), unit_officer.c.until >= day),
    )


async def units_of_officer(
    session: Transaction, person_id: PersonId, day: date
) -> frozenset[UnitId]:
    """The units whose people a unit officer sees on this day; empty: the person is no officer.

    A role counts while the officer is in service and works in that unit or below it.
    """
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
    query = select(pairs.c.below).where(
        pairs.c.top.in_(select(here.c.top).where(here.c.below == own.scalar_subquery()))
    )
    return frozenset((await session.execute(query)).scalars())


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


async def units_of(store: Store, person_id: PersonId, day: date) -> frozenset[UnitId]:
    """As `units_of_officer`, in a transaction of its own."""
    async with store.look() as session:
        return await units_of_officer(session, person_id, day)
