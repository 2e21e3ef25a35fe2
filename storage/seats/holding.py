"""What happens to a seat that is held: confirmed, explained when given up, taken away by HR."""

from datetime import datetime

from sqlalchemy import and_, select, update

from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId, OfferingId, PersonId, UpdateKey
from domain.outbox.messages import MessageKind
from domain.seats.deciding import State, is_removable
from storage.database.store import Store
from storage.people import audit
from storage.process import intake
from storage.seats import enrolments, notices, standing
from storage.seats.queue import promote_queue
from storage.seats.tables import enrolment as enrolment_table
from storage.seats.tables import enrolment_event


async def give_reason(
    store: Store,
    *,
    person: PersonId,
    offering: OfferingId,
    reason: str,
    key: UpdateKey,
    real_now: datetime,
) -> bool:
    """Notes why a seat was given up; False where none was."""
    async with store.write(row=standing.row_of(offering)) as session:
        first = await intake.claim(session, key, at=real_now)
        held = await standing.lock_for(session, offering, person)
        mine = held.mine if held else None
        if mine is None or mine.state is not State.CANCELLED:
            return False
        if not first:
            return mine.reason == reason
        last = (
            select(enrolment_event.c.id)
            .where(enrolment_event.c.enrolment_id == mine.enrolment_id)
            .order_by(enrolment_event.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        by_person = and_(enrolment_event.c.id == last, enrolment_event.c.actor_id == person)
        done = await session.execute(
            update(enrolment_event).where(by_person).values(reason=reason)
        )
        if done.rowcount:
            await session.execute(
                update(enrolment_table)
                .where(enrolment_table.c.id == mine.enrolment_id)
                .values(reason=reason)
            )
        return bool(done.rowcount)


async def confirm(
    store: Store,
    *,
    person: PersonId,
    offering: OfferingId,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> Offering | None:
    """ "I will come"; None where no seat is held or it is over."""
    async with store.write(row=standing.row_of(offering)) as session:
        first = await intake.claim(session, key, at=real_now)
        held = await standing.lock_for(session, offering, person)
        if held is None or held.mine is None or held.mine.state is not State.ENROLLED:
            return None
        there, mine = held.offering, held.mine
        if there.called_off or now >= there.ends_at:
            return None
        if first:
            await session.execute(
                update(enrolment_table)
                .where(enrolment_table.c.id == mine.enrolment_id)
                .where(enrolment_table.c.confirmed_at.is_(None))
                .values(confirmed_at=now)
            )
        return there


async def remove(
    store: Store,
    *,
    enrolment: EnrolmentId,
    reason: str,
    by: PersonId,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> bool:
    """HR takes somebody off the list, who is told; True where it is this HR person's deed."""
    async with store.write() as session:
        first = await intake.claim(session, key, at=real_now)
        held = await standing.lock_enrolment(session, enrolment)
        if held is None:
            return False
        there, row = held
        state = State(row.state)
        if not first or not is_removable(state, ends_at=there.ends_at, now=now):
            off = state is State.CANCELLED
            return off and await enrolments.decided_by(session, enrolment, by)
        event = await enrolments.change(
            session, enrolment, State.CANCELLED, now=now, by=by, reason=reason
        )
        await notices.tell(session, MessageKind.REMOVED, row, event, now=now)
        await audit.record(session, "participant_removed", actor=by, about=enrolment, at=now)
        await promote_queue(session, there.id, now=now)
        return True
