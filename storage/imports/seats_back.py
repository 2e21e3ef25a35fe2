"""Takes back the seats that an import gave or ended, and tells those who were told of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from domain.ids import OfferingId
from domain.outbox.messages import MessageKind, MessageState
from domain.seats.deciding import OPEN, SEATED, SeatState
from storage.database.store import Transaction
from storage.imports.loads.nominations import once_of
from storage.outbox.messages import promise_each
from storage.outbox.tables import message
from storage.seats import enrolments, standing
from storage.seats.tables import enrolment_event

_KINDS = (MessageKind.NOMINATED, MessageKind.PROMOTED, MessageKind.APPROVED)
_HEARD = (MessageState.SENDING, MessageState.SENT, MessageState.UNKNOWN)
_WAITED = tuple(state.value for state in OPEN if state is not SeatState.ENROLLED)

Seats = list[tuple[Any, Any]]
"""Rows of enrolment, each with its change by the import."""


async def end_told(
    session: Transaction, seats: Seats, log: Any, *, now: datetime
) -> tuple[Seats, int]:
    """Cancels the seats of people who were told of them, and tells them; returns the others.

    Who waited for the seat before keeps it: the place in the queue cannot be given back unnoticed.
    """
    heard = await _heard(session, [row.id for row, _ in seats], log, now=now)
    told = 0
    for row, one in seats:
        if row.id not in heard or (one.before and one.before["state"] in _WAITED):
            continue
        await enrolments.change(session, row.id, SeatState.CANCELLED, now=now)
        facts = {"enrolment": row.id, "offering": row.offering_id}
        once = f"{MessageKind.REMOVED}:{row.id}:undo:{log.run_id}"
        promised = (row.person_id, facts, once)
        await promise_each(session, MessageKind.REMOVED, [promised], now=now)
        told += 1
    return [each for each in seats if each[0].id not in heard], told


async def _heard(session: Transaction, ids: Iterable[int], log: Any, *, now: datetime) -> set[int]:
    """The seats of which their people were told; messages that were not sent are dropped."""
    keys = {once_of(kind, each, log.run_id): each for each in ids for kind in _KINDS}
    mine = message.c.dedupe_key.in_(keys)
    unsent = {"state": MessageState.DROPPED.value, "settled_at": now}
    due = message.c.state == MessageState.DUE.value
    await session.execute(update(message).where(mine, due).values(unsent))
    heard = select(message.c.dedupe_key).where(mine, message.c.state.in_(_HEARD))
    return {keys[once] for once in (await session.execute(heard)).scalars()}


async def note_history(session: Transaction, changed: Seats, *, now: datetime) -> None:
    """Adds the states that went back to the history of the enrolments."""
    events = [
        {"enrolment_id": row.id, "state": one.before["state"], "at": now}
        for row, one in changed
        if one.before["state"] != row.state
    ]
    if events:
        await session.execute(insert(enrolment_event), events)


async def has_seat(session: Transaction, row: Any, change: Any) -> bool:
    """Whether the seat that a person is to get back is still free."""
    held = [state.value for state in SEATED]
    if row.state in held or change.before.get("state") not in held:
        return True
    there = await standing.lock(session, OfferingId(row.offering_id))
    fill = await standing.read_fill(session, OfferingId(row.offering_id))
    return there is not None and fill.occupancy.taken < there.quota
