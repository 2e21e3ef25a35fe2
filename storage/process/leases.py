"""Leases: one of several processes holds a task or a person's lane for a time (PostgreSQL).

Leases end by the database's clock, so that machines whose clocks differ agree, and a process that
is frozen loses its leases. Each holder draws a new random fence number; `Effect.claim` checks it
in the transaction of the effect, so that a process that wakes up late cannot commit.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import BigInteger

from domain.ids import TelegramId
from storage.database.store import Store

LANE_LEASE = timedelta(seconds=15)
"""Longer than a handler with its reply may take; renewed while the holder lives."""
DUTY_LEASE = timedelta(seconds=20)
"""If the process that runs the ticks freezes, they pause for at most this long."""
FROZEN_SECONDS = 10
"""The place of the only poller is free again this long after its holder's last statement."""
PLACE_SECONDS = 0.5
"""Pause between two tries to get the place of the only poller."""
POLLERS = 770078
"""First key of the pollers' advisory locks, chosen arbitrarily; the second is the bot's id."""

Ids = ARRAY(BigInteger)


def _statement(words: str) -> Any:
    return text(words).bindparams(bindparam("ids", type_=Ids), bindparam("fences", type_=Ids))


# All statements lock rows in the order of their ids, so that no deadlock can occur.
# A lane that is held, or locked by its holder's transaction, is skipped: it must not delay
# the lanes of other people.
_TAKE = _statement(
    """
    WITH wanted AS (
        SELECT id, fence FROM unnest(:ids, :fences) AS wanted (id, fence)
    ), lapsed AS (
        SELECT lane.telegram_id, wanted.fence
        FROM lane
        JOIN wanted ON wanted.id = lane.telegram_id
        WHERE lane.leased_until <= clock_timestamp()
        ORDER BY lane.telegram_id
        FOR UPDATE OF lane SKIP LOCKED
    ), taken AS (
        UPDATE lane
        SET fence = lapsed.fence, leased_until = clock_timestamp() + :lease
        FROM lapsed WHERE lane.telegram_id = lapsed.telegram_id
        RETURNING lane.telegram_id
    ), made AS (
        INSERT INTO lane (telegram_id, fence, leased_until)
        SELECT wanted.id, wanted.fence, clock_timestamp() + :lease
        FROM wanted
        WHERE NOT EXISTS (SELECT 1 FROM lane WHERE lane.telegram_id = wanted.id)
        ORDER BY wanted.id
        ON CONFLICT DO NOTHING
        RETURNING telegram_id
    )
    SELECT telegram_id FROM taken UNION ALL SELECT telegram_id FROM made
    """
)
_LEAVE = _statement(
    """
    WITH mine AS (
        SELECT lane.telegram_id
        FROM lane
        JOIN unnest(:ids, :fences) AS held (id, fence)
          ON held.id = lane.telegram_id AND held.fence = lane.fence
        ORDER BY lane.telegram_id
        FOR UPDATE OF lane
    )
    DELETE FROM lane USING mine WHERE lane.telegram_id = mine.telegram_id
    """
)
_RENEW = _statement(
    """
    WITH mine AS (
        SELECT lane.telegram_id
        FROM lane
        JOIN unnest(:ids, :fences) AS held (id, fence)
          ON held.id = lane.telegram_id AND held.fence = lane.fence
        ORDER BY lane.telegram_id
        FOR NO KEY UPDATE OF lane
    )
    UPDATE lane SET leased_until = clock_timestamp() + :lease
    FROM mine WHERE lane.telegram_id = mine.telegram_id
    """
)
_HOLD = text(
    """
    INSERT INTO lease (name, holder, leased_until)
    VALUES (:name, :holder, clock_timestamp() + :lease)
    ON CONFLICT (name) DO UPDATE
    SET holder = excluded.holder, leased_until = excluded.leased_until
    WHERE lease.holder = excluded.holder OR lease.leased_until <= clock_timestamp()
    """
)
_LET_GO = text("DELETE FROM lease WHERE name = :name AND holder = :holder")


async def take_lanes(store: Store, fences: Mapping[TelegramId, int]) -> set[TelegramId]:
    """Takes those of the people's lanes that no process holds; returns the ids taken."""
    async with store.single() as session:
        rows = await session.execute(_TAKE, {**_arrays(fences), "lease": LANE_LEASE})
        return {TelegramId(number) for number in rows.scalars()}


async def renew_lanes(store: Store, fences: Mapping[TelegramId, int]) -> None:
    """Extends the leases of the lanes that are still held with these fences."""
    async with store.single() as session:
        await session.execute(_RENEW, {**_arrays(fences), "lease": LANE_LEASE})


async def leave_lanes(store: Store, fences: Mapping[TelegramId, int]) -> None:
    """Frees the lanes that are still held with these fences."""
    async with store.single() as session:
        await session.execute(_LEAVE, _arrays(fences))


async def hold(store: Store, name: str, *, holder: str) -> bool:
    """Takes or renews the lease of a task that one process does; False if another has it."""
    values = {"name": name, "holder": holder, "lease": DUTY_LEASE}
    async with store.single() as session:
        return bool((await session.execute(_HOLD, values)).rowcount)


async def let_go(store: Store, name: str, *, holder: str) -> None:
    """Frees the lease for the next process that asks."""
    async with store.single() as session:
        await session.execute(_LET_GO, {"name": name, "holder": holder})


@asynccontextmanager
async def sole_poller(store: Store, bot_id: int) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Waits until this process may be the bot's only poller.

    Yields a function that raises once the place is lost.


    Raises database errors, and TimeoutError if the database does not answer.

    The lock belongs to the connection: it ends with the process or with the connection.
    """
    async with store.single() as session:
        try:
            # A holder that is frozen or cut off sends nothing: PostgreSQL ends its session.
            await session.execute(text(f"SET idle_session_timeout = '{FROZEN_SECONDS}s'"))
            place = select(func.pg_try_advisory_lock(POLLERS, bot_id % 2**31))
            # Asked repeatedly: a process that waited in one long statement would not notice that
            # its connection was lost without a close.
            while True:
                async with asyncio.timeout(FROZEN_SECONDS):
                    if (await session.execute(place)).scalar_one():
                        break
                await asyncio.sleep(PLACE_SECONDS)
            yield lambda: _still_there(session)
        finally:
            await session.invalidate()


async def _still_there(session: Any) -> None:
    await session.execute(text("SELECT 1"))


def _arrays(fences: Mapping[TelegramId, int]) -> dict[str, list[int]]:
    return {"ids": list(fences), "fences": list(fences.values())}
