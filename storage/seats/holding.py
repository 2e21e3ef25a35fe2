"""Changes to a held seat: confirming it, the reason for giving it up, removal by HR."""

from datetime import datetime

from sqlalchemy import and_, select, update

from domain.act import Act
from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId, OfferingId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import SeatState, is_removable
from domain.seats.seen import is_stale
from storage.database.store import Store
from storage.people import audit
from storage.seats import enrolments, notices, standing
from storage.seats.queue import promote_queue
from storage.seats.tables import enrolment as enrolment_table
from storage.seats.tables import enrolment_event


async def give_reason(
    store: Store,
    act: Act,
    *,
    offering: OfferingId,
    reason: str,
    shown: int | datetime | None = None,
) -> bool:
    """Stores the reason for giving up a seat.

    False if the person has given none up, has told another reason already, or the button's
    message (`shown`) was about an earlier seat.
    """
    person = act.person
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        held = await standing.lock_for(tx.session, offering, person)
        mine = held.mine if held else None
        if mine is None or mine.state is not SeatState.CANCELLED:
            return False
        if not tx.first or mine.reason is not None:
            return mine.reason == reason
        if held is None or is_stale(shown, held.offering, mine.since):
            return False
        last = (
            select(enrolment_event.c.id)
            .where(enrolment_event.c.enrolment_id == mine.enrolment_id)
            .order_by(enrolment_event.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        by_person = and_(enrolment_event.c.id == last, enrolment_event.c.actor_id == person)
        done = await tx.session.execute(
            update(enrolment_event).where(by_person).values(reason=reason)
        )
        if done.rowcount:
            await tx.session.execute(
                update(enrolment_table)
                .where(enrolment_table.c.id == mine.enrolment_id)
                .values(reason=reason)
            )
        return bool(done.rowcount)


async def confirm(
    store: Store, act: Act, *, offering: OfferingId, shown: int | datetime | None = None
) -> Offering | None:
    """Confirms that the person will come.

    None if there is no seat, the training is over, or it was moved since the button was shown.
    """
    person, now = act.person, act.now
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        held = await standing.lock_for(tx.session, offering, person)
        if held is None or held.mine is None or held.mine.state is not SeatState.ENROLLED:
            return None
        there, mine = held.offering, held.mine
        if there.called_off or now >= there.ends_at or is_stale(shown, there, mine.since):
            return None
        if tx.first:
            await tx.session.execute(
                update(enrolment_table)
                .where(enrolment_table.c.id == mine.enrolment_id)
                .where(enrolment_table.c.confirmed_at.is_(None))
                .values(confirmed_at=now)
            )
        return there


async def remove(
    store: Store,
    act: Act,
    *,
    enrolment: EnrolmentId,
    reason: str,
    shown: int | datetime | None = None,
) -> bool:
    """Removes a person from the list and tells the person; True if this HR officer did it."""
    by, now = act.person, act.now
    async with store.effect(act) as tx:
        held = await standing.lock_enrolment(tx.session, enrolment)
        if held is None:
            return False
        there, row = held
        state = SeatState(row.state)
        removable = is_removable(state, ends_at=there.ends_at, now=now)
        if not tx.first or not removable or is_stale(shown, there, row.since):
            off = state is SeatState.CANCELLED
            return off and await enrolments.decided_by(tx.session, enrolment, by)
        event = await enrolments.change(
            tx.session, enrolment, SeatState.CANCELLED, now=now, by=by, reason=reason
        )
        await notices.tell(tx.session, MessageKind.REMOVED, row, event, now=now)
        await audit.record(tx.session, "participant_removed", actor=by, about=enrolment, at=now)
        await promote_queue(tx.session, there.id, now=now)
        return True
