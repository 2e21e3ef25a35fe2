"""Deletes what is kept for a limited time, a little at a time, so that no other work must wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, tuple_, update

from domain.announcements.announced import AnnouncementState
from storage.announcements.tables import announcement
from storage.database.personal import Kept
from storage.database.store import Store
from storage.outbox.tables import picture
from storage.process.tables import handled_update
from storage.tables import PERSONAL

UPDATES = Kept(timedelta(days=3), handled_update.c.handled_at, real=True)
"""Longer than Telegram's 24 h of redelivery, shorter than a quiet week (ids restart then)."""
PICTURES = Kept(timedelta(days=90), picture.c.stored_at)
"""Telegram's names of charts: one that is drawn again later is uploaded again."""
DRAFTS = timedelta(days=30)
"""Announcements that HR wrote but never sent: marked as given up, not deleted."""
AT_ONCE = 1000


async def prune(store: Store, *, now: datetime, real_now: datetime) -> int:
    """Deletes rows that are older than their limit; returns how many, without dependent rows."""
    declared = [one.kept for one in PERSONAL if isinstance(one.kept, Kept)]
    await _give_up_drafts(store, before=now - DRAFTS)
    limits = [
        (kept.since, kept.forgotten(now=now, real_now=real_now))
        for kept in (UPDATES, PICTURES, *declared)
    ]
    there = await _first(store, limits)
    return sum(
        [await _forget(store, *limit) for limit, row in zip(limits, there, strict=True) if row]
    )


async def _first(store: Store, limits: Sequence[tuple[Any, Any]]) -> Sequence[Any]:
    """For each limit a row to be deleted, or None: mostly there is none, in any table."""
    # In the order of its index, as below.
    rows = [select(oldest).where(old).order_by(oldest).limit(1) for oldest, old in limits]
    async with store.look() as session:
        return (await session.execute(select(*[row.scalar_subquery() for row in rows]))).one()


async def _give_up_drafts(store: Store, *, before: datetime) -> None:
    draft = announcement.c.state == AnnouncementState.DRAFT.value
    # A draft taken off its schedule counts from the scheduled time: HR is still changing it.
    scheduled = func.coalesce(announcement.c.scheduled_for, announcement.c.created_at)
    async with store.write() as session:
        await session.execute(
            update(announcement)
            .where(draft, announcement.c.created_at < before, scheduled < before)
            .values(state=AnnouncementState.CANCELLED.value)
        )


async def _forget(store: Store, oldest: Any, old: Any) -> int:
    # In the order of its index: rows that stay are not read, whatever the planner estimates.
    table = oldest.table
    some = select(*table.primary_key).where(old).order_by(oldest).limit(AT_ONCE)
    forgotten, done = 0, AT_ONCE
    while done == AT_ONCE:
        async with store.write() as session:
            these = tuple_(*table.primary_key).in_(some)
            # A row that was renewed since the query stays, for example a lane taken again.
            done = (await session.execute(delete(table).where(these, old))).rowcount
        forgotten += done
    return forgotten
