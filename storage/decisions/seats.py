"""Decisions about sign-ups: yes, no, and taking them back, under the lock of the offering.

The offering is locked first and the decision after it, as everywhere.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update

from domain.act import Act
from domain.catalogue import changes
from domain.catalogue.offerings import Offering
from domain.decisions.states import ApprovalBy, DecisionKind, DecisionState, DecisionStep
from domain.decisions.views import DecidedMany
from domain.ids import DecisionId, EnrolmentId
from domain.outbox.messages import MessageKind, MessageState
from domain.people.audit import AuditChange
from domain.seats.deciding import WAITING, SeatEndReason, SeatState
from domain.seats.seen import seen
from storage.database.effects import Effect
from storage.database.store import Store
from storage.decisions import asking, deciding, offices
from storage.decisions.deciding import Entitled
from storage.decisions.tables import decision_tick
from storage.office import policies
from storage.outbox.tables import message
from storage.people import audit
from storage.seats import enrolments, notices, signing_up, standing
from storage.seats.queue import promote_queue
from storage.seats.tables import enrolment as enrolment_table
from storage.seats.tables import enrolment_event


class Answer(StrEnum):
    """What came of a press."""

    APPROVED = "approved"
    FORWARDED = "forwarded"
    """The superior has said yes, and HR is asked."""
    QUEUED = "queued"
    """Approved, and waits for a seat."""
    REFUSED = "refused"
    GONE = "gone"
    """Decided before, or over."""
    NOT_YOURS = "not yours"
    """Another office decides by now."""


class Undone(StrEnum):
    """What came of taking an answer back."""

    UNDONE = "undone"
    RECORDED = "recorded"
    """The presence is recorded already."""
    CHANGED = "changed"
    """It was changed again, or people were told."""
    TAKEN = "taken"
    """The seat went to another person."""


async def decide(
    store: Store,
    act: Act,
    decision: DecisionId,
    *,
    approve: bool,
    reason: str | None = None,
    shown: int | None = None,
) -> Answer:
    """Decides about a sign-up; only the first decision counts, and a repetition is the same.

    `shown`: the time of the offering that the button's message showed (domain/seats/seen.py).
    """
    async with store.effect(act) as tx:
        row = await deciding.row_of(tx.session, decision)
        if row is None or row.kind != DecisionKind.SEAT.value:
            return Answer.GONE
        return await _decide(
            tx, EnrolmentId(row.object_id), row.id, approve=approve, reason=reason, shown=shown
        )


async def decide_request(
    store: Store,
    act: Act,
    *,
    enrolment: EnrolmentId,
    approve: bool,
    reason: str | None = None,
    shown: int | datetime | None = None,
) -> bool:
    """Decides about a sign-up whose button names the enrolment, as older messages do.

    True if the decision is that of this person, also at a second tap.
    """
    async with store.effect(act) as tx:
        done = await _decide(tx, enrolment, None, approve=approve, reason=reason, shown=shown)
        return done not in (Answer.GONE, Answer.NOT_YOURS)


async def decide_many(
    store: Store, act: Act, decisions: list[DecisionId], *, approve: bool, reason: str | None
) -> DecidedMany:
    """Decides about several, each in the order of sign-up; one that is gone keeps no other."""
    counts = dict.fromkeys(Answer, 0)
    done: list[DecisionId] = []
    tell_at: datetime | None = None
    async with store.effect(act) as tx:
        rows = []
        for one in decisions:
            row = await deciding.row_of(tx.session, one)
            if row is not None and row.kind == DecisionKind.SEAT.value:
                rows.append(row)
        rows.sort(key=lambda row: (row.asked_at, row.id))
        await _lock_all(tx, [row.object_id for row in rows])
        for row in rows:
            what = await _decide(
                tx, EnrolmentId(row.object_id), row.id, approve=approve, reason=reason, shown=None
            )
            counts[what] += 1
            if what not in (Answer.GONE, Answer.NOT_YOURS):
                done.append(DecisionId(row.id))
                at = await _tell_at(tx, row.object_id)
                tell_at = max(tell_at or at, at)
        # Also of what had been decided by another person: it is no longer in the list.
        mine = decision_tick.c.person_id == act.person
        await tx.session.execute(delete(decision_tick).where(mine))
    return DecidedMany(
        approved=counts[Answer.APPROVED] + counts[Answer.FORWARDED],
        queued=counts[Answer.QUEUED],
        refused=counts[Answer.REFUSED],
        gone=counts[Answer.GONE] + counts[Answer.NOT_YOURS],
        done=tuple(done),
        tell_at=tell_at,
    )


async def undo(store: Store, act: Act, decisions: list[DecisionId]) -> list[Undone]:
    """Takes answers back while nobody has been told: each is open again, as it was before."""
    async with store.effect(act) as tx:
        rows = [await deciding.row_of(tx.session, one) for one in decisions]
        there = [row for row in rows if row is not None and row.kind == DecisionKind.SEAT.value]
        await _lock_all(tx, [row.object_id for row in there])
        return [await _undo(tx, row.id) for row in there]


async def _lock_all(tx: Effect, enrolments_: list[int]) -> None:
    """Locks the offerings of several sign-ups in the order of their ids."""
    query = select(enrolment_table.c.offering_id).where(enrolment_table.c.id.in_(enrolments_))
    for offering in sorted(set((await tx.session.execute(query)).scalars())):
        await standing.lock(tx.session, offering)


async def _decide(
    tx: Effect,
    enrolment: EnrolmentId,
    decision: DecisionId | None,
    *,
    approve: bool,
    reason: str | None,
    shown: int | datetime | None,
) -> Answer:
    """`decision` None: whichever is open about the sign-up."""
    session, by, now = tx.session, tx.act.person, tx.act.now
    if approve:
        await signing_up.lock_what_is_left(session, enrolment)
    held = await standing.lock_enrolment(session, enrolment)
    if held is None:
        return Answer.GONE
    there, row = held
    waits = row.state in WAITING and not there.called_off and there.ends_at > now
    moved = isinstance(shown, int) and shown != seen(there)
    rows = await deciding.open_about(session, DecisionKind.SEAT, enrolment)
    rows = [one for one in rows if decision in (None, one.id)]
    if not tx.first or not waits or moved or not rows:
        return await _repeated(tx, enrolment, decision)
    day = now.astimezone(ZoneInfo(there.timezone)).date()
    right = await deciding.right_of(session, by, rows[-1], day=day)
    if right is None:
        return Answer.NOT_YOURS
    return await _answer(tx, there, row, right, approve=approve, reason=reason)


async def _answer(
    tx: Effect, there: Offering, row: Any, right: Entitled, *, approve: bool, reason: str | None
) -> Answer:
    session, by, now = tx.session, tx.act.person, tx.act.now
    await deciding.record(session, right, approve=approve, by=by, now=now, reason=reason)
    words = [AuditChange("decision", None, "yes" if approve else "no")]
    if right.decided.post:
        words.append(AuditChange("post", None, right.decided.post))
    if right.decided.mandate:
        words.append(AuditChange("mandate", None, str(right.decided.mandate)))
    await audit.noted(tx, "decisions.made", about=row.id, changes=words)
    wait = (await policies.today(session, now=now, zone=there.timezone)).undo_for
    tell_at = changes.tell_at(there.starts_at, now=now, wait=wait)
    if not approve:
        event = await enrolments.change(
            session,
            row.id,
            SeatState.REFUSED,
            now=now,
            by=by,
            reason=reason,
            place_in_queue=row.place_in_queue,  # where the person waited, if it is taken back
        )
        await notices.tell(session, MessageKind.REFUSED, row, event, now=now, not_before=tell_at)
        await promote_queue(session, there.id, now=now)
        return Answer.REFUSED
    both = there.approval_by is ApprovalBy.BOTH
    if not deciding.ends_chain(right, both=both) and not await offices.is_hr(session, by):
        await asking.ask(
            session,
            kind=DecisionKind.SEAT,
            object_id=row.id,
            step=DecisionStep.HR,
            person=row.person_id,
            by=by,
            due_at=there.starts_at,
            now=now,
        )
        return Answer.FORWARDED
    await asking.withdraw(session, kind=DecisionKind.SEAT, object_id=row.id, now=now, by=by)
    if row.state == SeatState.QUEUED.value:
        await enrolments.change(
            session,
            row.id,
            SeatState.QUEUED,
            now=now,
            by=by,
            approved_at=now,
            place_in_queue=row.place_in_queue,
        )
        return Answer.QUEUED
    state = await signing_up.seat_approved(session, there, row, by=by, now=now, tell_at=tell_at)
    return Answer.APPROVED if state is SeatState.ENROLLED else Answer.QUEUED


async def _repeated(tx: Effect, enrolment: EnrolmentId, decision: DecisionId | None) -> Answer:
    """The same answer as the first time, if this person gave it."""
    row = (
        await deciding.row_of(tx.session, decision)
        if decision is not None
        else await deciding.last_about(tx.session, DecisionKind.SEAT, enrolment)
    )
    if row is None or row.decided_by_id != tx.act.by:
        return Answer.GONE
    if row.state == DecisionState.REFUSED.value:
        return Answer.REFUSED
    now = select(enrolment_table.c.state).where(enrolment_table.c.id == row.object_id)
    state = (await tx.session.execute(now)).scalar_one_or_none()
    if state == SeatState.QUEUED.value:
        return Answer.QUEUED
    return Answer.FORWARDED if state == SeatState.REQUESTED.value else Answer.APPROVED


async def _tell_at(tx: Effect, enrolment: int) -> datetime:
    held = await standing.lock_enrolment(tx.session, EnrolmentId(enrolment))
    now = tx.act.now
    if held is None:
        return now
    wait = (await policies.today(tx.session, now=now, zone=held[0].timezone)).undo_for
    return changes.tell_at(held[0].starts_at, now=now, wait=wait)


async def _undo(tx: Effect, decision: DecisionId) -> Undone:
    session, by, now = tx.session, tx.act.person, tx.act.now
    row = await deciding.row_of(session, decision)
    held = await standing.lock_enrolment(session, EnrolmentId(row.object_id)) if row else None
    row = await deciding.lock(session, decision) if held else None
    if held is None or row is None:
        return Undone.CHANGED
    there, seat = held
    if row.state == DecisionState.OPEN.value and not tx.first:
        return Undone.UNDONE
    answered = row.state in (DecisionState.APPROVED.value, DecisionState.REFUSED.value)
    if not answered or row.decided_by_id != by or there.called_off or there.starts_at <= now:
        return Undone.CHANGED
    if seat.attendance is not None:
        return Undone.RECORDED
    wait = (await policies.today(session, now=now, zone=there.timezone)).undo_for
    if now >= changes.tell_at(there.starts_at, now=row.decided_at, wait=wait):
        return Undone.CHANGED
    problem = await _seat_back(tx, there, seat, row)
    if problem is not None:
        return problem
    await deciding.reopen(session, row, by=by, now=now)
    await audit.noted(tx, "decisions.undone", about=row.object_id)
    return Undone.UNDONE


async def _seat_back(tx: Effect, there: Offering, seat: Any, row: Any) -> Undone | None:
    """Puts the sign-up back where it waited; the reason where that is no longer possible."""
    session, by, now = tx.session, tx.act.person, tx.act.now
    newer = await deciding.last_about(session, DecisionKind.SEAT, seat.id)
    if newer is not None and newer.id != row.id:
        if newer.state != DecisionState.OPEN.value:
            return Undone.CHANGED
        # HR was asked next, and has not answered.
        await asking.withdraw(session, kind=DecisionKind.SEAT, object_id=seat.id, now=now, by=by)
        return None
    if seat.since != row.decided_at:
        return Undone.CHANGED
    moved = select(enrolment_event.c.id).join(
        enrolment_table, enrolment_table.c.id == enrolment_event.c.enrolment_id
    )
    moved = moved.where(
        enrolment_table.c.person_id == seat.person_id,
        enrolment_event.c.at == row.decided_at,
        enrolment_event.c.reason == SeatEndReason.CLASH.value,
    )
    if (await session.execute(moved.limit(1))).first() is not None:
        return Undone.CHANGED
    queued = seat.place_in_queue is not None
    if seat.state == SeatState.REFUSED.value and not queued:
        fill = await standing.read_fill(session, there.id)
        if fill.occupancy.taken >= there.quota:
            return Undone.TAKEN
    if not await _untold(tx, seat.id):
        return Undone.CHANGED
    await enrolments.change(
        session,
        seat.id,
        SeatState.QUEUED if queued else SeatState.REQUESTED,
        now=now,
        by=by,
        approved_at=None,
        place_in_queue=seat.place_in_queue,
    )
    return None


async def _untold(tx: Effect, enrolment: int) -> bool:
    """Cancels what the person was to be told; False if it was sent."""
    last = (
        select(enrolment_event.c.id)
        .where(enrolment_event.c.enrolment_id == enrolment)
        .order_by(enrolment_event.c.id.desc())
        .limit(1)
    )
    event = (await tx.session.execute(last)).scalar_one()
    keys = [f"{kind}:{event}" for kind in (MessageKind.APPROVED, MessageKind.REFUSED)]
    stop = update(message).where(message.c.dedupe_key.in_(keys))
    stop = stop.where(message.c.state == MessageState.DUE.value)
    values = {"state": MessageState.CANCELLED.value, "settled_at": tx.act.now}
    await tx.session.execute(stop.values(values))
    out = select(message.c.id).where(
        message.c.dedupe_key.in_(keys), message.c.state != MessageState.CANCELLED.value
    )
    return (await tx.session.execute(out.limit(1))).first() is None
