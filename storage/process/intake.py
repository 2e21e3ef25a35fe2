"""Keeps an update that Telegram delivers twice from acting twice."""

from datetime import datetime

from sqlalchemy import select

from domain.act import Act
from domain.ids import UpdateKey
from storage.database.effects import Effect
from storage.database.store import Session, Store
from storage.process.tables import handled_update


async def claim(session: Session, key: UpdateKey, *, at: datetime) -> bool:
    """As an effect claims its act."""
    return await Effect(session, Act(None, key, at, at)).claim()


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
