"""Figures of the database for the operator, read by index a few times a minute."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from domain.outbox.messages import MessageState, Priority
from storage.database import schema
from storage.database.store import Store
from storage.outbox import due as outbox_due
from storage.outbox import pace
from storage.outbox.tables import gate, message


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """The state of the outbox and the gate at one moment."""

    due: int
    """Due messages of the kinds that this program knows."""
    unknown: dict[str, int]
    """Due messages of each kind that this program does not know; a newer one sends them."""
    sending: int
    oldest_due: datetime | None
    """When the oldest of them was to be sent."""
    closed_until: datetime | None
    rate: float


async def standing(
    store: Store, *, now: datetime, real_now: datetime, rate: float, kinds: Collection[str]
) -> StoreFigures:
    """Reads the figures; raises database errors if the database does not answer.

    `kinds` are the kinds of messages that this program knows.

    Also raises SchemaTooOldError or SchemaTooNewError.
    """
    await schema.check(store)
    # With a condition on its first column as well, the index of due messages is used.
    queue = and_(outbox_due.UNSETTLED, message.c.priority <= max(Priority))
    waits = (
        select(message.c.kind, func.count(), func.min(message.c.not_before))
        .where(queue, message.c.state == MessageState.DUE.value, message.c.not_before <= now)
        .where(or_(message.c.retry_at.is_(None), message.c.retry_at <= real_now))
        .group_by(message.c.kind)
    )
    at_work = select(func.count()).where(queue, message.c.state == MessageState.SENDING.value)
    async with store.read() as session:
        waiting = (await session.execute(waits)).all()
        sending = (await session.execute(at_work)).scalar_one()
        row = (await session.execute(select(gate))).one_or_none()
    known = [row for row in waiting if row[0] in kinds]
    return StoreFigures(
        due=sum(number for _, number, _ in known),
        unknown={kind: number for kind, number, _ in waiting if kind not in kinds},
        sending=sending,
        oldest_due=min((oldest for _, _, oldest in known), default=None),
        closed_until=pace.closed_until(row, real_now) if row else None,
        rate=pace.present_rate(row, rate, real_now) if row else rate,
    )
