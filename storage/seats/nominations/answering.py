"""The person who was named answers: willing, which takes the seat, or not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update

from domain.act import Act
from domain.ids import EnrolmentId, NominationId, OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import (
    Enrolled,
    Requested,
    SeatRefused,
    SeatState,
    SignUpOutcome,
    Why,
    clashing,
)
from domain.seats.nominations import (
    Nominated,
    NominatedBy,
    NominationAnswer,
    NominationState,
    next_morning,
)
from domain.seats.standing import SeatStanding
from storage.catalogue import sessions
from storage.database.store import Store, Transaction
from storage.outbox.messages import promise
from storage.people import audit
from storage.people.rows import name_of
from storage.people.tables import person
from storage.seats import enrolments, notices, signing_up, standing
from storage.seats.nominations import naming
from storage.seats.nominations.naming import NominationTerms
from storage.seats.nominations.tables import nomination
from storage.seats.queue import promote_queue
from storage.seats.tables import enrolment


async def nominated(store: Store, number: NominationId, *, who: PersonId) -> Nominated | None:
    """A nomination of this person; None: taken back, or another person's."""
    async with store.read() as session:
        found = await _nominated(session, number)
    return found if found is not None and found.person == who else None


async def answer(
    store: Store, act: Act, number: NominationId, *, willing: bool, shown: int
) -> NominationAnswer | None:
    """Keeps the answer of the person who acts; a willing person gets a seat, or waits for one.

    An answer to one office is the answer to all of them. None: there is no such nomination, or
    the button's message showed another state or time of it.
    """
    who = act.person
    async with store.read() as session:
        first = await _nominated(session, number)
    if first is None or first.person != who:
        return None
    async with store.effect(act, row=standing.row_of(first.offering.id)) as tx:
        session = tx.session
        held = await standing.lock_for(session, first.offering.id, who)
        found = await _nominated(session, number)
        if held is None or found is None:
            return None
        mine = held.mine if held.mine is not None and held.mine.open else None
        done = signing_up.standing_outcome(mine) if mine is not None else None
        if not tx.first or (willing and found.state is NominationState.ACCEPTED):
            return NominationAnswer(found, done if willing else None)
        if found.seen != shown or not found.can_answer(act.now):
            return None
        named = await naming.named(session, held.offering.id, who, now=act.now, answers=number)
        if named is None:
            return None
        if not willing:
            declined = NominationState.DECLINED
            await naming.set_state(session, named.ids, declined, now=act.now)
            await release(session, held.offering.id, [who], now=act.now)
        elif mine is not None and mine.state is SeatState.OFFERED:
            done = await _take_held(session, held, mine, named, who=who, now=act.now)
            if isinstance(done, SeatRefused):
                return NominationAnswer(found, done)
        elif mine is not None:
            await naming.set_state(session, named.ids, NominationState.ACCEPTED, now=act.now)
        else:
            done = await signing_up.take_seat(session, held, who, named=named, now=act.now)
            if isinstance(done, SeatRefused):
                return NominationAnswer(found, done)
        await audit.noted(tx, "nominations.answered", about=found.offering.id)
        await tell_offices(session, found.offering.id, named.ids, now=act.now)
        fresh = await _nominated(session, number)
        return NominationAnswer(fresh or found, done if willing else None)


async def give_reason(store: Store, act: Act, number: NominationId, *, reason: str) -> bool:
    """Keeps why the person declined; False if that is no longer the answer."""
    async with store.effect(act) as tx:
        n = nomination.c
        this = select(n.offering_id, n.answered_at).where(n.id == number)
        this = this.where(n.person_id == act.person, n.state == NominationState.DECLINED.value)
        row = (await tx.session.execute(this.with_for_update())).one_or_none()
        if row is None:
            return False
        if tx.first:
            same = and_(n.person_id == act.person, n.offering_id == row.offering_id)
            same = and_(same, n.answered_at == row.answered_at)
            declined = n.state == NominationState.DECLINED.value
            kept = update(nomination).where(same, declined).values(refusal=reason)
            await tx.session.execute(kept)
        return True


