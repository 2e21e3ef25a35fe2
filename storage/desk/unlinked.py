"""People in service without a linked account: counted, and listed in full for HR's file."""

from sqlalchemy import func, select

from domain.accounts.unlinked import UnlinkedSummary
from domain.ids import OfferingId
from domain.people.reach import EVERYBODY, Reach
from domain.people.staff import RosterRow
from storage.accounts.tables import link
from storage.database.store import Store
from storage.desk.figures import _count
from storage.people.actors import linked
from storage.people.reach import works_within
from storage.people.tables import person, unit
from storage.seats.rows import is_open
from storage.seats.tables import enrolment

BIGGEST = 3


async def unlinked_summary(store: Store) -> UnlinkedSummary:
    """The number of people in service who are not linked, and the units with most of them."""
    people = func.count().label("people")
    query = (
        select(unit.c.name, people)
        .select_from(person.outerjoin(link, linked(person.c.id)))
        .join(unit, unit.c.id == person.c.unit_id)
        .where(person.c.active, link.c.person_id.is_(None))
        .group_by(unit.c.id, unit.c.name)
        .order_by(people.desc(), unit.c.name)
        .limit(BIGGEST)
    )
    everybody = _count(
        person.outerjoin(link, linked(person.c.id)), person.c.active, link.c.person_id.is_(None)
    )
    async with store.read() as session:
        rows = (await session.execute(query)).all()
        total = (await session.execute(select(everybody))).scalar_one()
    return UnlinkedSummary(total, tuple((row.name, row.people) for row in rows))


async def unlinked_people(
    store: Store, offering: OfferingId | None = None, *, within: Reach = EVERYBODY
) -> list[RosterRow]:
    """All people in service without a linked account, by unit and name; or those of an offering.

    Of an offering: those with a seat, a request or a place in the queue.
    """
    query = (
        select(person, unit.c.name.label("unit_name"))
        .outerjoin(link, linked(person.c.id))
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(person.c.active, link.c.person_id.is_(None), works_within(within))
        .order_by(unit.c.name, person.c.name, person.c.id)
    )
    if offering is not None:
        there = select(enrolment.c.person_id).where(enrolment.c.offering_id == offering, is_open())
        query = query.where(person.c.id.in_(there))
    async with store.read() as session:
        rows = await session.execute(query)
        return [
            RosterRow(
                nip=row.nip,
                name=row.name,
                title_before=row.title_before,
                title_after=row.title_after,
                position=row.position_title,
                unit=row.unit_name,
                phone=row.phone,
            )
            for row in rows
        ]
