"""The queue of an offering: it moves up when a seat is free, and ends a day before the start."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select, update

from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import PROMOTION_STOPS, SeatEndReason, SeatState, clashing
from storage.accounts.tables import link
from storage.catalogue.tables import offering
from storage.database.store import Store, Transaction
from storage.decisions import asking
from storage.people.tables import person
from storage.seats import enrolments, notices, standing
from storage.seats.rows import is_queued, is_seated
from storage.seats.tables import enrolment

OFFERINGS_AT_ONCE = 50


class Promotion(NamedTuple):
    """The result of moving up a queue, in seats."""

    moved: int = 0
    kept: int = 0
    """Seats kept free for queued people who are signing up elsewhere at this moment."""


async def promote_queue(
    session: Transaction, offering_id: OfferingId, *, now: datetime
) -> Promotion:
    """Gives free seats to those who wait longest.

    Passes over a person who holds a seat elsewhere at that time, or who blocks the bot: the person
    keeps the place, and the person or HR is told once.
    """
    there = await standing.lock(session, offering_id)
    if there is None or not there.promotes(now):
        return Promotion()
    fill = await standing.read_fill(session, offering_id)
    free = fill.occupancy.left(there.quota)
    if not free or not fill.occupancy.waiting:
        return Promotion()
    waiting = (
        await session.execute(
            select(enrolment)
            .where(enrolment.c.offering_id == offering_id)
            .where(is_queued())
            .order_by(enrolment.c.place_in_queue)
        )
    ).all()
    # People who sign up elsewhere at this moment are left to the next tick. Waiting for their lock
    # while holding the offering could be a deadlock; ignoring it could give two seats at one time.
    held = await _hold(session, [row.person_id for row in waiting])
    own = await standing.own_sessions(session, there, [row.person_id for row in waiting])
    blocked = await _blocked(session, [row.person_id for row in waiting])
    able = []
    for row in waiting:
        busy = clashing(there, own.get(row.person_id, ()))
        if busy is None and row.person_id not in blocked:
            able.append(row)
        elif len(able) < free:
            # The seat would have been this person's: told once for a place in the queue.
            await notices.tell_of_passing(session, row, blocked=row.person_id in blocked, now=now)
    next_ones = [row for row in able[:free] if row.person_id in held]
    for row in next_ones:
        if there.needs_approval and row.approved_at is None:
            await enrolments.change(session, row.id, SeatState.REQUESTED, now=now)
            await asking.ask_for_seat(session, there, row.id, row.person_id, now=now)
        else:
            event = await enrolments.change(session, row.id, SeatState.ENROLLED, now=now)
            await notices.tell(
                session, MessageKind.PROMOTED, row, event, now=now, not_after=there.starts_at
            )
    return Promotion(len(next_ones), len(able[:free]) - len(next_ones))


async def end_queues(store: Store, *, now: datetime) -> int:
    """Ends queues a day before the start and tells those still in them; returns how many."""
    due = (
        select(offering.c.id)
        .where(offering.c.waitlist_closed_at.is_(None), offering.c.called_off_at.is_(None))
        .where(offering.c.starts_at <= now + PROMOTION_STOPS)
        .where(_anybody_waits())
        .order_by(offering.c.id)
        .limit(OFFERINGS_AT_ONCE)
    )
    async with store.read() as session:
        ids = list((await session.execute(due)).scalars())
    for offering_id in ids:
        async with store.write() as session:
            await _end_queue(session, offering_id, now=now)
    return len(ids)


async def move_queues_up(store: Store, *, now: datetime) -> int:
    """Moves up every queue of an offering with a free seat; returns how many people moved up."""
    seats = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id, is_seated())
        .correlate(offering)
        .scalar_subquery()
    )
    free = (
        select(offering.c.id)
        .where(offering.c.starts_at > now + PROMOTION_STOPS, offering.c.called_off_at.is_(None))
        .where(_anybody_waits(), seats < offering.c.quota)
        .order_by(offering.c.id)
        .limit(OFFERINGS_AT_ONCE)
    )
    moved, last = 0, 0
    while True:
        # On past queues that cannot move since all people in them are elsewhere at that hour.
        async with store.read() as session:
            ids = list((await session.execute(free.where(offering.c.id > last))).scalars())
        for offering_id in ids:
            async with store.write() as session:
                moved += (await promote_queue(session, offering_id, now=now)).moved
        if len(ids) < OFFERINGS_AT_ONCE:
            return moved
        last = ids[-1]


async def _blocked(session: Transaction, people: list[PersonId]) -> set[PersonId]:
    """Those of these people who block the bot, so that they would not learn of a seat."""
    found = await session.execute(
        select(link.c.person_id)
        .where(link.c.person_id.in_(people), link.c.unreachable_at.is_not(None))
        .where(link.c.released_at.is_(None))
    )
    return set(found.scalars())


async def _hold(session: Transaction, people: list[PersonId]) -> set[PersonId]:
    """Locks those of these people whom no other sign-up has locked; returns their ids."""
    free = select(person.c.id).where(person.c.id.in_(people))
    locked = free.with_for_update(key_share=True, skip_locked=True)
    return set((await session.execute(locked)).scalars())


def _anybody_waits() -> Any:
    # Starts from the few people in queues, not from all offerings.
    return offering.c.id.in_(select(enrolment.c.offering_id).where(is_queued()))


async def _end_queue(session: Transaction, offering_id: OfferingId, *, now: datetime) -> None:
    there = await standing.lock(session, offering_id)
    if there is None or there.promotes(now) or there.called_off:
        return
    waiting = await session.execute(
        select(enrolment)
        .where(enrolment.c.offering_id == offering_id, is_queued())
        .order_by(enrolment.c.place_in_queue)
    )
    for row in waiting.all():
        event = await enrolments.change(
            session, row.id, SeatState.CANCELLED, now=now, reason=SeatEndReason.QUEUE_CLOSED
        )
        await notices.tell(session, MessageKind.QUEUE_ENDED, row, event, now=now)
    await session.execute(
        update(offering).where(offering.c.id == offering_id).values(waitlist_closed_at=now)
    )
