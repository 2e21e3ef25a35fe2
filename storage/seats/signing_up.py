"""Takes, gives up and decides about seats of offerings, under a lock on the offering."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.act import Act
from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import (
    LATE,
    BusyTime,
    Enrolled,
    Interested,
    Queued,
    Requested,
    SeatEndReason,
    SeatRefused,
    SeatState,
    SignUpOutcome,
    Why,
    decide,
)
from domain.seats.moving import all_clashing, seen_of_move
from domain.seats.nominations import NominationState
from domain.seats.seen import is_stale, seen
from domain.seats.standing import SeatStanding
from storage.catalogue.tables import offering as offering_table
from storage.database.personal import Subject
from storage.database.store import Store, Transaction
from storage.decisions import asking
from storage.seats import enrolments, notices, standing
from storage.seats.fair import units
from storage.seats.nominations import naming
from storage.seats.nominations.naming import NominationTerms
from storage.seats.queue import fill, promote_queue
from storage.seats.rows import is_open
from storage.seats.standing import standing_outcome
from storage.seats.tables import enrolment as enrolment_table

__all__ = [
    "Cancelled",
    "OutOfDate",
    "SignUp",
    "TooLate",
    "cancel",
    "end_open_seats",
    "enrol",
    "lock_what_is_left",
    "move",
    "promote_queue",
    "standing_outcome",
    "take_seat",
]


@dataclass(frozen=True, slots=True)
class SignUp:
    """The result of a sign-up."""

    offering: Offering
    outcome: SignUpOutcome | None
    """None if nothing was done: the button was out of date, or the act is a repetition and the
    person has given the seat up since."""
    left: tuple[BusyTime, ...] = ()
    """What the person gave up for it."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person gave up the enrolment; `was` is its state before."""

    offering: Offering
    was: SeatState
    seen: int
    """The number of the present state, for the buttons of the answer."""


@dataclass(frozen=True, slots=True)
class TooLate:
    """The seat could not be given up, since the training has begun."""

    offering: Offering


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """Nothing was given up: the button's message showed an earlier state than this one."""

    offering: Offering
    mine: SeatStanding


async def enrol(
    store: Store, act: Act, *, offering: OfferingId, shown: int | datetime | None = None
) -> SignUp | None:
    """Signs a person up: a seat, a place in the queue, a request, or the reason against it.

    None if there is no such offering, or the person has left service. `shown`: what the button's
    message showed (domain/seats/seen.py).
    """
    person, now = act.person, act.now
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        held = await standing.lock_for(tx.session, offering, person)
        if held is None:
            return None
        there, mine = held.offering, held.mine
        if mine is not None and mine.open and not there.called_off:
            return SignUp(there, standing_outcome(mine))
        if not tx.first or is_stale(shown, there, mine.since if mine else None):
            return SignUp(there, None)
        return SignUp(there, await take_seat(tx.session, held, person, now=now))


async def cancel(
    store: Store, act: Act, *, offering: OfferingId, shown: int | datetime | None = None
) -> Cancelled | TooLate | OutOfDate | None:
    """Gives up a seat, a place in the queue or a request; None if the person has none of them.

    A second tap gives the same answer and does nothing.
    """
    person, now = act.person, act.now
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        held = await standing.lock_for(tx.session, offering, person)
        if held is None or held.mine is None or held.offering.called_off:
            return None
        there, mine = held.offering, held.mine
        if not mine.open or not tx.first:
            was = await enrolments.given_up(tx.session, mine.enrolment_id, person)
            return Cancelled(there, was, seen(there, mine.since)) if was else None
        if is_stale(shown, there, mine.since):
            return OutOfDate(there, mine)
        if mine.state is not SeatState.QUEUED and now >= there.starts_at:
            return TooLate(there)
        event = await enrolments.change(
            tx.session, mine.enrolment_id, SeatState.CANCELLED, now=now, by=person
        )
        if mine.state is SeatState.ENROLLED and there.starts_at - now < LATE:
            await notices.tell_hr_of_late(tx.session, mine.enrolment_id, event, now=now)
        await promote_queue(tx.session, offering, now=now)
        return Cancelled(there, mine.state, seen(there, now))


