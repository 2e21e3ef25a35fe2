"""Deletes what is kept for a limited time, a little at a time, so that no other work must wait."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, tuple_, update

from domain.announcements.announced import State
from storage.accounts.tables import failed_link
from storage.announcements.tables import announcement
from storage.database.store import Store
from storage.imports.tables import import_run
from storage.outbox.tables import message, picture
from storage.people.tables import audit
from storage.process.tables import handled_update
from storage.seats.tables import approval_notice

UPDATES = timedelta(days=3)
"""Longer than Telegram's 24 h of redelivery, shorter than a quiet week (ids restart then)."""
STAGED = timedelta(hours=24)
"""Files on their way in, with their rows."""
AUDIT = timedelta(days=2 * 365)
MESSAGES = timedelta(days=400)
"""Settled ones, but those of an announcement, which stay with its report. Longer than any reminder
can fall due again, and than the year HR looks back on."""
PICTURES = timedelta(days=90)
"""Telegram's names of charts: one that is drawn again later is uploaded again."""
FAILED_TRIES = timedelta(days=90)
"""To link, once HR has settled them: numbers of people who may be strangers."""
DRAFTS = timedelta(days=30)
"""Announcements that HR wrote but never sent: marked as given up, not deleted."""
AT_ONCE = 1000


async def prune(store: Store, *, now: datetime, real_now: datetime) -> int:
    """Deletes rows that are older than their limit; returns how many, without dependent rows."""
    settled = message.c.settled_at
    # An announcement keeps its messages, for its report.
    gone = (settled < now - MESSAGES) & message.c.announcement_id.is_(None)
    noticed = approval_notice.c.message_id.in_(select(message.c.id).where(gone))
    old: tuple[tuple[Any, Any], ...] = (
        (handled_update.c.handled_at, handled_update.c.handled_at < real_now - UPDATES),
        (import_run.c.created_at, import_run.c.created_at < real_now - STAGED),
        (audit.c.at, audit.c.at < real_now - AUDIT),
        (picture.c.stored_at, picture.c.stored_at < now - PICTURES),
        (failed_link.c.settled_at, failed_link.c.settled_at < now - FAILED_TRIES),
        (approval_notice.c.message_id, noticed),
        (settled, gone),
    )
    await _give_up_drafts(store, before=now - DRAFTS)
    return sum([await _forget(store, oldest, where) for oldest, where in old])


async def _give_up_drafts(store: Store, *, before: datetime) -> None:
    draft = announcement.c.state == State.DRAFT.value
    # One that was taken off its schedule is being changed, however old it is.
    scheduled = func.coalesce(announcement.c.scheduled_for, announcement.c.created_at)
    async with store.write() as session:
        await session.execute(
            update(announcement)
            .where(draft, announcement.c.created_at < before, scheduled < before)
            .values(state=State.CANCELLED.value)
        )


async def _forget(store: Store, oldest: Any, old: Any) -> int:
    # In the order of its index: rows that stay are not read, whatever the planner estimates.
    table = oldest.table
    some = select(*table.primary_key).where(old).order_by(oldest).limit(AT_ONCE)
    forgotten, done = 0, AT_ONCE
    while done == AT_ONCE:
        async with store.write() as session:
            these = tuple_(*table.primary_key).in_(some)
            done = (await session.execute(delete(table).where(these))).rowcount
        forgotten += done
    return forgotten
