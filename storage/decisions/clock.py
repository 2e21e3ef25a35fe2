"""The clock of open decisions: reminder, next superior, HR's attention; then the object is over.

Nothing is approved by silence. Whatever an older replica has changed is brought into step here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, literal, or_, select, update

from domain.act import Act
from domain.decisions.clock import MORNING, WorkDays
from domain.decisions.states import DecisionEvent, DecisionKind, DecisionState
from domain.ids import DecisionId, EnrolmentId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import WAITING, SeatEndReason, SeatState
from storage.catalogue.tables import offering
from storage.database.columns import among, constant
from storage.database.store import Store, Transaction
from storage.decisions import asking, telling
from storage.decisions.tables import decision
from storage.office import policies
from storage.office.working_days import work_days
from storage.outbox.messages import promise
from storage.outbox.officers import officers
from storage.seats import enrolments, standing
from storage.seats.queue import promote_queue
from storage.seats.tables import enrolment

AT_ONCE = 200
"""Decisions that one run of the clock changes; the next run goes on."""
_OPEN = decision.c.state == constant(DecisionState.OPEN)
_OF_SEAT = decision.c.kind == DecisionKind.SEAT.value


async def advance(store: Store, *, now: datetime, zone: str) -> int:
    """Reminds, asks the next superior, raises to HR; returns how many decisions moved on."""
    async with store.write() as session:
        rules = (await policies.today(session, now=now, zone=zone)).decision_days
        days = await work_days(session, now=now, zone=zone)
        reminded = await _passed(
            session, decision.c.reminded_at, rules.remind, days, now=now, values={}
        )
        asked = await telling.deciders_now(session, reminded, days, now=now)
        for row, ones in asked:
            post = next((one.post for one in ones), None)
            await _note(session, row, DecisionEvent.REMINDED, now=now, post=post)
        pairs = [(row, one) for row, ones in asked for one in ones]
        await telling.tell(session, pairs, days, now=now)
        raised_up = await _passed(
            session,
            decision.c.escalated_at,
            rules.escalate,
            days,
            now=now,
            # Looked at at once: the next superior is told.
            values={"looked_at": None},
            only=telling.superior_step(),
        )
        for row, ones in await telling.deciders_now(session, raised_up, days, now=now):
            post = ones[-1].post if ones else None
            await _note(session, row, DecisionEvent.ESCALATED, now=now, post=post)
        to_hr = await _passed(
            session,
            decision.c.raised_at,
            rules.raise_to_hr,
            days,
            now=now,
            values={"hr_since": func.coalesce(decision.c.hr_since, now)},
        )
        for row in to_hr:
            await _note(session, row, DecisionEvent.RAISED, now=now)
        return len(reminded) + len(raised_up) + len(to_hr)


async def nudge(store: Store, act: Act, *, enrolment_id: EnrolmentId, zone: str) -> bool:
    """Reminds the office at the wish of the person who waits; once. False: not now."""
    now = act.now
    async with store.effect(act) as tx:
        session = tx.session
        rules = (await policies.today(session, now=now, zone=zone)).decision_days
        days = await work_days(session, now=now, zone=zone)
        mine = and_(
            asking.is_about(DecisionKind.SEAT, enrolment_id),
            decision.c.person_id == act.person,
            decision.c.nudged_at.is_(None),
            decision.c.asked_at < days.asked_before(now, rules.remind),
        )
        done = update(decision).where(mine).values(nudged_at=now).returning(*decision.c)
        rows = (await session.execute(done)).all() if tx.first else []
        for row, ones in await telling.deciders_now(session, rows, days, now=now):
            post = next((one.post for one in ones), None)
            one = DecisionId(row.id)
            event = DecisionEvent.REMINDED
            await asking.note(session, one, event, now=now, by=act.person, post=post)
            await telling.tell(session, [(row, each) for each in ones], days, now=now)
        return bool(rows)


async def remind_all(store: Store, *, now: datetime, zone: str) -> int:
    """Reminds every office of what waits for it; returns how many people are told."""
    async with store.write() as session:
        days = await work_days(session, now=now, zone=zone)
        query = (
            select(decision)
            .where(_OPEN, telling.TOLD_HERE)
            .order_by(decision.c.asked_at)
            .limit(MOST_REMINDED)
        )
        rows = (await session.execute(query)).all()
        asked = await telling.deciders_now(session, rows, days, now=now)
        at = days.at(days.after(now, 1), MORNING)
        told = {one.person for _, ones in asked for one in ones if one.linked}
        for who in sorted(told):
            await promise(
                session,
                MessageKind.DECISION_JOINED,
                to=who,
                facts={},
                once=f"decisions.joined:{who}:{at.isoformat()}",
                now=now,
                not_before=at,
            )
        return len(told)


MOST_REMINDED = 2000
"""Decisions whose offices are reminded at once."""


async def heal(store: Store, *, now: datetime) -> int:
    """Brings decisions and sign-ups into step; returns how many were not."""
    async with store.write() as session:
        healed = await _close_settled(session, now=now)
    async with store.read() as session:
        missing = await _unasked(session, now)
    for enrolment_id in missing:
        async with store.write() as session:
            await _ask(session, enrolment_id, now=now)
    return healed + len(missing)


async def lapse(store: Store, *, now: datetime, zone: str) -> int:
    """Ends requests whose training has begun; their seats are free. Returns how many."""
    begun = (
        select(decision.c.object_id)
        .join(enrolment, enrolment.c.id == decision.c.object_id)
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .where(_OPEN, _OF_SEAT, offering.c.called_off_at.is_(None), offering.c.starts_at <= now)
        .order_by(offering.c.id, decision.c.id)
        .limit(AT_ONCE)
    )
    async with store.read() as session:
        ids = list(dict.fromkeys((await session.execute(begun)).scalars()))
    for one in ids:
        async with store.write() as session:
            await _lapse(session, EnrolmentId(one), now=now, zone=zone)
    return len(ids)


async def _passed(
    session: Transaction,
    mark: Any,
    number: int,
    days: WorkDays,
    *,
    now: datetime,
    values: dict[str, Any],
    only: Any = None,
) -> list[Any]:
    """Marks the open decisions that have waited so many working days; returns them."""
    late = select(decision.c.id).where(
        _OPEN,
        telling.TOLD_HERE,
        mark.is_(None),
        decision.c.asked_at < days.asked_before(now, number),
    )
    if only is not None:
        late = late.where(only)
    ids = list(
        (await session.execute(late.order_by(decision.c.asked_at).limit(AT_ONCE))).scalars()
    )
    if not ids:
        return []
    done = update(decision).where(decision.c.id.in_(ids), _OPEN).values({mark.name: now, **values})
    rows = (await session.execute(done.returning(*decision.c))).all()
    return sorted(rows, key=lambda row: (row.asked_at, row.id))


async def _note(
    session: Transaction,
    row: Any,
    event: DecisionEvent,
    *,
    now: datetime,
    post: str | None = None,
) -> None:
    await asking.note(session, DecisionId(row.id), event, now=now, post=post)


async def _close_settled(session: Transaction, *, now: datetime) -> int:
    """Closes what an older replica or a file has settled."""
    query = (
        select(
            decision.c.id,
            enrolment.c.state,
            enrolment.c.since,
            enrolment.c.approved_at,
            offering.c.called_off_at,
        )
        .join(enrolment, enrolment.c.id == decision.c.object_id)
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .where(_OPEN, _OF_SEAT)
        .where(
            or_(
                ~among(enrolment.c.state, WAITING),
                enrolment.c.approved_at.is_not(None),
                offering.c.called_off_at.is_not(None),
            )
        )
        .order_by(decision.c.id)
        .limit(AT_ONCE)
    )
    rows: Sequence[Any] = (await session.execute(query)).all()
    for row in rows:
        state, event = _settled(row)
        this = update(decision).where(decision.c.id == row.id, _OPEN)
        await session.execute(this.values(state=state.value, decided_at=now))
        await _note(session, row, event, now=now)
    return len(rows)


def _settled(row: Any) -> tuple[DecisionState, DecisionEvent]:
    if row.state == SeatState.REFUSED.value:
        return DecisionState.REFUSED, DecisionEvent.REFUSED
    if row.state == SeatState.ENROLLED.value or row.approved_at is not None:
        return DecisionState.APPROVED, DecisionEvent.APPROVED
    return DecisionState.WITHDRAWN, DecisionEvent.WITHDRAWN


async def _unasked(session: Transaction, now: datetime) -> list[EnrolmentId]:
    asked = exists(
        select(literal(1)).where(_OPEN, _OF_SEAT, decision.c.object_id == enrolment.c.id)
    )
    query = (
        select(enrolment.c.id)
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .where(among(enrolment.c.state, WAITING), enrolment.c.approved_at.is_(None))
        .where(or_(enrolment.c.state == SeatState.REQUESTED.value, offering.c.needs_approval))
        .where(offering.c.called_off_at.is_(None), offering.c.starts_at > now, ~asked)
        .order_by(enrolment.c.offering_id, enrolment.c.id)
        .limit(AT_ONCE)
    )
    return [EnrolmentId(each) for each in (await session.execute(query)).scalars()]


async def _ask(session: Transaction, enrolment_id: EnrolmentId, *, now: datetime) -> None:
    held = await standing.lock_enrolment(session, enrolment_id)
    if held is not None and held[1].state in WAITING and held[1].approved_at is None:
        there, row = held
        await asking.ask_for_seat(session, there, enrolment_id, row.person_id, now=now)


async def _lapse(
    session: Transaction, enrolment_id: EnrolmentId, *, now: datetime, zone: str
) -> None:
    held = await standing.lock_enrolment(session, enrolment_id)
    if held is None or held[0].called_off or held[0].starts_at > now:
        return
    there, row = held
    about = asking.is_about(DecisionKind.SEAT, enrolment_id)
    over = update(decision).where(about).values(state=DecisionState.LAPSED.value, decided_at=now)
    ids = list((await session.execute(over.returning(decision.c.id))).scalars())
    for one in ids:
        await asking.note(session, DecisionId(one), DecisionEvent.LAPSED, now=now)
    if row.state not in WAITING or not ids:
        return
    await enrolments.change(
        session, enrolment_id, SeatState.CANCELLED, now=now, reason=SeatEndReason.LAPSED
    )
    kind = MessageKind.DECISION_LAPSED
    facts = {"enrolment": enrolment_id, "offering": there.id, "decision": ids[-1]}
    once = f"{kind}:{ids[-1]}"
    await promise(session, kind, to=row.person_id, facts=facts, once=once, now=now)
    days = await work_days(session, now=now, zone=zone)
    at = days.at(days.after(now, 1), MORNING)
    for who in (await session.execute(officers())).scalars().all():
        # With all others of the day, on the next working morning.
        await promise(
            session,
            kind,
            to=PersonId(who),
            facts={"hr": True, "since": now.isoformat()},
            once=f"{kind}:hr:{who}:{at.isoformat()}",
            now=now,
            not_before=at,
        )
    await promote_queue(session, there.id, now=now)
