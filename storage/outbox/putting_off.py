"""Puts messages off to the end of the quiet hours, and joins those that came in the meantime."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select, update

from domain.outbox.messages import Claimed, MessageState
from storage.database.columns import constant
from storage.database.store import Store
from storage.outbox.due import UNSETTLED, can_wait
from storage.outbox.tables import message


@dataclass(frozen=True, slots=True)
class Company:
    """The other messages of the same kind to the same person."""

    earlier: bool
    """An earlier one is due as well, and speaks for this one."""
    later: bool
    """This one speaks for later ones, which are due as well or were dropped at an earlier try."""


async def put_off(store: Store, *, now: datetime, until: datetime) -> int:
    """Puts off what can wait and is due in quiet hours; returns how many messages.

    Not put off: what is about a training that begins soon, and what would then be too late.
    """
    due = and_(
        message.c.state == constant(MessageState.DUE),
        UNSETTLED,
        message.c.not_before <= now,
        can_wait(now, until),
    )
    async with store.look() as session:
        if (await session.execute(select(message.c.id).where(due).limit(1))).first() is None:
            return 0
    async with store.write() as session:
        done = await session.execute(update(message).where(due).values(not_before=until))
        return done.rowcount


async def company(store: Store, one: Claimed, *, now: datetime, put_off_only: bool) -> Company:
    """Which other messages of this kind wait for this person.

    `put_off_only`: only those that waited for the end of quiet hours, as this one must have, too.
    """
    unsettled = message.c.state.in_((MessageState.DUE.value, MessageState.SENDING.value))
    same = [
        # What was dropped while this one waited was joined with it.
        or_(unsettled, message.c.state == MessageState.DROPPED.value),
        message.c.person_id == one.person_id,
        message.c.kind == one.kind,
        message.c.not_before <= now,
    ]
    if put_off_only:
        same.append(message.c.not_before > message.c.created_at)
    query = select(
        func.min(case((unsettled, message.c.id))).label("first"),
        func.max(message.c.id).label("last"),
        func.count(case((and_(unsettled, message.c.id == one.id), 1))).label("mine"),
    ).where(*same)
    async with store.read() as session:
        row = (await session.execute(query)).one()
    if not row.mine:
        return Company(earlier=False, later=False)
    return Company(earlier=row.first < one.id, later=row.last > one.id)
