"""The figures on the desk of a unit officer."""

from datetime import datetime

from sqlalchemy import and_, exists, literal, select

from domain.desk import UnitFigures
from domain.people.reach import Reach
from storage.accounts.tables import link
from storage.catalogue.hr.lists import concerns
from storage.catalogue.tables import offering, training
from storage.competencies.tables import IS_SHORT, current_level
from storage.database.store import Store
from storage.desk.figures import _count
from storage.people.actors import linked
from storage.people.reach import works_within
from storage.people.tables import person
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment


async def figures(store: Store, within: Reach, *, now: datetime) -> UnitFigures:
    """All figures in one statement."""
    mine = and_(person.c.active, works_within(within))
    to_come = and_(
        offering.c.archived_at.is_(None),
        offering.c.called_off_at.is_(None),
        offering.c.ends_at > now,
    )
    seats = enrolment.join(person, person.c.id == enrolment.c.person_id).join(offering)
    short = exists(select(literal(1)).where(current_level.c.person_id == person.c.id, IS_SHORT))
    query = select(
        _count(person, mine).label("active"),
        _count(person.join(link, linked(person.c.id)), mine).label("linked"),
        _count(offering.join(training), to_come, concerns(within)).label("offerings"),
        _count(seats, to_come, is_seated(), mine).label("seats"),
        _count(person, mine, short).label("short"),
    )
    async with store.look() as session:
        row = (await session.execute(query)).one()
    return UnitFigures(**row._mapping)