async def move(store: Store, act: Act, *, offering: OfferingId, shown: int) -> SignUp | None:
    """Signs a person up and gives up what takes place at the same time, both or neither.

    A seat that needs approval is only asked for: the old one goes when HR approves. None if there
    is no such offering. Nothing is done (`outcome` is None) if the question showed another state.
    """
    person, now = act.person, act.now
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        planned = await standing.read_offering(tx.session, offering)
        if planned is None:
            return None
        # All at once, in the order of their ids: two people who change places would else wait for
        # each other.
        own = await standing.own_sessions(tx.session, planned, [person])
        ids = [offering, *(one.offering_id for one in own.get(person, ()))]
        await standing.lock_all(tx.session, ids, person)
        held = await standing.lock_for(tx.session, offering, person)
        if held is None:
            return None
        there = held.offering
        mine = held.mine
        waits = mine is not None and mine.state in (SeatState.QUEUED, SeatState.OFFERED)
        if mine is not None and mine.open and not waits and not there.called_off:
            return SignUp(there, standing_outcome(mine))
        since = mine.since if mine else None
        if not tx.first or shown != seen_of_move(there, since, held.own):
            return SignUp(there, None)
        leaving = all_clashing(there, held.own)
        if any(one.starts_at <= now for one in leaving):
            return SignUp(there, SeatRefused(Why.CLASH, leaving[0]))
        kept = (await fill(tx.session, offering, now=now)).kept
        held = await standing.read_standing(tx.session, there, person)
        if held.mine is not None and held.mine.state is SeatState.OFFERED:
            kept -= 1  # The seat that is offered is this person's.
        if held.fill.occupancy.taken + kept >= there.quota:
            return SignUp(there, SeatRefused(Why.FULL))
        outcome = await _take(tx.session, replace(held, own=()), person, kept=kept, now=now)
        if not isinstance(outcome, Enrolled):
            return SignUp(there, outcome)
        await _leave(tx.session, leaving, person, now=now)
        return SignUp(there, outcome, tuple(leaving))


async def end_open_seats(session: Transaction, who: Subject, now: datetime) -> None:
    """Ends the seats, places in queues and requests of a person who leaves service.

    Queues move up.
    """
    rows = (
        await session.execute(
            select(enrolment_table.c.id, enrolment_table.c.offering_id)
            .join(offering_table, offering_table.c.id == enrolment_table.c.offering_id)
            .where(enrolment_table.c.person_id == who.person, is_open())
            # Past trainings stay in the record.
            .where(offering_table.c.ends_at > now)
            .order_by(enrolment_table.c.offering_id)
        )
    ).all()
    for row in rows:
        await standing.lock(session, row.offering_id)
        await enrolments.change(
            session, row.id, SeatState.CANCELLED, now=now, reason=SeatEndReason.LEFT_SERVICE
        )
        await promote_queue(session, row.offering_id, now=now)


async def take_seat(
    session: Transaction,
    held: standing.Held,
    person: PersonId,
    *,
    now: datetime,
    named: NominationTerms | None = None,
) -> SignUpOutcome:
    """Signs up a person who takes no part yet, under the lock of the offering.

    `named`: the nominations that the person answers with it.
    """
    there, seats, kept = held.offering, held.fill.occupancy, 0
    if seats.waiting and seats.left(there.quota):
        # A free seat belongs to those in the queue first.
        kept = (await fill(session, there.id, now=now)).kept
        held = await standing.read_standing(session, there, person)
    return await _take(session, held, person, kept=kept, now=now, named=named)


async def _take(
    session: Transaction,
    held: standing.Held,
    person: PersonId,
    *,
    kept: int,
    now: datetime,
    named: NominationTerms | None = None,
) -> SignUpOutcome:
    if named is None and held.named:
        # Who signs up while an office waits for the answer gives it with that.
        named = await naming.named(session, held.offering.id, person, now=now)
    there, seats = held.offering, held.fill
    terms = named.terms(there) if named is not None else there
    late = named is None or not named.in_time
    shares = await units.shares(session, there, now=now)
    left = there.quota - seats.occupancy.taken - kept
    outcome = decide(
        terms,
        taken=seats.occupancy.taken + kept,
        waiting=seats.occupancy.waiting,
        own=held.own,
        now=now,
        returning=not late or await _returns(session, held, person),
        admitted=there.unit_quota is None
        or shares.admits(await units.unit_of(session, person), left=left),
    )
    if isinstance(outcome, SeatRefused):
        return outcome
    enrolment_id, _ = await enrolments.sign_up(
        session,
        person_id=person,
        offering_id=there.id,
        state=_STATES[type(outcome)],
        place=seats.last_place + 1 if isinstance(outcome, Queued) else None,
        approved_at=now if there.needs_approval and not terms.needs_approval else None,
        now=now,
    )
    if named is not None:
        await naming.set_state(session, named.ids, NominationState.ACCEPTED, now=now)
    if terms.needs_approval and not isinstance(outcome, Interested):
        await asking.ask_for_seat(session, there, enrolment_id, person, now=now)
    return outcome


