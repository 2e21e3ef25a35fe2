"""Whom a person may name: HR every person in service, a superior the own team, a unit's officer
the people of the unit. Read anew at each press.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select

from domain.decisions.deciders import acting
from domain.ids import PersonId
from domain.seats.nominations import NominatedBy
from storage.database.store import Store, Transaction
from storage.decisions.offices import direct_staff, posts_of
from storage.people.actors import holds_role, hr_condition
from storage.people.reach import units_of_officer
from storage.people.tables import person, unit, unit_officer


@dataclass(frozen=True, slots=True)
class NominationReach:
    """As what a person names others, and whom."""

    who: PersonId
    office: NominatedBy
    post: str | None
    """What the people named read as the office; None: the HR unit."""
    among: Any
    """SQL: the person is in service and may be named. Nobody names himself or herself."""


async def holds(
    store: Store, who: PersonId, office: NominatedBy, *, now: datetime, zone: str
) -> bool:
    """Whether a person may name others as this office now."""
    async with store.read() as session:
        return await reach(session, who, office, now=now, zone=zone) is not None


async def reach(
    session: Transaction, who: PersonId, office: NominatedBy, *, now: datetime, zone: str
) -> NominationReach | None:
    """None if the person does not hold this office now."""
    mine = select(person.c.position_title, hr_condition(person.c.id).label("hr"))
    row = (await session.execute(mine.where(person.c.id == who, person.c.active))).one_or_none()
    if row is None:
        return None
    others = and_(person.c.active, person.c.id != who)
    today = now.astimezone(ZoneInfo(zone)).date()
    match office:
        case NominatedBy.HR:
            return NominationReach(who, office, None, others) if row.hr else None
        case NominatedBy.SUPERIOR:
            team = await direct_staff(session, who, today)
            if not team:
                return None
            acts = next((one for one in await posts_of(session, who, today) if one.kind), None)
            post = row.position_title
            if acts is not None and acts.kind is not None:
                post = acting(acts.kind, acts.title)
            return NominationReach(who, office, post, and_(others, person.c.id.in_(team)))
        case NominatedBy.COLLEAGUE:
            return None
        case NominatedBy.UNIT:
            units = await units_of_officer(session, who, today)
            if not units:
                return None
            role = unit_officer.c.person_id == who
            name = select(unit.c.name).join(unit_officer).where(role, holds_role(today))
            name = name.where(unit.c.id.in_(units)).order_by(unit_officer.c.id).limit(1)
            post = (await session.execute(name)).scalar_one()
            return NominationReach(who, office, post, and_(others, person.c.unit_id.in_(units)))
