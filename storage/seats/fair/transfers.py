"""HR offers seats elsewhere to the people of an offering that is called off."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, func, literal, select, update

from domain.act import Act
from domain.catalogue import changes
from domain.catalogue.offerings import Offering
from domain.ids import OfferingId, PersonId
from domain.lists import PAGE, Page, kept_within
from domain.outbox.messages import MessageKind, MessageState
from domain.outbox.quiet import Quiet
from domain.seats.deciding import SeatEndReason, SeatState, clashing
from domain.seats.fair.transfers import Target, Transfer
from storage.accounts.tables import link
from storage.catalogue.tables import offering, training
from storage.database.columns import own_number
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.outbox.messages import promise
from storage.outbox.tables import message
from storage.people import audit
from storage.people.actors import linked
from storage.people.tables import person
from storage.seats import enrolments, standing
from storage.seats.fair import offers, units
from storage.seats.rows import OFFERING_COLUMNS, as_offering, is_open, is_seated
from storage.seats.tables import enrolment

_KIND = MessageKind.SEAT_TRANSFER.value


async def movable(session: Transaction, offering_id: OfferingId) -> int:
    """How many people of an offering that is called off are not offered anything else yet."""
    query = select(func.count()).select_from(_waiting(offering_id).subquery())
    return int((await session.execute(query)).scalar_one())


async def targets(
    store: Store, offering_id: OfferingId, *, page: int, now: datetime
) -> tuple[Offering, int, Page[Target]] | None:
    """Where the people of an offering could go, the same training first, and how many they are."""
    taken = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id, is_seated())
        .correlate(offering)
        .scalar_subquery()
    )
    async with store.read() as session:
        left = await standing.read_offering(session, offering_id)
        if left is None or not left.called_off:
            return None
        fits = (
            offering.c.id != offering_id,
            offering.c.called_off_at.is_(None),
            offering.c.archived_at.is_(None),
            offering.c.starts_at > now + changes.NO_WAIT,
        )
        total = (
            await session.execute(select(func.count(offering.c.id)).where(*fits))
        ).scalar_one()
        number = kept_within(page, total)
        same = case((offering.c.training_id == left.training_id, 0), else_=1)
        rows = await session.execute(
            select(*OFFERING_COLUMNS, taken.label("taken"))
            .join(training, training.c.id == offering.c.training_id)
            .where(*fits)
            .order_by(same, offering.c.starts_at, offering.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        found = tuple(Target(as_offering(row), max(0, row.quota - row.taken)) for row in rows)
        people = await movable(session, offering_id)
        return left, people, Page(found, number, total)


async def transfer(
    store: Store, act: Act, *, left: OfferingId, to: OfferingId, quiet: Quiet
) -> Transfer | None:
    """Offers the free seats of `to` to the people of `left`; the others join its queue in order.

    None if `left` takes place after all, or `to` begins too soon for an offer.
    """
    now = act.now
    async with store.effect(act, row=standing.row_of(to)) as tx:
        session = tx.session
        number = act.once.update_id if act.once is not None else own_number()
        for each in sorted((left, to)):
            await standing.lock(session, each)
        old = await standing.read_offering(session, left)
        there = await standing.read_offering(session, to)
        if old is None or there is None or not old.called_off or there.called_off:
            return None
        if not tx.first:
            return await _done(session, there, number)
        wait = (await policies.today(session, now=now, zone=there.timezone)).undo_for
        told_at = changes.tell_at(there.starts_at, now=now, wait=wait)
        until = offers.held_until(there, quiet=quiet, now=told_at)
        if until is None or not there.promotes(now):
            return None
        await _move(session, act, old, there, number, until=until, told_at=told_at)
        await audit.noted(tx, "seats.transferred", about=left)
        return await _done(session, there, number)


async def _move(
    session: Transaction,
    act: Act,
    old: Offering,
    there: Offering,
    number: int,
    *,
    until: datetime,
    told_at: datetime,
) -> None:
    now = act.now
    rows = (await session.execute(_waiting(old.id))).all()
    there_already = select(enrolment.c.person_id).where(
        enrolment.c.offering_id == there.id, is_open()
    )
    known = set((await session.execute(there_already)).scalars())
    rows = [row for row in rows if row.person_id not in known]
    fill = await standing.read_fill(session, there.id)
    shares = await units.shares(session, there, now=now)
    # Those who wait there already have the free seats first.
    free = fill.occupancy.left(there.quota) - fill.occupancy.waiting
    place = fill.last_place
    own = await standing.own_sessions(session, there, [row.person_id for row in rows])
    for row in rows:
        seat = shares.admits(row.unit_id, left=free)
        free, place = (free - 1, place) if seat else (free, place + 1)
        if seat:
            shares.give(row.unit_id)
        enrolment_id, _ = await enrolments.sign_up(
            session,
            person_id=row.person_id,
            offering_id=there.id,
            state=SeatState.OFFERED if seat else SeatState.QUEUED,
            place=None if seat else place,
            now=now,
            by=act.person,
            # HR has decided with it.
            approved_at=now,
            answer_by=until if seat else None,
        )
        busy = clashing(there, own.get(row.person_id, ())) is not None
        await promise(
            session,
            _KIND,
            to=row.person_id,
            facts={
                "offering": there.id,
                "enrolment": enrolment_id,
                "from": old.id,
                "was": row.state,
                "transfer": number,
                "busy": busy,
                "instead": await _silenced(session, old.id, row.person_id, now=now),
            },
            once=f"{_KIND}:{number}:{enrolment_id}",
            now=now,
            not_before=told_at,
        )


async def undo(store: Store, act: Act, *, left: OfferingId, number: int) -> bool:
    """Takes a transfer back before people are told of it; False if they were told."""
    now = act.now
    async with store.effect(act) as tx:
        session = tx.session
        rows = (await session.execute(_promised(number).with_for_update())).all()
        due = [row for row in rows if row.state == MessageState.DUE.value and row.not_before > now]
        if not tx.first:
            return any(row.state == MessageState.CANCELLED.value for row in rows)
        if not due or len(due) < len(rows):
            return False
        ids = [row.facts["enrolment"] for row in due]
        await standing.lock(session, OfferingId(due[0].facts["offering"]))
        given = (SeatState.OFFERED.value, SeatState.QUEUED.value)
        still = select(enrolment).where(enrolment.c.id.in_(ids), enrolment.c.state.in_(given))
        for row in (await session.execute(still)).all():
            await enrolments.change(
                session,
                row.id,
                SeatState.CANCELLED,
                now=now,
                by=act.person,
                reason=SeatEndReason.TRANSFER_UNDONE,
            )
        done = {"state": MessageState.CANCELLED.value, "settled_at": now}
        mine = message.c.id.in_([row.id for row in due])
        await session.execute(update(message).where(mine).values(done))
        again = [row.facts["instead"] for row in due if row.facts["instead"] is not None]
        back = {"state": MessageState.DUE.value, "settled_at": None}
        await session.execute(update(message).where(message.c.id.in_(again)).values(back))
        await audit.noted(tx, "seats.transfer_undone", about=left)
        return True


async def _silenced(
    session: Transaction, offering_id: OfferingId, person_id: PersonId, *, now: datetime
) -> int | None:
    """The unsent message about the calling off: the person reads of both in one."""
    query = (
        select(message.c.id)
        .where(message.c.person_id == person_id, message.c.state == MessageState.DUE.value)
        .where(message.c.kind == MessageKind.OFFERING_CALLED_OFF.value)
        .where(message.c.facts["offering"].as_integer() == offering_id)
        .limit(1)
    )
    found: int | None = (await session.execute(query)).scalar_one_or_none()
    if found is not None:
        done = {"state": MessageState.CANCELLED.value, "settled_at": now}
        await session.execute(update(message).where(message.c.id == found).values(done))
    return found


async def _done(session: Transaction, there: Offering, number: int) -> Transfer:
    """What a transfer has done, read from its messages."""
    rows = (await session.execute(_promised(number))).all()
    ids = [row.facts["enrolment"] for row in rows]
    query = select(enrolment.c.state, enrolment.c.answer_by).where(enrolment.c.id.in_(ids))
    found = (await session.execute(query)).all()
    people = [row.person_id for row in rows]
    reached = select(func.count()).select_from(person).join(link, linked(person.c.id))
    known = (await session.execute(reached.where(person.c.id.in_(people)))).scalar_one()
    seats = [row.answer_by for row in found if row.answer_by is not None]
    return Transfer(
        to=there,
        number=number,
        offered=len(seats),
        queued=sum(row.state == SeatState.QUEUED.value for row in found),
        until=max(seats, default=None),
        clashes=sum(bool(row.facts["busy"]) for row in rows),
        unlinked=len(people) - known,
        told_at=max((row.not_before for row in rows), default=None),
    )


def _promised(number: int) -> Any:
    mine = message.c.facts["transfer"].as_integer() == number
    return select(message).where(message.c.kind == _KIND, mine).order_by(message.c.id)


def _waiting(offering_id: OfferingId) -> Any:
    """SQL: the people of an offering who are offered nothing else: seats first, then the queue."""
    there = message.c.facts["from"].as_integer() == offering_id
    told = exists(
        select(literal(1)).where(
            message.c.person_id == enrolment.c.person_id,
            message.c.kind == _KIND,
            there,
            message.c.state != MessageState.CANCELLED.value,
        )
    )
    order = case(
        {state.value: place for place, state in enumerate(_ORDER)}, value=enrolment.c.state
    )
    return (
        select(*enrolment.c["id", "person_id", "state"], person.c.unit_id)
        .join(person, person.c.id == enrolment.c.person_id)
        .where(enrolment.c.offering_id == offering_id, is_open(), person.c.active, ~told)
        .order_by(order, enrolment.c.place_in_queue, enrolment.c.since, enrolment.c.id)
    )


_ORDER = (
    SeatState.ENROLLED,
    SeatState.REQUESTED,
    SeatState.OFFERED,
    SeatState.QUEUED,
    SeatState.INTERESTED,
)
