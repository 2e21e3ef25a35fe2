"""One rate of sending for all dispatchers: together, after a 429, and if clocks jump."""

import asyncio
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from storage.database.store import Store
from storage.outbox import messages, pace
from storage.outbox.tables import message
from tests.support.builders import NOW
from tests.support.engines import opened

RATE = 20.0


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
async def promised(database_url: str) -> None:
    """More than any of these seconds could carry, each for a chat of its own."""
    common = {"kind": "note", "facts": {}, "priority": 0, "state": "due"}
    common |= {"not_before": NOW, "created_at": NOW}
    rows = [{**common, "dedupe_key": f"n{n}", "chat_id": 1000 + n} for n in range(1000)]
    async with opened(database_url) as store, store.write() as session:
        await session.execute(insert(message), rows)


async def take(store: Store, seconds: float, most: int = 100, rate: float = RATE) -> int:
    """Takes what there is at this second."""
    claimed = await messages.claim(
        store, now=NOW, real_now=at(seconds), rate=rate, most=most, kinds=("note",)
    )
    return len(claimed)


async def sent_between(store: Store, start: int, end: int) -> int:
    """How many are sent in these seconds by somebody who looks twenty times a second."""
    return sum([await take(store, start + step / 20) for step in range((end - start) * 20)])


async def close(store: Store, seconds: float, wait: float) -> float | None:
    return await pace.close_gate(store, until=at(seconds + wait), rate=RATE, real_now=at(seconds))


async def test_after_a_429_the_rate_is_halved_and_climbs_back(store: Store):
    await sent_between(store, 0, 2)
    assert await close(store, 2, wait=3) == 10.0
    assert await sent_between(store, 2, 5) == 0
    assert 8 * 10 <= await sent_between(store, 5, 15) <= 12 * 10
    later = await sent_between(store, 130, 140)
    assert 19 * 10 <= later <= 20 * 10 + 3


async def test_many_in_flight_in_one_flood_slow_it_once(store: Store):
    assert await close(store, 0, wait=3) == 10.0
    assert await close(store, 0.1, wait=3) is None
    assert await close(store, 0.2, wait=30) is None  # who is told to wait longer is heard
    assert await sent_between(store, 4, 8) == 0
    assert await close(store, 31, wait=3) is not None


async def test_the_rate_never_falls_to_nothing(store: Store):
    slowed = [await close(store, second, wait=0.5) for second in range(20)]
    assert slowed[-1] is not None
    assert slowed[-1] >= pace.LEAST_RATE
    assert await sent_between(store, 22, 32) >= 10


async def test_a_long_wait_that_telegram_asks_for_is_kept(store: Store):
    await close(store, 0, wait=10_072)
    assert await sent_between(store, 100, 105) == 0
    assert await take(store, 10_080) > 0


async def test_a_clock_that_was_set_back_silences_nobody(store: Store):
    await sent_between(store, 3600, 3602)
    assert await sent_between(store, 0, 10) >= 180


async def test_a_wait_begun_before_the_clock_was_set_back_is_waited_out_once(store: Store):
    await close(store, 3600, wait=5)
    assert await sent_between(store, 0, 4) == 0
    assert await sent_between(store, 6, 16) >= 80


async def test_clocks_that_differ_a_little_do_not_raise_the_rate(store: Store):
    await take(store, 0)
    taken = 0
    for step in range(200):
        behind = 0.1 if step % 2 else 0.0
        taken += await take(store, 1 + step / 20 - behind)
    assert taken <= RATE * 10 * 1.15


async def test_many_at_once_share_what_the_bucket_holds(database_url: str):
    async with opened(database_url) as one, opened(database_url) as two:
        ten = (one, two) * 5
        async with AsyncExitStack() as connected:
            for store in ten:
                await connected.enter_async_context(store.single())
        await take(one, 0)
        for second in (30, 60, 90):
            taken = [take(store, second, most=3, rate=21.0) for store in ten]
            assert sum(await asyncio.gather(*taken)) == 3
