"""A person takes a seat that is offered, or leaves it to the next one."""

from datetime import datetime

from sqlalchemy import select

from domain.act import Act
from domain.catalogue.offerings import Offering
from domain.ids import OfferingId
from domain.outbox.quiet import Quiet
from domain.seats.deciding import SeatRefused, SeatState, Why, clashing
from domain.seats.seen import is_stale
from storage.database.store import Store
from storage.decisions import asking
from storage.people import audit
from storage.seats import enrolments, standing
from storage.seats.fair import offers
from storage.seats.queue import fill
from storage.seats.signing_up import SignUp, standing_outcome
from storage.seats.tables import enrolment


async def take(
    store: Store, act: Act, *, offering: OfferingId, shown: int | datetime | None = None
) -> SignUp | None:
    """Takes the seat that is offered (Ambil Tempat); None if the person has no part in it.

    As long as the seat is held, it can be taken, even a moment late. Where HR has to approve, the
    seat becomes a request.
    """
    person, now = act.person, act.now
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        held = await standing.lock_for(tx.session, offering, person)
        if held is None or held.mine is None:
            return None
        there, mine = held.offering, held.mine
        if mine.state is not SeatState.OFFERED or not tx.first:
            return SignUp(there, standing_outcome(mine) if mine.open else None)
        if is_stale(shown, there, mine.since):
            return SignUp(there, None)
        if there.called_off or now >= there.starts_at:
            return SignUp(there, SeatRefused(Why.OFF if there.called_off else Why.STARTED))
        clash = clashing(there, held.own)
        if clash is not None:
            return SignUp(there, SeatRefused(Why.CLASH, clash))
        approved = select(enrolment.c.approved_at).where(enrolment.c.id == mine.enrolment_id)
        approved_at = (await tx.session.execute(approved)).scalar_one()
        asks = there.needs_approval and approved_at is None
        state = SeatState.REQUESTED if asks else SeatState.ENROLLED
        await enrolments.change(tx.session, mine.enrolment_id, state, now=now, by=person, missed=0)
        if asks:
            await asking.ask_for_seat(tx.session, there, mine.enrolment_id, person, now=now)
        await audit.noted(tx, "seats.taken", about=mine.enrolment_id)
        fresh = await standing.read_standing(tx.session, there, person)
        return SignUp(there, standing_outcome(fresh.mine) if fresh.mine else None)


async def skip(
    store: Store,
    act: Act,
    *,
    offering: OfferingId,
    quiet: Quiet,
    shown: int | datetime | None = None,
) -> Offering | None:
    """Leaves the offered seat to the next person (Lewati), and keeps the place in the queue.

    None if no seat is offered, or another one than the message showed.
    """
    person, now = act.person, act.now
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        held = await standing.lock_for(tx.session, offering, person)
        if held is None or held.mine is None:
            return None
        there, mine = held.offering, held.mine
        if not tx.first:
            return there if mine.state is SeatState.QUEUED else None
        if mine.state is not SeatState.OFFERED or is_stale(shown, there, mine.since):
            return None
        query = select(enrolment).where(enrolment.c.id == mine.enrolment_id)
        row = (await tx.session.execute(query)).one()
        await enrolments.change(
            tx.session,
            mine.enrolment_id,
            SeatState.QUEUED,
            now=now,
            by=person,
            place_in_queue=await offers.place_of(tx.session, row),
            missed=row.missed,
            passed_at=now,
        )
        await audit.noted(tx, "seats.passed", about=mine.enrolment_id)
        await fill(tx.session, offering, now=now, quiet=quiet)
        return there
