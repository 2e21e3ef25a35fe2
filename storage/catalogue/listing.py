"""The catalogue: open offerings, filtered and read page by page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, exists, false, func, literal, or_, select

from domain.catalogue.listing import (
    CatalogueEntry,
    Filter,
    Listing,
    Mark,
    Tab,
    month_bounds,
)
from domain.ids import CompetencyId, OfferingId, PersonId
from domain.lists import PAGE, kept_within
from domain.seats.deciding import SeatState
from storage.catalogue.offerings import answers
from storage.catalogue.runs import several
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.columns import constant
from storage.database.store import Store, Transaction
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment

_MARKS = {
    SeatState.ENROLLED.value: Mark.ENROLLED,
    SeatState.QUEUED.value: Mark.QUEUED,
    SeatState.REQUESTED.value: Mark.REQUESTED,
    SeatState.OFFERED.value: Mark.OFFERED,
    SeatState.INTERESTED.value: Mark.INTERESTED,
    SeatState.REFUSED.value: Mark.REFUSED,
}


async def listing(
    store: Store,
    *,
    person: PersonId,
    tab: Tab,
    chosen: Filter,
    page: int,
    zone: str,
    now: datetime,
) -> Listing:
    """One page of a tab, soonest first; `zone` is the time zone of the office's calendar."""
    narrowed = [_answers_a_gap(person)] if tab is Tab.MINE else []
    async with store.read() as session:
        names = () if chosen.competency is None else await _names(session, [chosen.competency])
        return await _page(
            session,
            person,
            narrowed,
            among=fits(chosen, zone),
            page=page,
            now=now,
            competencies=names,
        )


async def others(
    store: Store, *, person: PersonId, offering_id: OfferingId, page: int, now: datetime
) -> Listing:
    """Other offerings of the same training first, then those that train the same competencies.

    All open offerings if there are none of either.
    """
    training_id = (
        select(offering.c.training_id).where(offering.c.id == offering_id).scalar_subquery()
    )
    aims = select(training_competency.c.competency_id).where(
        training_competency.c.training_id == training_id
    )
    same = offering.c.training_id == training_id
    related = and_(offering.c.id != offering_id, or_(same, _leads_to(aims)))
    async with store.read() as session:
        wanted = list((await session.execute(aims)).scalars())
        found = await _page(
            session,
            person,
            [related],
            page=page,
            now=now,
            competencies=await _names(session, wanted),
            first=case((same, 0), else_=1),
        )
        return found if found.total else await _page(session, person, [], page=page, now=now)


async def _page(
    session: Transaction,
    person: PersonId,
    narrowed: Sequence[Any],
    *,
    page: int,
    now: datetime,
    competencies: tuple[str, ...] = (),
    among: Any = None,
    first: Any = None,
) -> Listing:
    """One page of the offerings for which `narrowed` holds, of those for which `among` does."""
    every = [] if among is None else [among]
    counted = open_offerings(now, func.count().label("everything")).where(*every)
    if narrowed:
        counted = counted.add_columns(func.count().filter(*narrowed).label("total"))
    counts = (await session.execute(counted)).one()
    total = counts.total if narrowed else counts.everything
    number = kept_within(page, total)
    rank = (literal(0) if first is None else first).label("rank")
    # The five of this page are chosen first, so that seats are counted for them alone.
    shown = (
        open_offerings(now, offering.c.id, rank)
        .where(*every, *narrowed)
        .order_by(rank, offering.c.starts_at, offering.c.id)
        .limit(PAGE)
        .offset(number * PAGE)
        .subquery("shown")
    )
    rows = await session.execute(entries_of(shown, person))
    return Listing(
        entries=tuple(as_entry(row) for row in rows),
        page=number,
        total=total,
        everything=counts.everything,
        competencies=competencies,
    )


def entries_of(shown: Any, person: PersonId) -> Select[Any]:
    """SQL: what a list says about the offerings of `shown` (id, rank), for `as_entry`."""
    mine, ahead = enrolment.alias("mine"), enrolment.alias("ahead")
    taken = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id, is_seated())
        .correlate(offering)
        .scalar_subquery()
    )
    position = (
        select(func.count())
        .where(ahead.c.offering_id == mine.c.offering_id)
        .where(ahead.c.state == constant(SeatState.QUEUED))
        .where(ahead.c.place_in_queue <= mine.c.place_in_queue)
        .correlate(mine)
        .scalar_subquery()
    )
    return (
        select(
            offering,
            training.c.title,
            taken.label("taken"),
            mine.c.state,
            position.label("position"),
            several(),
        )
        .select_from(shown)
        .join(offering, offering.c.id == shown.c.id)
        .join(training, training.c.id == offering.c.training_id)
        .outerjoin(mine, and_(mine.c.offering_id == offering.c.id, mine.c.person_id == person))
        .order_by(shown.c.rank, offering.c.starts_at, offering.c.id)
    )


def open_offerings(now: datetime, *columns: Any) -> Select[Any]:
    """SQL: these columns of every offering that can be signed up for, with its training."""
    return (
        select(*columns)
        .select_from(offering)
        .join(training, training.c.id == offering.c.training_id)
        .where(offering.c.called_off_at.is_(None))
        .where(offering.c.closes_at > now, offering.c.starts_at > now)
    )


def fits(chosen: Filter, zone: str) -> Any:
    """SQL: the offering meets all chosen filters; `zone` is that of the office's calendar."""
    held: list[Any] = [literal(1) == 1]
    if chosen.month is not None:
        bounds = month_bounds(chosen.month, zone)
        inside = bounds and and_(
            offering.c.starts_at >= bounds[0], offering.c.starts_at < bounds[1]
        )
        held.append(false() if inside is None else inside)
    if chosen.mode is not None:
        held.append(training.c.mode == chosen.mode.value)
    if chosen.competency is not None:
        held.append(_leads_to([chosen.competency]))
    return and_(*held)


def _leads_to(competencies: Any) -> Any:
    return exists(
        select(literal(1)).where(
            training_competency.c.training_id == training.c.id,
            training_competency.c.competency_id.in_(competencies),
        )
    )


def _answers_a_gap(person: PersonId) -> Any:
    gaps = gap_rows(current_level.c.person_id == person).subquery("gaps")
    return training.c.id.in_(select(training_competency.c.training_id).join(gaps, answers(gaps)))


async def _names(session: Transaction, ids: Sequence[CompetencyId]) -> tuple[str, ...]:
    query = select(competency.c.name).where(competency.c.id.in_(ids)).order_by(competency.c.name)
    return tuple((await session.execute(query)).scalars())


def as_entry(row: Any) -> CatalogueEntry:
    """Makes an entry of a row of `entries_of`."""
    mark = _MARKS.get(row.state, Mark.NONE)
    return CatalogueEntry(
        offering_id=OfferingId(row.id),
        title=row.title,
        starts_at=row.starts_at,
        timezone=row.timezone,
        left=max(0, row.quota - row.taken),
        mark=mark,
        position=row.position if mark is Mark.QUEUED else None,
        run=row.label if row.several else None,
    )
