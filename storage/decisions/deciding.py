"""The answer to one decision: the first one counts, and is written once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from domain.decisions.deciders import Via
from domain.decisions.states import DecisionEvent, DecisionKind, DecisionState, DecisionStep
from domain.ids import DecisionId, PersonId
from storage.database.columns import constant
from storage.database.store import Transaction
from storage.decisions import asking
from storage.decisions.offices import DecidedBy, may_decide
from storage.decisions.tables import decision, decision_event


@dataclass(frozen=True, slots=True)
class Entitled:
    """By which right a person decides on a row of `decision`."""

    row: Any
    decided: DecidedBy


async def row_of(session: Transaction, decision_id: DecisionId) -> Any | None:
    """One decision as it stands; it is fixed only under the lock of its object."""
    query = select(decision).where(decision.c.id == decision_id)
    return (await session.execute(query)).one_or_none()


async def lock(session: Transaction, decision_id: DecisionId) -> Any | None:
    """Locks and reads a decision. Its object is locked first: an offering, say."""
    query = select(decision).where(decision.c.id == decision_id).with_for_update()
    return (await session.execute(query)).one_or_none()


async def open_about(session: Transaction, kind: DecisionKind, object_id: int) -> list[Any]:
    """Locks and reads what is open about an object, in the order in which it was asked."""
    query = (
        select(decision)
        .where(asking.is_about(kind, object_id))
        .order_by(decision.c.id)
        .with_for_update()
    )
    return list((await session.execute(query)).all())


async def right_of(
    session: Transaction, actor: PersonId, row: Any, *, day: date
) -> Entitled | None:
    """The right of a person to decide on an open row today; None: the person has none."""
    decided = await may_decide(session, actor, row, day=day)
    return Entitled(row, decided) if decided is not None else None


async def record(
    session: Transaction,
    right: Entitled,
    *,
    approve: bool,
    by: PersonId,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Writes the answer into the open row, which is locked, and into its history."""
    state = DecisionState.APPROVED if approve else DecisionState.REFUSED
    decided = right.decided
    await session.execute(
        update(decision)
        .where(decision.c.id == right.row.id, decision.c.state == constant(DecisionState.OPEN))
        .values(
            state=state.value,
            decided_by_id=by,
            decided_as=decided.post,
            mandate_id=decided.mandate,
            decided_at=now,
            reason=reason,
        )
    )
    event = DecisionEvent.APPROVED if approve else DecisionEvent.REFUSED
    one = DecisionId(right.row.id)
    await asking.note(session, one, event, now=now, by=by, post=decided.post)


async def reopen(session: Transaction, row: Any, *, by: PersonId, now: datetime) -> None:
    """Takes an answer back: the decision is open again."""
    await session.execute(
        update(decision)
        .where(decision.c.id == row.id)
        .values(
            state=DecisionState.OPEN.value,
            decided_by_id=None,
            decided_as=None,
            mandate_id=None,
            decided_at=None,
            reason=None,
        )
    )
    one = DecisionId(row.id)
    await asking.note(session, one, DecisionEvent.UNDONE, now=now, by=by, post=row.decided_as)


async def last_about(session: Transaction, kind: DecisionKind, object_id: int) -> Any | None:
    """The newest decision about an object, open or not."""
    query = (
        select(decision)
        .where(decision.c.kind == kind.value, decision.c.object_id == object_id)
        .order_by(decision.c.id.desc())
        .limit(1)
    )
    return (await session.execute(query)).one_or_none()


def ends_chain(right: Entitled, *, both: bool) -> bool:
    """Whether this yes is the last one: HR's counts without that of the superior."""
    row = right.row
    return not both or row.step == DecisionStep.HR.value or right.decided.via is Via.HR


async def history(session: Transaction, decision_id: DecisionId) -> list[Any]:
    """What happened to a decision, in order."""
    query = (
        select(*decision_event.c["event", "at", "post", "actor_id"])
        .where(decision_event.c.decision_id == decision_id)
        .order_by(decision_event.c.id)
    )
    return list((await session.execute(query)).all())
