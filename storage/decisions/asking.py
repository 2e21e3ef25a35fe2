"""Asks for a decision, and withdraws the question; both in the transaction of their cause.

An office is told by a tick that looks at each open decision: who decides is worked out by day.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from domain.decisions.states import DecisionEvent, DecisionKind, DecisionState, DecisionStep
from domain.ids import DecisionId, PersonId
from storage.database.columns import constant
from storage.database.store import Transaction, insert_for
from storage.decisions.tables import decision, decision_event


async def ask(
    session: Transaction,
    *,
    kind: DecisionKind,
    object_id: int,
    step: DecisionStep,
    person: PersonId | None,
    by: PersonId | None,
    due_at: datetime | None,
    now: datetime,
) -> DecisionId:
    """Opens a decision; one that is open already stays, and is returned."""
    values = {
        "kind": kind.value,
        "object_id": object_id,
        "step": step.value,
        "person_id": person,
        "state": DecisionState.OPEN.value,
        "asked_at": now,
        "asked_by_id": by,
        "due_at": due_at,
        "hr_since": now if step is DecisionStep.HR else None,
    }
    new = insert_for(session, decision).values(values).on_conflict_do_nothing()
    made = (await session.execute(new.returning(decision.c.id))).scalar_one_or_none()
    if made is None:
        there = is_about(kind, object_id, step)
        return DecisionId((await session.execute(select(decision.c.id).where(there))).scalar_one())
    await note(session, DecisionId(made), DecisionEvent.ASKED, now=now, by=by)
    return DecisionId(made)


async def withdraw(
    session: Transaction,
    *,
    kind: DecisionKind,
    object_id: int,
    now: datetime,
    by: PersonId | None = None,
) -> list[DecisionId]:
    """Closes what is still open about an object, which no office has to answer any more."""
    closed = (
        update(decision)
        .where(is_about(kind, object_id))
        .values(state=DecisionState.WITHDRAWN.value, decided_at=now)
        .returning(decision.c.id)
    )
    ids = [DecisionId(each) for each in (await session.execute(closed)).scalars()]
    for one in ids:
        await note(session, one, DecisionEvent.WITHDRAWN, now=now, by=by)
    return ids


async def note(
    session: Transaction,
    decision_id: DecisionId,
    event: DecisionEvent,
    *,
    now: datetime,
    by: PersonId | None = None,
    post: str | None = None,
) -> None:
    """Adds an entry to the history of a decision."""
    values = {
        "decision_id": decision_id,
        "event": event.value,
        "at": now,
        "actor_id": by,
        "post": post,
    }
    await session.execute(insert(decision_event).values(values))


def is_about(kind: DecisionKind, object_id: int, step: DecisionStep | None = None) -> Any:
    """SQL: the open decision about an object."""
    found = (
        (decision.c.state == constant(DecisionState.OPEN))
        & (decision.c.kind == kind.value)
        & (decision.c.object_id == object_id)
    )
    return found if step is None else found & (decision.c.step == step.value)
