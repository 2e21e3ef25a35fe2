"""Locks an offering, and reads how full it is and the state of one person in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, literal, select

from domain.catalogue.offerings import Occupancy, Offering
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.seats.deciding import (
    BusyTime,
    Enrolled,
    Interested,
    Offered,
    Queued,
    Requested,
    SeatState,
    SignUpOutcome,
    clashing,
)
from domain.seats.standing import SeatStanding
from storage.catalogue import sessions
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import training
from storage.database import store
from storage.database.columns import constant
from storage.people.tables import person
from storage.seats.nominations.naming import is_named
from storage.seats.rows import (
    OFFERING_COLUMNS,
    as_offering,
    as_standing,
    is_offered,
    is_queued,
    is_seated,
)
from storage.seats.tables import enrolment

_LOCKED = (
    select(*OFFERING_COLUMNS)
    .join(training, training.c.id == offering_table.c.training_id)
    .where(offering_table.c.id == bindparam("offering"))
    .with_for_update(of=offering_table, key_share=True)
)
# Locks the person too, and first: two sign-ups of one person must see each other's sessions.
_BOTH_LOCKED = (
    select(*OFFERING_COLUMNS)
    .join(training, training.c.id == offering_table.c.training_id)
    .join(person, person.c.id == bindparam("person"))
    .where(offering_table.c.id == bindparam("offering"), person.c.active)
    .with_for_update(of=(person, offering_table), key_share=True)
)


def _there(figure: Any, *which: Any) -> Any:
    here = enrolment.c.offering_id == bindparam("offering")
    return select(figure).select_from(enrolment).where(here, *which).scalar_subquery()


# Each uses its own index: an offering may have hundreds of enrolments, few of them in the queue.
_FILL = select(
    _there(func.count(), is_seated()).label("taken"),
    _there(func.count(), is_queued()).label("waiting"),
    _there(func.max(enrolment.c.place_in_queue), is_queued()).label("last_place"),
    # Those to whom a seat is offered keep their place, too.
    _there(func.max(enrolment.c.place_in_queue), is_offered()).label("last_offered"),
)
_elsewhere = and_(
    is_seated(),
    offering_table.c.called_off_at.is_(None),
    offering_table.c.id != bindparam("offering"),
    offering_table.c.starts_at < bindparam("until"),
    offering_table.c.ends_at > bindparam("since"),
)
_OWN = (
    select(
        enrolment.c.person_id,
        offering_table.c.id,
        offering_table.c.starts_at,
        offering_table.c.ends_at,
        offering_table.c.timezone,
        offering_table.c.session_plan,
        training.c.title,
        training.c.kind,
    )
    .select_from(enrolment)
    .join(offering_table, offering_table.c.id == enrolment.c.offering_id)
    .join(training, training.c.id == offering_table.c.training_id)
    .where(enrolment.c.person_id.in_(bindparam("people", expanding=True)))
    .where(_elsewhere)
    .order_by(offering_table.c.starts_at, offering_table.c.id)
)
_POSITION = select(func.count()).where(
    enrolment.c.offering_id == bindparam("offering"),
    is_queued(),
    enrolment.c.place_in_queue <= bindparam("place"),
)
_fill, _mine, _ahead = _FILL.subquery("fill"), enrolment.alias("mine"), enrolment.alias("ahead")
# One statement for all facts that decide about a sign-up, since it runs at every sign-up.
_STANDING = (
    select(
        _fill,
        _mine,
        select(func.count())
        .where(_ahead.c.offering_id == _mine.c.offering_id)
        .where(_ahead.c.state == constant(SeatState.QUEUED))
        .where(_ahead.c.place_in_queue <= _mine.c.place_in_queue)
        .correlate(_mine)
        .scalar_subquery()
        .label("position"),
        exists(
            select(literal(1))
            .select_from(enrolment.join(offering_table))
            .where(enrolment.c.person_id == bindparam("person"), _elsewhere)
        ).label("elsewhere"),
        is_named(bindparam("offering"), bindparam("person")).label("named"),
    )
    .select_from(_fill)
    .outerjoin(
        _mine,
        and_(
            _mine.c.offering_id == bindparam("offering"), _mine.c.person_id == bindparam("person")
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Fill:
    """How full an offering is, and the highest place given in its queue."""

    occupancy: Occupancy
    last_place: int


@dataclass(frozen=True, slots=True)
class Held:
    """An offering and the state of one person in it, fixed until the transaction ends."""

    offering: Offering
    fill: Fill
    mine: SeatStanding | None
    own: tuple[BusyTime, ...]
    """Sessions at the time of the offering in which this person holds another seat."""
    named: bool = False
    """An office has named the person and waits for the answer."""


def row_of(offering_id: OfferingId) -> tuple[str, int]:
    """The key by which `Store.write` queues transactions that lock the same offering."""
    return "offering", offering_id


async def read_offering(session: store.Transaction, offering_id: OfferingId) -> Offering | None:
    """Reads an offering without locking it."""
    unlocked = (
        select(*OFFERING_COLUMNS)
        .join(training, training.c.id == offering_table.c.training_id)
        .where(offering_table.c.id == offering_id)
    )
    row = (await session.execute(unlocked)).one_or_none()
    return await sessions.held(session, as_offering(row)) if row is not None else None


async def lock(session: store.Transaction, offering_id: OfferingId) -> Offering | None:
    """Locks and reads an offering; None if there is none. Held until the transaction ends."""
    row = (await session.execute(_LOCKED, {"offering": offering_id})).one_or_none()
    return await sessions.held(session, as_offering(row)) if row is not None else None


async def lock_all(
    session: store.Transaction, offerings: Iterable[OfferingId], person_id: PersonId
) -> None:
    """Locks a person and several offerings, always in the order of their ids."""
    await session.execute(
        select(offering_table.c.id)
        .join(person, person.c.id == person_id)
        .where(offering_table.c.id.in_(sorted(offerings)))
        .order_by(offering_table.c.id)
        .with_for_update(of=(person, offering_table), key_share=True)
    )


async def lock_for(
    session: store.Transaction, offering_id: OfferingId, person_id: PersonId
) -> Held | None:
    """Locks the offering and the person; None if either is missing, or the person has left."""
    values = {"offering": offering_id, "person": person_id}
    row = (await session.execute(_BOTH_LOCKED, values)).one_or_none()
    if row is None:
        return None
    there = await sessions.held(session, as_offering(row))
    return await read_standing(session, there, person_id)


async def read_standing(session: store.Transaction, there: Offering, person_id: PersonId) -> Held:
    """Reads the state of one person in an offering, which is fixed only under its lock."""
    values = {
        "offering": there.id,
        "person": person_id,
        "since": there.starts_at,
        "until": there.ends_at,
    }
    row = (await session.execute(_STANDING, values)).one()
    own = await own_sessions(session, there, [person_id]) if row.elsewhere else {}
    queued = row.state == SeatState.QUEUED.value
    return Held(
        offering=there,
        fill=_as_fill(row),
        mine=as_standing(row, row.position if queued else None) if row.id is not None else None,
        own=own.get(person_id, ()),
        named=row.named,
    )


async def lock_enrolment(
    session: store.Transaction, enrolment_id: EnrolmentId
) -> tuple[Offering, Any] | None:
    """Locks the offering of an enrolment; returns it and the enrolment's row, read afterwards."""
    where = select(enrolment.c.offering_id).where(enrolment.c.id == enrolment_id)
    offering_id = (await session.execute(where)).scalar_one_or_none()
    there = await lock(session, offering_id) if offering_id is not None else None
    if there is None:
        return None
    row = select(enrolment).where(enrolment.c.id == enrolment_id)
    return there, (await session.execute(row)).one()