_STATES: dict[type, SeatState] = {
    Enrolled: SeatState.ENROLLED,
    Queued: SeatState.QUEUED,
    Requested: SeatState.REQUESTED,
    Interested: SeatState.INTERESTED,
}


async def seat_approved(
    session: Transaction,
    there: Offering,
    row: Any,
    *,
    by: PersonId,
    now: datetime,
    tell_at: datetime,
) -> SeatState:
    """Gives the seat of an approved request, or a place in the queue where none is left.

    The offering is locked, and with it what the person would leave (`lock_what_is_left`).
    """
    # The count includes this seat: if the quota was lowered since, none may be left for it.
    fill = await standing.read_fill(session, there.id)
    if fill.occupancy.taken <= there.quota or not there.promotes(now):
        event = await enrolments.change(
            session, row.id, SeatState.ENROLLED, now=now, by=by, approved_at=now
        )
        # The person asked for this one in order to move: the other seat goes now.
        own = await standing.own_sessions(session, there, [row.person_id])
        left = all_clashing(there, own.get(row.person_id, ()))
        coming = [one for one in left if one.starts_at > now]
        await _leave(session, coming, row.person_id, now=now)
        # A seat that was given up for it does not come back: nothing can be undone.
        at = now if coming else tell_at
        await notices.tell(session, MessageKind.APPROVED, row, event, now=now, not_before=at)
        return SeatState.ENROLLED
    await enrolments.change(
        session,
        row.id,
        SeatState.QUEUED,
        now=now,
        by=by,
        approved_at=now,
        place_in_queue=fill.last_place + 1,
    )
    return SeatState.QUEUED


async def _leave(
    session: Transaction, leaving: Iterable[BusyTime], person: PersonId, *, now: datetime
) -> None:
    """Gives up the seats of a person who moved to another training; their queues move up."""
    for one in leaving:
        held = await standing.lock_for(session, one.offering_id, person)
        if held is None or held.mine is None or not held.mine.open:
            continue
        event = await enrolments.change(
            session,
            held.mine.enrolment_id,
            SeatState.CANCELLED,
            now=now,
            by=person,
            reason=SeatEndReason.CLASH,
        )
        if held.mine.state is SeatState.ENROLLED and one.starts_at - now < LATE:
            await notices.tell_hr_of_late(session, held.mine.enrolment_id, event, now=now)
        await promote_queue(session, one.offering_id, now=now)


async def lock_what_is_left(session: Transaction, enrolment: EnrolmentId) -> None:
    """Locks a person and all offerings that an approval changes, before any single one."""
    asked = select(enrolment_table.c.person_id, enrolment_table.c.offering_id)
    row = (await session.execute(asked.where(enrolment_table.c.id == enrolment))).one_or_none()
    there = await standing.read_offering(session, row.offering_id) if row else None
    if row is None or there is None:
        return
    own = await standing.own_sessions(session, there, [row.person_id])
    left = all_clashing(there, own.get(row.person_id, ()))
    if left:
        ids = [there.id, *(one.offering_id for one in left)]
        await standing.lock_all(session, ids, row.person_id)


async def _returns(session: Transaction, held: standing.Held, person: PersonId) -> bool:
    """Whether the person gave up a seat after the closing date, and may take it back now."""
    mine = held.mine
    if (
        mine is None
        or mine.state is not SeatState.CANCELLED
        or mine.since < held.offering.closes_at
    ):
        return False
    return await enrolments.given_up(session, mine.enrolment_id, person) is SeatState.ENROLLED
