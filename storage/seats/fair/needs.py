"""What decides about the points of people for an offering: gap, unit, hours, earlier trainings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, literal, select

from domain.catalogue.offerings import Offering
from domain.hours import learning_hours
from domain.ids import OfferingId, PersonId
from domain.seats.ranking import Need
from storage.catalogue.tables import offering, training_competency
from storage.competencies.tables import IS_SHORT, current_level
from storage.database.store import Store, Transaction
from storage.home.menu import hours_between
from storage.people.tables import person
from storage.seats import standing
from storage.seats.fair import units
from storage.seats.fair.units import Shares
from storage.seats.rows import is_present
from storage.seats.tables import enrolment


@dataclass(frozen=True, slots=True)
class HoursOfYear:
    """The local year whose hours count, and the figures that they are measured against."""

    year: int
    since: datetime
    until: datetime
    target_pns: int
    ceiling_pppk: int


async def needs(
    session: Transaction,
    there: Offering,
    people: Collection[PersonId],
    *,
    shares: Shares,
    hours: HoursOfYear,
) -> dict[PersonId, Need]:
    """The need of each of these people."""
    aims = training_competency.alias("aims")
    gap = (
        select(func.coalesce(func.sum(current_level.c.gap), 0))
        .join(aims, aims.c.competency_id == current_level.c.competency_id)
        .where(current_level.c.person_id == person.c.id, IS_SHORT)
        .where(aims.c.training_id == there.training_id, aims.c.level > current_level.c.level)
        .scalar_subquery()
    )
    done = training_competency.alias("done")
    wanted = select(aims.c.competency_id).where(aims.c.training_id == there.training_id)
    before = exists(
        select(literal(1))
        .select_from(enrolment.join(offering))
        .join(done, done.c.training_id == offering.c.training_id)
        .where(enrolment.c.person_id == person.c.id, is_present())
        .where(done.c.competency_id.in_(wanted))
    )
    query = select(
        *person.c["id", "employment", "unit_id"],
        gap.label("gap"),
        before.label("before"),
        hours_between(person.c.id, hours.since, hours.until).label("hours"),
    ).where(person.c.id.in_(people))
    found: dict[PersonId, Need] = {}
    for row in await session.execute(query):
        mine = learning_hours(
            row.employment,
            year=hours.year,
            hours=row.hours,
            target_pns=hours.target_pns,
            ceiling_pppk=hours.ceiling_pppk,
        )
        most = mine.target if mine.target is not None else mine.ceiling
        room = shares.room(row.unit_id)
        found[row.id] = Need(
            gap=row.gap,
            unit_open=room is not None and room.left > 0,
            hours_short=most is not None and row.hours < most,
            first=not row.before,
        )
    return found


async def mine(
    store: Store,
    offering_id: OfferingId,
    person_id: PersonId,
    *,
    hours: HoursOfYear,
    now: datetime,
) -> tuple[Offering, Need] | None:
    """An offering with the need of one person; None if there is no such offering."""
    async with store.read() as session:
        there = await standing.read_offering(session, offering_id)
        if there is None:
            return None
        shares = await units.shares(session, there, now=now)
        found = await needs(session, there, [person_id], shares=shares, hours=hours)
        return there, found.get(person_id, Need())