async def read_fill(session: store.Transaction, offering_id: OfferingId) -> Fill:
    """Reads how full an offering is."""
    return _as_fill((await session.execute(_FILL, {"offering": offering_id})).one())


async def position_of(session: store.Transaction, row: Any) -> int | None:
    """The present place of an enrolment in the queue, from 1; None if it is not in the queue."""
    if row.state != SeatState.QUEUED.value:
        return None
    values = {"offering": row.offering_id, "place": row.place_in_queue}
    return int((await session.execute(_POSITION, values)).scalar_one())


async def own_sessions(
    session: store.Transaction, there: Offering, people: Iterable[PersonId]
) -> dict[PersonId, tuple[BusyTime, ...]]:
    """The sessions at the time of an offering in which these people hold another seat."""
    values = {
        "people": list(people),
        "offering": there.id,
        "since": there.starts_at,
        "until": there.ends_at,
    }
    found: dict[PersonId, tuple[BusyTime, ...]] = {}
    rows = (await session.execute(_OWN, values)).all()
    stored = await sessions.times(session, {row.id: row.session_plan for row in rows})
    for row in rows:
        held = BusyTime(
            row.id,
            row.title,
            row.kind,
            row.starts_at,
            row.ends_at,
            row.timezone,
            stored.get(row.id, ()),
        )
        found[row.person_id] = (*found.get(row.person_id, ()), held)
    return found


async def clashes(session: store.Transaction, there: Offering) -> int:
    """How many people with a seat in `there`, given as it will be, sit elsewhere at that time."""
    seated = select(enrolment.c.person_id).where(enrolment.c.offering_id == there.id, is_seated())
    people = list((await session.execute(seated)).scalars())
    own = await own_sessions(session, there, people)
    return sum(clashing(there, busy) is not None for busy in own.values())


def standing_outcome(mine: SeatStanding) -> SignUpOutcome:
    """The outcome for a person who is signed up already: the same as after the first tap."""
    if mine.state is SeatState.QUEUED:
        return Queued(mine.position or 1)
    if mine.state is SeatState.OFFERED:
        return Offered(mine.answer_by)
    if mine.state is SeatState.INTERESTED:
        return Interested()
    return Requested(mine.since) if mine.state is SeatState.REQUESTED else Enrolled()


def _as_fill(row: Any) -> Fill:
    return Fill(Occupancy(row.taken, row.waiting), max(row.last_place or 0, row.last_offered or 0))
