"""Who belongs to an audience now: the number of people, and a few of their names."""

from typing import Any

from sqlalchemy import and_, exists, func, literal, or_, select

from domain.announcements.audience import Audience, HeadCount, Kind, Seen
from domain.ids import OfferingId
from domain.seats.deciding import SeatState
from storage.accounts.tables import link
from storage.catalogue.offerings import answers
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.store import Store, Transaction
from storage.people.actors import linked
from storage.people.reach import below
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, position, unit
from storage.seats.tables import enrolment

EXAMPLES = 3


async def seen(store: Store, audience: Audience, *, about: OfferingId | None) -> Seen:
    """The audience as it is now; `about` is the announced offering.

    "Related gaps" in an audience means the competencies that this offering trains.
    """
    async with store.read() as session:
        return await read_seen(session, audience, about=about)


async def named(store: Store, audience: Audience) -> Seen:
    """The audience by the names of what was chosen; its people are not counted."""
    async with store.read() as session:
        return Seen(audience, names=await _all_names(session, audience))


async def quick_counts(store: Store, *, about: OfferingId | None) -> tuple[int, int | None]:
    """Counts the linked people, and those with a gap that the announced training closes."""
    async with store.read() as session:
        everybody = await head_count(session, Audience(everybody=True), about=about)
        if about is None:
            return everybody.linked, None
        related = await head_count(session, Audience(related=True), about=about)
        return everybody.linked, related.linked


async def head_count(
    session: Transaction, audience: Audience, *, about: OfferingId | None
) -> HeadCount:
    row = (
        await session.execute(
            select(func.count(person.c.id).label("total"), func.count(link.c.person_id))
            .select_from(person.outerjoin(link, linked(person.c.id)))
            .where(belongs(audience, about=about))
        )
    ).one()
    return HeadCount(linked=row[1], unlinked=row[0] - row[1])


async def read_seen(session: Transaction, audience: Audience, *, about: OfferingId | None) -> Seen:
    rows = await session.execute(
        select(*NAME_COLUMNS)
        .join(link, linked(person.c.id))
        .where(belongs(audience, about=about))
        .order_by(person.c.name, person.c.id)
        .limit(EXAMPLES)
    )
    examples = tuple(name_of(row) for row in rows)
    names = await _all_names(session, audience)
    return Seen(audience, await head_count(session, audience, about=about), examples, names)


def belongs(audience: Audience, *, about: OfferingId | None) -> Any:
    """SQL: the person is in service and in the audience; an empty audience has no people."""
    if audience.empty:
        return literal(False)
    conditions: list[Any] = [person.c.active]
    if audience.units:
        conditions.append(person.c.unit_id.in_(below(audience.units)))
    if audience.positions:
        conditions.append(person.c.position_id.in_(audience.positions))
    if audience.competencies:
        conditions.append(_short_in(audience.competencies))
    if audience.offerings:
        conditions.append(_takes_part(enrolment.c.offering_id.in_(audience.offerings)))
    if audience.related:
        # Matches no person without a training (the draft was changed to a free text).
        conditions.append(_answered_by(about) if about else literal(False))
    return and_(*conditions)


def _short_in(competencies: tuple[int, ...]) -> Any:
    gaps = gap_rows(current_level.c.competency_id.in_(competencies)).subquery("gaps")
    return person.c.id.in_(select(gaps.c.person_id))


def _answered_by(about: OfferingId) -> Any:
    """SQL: the person has a gap in a competency that the training raises above their level."""
    gaps = gap_rows().subquery("gaps")
    return person.c.id.in_(
        select(gaps.c.person_id)
        .join(training_competency, answers(gaps))
        .join(offering, offering.c.training_id == training_competency.c.training_id)
        .where(offering.c.id == about)
    )


def _takes_part(which: Any) -> Any:
    return exists(
        select(literal(1)).where(
            enrolment.c.person_id == person.c.id,
            taking_part(),
            which,
        )
    )


def taking_part() -> Any:
    """SQL: the enrolment holds a seat and is not recorded as absent."""
    return and_(
        enrolment.c.state == SeatState.ENROLLED.value,
        or_(enrolment.c.attendance.is_(None), enrolment.c.attendance != "absent"),
    )


async def _all_names(session: Transaction, audience: Audience) -> dict[Kind, tuple[str, ...]]:
    return {
        kind: await _names(session, kind, ids) for kind in Kind if (ids := audience.chosen(kind))
    }


async def _names(session: Transaction, kind: Kind, ids: tuple[int, ...]) -> tuple[str, ...]:
    table: Any = {
        Kind.UNIT: unit,
        Kind.POSITION: position,
        Kind.COMPETENCY: competency,
        Kind.OFFERING: training.join(offering, offering.c.training_id == training.c.id),
    }[kind]
    key = offering.c.id if kind is Kind.OFFERING else table.c.id
    name = training.c.title if kind is Kind.OFFERING else table.c.name
    rows = await session.execute(
        select(name).select_from(table).where(key.in_(ids)).order_by(name)
    )
    return tuple(rows.scalars())
