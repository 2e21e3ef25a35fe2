"""The HR desk: its figures, who is not linked, and the tries to link that failed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, select, update

from domain.desk import (
    PAGE,
    DeskFigures,
    Failure,
    FailureReason,
    Page,
    RosterRow,
    UnlinkedSummary,
    kept_within,
)
from domain.ids import PersonId, UpdateKey
from domain.people import full_name
from storage import audit, data_requests, intake, requests
from storage.engine import Session, Store
from storage.people import linked
from storage.staff_links import release_link
from storage.tables import (
    data_request,
    enrolment,
    failed_link,
    link,
    offering,
    offering_figure,
    person,
    unit,
)

YEAR = timedelta(days=365)
BIGGEST = 3


async def figures(store: Store, *, now: datetime) -> DeskFigures:
    """All figures of the desk in one statement."""
    open_now = and_(offering.c.called_off_at.is_(None), offering.c.closes_at > now)
    # All links without the few that do not count, instead of each person with the link.
    released = _count(link, link.c.released_at.is_not(None))
    out_of_service = _count(person.join(link, linked(person.c.id)), ~person.c.active)
    query = select(
        _count(person, person.c.active).label("active"),
        (_count(link) - released - out_of_service).label("linked"),
        _count(offering, open_now).label("offerings"),
        select(func.coalesce(func.sum(offering.c.quota), 0)).where(open_now).label("seats"),
        _sum("seated", open_now).label("taken"),
        _count(
            enrolment.join(offering),
            requests.waits(now),
        ).label("requests"),
        _count(data_request, data_requests.waits()).label("data_requests"),
        _count(failed_link, failed_link.c.settled_at.is_(None)).label("failed"),
        _sum("took_part", _ended(now)).label("took_part"),
        _sum("answered", _ended(now)).label("answered"),
    )
    async with store.read() as session:
        row = (await session.execute(query)).one()
    return DeskFigures(**row._mapping)


async def unlinked_summary(store: Store) -> UnlinkedSummary:
    """How many people in service are not linked, and the units with most of them."""
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


async def unlinked_people(store: Store) -> list[RosterRow]:
    """Everybody in service who is not linked, by unit and name."""
    query = (
        select(person, unit.c.name.label("unit_name"))
        .outerjoin(link, linked(person.c.id))
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(person.c.active, link.c.person_id.is_(None))
        .order_by(unit.c.name, person.c.name, person.c.id)
    )
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


async def failures(store: Store, *, page: int) -> Page[Failure]:
    """Tries that wait for HR, the latest first."""
    waiting = failed_link.c.settled_at.is_(None)
    async with store.read() as session:
        total = (await session.execute(select(_count(failed_link, waiting)))).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            _failures()
            .where(waiting)
            .order_by(failed_link.c.at.desc(), failed_link.c.id.desc())
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(_failure(row) for row in rows), number, total)


async def failure(store: Store, failure_id: int) -> Failure | None:
    """One failed try as it stands now."""
    async with store.read() as session:
        return await _one_failure(session, failure_id)


async def release_failure(
    store: Store,
    failure_id: int,
    *,
    by: PersonId,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> Failure | None:
    """Lets the old account of the person of a failed try go; the try is settled with it."""
    async with store.write() as session:
        found = await _one_failure(session, failure_id)
        if found is None or found.person_id is None or found.reason is not FailureReason.LINKED:
            return found
        if await intake.claim(session, key, at=real_now):
            await release_link(session, found.person_id, by=by, now=now)
        return await _one_failure(session, failure_id)


async def settle_failure(
    store: Store,
    failure_id: int,
    *,
    by: PersonId,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> None:
    """HR has dealt with a failed try."""
    async with store.write() as session:
        if not await intake.claim(session, key, at=real_now):
            return
        done = await session.execute(
            update(failed_link)
            .where(failed_link.c.id == failure_id, failed_link.c.settled_at.is_(None))
            .values(settled_at=now)
        )
        if done.rowcount:
            await audit.record(session, "failure_settled", actor=by, about=failure_id, at=now)


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()


def _ended(now: datetime) -> Any:
    return and_(
        offering.c.called_off_at.is_(None),
        offering.c.ends_at <= now,
        offering.c.ends_at > now - YEAR,
    )


def _sum(figure: str, of: Any) -> Any:
    """SQL: a figure over some offerings, of those that are kept for each."""
    return (
        select(func.coalesce(func.sum(offering_figure.c.people), 0))
        .select_from(offering_figure.join(offering))
        .where(offering_figure.c.figure == figure, of)
        .scalar_subquery()
    )


def _failures() -> Select[Any]:
    # Whose number it is: the person noted with the try, or everybody who has it now.
    return (
        select(
            failed_link,
            person.c.name,
            person.c.title_before,
            person.c.title_after,
            case((link.c.released_at.is_(None), link.c.linked_at)).label("linked_at"),
        )
        .outerjoin(person, person.c.id == failed_link.c.person_id)
        .outerjoin(link, link.c.person_id == failed_link.c.person_id)
    )


async def _one_failure(session: Session, failure_id: int) -> Failure | None:
    row = (await session.execute(_failures().where(failed_link.c.id == failure_id))).one_or_none()
    if row is None:
        return None
    sharing = await session.execute(
        select(person).where(person.c.phone == row.phone, person.c.active).order_by(person.c.name)
    )
    return _failure(row, sharers=tuple(_name(other) for other in sharing))


def _failure(row: Any, *, sharers: tuple[str, ...] = ()) -> Failure:
    return Failure(
        id=row.id,
        phone=row.phone,
        reason=FailureReason(row.reason),
        at=row.at,
        person_id=row.person_id,
        name=_name(row) if row.name is not None else None,
        sharers=sharers,
        linked_at=row.linked_at,
        settled=row.settled_at is not None,
    )


def _name(row: Any) -> str:
    return full_name(row.title_before, row.name, row.title_after)
