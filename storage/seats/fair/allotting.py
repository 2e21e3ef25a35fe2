"""Gives the seats of an offering by need or by draw, once its sign-up has closed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, literal, or_, select, update

from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from domain.people.audit import AuditChange
from domain.seats.deciding import SeatEndReason, SeatState, clashing
from domain.seats.filling import SeatFilling
from domain.seats.ranking import KEY_BITS, Contender, OrderLine, ranked
from storage.catalogue.tables import offering
from storage.database.store import Store, Transaction
from storage.decisions import asking
from storage.office import policies
from storage.outbox.day.lines import tell_officers_in_time
from storage.people import audit
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats import enrolments, notices, standing
from storage.seats.fair import needs, units
from storage.seats.fair.needs import HoursOfYear
from storage.seats.tables import enrolment

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Allotment:
    """How the seats of an offering were given."""

    offering: Offering
    seated: int
    queued: int


async def allot(store: Store, *, hours: HoursOfYear, now: datetime) -> int:
    """Gives the seats of each offering whose sign-up has closed; returns how many offerings."""
    due = (
        select(offering.c.id)
        .where(offering.c.filling != SeatFilling.ORDER.value, offering.c.allotted_at.is_(None))
        .where(offering.c.closes_at <= now, offering.c.ends_at > now)
        .where(offering.c.called_off_at.is_(None))
        .order_by(offering.c.id)
        .limit(AT_ONCE)
    )
    async with store.read() as session:
        ids = list((await session.execute(due)).scalars())
    done = 0
    for offering_id in ids:
        async with store.write() as session:
            done += await _allot(session, OfferingId(offering_id), hours=hours, now=now)
    return done


async def _allot(
    session: Transaction, offering_id: OfferingId, *, hours: HoursOfYear, now: datetime
) -> bool:
    there = await standing.lock(session, offering_id)
    if there is None or there.called_off or not there.notes_interest or there.closes_at > now:
        return False
    wait = (await policies.today(session, now=now, zone=there.timezone)).undo_for
    if now < min(there.closes_at + wait, there.starts_at):
        # HR can still take back that sign-up is closed.
        return False
    this = update(offering).where(offering.c.id == there.id)
    await session.execute(this.values(allotted_at=now))
    rows = (await session.execute(_interested(there.id))).all()
    if now >= there.starts_at:
        await _too_late(session, rows, now=now)
        return True
    key = secrets.token_hex(KEY_BITS // 8)
    shares = await units.shares(session, there, now=now)
    points = {}
    if there.filling is SeatFilling.NEED:
        people = [row.person_id for row in rows]
        found = await needs.needs(session, there, people, shares=shares, hours=hours)
        points = {each: need.points for each, need in found.items()}
    in_order = ranked([_contender(row, points.get(row.person_id, {})) for row in rows], key)
    await _give(session, there, {row.id: row for row in rows}, in_order, shares, now=now)
    change = AuditChange("key", None, key)
    await audit.record(
        session, "seats.allotted", actor=None, about=there.id, at=now, change=change
    )
    if rows:
        kind = MessageKind.SEATS_ALLOTMENT
        facts = {"offering": there.id}
        await tell_officers_in_time(
            session,
            kind,
            line=DayKind.SEATS_ALLOTMENT,
            facts=facts,
            until=there.starts_at,
            once=f"{kind}:{there.id}",
            now=now,
            zone=there.timezone,
        )
    return True


async def _give(
    session: Transaction,
    there: Offering,
    rows: dict[int, Any],
    in_order: Sequence[Contender],
    shares: units.Shares,
    *,
    now: datetime,
) -> None:
    """A seat for each in order while there are any; the others wait in that order."""
    people = sorted(one.person for one in in_order)
    locked = select(person.c.id).where(person.c.id.in_(people)).order_by(person.c.id)
    await session.execute(locked.with_for_update(key_share=True))
    own = await standing.own_sessions(session, there, people)
    fill = await standing.read_fill(session, there.id)
    left, place = fill.occupancy.left(there.quota), fill.last_place
    for rank, one in enumerate(in_order, 1):
        free = clashing(there, own.get(one.person, ())) is None
        seat = free and shares.admits(one.unit, left=left)
        state = SeatState.QUEUED
        if seat:
            left -= 1
            shares.give(one.unit)
            state = SeatState.REQUESTED if there.needs_approval else SeatState.ENROLLED
        else:
            place += 1
        event = await enrolments.change(
            session,
            one.enrolment,
            state,
            now=now,
            place_in_queue=None if seat else place,
            rank=rank,
            points={part.value: points for part, points in one.points.items()},
        )
        row = rows[one.enrolment]
        if state is SeatState.REQUESTED:
            await asking.ask_for_seat(session, there, one.enrolment, row.person_id, now=now)
        await notices.tell(session, MessageKind.SEATS_ALLOTTED, row, event, now=now)


async def _too_late(session: Transaction, rows: Sequence[Any], *, now: datetime) -> None:
    for row in rows:
        event = await enrolments.change(
            session, row.id, SeatState.CANCELLED, now=now, reason=SeatEndReason.QUEUE_CLOSED
        )
        await notices.tell(session, MessageKind.QUEUE_ENDED, row, event, now=now)


async def allotment(store: Store, offering_id: OfferingId) -> Allotment | None:
    """How the seats of an offering were given, as it stands now."""
    ranks = enrolment.c.rank.is_not(None)
    query = select(
        func.count().filter(enrolment.c.state != SeatState.QUEUED.value).label("seated"),
        func.count().filter(enrolment.c.state == SeatState.QUEUED.value).label("queued"),
    ).where(enrolment.c.offering_id == offering_id, ranks)
    async with store.read() as session:
        there = await standing.read_offering(session, offering_id)
        if there is None or there.allotted_at is None:
            return None
        row = (await session.execute(query)).one()
    return Allotment(there, row.seated, row.queued)


async def is_fixed(session: Transaction, offering_id: OfferingId) -> bool:
    """Whether people are noted as interested, or the seats are given: the way stays as it is."""
    noted = exists(
        select(literal(1)).where(
            enrolment.c.offering_id == offering_id,
            enrolment.c.state == SeatState.INTERESTED.value,
        )
    )
    query = select(or_(offering.c.allotted_at.is_not(None), noted))
    found = await session.execute(query.where(offering.c.id == offering_id))
    return bool(found.scalar_one())


async def rank_of(store: Store, enrolment_id: EnrolmentId) -> tuple[int, int] | None:
    """The rank of a person, and among how many; None if no order was made."""
    mine, all_ranks = enrolment.alias("mine"), enrolment.alias("all_ranks")
    among = (
        select(func.count())
        .where(all_ranks.c.offering_id == mine.c.offering_id, all_ranks.c.rank.is_not(None))
        .scalar_subquery()
    )
    query = select(mine.c.rank, among).where(mine.c.id == enrolment_id, mine.c.rank.is_not(None))
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def order(store: Store, offering_id: OfferingId) -> list[OrderLine]:
    """The whole order in which the seats of an offering were given, with the points by part."""
    query = (
        select(
            *enrolment.c["rank", "points", "state"],
            person.c.nip,
            *NAME_COLUMNS,
            unit.c.name.label("unit_name"),
        )
        .join(person, person.c.id == enrolment.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(enrolment.c.offering_id == offering_id, enrolment.c.rank.is_not(None))
        .order_by(enrolment.c.rank)
    )
    async with store.read() as session:
        rows = await session.execute(query)
        return [
            OrderLine(
                rank=row.rank,
                nip=row.nip,
                name=name_of(row),
                unit=row.unit_name,
                points=row.points or {},
                state=SeatState(row.state),
            )
            for row in rows
        ]


def _contender(row: Any, points: Any) -> Contender:
    return Contender(EnrolmentId(row.id), PersonId(row.person_id), row.unit_id, points)


def _interested(offering_id: OfferingId) -> Any:
    return (
        select(enrolment, person.c.unit_id)
        .join(person, person.c.id == enrolment.c.person_id)
        .where(enrolment.c.offering_id == offering_id)
        .where(enrolment.c.state == SeatState.INTERESTED.value)
        .order_by(enrolment.c.id)
    )
