"""The queue of an offering: it moves up when a seat is free, and ends a day before the start."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, select, update

from domain.catalogue.offerings import Offering
from domain.ids import OfferingId, PersonId
from domain.office.policies import MOST_QUEUE_HOURS
from domain.outbox.messages import MessageKind
from domain.outbox.quiet import Quiet
from domain.seats.deciding import SeatEndReason, SeatState, clashing
from storage.accounts.tables import link
from storage.catalogue.tables import offering
from storage.database.store import Store, Transaction
from storage.decisions import asking
from storage.people.tables import person
from storage.seats import enrolments, notices, standing
from storage.seats.fair import offers, units
from storage.seats.rows import is_queued, is_seated
from storage.seats.tables import enrolment

OFFERINGS_AT_ONCE = 50
LONGEST_CUTOFF = timedelta(hours=MOST_QUEUE_HOURS)


class Promotion(NamedTuple):
    """The result of moving up a queue, in seats."""

    moved: int = 0
    kept: int = 0
    """Seats kept free for queued people who are signing up elsewhere at this moment."""


async def promote_queue(
    session: Transaction, offering_id: OfferingId, *, now: datetime
) -> Promotion:
    """Gives a seat that has become free to those who wait longest.

    Those who did not take an earlier seat are asked about this one.
    """
    passed = update(enrolment).where(enrolment.c.offering_id == offering_id, is_queued())
    passed = passed.where(enrolment.c.passed_at.is_not(None))
    await session.execute(passed.values(passed_at=None))
    return await fill(session, offering_id, now=now)


async def fill(
    session: Transaction, offering_id: OfferingId, *, now: datetime, quiet: Quiet | None = None
) -> Promotion:
    """Gives free seats to those who wait longest, or offers them where the office wants that.

    Passes over a person who holds a seat elsewhere at that time, or whom no message reaches: the
    person keeps the place, and the person or HR is told once. Offers need `quiet`: without it the
    seats are kept for the next tick.
    """
    there = await standing.lock(session, offering_id)
    if there is None or not there.promotes(now):
        return Promotion()
    seats = await standing.read_fill(session, offering_id)
    free = seats.occupancy.left(there.quota)
    if not free or not seats.occupancy.waiting:
        return Promotion()
    waiting = (await session.execute(_WAITING, {"offering": offering_id})).all()
    until = None
    if there.offer_hours:
        if quiet is None:
            return Promotion(kept=min(free, len(waiting)))
        until = offers.held_until(there, quiet=quiet, now=now)
    # People who sign up elsewhere at this moment are left to the next tick. Waiting for their lock
    # while holding the offering could be a deadlock; ignoring it could give two seats at one time.
    held = await _hold(session, [row.person_id for row in waiting])
    able = await _able(session, there, waiting, free, offered=until is not None, now=now)
    next_ones = [row for row in able if row.person_id in held]
    for row in next_ones:
        if until is not None:
            await offers.make(session, row, until=until, now=now)
        elif there.needs_approval and row.approved_at is None:
            await enrolments.change(session, row.id, SeatState.REQUESTED, now=now)
            await asking.ask_for_seat(session, there, row.id, row.person_id, now=now)
        else:
            event = await enrolments.change(session, row.id, SeatState.ENROLLED, now=now)
            await notices.tell(
                session, MessageKind.PROMOTED, row, event, now=now, not_after=there.starts_at
            )
    return Promotion(len(next_ones), len(able) - len(next_ones))


async def _able(
    session: Transaction,
    there: Offering,
    waiting: Sequence[Any],
    free: int,
    *,
    offered: bool,
    now: datetime,
) -> list[Any]:
    """Those who can have one of the free seats, in the order of the queue."""
    people = [row.person_id for row in waiting]
    own = await standing.own_sessions(session, there, people)
    unreached = await _unreached(session, people, offered=offered)
    shares = await units.shares(session, there, now=now)
    able: list[Any] = []
    for row in waiting:
        if len(able) == free:
            break
        if not shares.admits(row.unit_id, left=free - len(able)):
            continue
        if clashing(there, own.get(row.person_id, ())) is None and row.person_id not in unreached:
            able.append(row)
            shares.give(row.unit_id)
        else:
            # The seat would have been this person's: told once for a place in the queue.
            blocked = row.person_id in unreached
            await notices.tell_of_passing(session, there, row, blocked=blocked, now=now)
    return able


async def end_queues(store: Store, *, now: datetime) -> int:
    """Ends queues a day before the start and tells those still in them; returns how many."""
    soon = (
        select(*offering.c["id", "starts_at", "queue_hours"])
        .where(offering.c.waitlist_closed_at.is_(None), offering.c.called_off_at.is_(None))
        .where(offering.c.starts_at <= now + LONGEST_CUTOFF)
        .where(_anybody_waits())
        .order_by(offering.c.id)
    )
    async with store.read() as session:
        rows = await session.execute(soon)
        due = [row.id for row in rows if row.starts_at <= now + timedelta(hours=row.queue_hours)]
    ids = due[:OFFERINGS_AT_ONCE]
    for offering_id in ids:
        async with store.write() as session:
            await _end_queue(session, offering_id, now=now)
    return len(ids)


async def move_queues_up(store: Store, *, now: datetime, quiet: Quiet | None = None) -> int:
    """Moves up every queue of an offering with a free seat; returns how many people moved up."""
    seats = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id, is_seated())
        .correlate(offering)
        .scalar_subquery()
    )
    free = (
        select(offering.c.id)
        .where(offering.c.starts_at > now, offering.c.waitlist_closed_at.is_(None))
        .where(offering.c.called_off_at.is_(None))
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
                moved += (await fill(session, offering_id, now=now, quiet=quiet)).moved
        if len(ids) < OFFERINGS_AT_ONCE:
            return moved
        last = ids[-1]


async def _unreached(
    session: Transaction, people: list[PersonId], *, offered: bool
) -> set[PersonId]:
    """Those of these people who block the bot, so that they would not learn of a seat.

    An offer is worth nothing to a person who is not linked, either.
    """
    active = and_(link.c.released_at.is_(None), link.c.person_id.in_(people))
    rows = await session.execute(select(link.c.person_id, link.c.unreachable_at).where(active))
    reached = {row.person_id: row.unreachable_at is None for row in rows}
    return {each for each in people if not reached.get(each, not offered)}


async def _hold(session: Transaction, people: list[PersonId]) -> set[PersonId]:
    """Locks those of these people whom no other sign-up has locked; returns their ids."""
    free = select(person.c.id).where(person.c.id.in_(people))
    locked = free.with_for_update(key_share=True, skip_locked=True)
    return set((await session.execute(locked)).scalars())


def _anybody_waits() -> Any:
    # Starts from the few people in queues, not from all offerings.
    return offering.c.id.in_(select(enrolment.c.offering_id).where(is_queued()))


# Not those who have just passed the seat that is free; they keep their place for the next one.
_WAITING = (
    select(enrolment, person.c.unit_id)
    .join(person, person.c.id == enrolment.c.person_id)
    .where(enrolment.c.offering_id == bindparam("offering"), is_queued())
    .where(enrolment.c.passed_at.is_(None))
    .order_by(enrolment.c.place_in_queue)
)


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
