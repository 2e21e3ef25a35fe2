"""The figures on the HR desk, the start screen of HR officers."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, func, select

from domain.decisions.states import DecisionState
from domain.desk import DeskFigures, LastImport, late_before
from storage.accounts import data_requests
from storage.accounts.tables import data_request, failed_link, link
from storage.catalogue.sessions import holidays
from storage.catalogue.tables import offering, offering_draft, training
from storage.database.columns import constant
from storage.database.store import Store
from storage.decisions.chains import holds
from storage.decisions.tables import decision, mandate
from storage.imports.tables import import_log
from storage.people.tables import person, unit_officer
from storage.seats import approvals
from storage.seats.tables import enrolment, offering_figure

YEAR = timedelta(days=365)


async def figures(store: Store, *, now: datetime, zone: str) -> DeskFigures:
    """Reads the public holidays, and all figures of the desk in one statement.

    `zone` is that of the office's calendar: requests are late after so many working days.
    """
    async with store.read() as session:
        late = late_before(now, zone, holidays=await holidays(session))
        day = now.astimezone(ZoneInfo(zone)).date()
        row = (await session.execute(_figures(now, late, day))).one()
    return DeskFigures(**row._mapping)


async def last_import(store: Store) -> LastImport | None:
    """What was imported last and not taken back."""
    query = (
        select(import_log.c.files, import_log.c.at)
        .where(import_log.c.undone_at.is_(None))
        .order_by(import_log.c.at.desc(), import_log.c.id.desc())
        .limit(1)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    return LastImport(tuple(row.files), row.at) if row is not None else None


def _figures(now: datetime, late: datetime, day: date) -> Select[Any]:
    open_now = and_(
        offering.c.archived_at.is_(None),
        offering.c.called_off_at.is_(None),
        offering.c.starts_at > now,
        offering.c.closes_at > now,
    )
    # Counted as all people and all links, minus the few that do not count.
    released = _count(link, link.c.released_at.is_not(None))
    # Looked up for each of the few: as a join PostgreSQL reads all links for it.
    still = select(link.c.released_at.is_(None)).where(link.c.person_id == person.c.id)
    out_of_service = _count(person, ~person.c.active, still.scalar_subquery())
    return select(
        (_count(person) - _count(person, ~person.c.active)).label("active"),
        (_count(link) - released - out_of_service).label("linked"),
        _count(offering, open_now).label("offerings"),
        select(func.coalesce(func.sum(offering.c.quota), 0)).where(open_now).label("seats"),
        _sum("seated", open_now).label("taken"),
        _count(
            enrolment.join(offering),
            approvals.waits(now),
        ).label("requests"),
        _count(
            enrolment.join(offering),
            approvals.waits(now),
            enrolment.c.since < late,
        ).label("late"),
        _count(data_request, data_requests.waits()).label("data_requests"),
        _count(failed_link, failed_link.c.settled_at.is_(None)).label("failed"),
        _count(unit_officer, unit_officer.c.ended_at.is_(None)).label("roles"),
        _count(training, training.c.archived_at.is_(None)).label("trainings"),
        _count(mandate, holds(day)).label("mandates"),
        _count(offering_draft, offering_draft.c.offering_id.is_(None)).label("drafts"),
        _sum("took_part", _ended(now)).label("took_part"),
        _sum("answered", _ended(now)).label("answered"),
        _count(decision, decision.c.state == constant(DecisionState.OPEN)).label("open_decisions"),
    )


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()


def _ended(now: datetime) -> Any:
    return and_(
        offering.c.called_off_at.is_(None),
        offering.c.ends_at <= now,
        offering.c.ends_at > now - YEAR,
    )


def _sum(figure: str, of: Any) -> Any:
    """SQL: the sum of one stored figure over the offerings that meet a condition."""
    return (
        select(func.coalesce(func.sum(offering_figure.c.people), 0))
        .select_from(offering_figure.join(offering))
        .where(offering_figure.c.figure == figure, of)
        .scalar_subquery()
    )
