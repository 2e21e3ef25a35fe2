"""Tells offices of what waits for them: the day's first at once, further ones together.

Each open decision is looked at when it is asked, and from time to time: a mandate begins, a person
moves, a superior links an account. Who was told once is not told again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from domain.decisions.clock import WorkDays
from domain.decisions.deciders import Decider, Via, deciders
from domain.decisions.states import DecisionKind, DecisionState, DecisionStep
from domain.ids import PersonId
from domain.outbox.messages import MessageKind
from storage.database.columns import constant
from storage.database.store import Store, Transaction, insert_for
from storage.decisions.chains import facts_of
from storage.decisions.tables import decision, decision_notice, decision_told
from storage.office.working_days import work_days
from storage.outbox.messages import promise
from storage.outbox.tables import message

AT_ONCE = 200
"""Decisions that one transaction looks at."""
LOOK_AGAIN = timedelta(hours=1)
"""After which an open decision is looked at again."""

Told = Iterable[tuple[Any, Decider]]
"""Rows of `decision`, each with a person who is told of it."""

_OPEN = decision.c.state == constant(DecisionState.OPEN)
TOLD_HERE = decision.c.kind != constant(DecisionKind.ANNOUNCEMENT)
"""SQL: not the check of an announcement, of which the officers have a notice of its own."""


async def look(store: Store, *, now: datetime, zone: str) -> int:
    """Looks at new decisions, and again at older ones; returns how many."""
    looked = 0
    while True:
        async with store.read() as session:
            ids = await _next(session, now)
        if not ids:
            return looked
        async with store.write() as session:
            rows = await _take(session, ids, now=now)
            days = await work_days(session, now=now, zone=zone)
            await _look_at(session, rows, days, now=now)
        looked += len(ids)


async def tell(session: Transaction, told: Told, days: WorkDays, *, now: datetime) -> None:
    """Promises each person one message: at once if it is the day's first, else with others."""
    by_person: dict[PersonId, list[tuple[Any, Decider]]] = defaultdict(list)
    for row, one in told:
        if one.linked:
            by_person[one.person].append((row, one))
    keys: dict[str, int] = {}
    for who in sorted(by_person):
        mine = by_person[who]
        row, one = mine[0]
        once = f"decisions.first:{who}:{days.today(now)}"
        if len(mine) == 1:
            up = one.via is Via.NEXT and row.escalated_at is not None
            kind = MessageKind.DECISION_ESCALATED if up else MessageKind.DECISION_ASKED
            if await promise(
                session, kind, to=who, facts={"decision": row.id}, once=once, now=now
            ):
                keys[once] = row.id
                continue
        elif await promise(
            session, MessageKind.DECISION_JOINED, to=who, facts={}, once=once, now=now
        ):
            continue
        at = days.told_together(now)
        together = f"decisions.joined:{who}:{at.isoformat()}"
        await promise(
            session,
            MessageKind.DECISION_JOINED,
            to=who,
            facts={},
            once=together,
            now=now,
            not_before=at,
        )
    await _note_notices(session, keys)


async def _next(session: Transaction, now: datetime) -> list[int]:
    new = select(decision.c.id).where(_OPEN, TOLD_HERE, decision.c.looked_at.is_(None))
    ids = list((await session.execute(new.limit(AT_ONCE))).scalars())
    if ids:
        return ids
    old = select(decision.c.id).where(_OPEN, TOLD_HERE, decision.c.looked_at < now - LOOK_AGAIN)
    old = old.order_by(decision.c.looked_at).limit(AT_ONCE)
    return list((await session.execute(old)).scalars())


async def _take(session: Transaction, ids: Sequence[int], *, now: datetime) -> list[Any]:
    """The rows that are still open, marked as looked at."""
    mine = update(decision).where(decision.c.id.in_(ids), _OPEN).values(looked_at=now)
    rows = (await session.execute(mine.returning(*decision.c))).all()
    return sorted(rows, key=lambda row: row.id)


async def _look_at(
    session: Transaction, rows: Sequence[Any], days: WorkDays, *, now: datetime
) -> None:
    facts = await facts_of(session, rows, day=days.today(now))
    asked = [(row, one) for row in rows for one in deciders(facts[row.id])]
    at_hr = {row.id for row, one in asked if one.via is Via.HR and row.hr_since is None}
    if at_hr:
        mark = update(decision).where(decision.c.id.in_(at_hr)).values(hr_since=now)
        await session.execute(mark)
    reached = [(row, one) for row, one in asked if one.linked]
    if not reached:
        return
    values = [
        {"decision_id": row.id, "person_id": one.person, "told_at": now} for row, one in reached
    ]
    new = insert_for(session, decision_told).values(values).on_conflict_do_nothing()
    told = await session.execute(new.returning(*decision_told.c["decision_id", "person_id"]))
    fresh = {(row.decision_id, row.person_id) for row in told}
    await tell(
        session,
        [(row, one) for row, one in reached if (row.id, one.person) in fresh],
        days,
        now=now,
    )


async def deciders_now(
    session: Transaction, rows: Sequence[Any], days: WorkDays, *, now: datetime
) -> list[tuple[Any, tuple[Decider, ...]]]:
    """Who decides on each of these rows at this moment."""
    facts = await facts_of(session, rows, day=days.today(now))
    return [(row, deciders(facts[row.id])) for row in rows]


async def _note_notices(session: Transaction, keys: dict[str, int]) -> None:
    """Notes which message is about which decision, so that it can be edited later."""
    if not keys:
        return
    rows = await session.execute(
        select(message.c.id, message.c.dedupe_key).where(message.c.dedupe_key.in_(keys))
    )
    values = [{"message_id": row.id, "decision_id": keys[row.dedupe_key]} for row in rows]
    await session.execute(insert(decision_notice), values)


def superior_step() -> Any:
    """SQL: it waits for a superior."""
    return decision.c.step == DecisionStep.SUPERIOR.value
