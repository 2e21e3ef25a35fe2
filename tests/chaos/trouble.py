"""The faults that occur while the city is running, chosen by the seed."""

import asyncio
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from typing import Any

from tests.chaos.city import City, Replica
from tests.support.engines import Engines

WEATHER = {
    "429": 0.002,
    "500": 0.008,
    "500_after": 0.004,
    "drop_before": 0.008,
    "drop_after": 0.004,
    "hang": 0.002,
}
AWAY_SECONDS = 10.0
FROZEN_SECONDS = 18.0
FROZEN_SHARE = 0.15


class Trouble:
    """Counts what it did."""

    def __init__(self, city: City, engines: Engines, url: str) -> None:
        self.city = city
        self.engines = engines
        self.url = url
        self.done: Counter[str] = Counter()

    async def kill(self) -> None:
        """SIGKILL for one process after the other; each is started again. One of several is frozen
        now and then instead, for longer than its leases last."""
        while not self.city.calm:
            alone = len(self.city.replicas) == 1
            await asyncio.sleep(self.city.dice.uniform(*((9, 16) if alone else (3, 7))))
            if self.city.calm:
                return
            replica: Replica = self.city.dice.choice(self.city.replicas)
            if not alone and self.city.dice.random() < FROZEN_SHARE:
                replica.freeze()
                await asyncio.sleep(FROZEN_SECONDS)
                replica.thaw()
                self.done["processes frozen"] += 1
                continue
            await replica.kill()
            self.done["processes killed"] += 1
            await asyncio.sleep(self.city.dice.uniform(0.2, 1.0))
            await replica.start()

    async def move_clocks(self) -> None:
        """Days pass in seconds; now and then the machines' clocks jump as well."""
        while not self.city.calm:
            await asyncio.sleep(3)
            self.city.set_clock(seen=3 * 3600)
            if self.city.dice.random() < 0.2:
                self.city.set_clock(machine=self.city.dice.choice((-3600, -30, 30, 3600)))
                self.done["clock jumps"] += 1

    async def take_the_database_away(self, after: float) -> None:
        """Once, for ten seconds."""
        await asyncio.sleep(after)
        self.done["seconds without database"] += int(AWAY_SECONDS)
        if self.city.store.is_sqlite:
            await asyncio.to_thread(_lock, self.city.store.url.database or "")
        else:
            async with self.engines.away(self.url):
                await asyncio.sleep(AWAY_SECONDS)

    def darken(self, seed: int) -> None:
        """From now on Telegram fails as WEATHER says."""
        self.city.sandbox.faults.weather(seed, WEATHER, seconds=3.0)

    def struck(self) -> dict[str, Any]:
        """How often Telegram failed."""
        codes = Counter(call.code for call in self.city.sandbox.calls if call.code != 200)
        names = {0: "connections dropped", 429: "answers 429", 500: "answers 500"}
        return {names[code]: codes[code] for code in names}


def _lock(file: str) -> None:
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as rival:
        rival.execute("BEGIN EXCLUSIVE")
        threading.Event().wait(AWAY_SECONDS)  # in a thread: the city goes on meanwhile
        rival.execute("ROLLBACK")
