"""An announcement to all: how fast its rows are written, and how long sign-ups then take."""

import asyncio
import time
from dataclasses import dataclass

from sqlalchemy import insert

from bench.scale.measure import Site
from bench.scale.screens import HR, sign_up
from domain.announcements.audience import Audience
from domain.ids import AnnouncementId
from storage.announcements import fan_out
from storage.announcements.tables import announcement

BETWEEN = 0.02


@dataclass(frozen=True, slots=True)
class Spread:
    """The measurement of writing one announcement's rows, in seconds."""

    rows: int
    seconds: float
    longest_chunk: float
    longest_wait: float
    """Of a sign-up during that time."""
    sign_ups: int

    def __str__(self) -> str:
        return (
            f"{self.rows} rows, {self.rows / self.seconds:,.0f}/s; longest chunk "
            f"{self.longest_chunk * 1000:.0f} ms; {self.sign_ups} sign-ups meanwhile, "
            f"the longest took {self.longest_wait * 1000:.0f} ms"
        )


async def spread(site: Site) -> Spread:
    """Writes the rows of an announcement to all people while others sign up."""
    number = await _begun(site)
    done = asyncio.Event()
    others = asyncio.create_task(_sign_up_until(site, done))
    start, longest, more = time.perf_counter(), 0.0, True
    while more:
        before = time.perf_counter()
        more = await fan_out.pour(site.store, number, now=site.now, real_now=site.now)
        longest = max(longest, time.perf_counter() - before)
    seconds = time.perf_counter() - start
    done.set()
    waits = await others
    people = site.city.people - site.city.people // 50
    return Spread(people, seconds, longest, max(waits), len(waits))


async def _sign_up_until(site: Site, done: asyncio.Event) -> list[float]:
    waits = []
    while not done.is_set():
        start = time.perf_counter()
        await sign_up(site)
        waits.append(time.perf_counter() - start)
        await asyncio.sleep(BETWEEN)
    return waits


async def _begun(site: Site) -> AnnouncementId:
    values = {
        "author_id": HR,
        "text": "Contoh",
        "audience": Audience(everybody=True).to_facts(),
        "state": "sending",
        "sent_at": site.now,
        "started_at": site.now,
        "created_at": site.now,
    }
    made = insert(announcement).values(values).returning(announcement.c.id)
    async with site.store.write() as session:
        return AnnouncementId((await session.execute(made)).scalar_one())
