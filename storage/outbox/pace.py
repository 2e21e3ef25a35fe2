"""The token bucket that all dispatchers share: one row, so that N replicas keep one rate."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage.database.store import Store, Transaction, insert_for
from storage.outbox.tables import gate

LEAST_RATE = 1.0
"""Messages a second: the lowest rate, however often Telegram answers 429."""
CLIMB = timedelta(minutes=2)
"""After a 429 the rate is halved; this is the time from nothing back to the full rate."""
SKEW = timedelta(seconds=5)
"""More than machines' clocks differ: what lies farther ahead was written by a clock that has
been set back since."""


async def close_gate(
    store: Store, *, until: datetime, rate: float, real_now: datetime
) -> float | None:
    """After a 429: no message is sent before this real moment, and then at half the rate.

    Returns the new rate; None if another call of the same flood had closed the gate already.
    """
    async with store.write() as session:
        row = await _locked(session, real_now=real_now)
        closed = closed_until(row, real_now)
        first = closed is None or closed <= real_now
        slowed = max(LEAST_RATE, present_rate(row, rate, real_now) / 2) if first else None
        values: dict[str, Any] = {
            "closed_until": until if first or closed is None else max(closed, until),
            "closed_at": real_now,
            "tokens": 0.0,
        }
        if slowed is not None:
            values |= {"slowed_to": slowed, "slowed_at": until}
        await session.execute(update(gate).where(gate.c.id == 1).values(values))
        return slowed


async def tokens_left(
    session: Transaction, *, real_now: datetime, rate: float | None, most: int
) -> int:
    """How many messages may be sent now; locks the bucket until the transaction ends.

    `rate` None means no limit (measurements only).
    """
    row = await _locked(session, real_now=real_now)
    closed = closed_until(row, real_now)
    if closed is not None and closed > real_now:
        if closed != row.closed_until:
            # The clock was set back: the remaining wait counts from now.
            await session.execute(
                update(gate).values(closed_until=closed, closed_at=real_now, slowed_at=closed)
            )
        return 0
    return most if rate is None else min(most, int(_tokens(row, rate, real_now)))


async def take_tokens(
    session: Transaction, used: int, *, real_now: datetime, rate: float | None
) -> None:
    """Subtracts what was used of `tokens_left`, in the same transaction."""
    if rate is None:
        return
    row = await _locked(session, real_now=real_now)
    left = max(0.0, _tokens(row, rate, real_now) - used)
    await session.execute(
        update(gate).where(gate.c.id == 1).values(tokens=left, refilled_at=real_now)
    )


def _tokens(row: Any, rate: float, real_now: datetime) -> float:
    present = present_rate(row, rate, real_now)
    # The bucket holds a seventh of a second: with a few replies beside it this stays below the
    # thirty a second that Telegram counts as a flood.
    capacity = max(1.0, present / 7)
    if row.refilled_at > real_now + SKEW:
        return 1.0
    elapsed = max(0.0, (real_now - row.refilled_at).total_seconds())
    return float(min(capacity, row.tokens + elapsed * present))


def present_rate(row: Any, rate: float, real_now: datetime) -> float:
    """Messages a second at this moment, on the way back from the last 429."""
    if row.slowed_to is None or row.slowed_at is None:
        return rate
    since = max(timedelta(0), real_now - row.slowed_at)
    return float(min(rate, row.slowed_to + rate * (since / CLIMB)))


def closed_until(row: Any, real_now: datetime) -> datetime | None:
    """When the gate opens; a wait that began in the future counts from now."""
    until: datetime | None = row.closed_until
    begun: datetime | None = row.closed_at
    if until is not None and begun is not None and begun > real_now + SKEW:
        return real_now + (until - begun)
    return until


async def _locked(session: Transaction, *, real_now: datetime) -> Any:
    """The one row, locked; inserted if it does not exist."""
    query = select(gate).where(gate.c.id == 1).with_for_update()
    row = (await session.execute(query)).one_or_none()
    if row is None:
        insert = insert_for(session, gate).values(id=1, tokens=1.0, refilled_at=real_now)
        await session.execute(insert.on_conflict_do_nothing())
        row = (await session.execute(query)).one()
    return row
