"""Keeps an update that Telegram delivers twice from acting twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql, sqlite

from domain.ids import UpdateKey
from storage.database.store import CLAIMED, LeaseLostError, Session, Store
from storage.process.tables import handled_update

# Part of every effect: built once.
_CLAIM = {
    "sqlite": sqlite.insert(handled_update).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(handled_update).on_conflict_do_nothing(),
}

# The lock on the lane holds off whoever would take it over until this transaction has ended; its
# own holder may go on renewing it.
_CLAIM_HELD = text(
    """
    WITH held AS (
        SELECT 1 FROM lane WHERE telegram_id = :lane AND fence = :fence FOR KEY SHARE
    ), done AS (
        INSERT INTO handled_update (bot_id, update_id, handled_at)
        SELECT :bot_id, :update_id, :handled_at FROM held
        ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT (SELECT count(*) FROM held), (SELECT count(*) FROM done)
    """
)


async def claim(session: Session, key: UpdateKey, *, at: datetime) -> bool:
    """True the first time; False for a redelivered update, whose effect stands already.

    Closing a question is none of the effect: it is done again, as far as the question was asked
    before this update (storage.dialogues).

    Raises LeaseLostError where another process handles this person's updates by now.
    """
    values: dict[str, Any] = {
        "bot_id": key.bot_id,
        "update_id": key.update_id,
        "handled_at": at,
    }
    if key.fence is not None:
        values |= {"lane": key.fence.telegram_id, "fence": key.fence.number}
        held, new = (await session.execute(_CLAIM_HELD, values)).one()
        if not held:
            raise LeaseLostError
    else:
        new = (await session.execute(_CLAIM[session.dialect.name], values)).rowcount
    if new:
        session.info[CLAIMED] = True
    return bool(new)


async def pass_over(store: Store, key: UpdateKey, *, at: datetime) -> None:
    """This update has no effect, now or when it is delivered again."""
    async with store.write() as session:
        await claim(session, key, at=at)


async def sign_of_life(store: Store, *, at: datetime) -> None:
    """Writes as the effect of an update is written: `Store.committed` says where that stands."""
    await pass_over(store, UpdateKey(0, int(at.timestamp() * 1000)), at=at)


async def is_claimed(store: Store, key: UpdateKey) -> bool:
    """Whether the effect of this update stands already."""
    query = select(handled_update.c.handled_at).where(
        handled_update.c.bot_id == key.bot_id, handled_update.c.update_id == key.update_id
    )
    async with store.read() as session:
        return (await session.execute(query)).one_or_none() is not None
