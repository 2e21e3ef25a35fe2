"""Offerings as HR sees them: by state, by what was typed, and one with its figures."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select, true

from domain.catalogue.changes import OfferingState, state_of
from domain.catalogue.offerings import Occupancy
from domain.catalogue.runs import LISTED, RunCard, RunLine, RunList
from domain.ids import OfferingId
from domain.lists import PAGE, Page, kept_within
from domain.people.reach import Reach
from domain.seats.deciding import SeatState
from domain.seats.seen import seen
from storage.catalogue import sessions
from storage.catalogue.hr import history
from storage.catalogue.tables import offering, offering_draft, training
from storage.database.columns import has_words
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people.reach import works_within
from storage.people.tables import person, unit
from storage.seats.nominations.tables import assignment_letter
from storage.seats.rows import OFFERING_COLUMNS, as_offering, is_open, is_seated
from storage.seats.tables import enrolment

_SOON = (OfferingState.OPEN, OfferingState.CLOSED, OfferingState.RUNNING)
"""States whose list begins with what starts first; the others begin with the latest."""


async def listing(store: Store, *, state: OfferingState, page: int, now: datetime) -> RunList:
    """One page of the offerings in a state."""
    async with store.read() as session:
        counts = await _counts(session, now)
        number = kept_within(page, counts[state])
        first = offering.c.starts_at.asc() if state in _SOON else offering.c.starts_at.desc()
        rows = _lines().where(in_state(state, now)).order_by(first, offering.c.id)
        items = await _page(session, rows, number, now)
        return RunList(Page(items, number, counts[state]), counts)


async def found(
    store: Store, text: str, *, page: int, now: datetime, state: OfferingState | None = None
) -> RunList:
    """One page of the offerings with each typed word in title, code or run.

    `state`: only those in it, if there are some; else those in every state.
    """
    wanted = has_words(text, training.c.title, training.c.code, offering.c.label)
    past = offering.c.ends_at <= now
    async with store.read() as session:
        here = func.count() if state is None else func.count().filter(in_state(state, now))
        counted = select(func.count().label("all"), here.label("here"))
        of = counted.select_from(offering.join(training)).where(wanted)
        figures = (await session.execute(of)).one()
        within = state if 0 < figures.here < figures.all else None
        total = figures.here if within is not None else figures.all
        number = kept_within(page, total)
        rows = _lines().where(wanted)
        if within is not None:
            rows = rows.where(in_state(within, now))
        rows = rows.order_by(
            past, case((~past, offering.c.starts_at)), offering.c.starts_at.desc(), offering.c.id
        )
        items = await _page(session, rows, number, now)
        counts = await _counts(session, now)
        return RunList(Page(items, number, total), counts, within, figures.all)


async def of_units(store: Store, within: Reach, *, page: int, now: datetime) -> Page[RunLine]:
    """Offerings that have not ended, of the units of an officer or with people of these units."""
    wanted = and_(
        offering.c.archived_at.is_(None),
        offering.c.called_off_at.is_(None),
        offering.c.ends_at > now,
        concerns(within),
    )
    async with store.read() as session:
        counted = select(func.count()).select_from(offering.join(training)).where(wanted)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = _lines().where(wanted).order_by(offering.c.starts_at, offering.c.id)
        return Page(await _page(session, rows, number, now), number, total)


def concerns(within: Reach) -> Any:
    """SQL: the training is held by one of these units, or people of these units take part."""
    if within.units is None:
        return true()
    names = select(func.upper(unit.c.name)).where(unit.c.id.in_(within.units))
    there = select(enrolment.c.offering_id).join(person, person.c.id == enrolment.c.person_id)
    return or_(
        func.upper(training.c.organiser).in_(names),
        offering.c.id.in_(there.where(works_within(within), is_open())),
    )


async def card(store: Store, offering_id: OfferingId, *, now: datetime) -> RunCard | None:
    """One offering with its figures and its newest change; None if there is none."""
    of = enrolment.c.offering_id == offering_id
    query = (
        select(
            *OFFERING_COLUMNS,
            training.c.code,
            training.c.description,
            _count(of, is_seated()).label("taken"),
            _count(of, enrolment.c.state == SeatState.REQUESTED.value).label("requests"),
            _count(of, enrolment.c.state == SeatState.QUEUED.value).label("waiting"),
            select(func.count())
            .where(assignment_letter.c.offering_id == offering_id)
            .scalar_subquery()
            .label("letters"),
            _count(of, enrolment.c.attendance.is_not(None)).label("recorded"),
        )
        .join(training, training.c.id == offering.c.training_id)
        .where(offering.c.id == offering_id)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        made = await history.newest(session, offering_id)
        there = await sessions.held(session, as_offering(row))
        speakers, to_come = await sessions.speakers(session, there, now=now)
        last = history.as_change(made[0], await policies.dated(session)) if made else None
    return RunCard(
        offering=there,
        code=row.code,
        state=state_at(row, now),
        occupancy=Occupancy(row.taken, row.waiting),
        can_go_on=row.ends_at > now,
        requests=row.requests,
        recorded=row.recorded,
        shown=shown(row),
        description=row.description,
        speakers=speakers,
        speakers_to_come=to_come,
        last=last,
        letters=row.letters,
    )


async def _counts(session: Transaction, now: datetime) -> dict[OfferingState, int]:
    figures = [func.count().filter(in_state(state, now)).label(state.value) for state in LISTED]
    drafts = select(func.count()).where(offering_draft.c.offering_id.is_(None)).scalar_subquery()
    figures.append(drafts.label(OfferingState.DRAFT.value))
    row = (await session.execute(select(*figures).select_from(offering))).one()
    return {state: getattr(row, state.value) for state in (*LISTED, OfferingState.DRAFT)}


async def _page(
    session: Transaction, rows: Select[Any], number: int, now: datetime
) -> tuple[RunLine, ...]:
    found = (await session.execute(rows.limit(PAGE).offset(number * PAGE))).all()
    # Only for what is shown: the list itself may be of hundreds.
    of = enrolment.c.offering_id
    seats = select(of, func.count()).where(of.in_([row.id for row in found]), is_seated())
    counted = await session.execute(seats.group_by(of))
    taken: dict[int, int] = {row.offering_id: row[1] for row in counted}
    return tuple(
        RunLine(
            id=OfferingId(row.id),
            title=row.title,
            code=row.code,
            label=row.label,
            state=state_at(row, now),
            starts_at=row.starts_at,
            timezone=row.timezone,
            taken=taken.get(row.id, 0),
            quota=row.quota,
        )
        for row in found
    )


def _lines() -> Select[Any]:
    return select(offering, training.c.title, training.c.code).join(
        training, training.c.id == offering.c.training_id
    )


async def recorded(session: Transaction, offering_id: OfferingId) -> int:
    """Of how many people of an offering HR has recorded the presence."""
    of = (enrolment.c.offering_id == offering_id, enrolment.c.attendance.is_not(None))
    return int((await session.execute(select(_count(*of)))).scalar_one())


def shown(row: Any) -> int:
    """The number by which a button knows again when an offering takes place, or that it does not.

    See domain/seats/seen.py.
    """
    return seen(row, row.called_off_at)


def state_at(row: Any, now: datetime) -> OfferingState:
    """The state of an offering whose row was read."""
    return state_of(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        closes_at=row.closes_at,
        called_off=row.called_off_at is not None,
        archived=row.archived_at is not None,
        now=now,
    )


def in_state(state: OfferingState, now: datetime) -> Any:
    """SQL: the offering is in this state, as `state_of` says."""
    o = offering.c
    kept, goes_on = o.archived_at.is_(None), o.called_off_at.is_(None)
    held: dict[OfferingState, list[Any]] = {
        OfferingState.ARCHIVED: [o.archived_at.is_not(None)],
        OfferingState.CALLED_OFF: [kept, o.called_off_at.is_not(None)],
        OfferingState.OVER: [kept, goes_on, o.ends_at <= now],
        OfferingState.RUNNING: [kept, goes_on, o.starts_at <= now, o.ends_at > now],
        OfferingState.OPEN: [kept, goes_on, o.starts_at > now, o.ends_at > now, o.closes_at > now],
        OfferingState.CLOSED: [
            kept,
            goes_on,
            o.starts_at > now,
            o.ends_at > now,
            o.closes_at <= now,
        ],
    }
    return and_(*held[state])


def _count(*where: Any) -> Any:
    return select(func.count()).select_from(enrolment).where(*where).scalar_subquery()