async def release(
    session: Transaction, offering: OfferingId, people: Sequence[PersonId], *, now: datetime
) -> None:
    """Gives back the seats that were held for people until they answer; the queue moves up."""
    held = select(enrolment.c.id).where(
        enrolment.c.offering_id == offering,
        enrolment.c.person_id.in_(people),
        enrolment.c.state == SeatState.OFFERED.value,
        enrolment.c.answer_by.is_(None),
    )
    found = (await session.execute(held.order_by(enrolment.c.id))).scalars().all()
    for one in found:
        await enrolments.change(session, EnrolmentId(one), SeatState.CANCELLED, now=now)
    if found:
        await promote_queue(session, offering, now=now)


async def _take_held(
    session: Transaction,
    held: standing.Held,
    mine: SeatStanding,
    named: NominationTerms,
    *,
    who: PersonId,
    now: datetime,
) -> SignUpOutcome:
    """Gives the seat that is held for the person, or asks for it where approval is needed."""
    there = held.offering
    clash = clashing(there, held.own)
    if clash is not None:
        return SeatRefused(Why.CLASH, clash)
    asks = named.terms(there).needs_approval
    state = SeatState.REQUESTED if asks else SeatState.ENROLLED
    granted = now if there.needs_approval and not asks else None
    event = await enrolments.change(
        session, mine.enrolment_id, state, now=now, by=who, approved_at=granted
    )
    if asks:
        await notices.ask_hr(session, mine.enrolment_id, event, now=now)
    await naming.set_state(session, named.ids, NominationState.ACCEPTED, now=now)
    return Requested(now) if asks else Enrolled()


async def tell_offices(
    session: Transaction, offering: OfferingId, ids: Any, *, now: datetime
) -> None:
    """Lets those who asked know of answers, in one message on the next working morning.

    Who waits for a substitute is told at once.
    """
    there = await standing.read_offering(session, offering)
    n = nomination.c
    query = select(n.by_id, n.office, n.replaces_id, func.max(n.id).label("id"))
    query = query.where(n.id.in_(ids), n.by_id.is_not(None))
    rows = (await session.execute(query.group_by(n.by_id, n.office, n.replaces_id))).all()
    if there is None or not rows:
        return
    morning = next_morning(now, there.timezone, await sessions.holidays(session))
    kind = MessageKind.NOMINATION_ENDED
    for row in rows:
        at, of = (now, row.id) if row.replaces_id else (morning, f"{morning:%Y%m%d}")
        await promise(
            session,
            kind,
            to=PersonId(row.by_id),
            facts={"offering": offering, "office": row.office},
            once=f"{kind}:{offering}:{row.office}:{row.by_id}:{of}",
            now=now,
            not_before=at,
            not_after=there.starts_at,
        )


async def _nominated(session: Transaction, number: NominationId) -> Nominated | None:
    """One nomination with the offering, and the seat of the person there."""
    row = (
        await session.execute(select(nomination).where(nomination.c.id == number))
    ).one_or_none()
    there = await standing.read_offering(session, row.offering_id) if row is not None else None
    if row is None or there is None:
        return None
    mine = (enrolment.c.person_id == row.person_id, enrolment.c.offering_id == there.id)
    seat = select(enrolment.c.id, enrolment.c.state).where(*mine)
    held = (await session.execute(seat)).one_or_none()
    return Nominated(
        id=number,
        person=PersonId(row.person_id),
        offering=there,
        office=NominatedBy(row.office),
        post=row.post,
        reason=row.reason,
        until=row.until,
        state=NominationState(row.state),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        refusal=row.refusal,
        replaced=await _replaced(session, row.replaces_id) if row.replaces_id else None,
        enrolment=EnrolmentId(held.id) if held is not None else None,
        mine=SeatState(held.state) if held is not None else None,
    )


async def _replaced(session: Transaction, given_up: int) -> str:
    query = select(person).join(enrolment, enrolment.c.person_id == person.c.id)
    return name_of((await session.execute(query.where(enrolment.c.id == given_up))).one())
