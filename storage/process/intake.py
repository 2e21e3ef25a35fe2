"""Gives an update that Telegram delivers twice its effect only once."""

from datetime import datetime

from sqlalchemy import select

from domain.act import Act
from domain.ids import UpdateKey
from storage.database.store import Store
from storage.process.tables import handled_update


async def pass_over(store: Store, act: Act) -> None:
    """Claims an act without any effect, so that it has none when it is delivered again either."""
    async with store.effect(act):
        pass


async def sign_of_life(store: Store, *, at: datetime) -> None:
    """Commits an empty effect as an update does; if that works, `Store.committed` changes."""
    once = UpdateKey(0, int(at.timestamp() * 1000))
    await pass_over(store, Act(by=None, once=once, now=at, real_now=at))


async def is_claimed(store: Store, act: Act) -> bool:
    """Whether the effect of this act has been committed before."""
    if act.once is None:
        return False
    query = select(handled_update.c.handled_at).where(
        handled_update.c.bot_id == act.once.bot_id,
        handled_update.c.update_id == act.once.update_id,
    )
    async with store.read() as session:
        return (await session.execute(query)).one_or_none() is not None
