"""Writes single enrolments under the lock of their offering; each change becomes an event."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.decisions.states import DecisionKind
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.seats.deciding import WAITING, SeatState
from storage.database import store
from storage.decisions import asking
from storage.seats.tables import enrolment, enrolment_event


async def sign_up(
    session: store.Transaction,
    *,
    person_id: PersonId,
    offering_id: OfferingId,
    state: SeatState,
    now: datetime,
    place: int | None = None,
    by: PersonId | None = None,
    approved_at: datetime | None = None,
    **columns: Any,
) -> tuple[EnrolmentId, int]:
    """Signs up a person without a seat, request or place; returns ids of enrolment and event.

    `by`: who did it, if not the person.
    """
    values = {
        "state": state.value,
        "since": now,
        "place_in_queue": place,
        "approved_at": approved_at,
        "confirmed_at": None,
        "answer_by": None,
        "missed": 0,
        "passed_at": None,
        "rank": None,
        "reason": None,
        **columns,
    }
    given = {"person_id": person_id, "offering_id": offering_id, **values}
    written = await session.execute(_SIGN_UP[session.dialect.name], given)
    enrolment_id = EnrolmentId(written.scalar_one())
    return enrolment_id, await _record(session, enrolment_id, state, now=now, by=by or person_id)


async def change(
    session: store.Transaction,
    enrolment_id: EnrolmentId,
    state: SeatState,
    *,
    now: datetime,
    by: PersonId | None = None,
    reason: str | None = None,
    **columns: Any,
) -> int:
    """Moves an enrolment to another state; returns the event's id. `by` None: a rule did it.

    What is still open about it is withdrawn where it no longer waits.
    """
    await session.execute(
        update(enrolment)
        .where(enrolment.c.id == enrolment_id)
        .values(
            **{
                "state": state.value,
                "since": now,
                "place_in_queue": None,
                "answer_by": None,
                "passed_at": None,
                "reason": reason,
                **columns,
            }
        )
    )
    if state not in WAITING:
        await asking.withdraw(
            session, kind=DecisionKind.SEAT, object_id=enrolment_id, now=now, by=by
        )
    return await _record(session, enrolment_id, state, now=now, by=by, reason=reason)


async def given_up(
    session: store.Transaction, enrolment_id: EnrolmentId, person_id: PersonId
) -> SeatState | None:
    """The state that the person gave up with the last change; None if that was another change."""
    rows = (
        await session.execute(
            select(enrolment_event.c.state, enrolment_event.c.actor_id)
            .where(enrolment_event.c.enrolment_id == enrolment_id)
            .order_by(enrolment_event.c.id.desc())
            .limit(2)
        )
    ).all()
    if (
        len(rows) < 2
        or rows[0].state != SeatState.CANCELLED.value
        or rows[0].actor_id != person_id
    ):
        return None
    return SeatState(rows[1].state)


async def decided_by(session: store.Transaction, enrolment_id: EnrolmentId, by: PersonId) -> bool:
    """Whether this HR officer made the last decision about an enrolment."""
    last = (
        select(enrolment_event.c.actor_id)
        .join(enrolment, enrolment.c.id == enrolment_event.c.enrolment_id)
        .where(enrolment_event.c.enrolment_id == enrolment_id)
        .where(enrolment_event.c.actor_id != enrolment.c.person_id)
        .order_by(enrolment_event.c.id.desc())
        .limit(1)
    )
    return bool((await session.execute(last)).scalar_one_or_none() == by)


async def _record(
    session: store.Transaction,
    enrolment_id: EnrolmentId,
    state: SeatState,
    *,
    now: datetime,
    by: PersonId | None,
    reason: str | None = None,
) -> int:
    given = {
        "enrolment_id": enrolment_id,
        "state": state.value,
        "at": now,
        "actor_id": by,
        "reason": reason,
    }
    return int((await session.execute(_EVENT, given)).scalar_one())


def _sign_up(insert_of: Any) -> Any:
    columns = (
        "state",
        "since",
        "place_in_queue",
        "approved_at",
        "confirmed_at",
        "reason",
        "answer_by",
        "missed",
        "passed_at",
        "rank",
    )
    statement = insert_of(enrolment)
    return statement.on_conflict_do_update(
        index_elements=[enrolment.c.person_id, enrolment.c.offering_id],
        set_={name: statement.excluded[name] for name in columns},
    ).returning(enrolment.c.id)


# Built once: building them takes longer than running them.
_SIGN_UP = {"sqlite": _sign_up(sqlite.insert), "postgresql": _sign_up(postgresql.insert)}
_EVENT = insert(enrolment_event).returning(enrolment_event.c.id)
