"""What HR's card of a person says about learning."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from domain.hours import learning_hours
from domain.ids import EnrolmentId, PersonId
from domain.lists import PAGE, Page, kept_within
from domain.people.staff import StaffLearning, StaffTraining
from domain.seats.deciding import SeatState
from storage.catalogue.runs import several
from storage.catalogue.tables import offering, training
from storage.competencies.tables import IS_SHORT, competency, current_level
from storage.database.store import Store
from storage.decisions import mandates
from storage.decisions.superiors import superior_today
from storage.home.menu import hours_between
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
    """Hours, trainings, gaps, superior, mandates; `bounds` are of the local year, `targets` the
    hours of PNS (least) and PPPK (most).
    """
    since, until = bounds
    every = select(func.count()).select_from(enrolment.join(offering))
    every = every.where(enrolment.c.person_id == person_id)
    mine = every.where(offering.c.called_off_at.is_(None))
    attended = mine.where(
        is_present(),
        offering.c.ends_at >= since,
        offering.c.ends_at < until,
    )
    coming = mine.where(enrolment.c.state == SeatState.ENROLLED.value, offering.c.ends_at > now)
    query = select(
        person.c.employment,
        every.scalar_subquery().label("trainings"),
        hours_between(person_id, since, until).label("hours"),
        attended.scalar_subquery().label("attended"),
        coming.scalar_subquery().label("coming"),
    ).where(person.c.id == person_id)
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        today = now.astimezone(since.tzinfo).date()
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
            gaps=tuple((await session.execute(_gaps_of(person_id))).scalars()),
            trainings=row.trainings,
            superior=await superior_today(session, person_id, day=today),
            mandates=await mandates.held_by(session, person_id, today=today),
        )


def _gaps_of(person_id: PersonId) -> Select[Any]:
    return (
        select(competency.c.name)
        .join(current_level, current_level.c.competency_id == competency.c.id)
        .where(current_level.c.person_id == person_id, IS_SHORT)
        .order_by(current_level.c.gap.desc(), competency.c.name)
    )


async def trainings(store: Store, person_id: PersonId, *, page: int) -> Page[StaffTraining]:
    """All that a person ever signed up for, the latest first."""
    mine = enrolment.c.person_id == person_id
    counted = select(func.count()).select_from(enrolment).where(mine)
    async with store.read() as session:
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(
                *enrolment.c["id", "state", "attendance"],
                *offering.c["label", "starts_at", "timezone", "called_off_at"],
                *training.c["title", "hours"],
                several(),
            )
            .select_from(enrolment.join(offering).join(training))
            .where(mine)
            .order_by(offering.c.starts_at.desc(), enrolment.c.id.desc())
            .limit(PAGE)
            .offset(number * PAGE)
        )
        items = tuple(_training(row) for row in rows)
    return Page(items, number, total)


def _training(row: Any) -> StaffTraining:
    return StaffTraining(
        enrolment_id=EnrolmentId(row.id),
        title=row.title,
        run=row.label if row.several else None,
        starts_at=row.starts_at,
        timezone=row.timezone,
        hours=row.hours,
        called_off=row.called_off_at is not None,
        state=SeatState(row.state),
        attendance=row.attendance,
    )
