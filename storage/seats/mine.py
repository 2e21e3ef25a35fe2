"""A person's own trainings ("Pelatihan Saya"): those to come, and the past ones."""

from datetime import datetime

from sqlalchemy import and_, func, select

from domain.catalogue.sessions import is_running
from domain.ids import OfferingId, PersonId
from domain.lists import PAGE, Page, kept_within
from domain.seats.mine import MyTraining, MyTrainings
from storage.catalogue.tables import offering, training
from storage.database.store import Store, Transaction
from storage.home.menu import hours_between
from storage.people.tables import person
from storage.seats import standing
from storage.seats.rows import as_standing, is_open
from storage.seats.tables import enrolment


async def mine(
    store: Store,
    *,
    person_id: PersonId,
    past: bool,
    page: int,
    year: tuple[datetime, datetime],
    now: datetime,
) -> MyTrainings:
    """One page of trainings to come (soonest first) or past ones (latest first).

    `year` is start and end of the local year for which hours are counted.
    """
    coming = and_(
        is_open(),
        offering.c.called_off_at.is_(None),
        offering.c.ends_at > now,
        enrolment.c.attendance.is_(None),
    )
    which = and_(enrolment.c.person_id == person_id, ~coming if past else coming)
    joined = enrolment.join(offering).join(training)
    order = offering.c.starts_at.desc() if past else offering.c.starts_at.asc()
    async with store.read() as session:
        counted = select(func.count()).select_from(joined).where(which)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(
                enrolment,
                training.c.title,
                offering.c.starts_at,
                offering.c.ends_at,
                offering.c.timezone,
                offering.c.called_off_at,
            )
            .select_from(joined)
            .where(which)
            .order_by(order, enrolment.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        found = [
            MyTraining(
                offering_id=OfferingId(row.offering_id),
                title=row.title,
                starts_at=row.starts_at,
                timezone=row.timezone,
                called_off=row.called_off_at is not None,
                standing=as_standing(row, await standing.position_of(session, row)),
                running=is_running(row, now),
            )
            for row in rows.all()
        ]
        employment, counted_hours = await _hours(session, person_id, year)
        return MyTrainings(Page(tuple(found), number, total), employment, counted_hours)


async def hours(
    store: Store, *, person_id: PersonId, year: tuple[datetime, datetime]
) -> tuple[str | None, int]:
    """The kind of employment, and the hours from the start of a local year until its end."""
    async with store.look() as session:
        return await _hours(session, person_id, year)


async def _hours(
    session: Transaction, person_id: PersonId, year: tuple[datetime, datetime]
) -> tuple[str | None, int]:
    figures = select(person.c.employment, hours_between(person.c.id, *year).label("hours"))
    who = (await session.execute(figures.where(person.c.id == person_id))).one()
    return who.employment, who.hours
