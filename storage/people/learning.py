"""What HR's card of a person says about learning."""

from datetime import datetime

from sqlalchemy import func, select

from domain.hours import learning_hours
from domain.ids import PersonId
from domain.people.staff import StaffLearning
from domain.seats.deciding import SeatState
from storage.catalogue.tables import offering
from storage.competencies.tables import IS_SHORT, competency, current_level
from storage.database.store import Store
from storage.home.menu import hours_between
from storage.people.rows import name_of
from storage.people.tables import person
from storage.seats.rows import is_present
from storage.seats.tables import enrolment


async def of_person(
    store: Store,
    person_id: PersonId,
    *,
    year: int,
    bounds: tuple[datetime, datetime],
    targets: tuple[int, int],
    now: datetime,
) -> StaffLearning | None:
    """Hours, trainings, gaps and superior; `bounds` are those of the local year, `targets` the
    hours of PNS (least) and PPPK (most).
    """
    since, until = bounds
    superior = person.alias("superior")
    mine = select(func.count()).select_from(enrolment.join(offering))
    mine = mine.where(enrolment.c.person_id == person_id, offering.c.called_off_at.is_(None))
    attended = mine.where(
        is_present(),
        offering.c.ends_at >= since,
        offering.c.ends_at < until,
    )
    coming = mine.where(enrolment.c.state == SeatState.ENROLLED.value, offering.c.ends_at > now)
    query = select(
        person.c.employment,
        hours_between(person_id, since, until).label("hours"),
        attended.scalar_subquery().label("attended"),
        coming.scalar_subquery().label("coming"),
    ).where(person.c.id == person_id)
    above = (
        select(superior.c.name, superior.c.title_before, superior.c.title_after)
        .join(person, person.c.superior_nip == superior.c.nip)
        .where(person.c.id == person_id)
    )
    gaps = (
        select(competency.c.name)
        .join(current_level, current_level.c.competency_id == competency.c.id)
        .where(current_level.c.person_id == person_id, IS_SHORT)
        .order_by(current_level.c.gap.desc(), competency.c.name)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        boss = (await session.execute(above)).one_or_none()
        return StaffLearning(
            hours=learning_hours(
                row.employment,
                year=year,
                hours=row.hours,
                target_pns=targets[0],
                ceiling_pppk=targets[1],
            ),
            attended=row.attended,
            coming=row.coming,
            gaps=tuple((await session.execute(gaps)).scalars()),
            superior=name_of(boss) if boss is not None else None,
        )
