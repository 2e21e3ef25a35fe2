"""The token bucket that all dispatchers share: one row, so that N replicas keep one rate."""

from datetime import datetime

from sqlalchemy import or_, select, update

from storage.engine import Session, Store, insert_for
from storage.tables import gate


async def close_gate(store: Store, *, until: datetime) -> None:
    """After a 429: nobody sends before this real moment."""
    async with store.write() as session:
        await _open_first(session, real_now=until)
        await session.execute(
            update(gate)
            .where(or_(gate.c.closed_until.is_(None), gate.c.closed_until < until))
            .values(closed_until=until, tokens=0.0)
        )


async def take_tokens(
    session: Session, *, real_now: datetime, rate: float | None, most: int
) -> int:
    locked = select(gate).where(gate.c.id == 1).with_for_update()
    row = (await session.execute(locked)).one_or_none()
    if row is None:
        await _open_first(session, real_now=real_now)
        return 1
    if row.closed_until is not None and row.closed_until > real_now:
        return 0
    if rate is None:
        return most
    # The bucket holds a seventh of a second: with a reply or two beside it still below the
    # thirty a second that Telegram counts as a flood.
    capacity = max(1.0, rate / 7)
    elapsed = max(0.0, (real_now - row.refilled_at).total_seconds())
    tokens = min(capacity, row.tokens + elapsed * rate)
    allowed = min(most, int(tokens))
    if not allowed:
        return 0
    await session.execute(
        update(gate).where(gate.c.id == 1).values(tokens=tokens - allowed, refilled_at=real_now)
    )
    return allowed


async def give_back(session: Session, tokens: int) -> None:
    if tokens > 0:
        await session.execute(
            update(gate).where(gate.c.id == 1).values(tokens=gate.c.tokens + tokens)
        )


async def _open_first(session: Session, *, real_now: datetime) -> None:
    """The one row, made by whoever needs it first."""
    insert = insert_for(session, gate).values(id=1, tokens=1.0, refilled_at=real_now)
    await session.execute(insert.on_conflict_do_nothing())
