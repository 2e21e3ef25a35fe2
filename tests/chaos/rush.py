"""A rush: all people come at once and press without waiting, with no other faults."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.ids import OfferingId
from handlers.actions import encode
from handlers.actions.seats import CancelNow, Enrol
from tests.chaos import books
from tests.chaos.arrivals import first_of
from tests.chaos.citizens import Diary, Pressed, act, press
from tests.chaos.city import City, city_on
from tests.chaos.slow import far_away

ARRIVE_SECONDS = 6.0
EVERY_SECONDS = 0.4
PRESSES = 10
"""Of each person."""
WANTED, WANTED_SHARE = -2, 0.3
"""The offering that all of them want, and how often they do: they wait for one row. Where each
trip is slow they want any: one row alone would take longer than Telegram keeps a tap."""
REST_SECONDS = 300.0
SETTLE_SECONDS = 60
FAULTS = ("terjadi gangguan", "layanan sedang terganggu")
"""What is told where something is wrong with the program, and where with its database."""


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of it."""

    found: books.Books
    updates: int
    seconds: float
    """From the first arrival to the last confirmation."""

    @property
    def rate(self) -> float:
        """Updates handled a second."""
        return self.updates / self.seconds


async def rush(
    url: str,
    home: Path,
    people: int,
    replicas: int,
    *,
    seed: int,
    trip: float = 0.0,
    presses: int = PRESSES,
) -> Rush:
    """People who press every 0.4 s; each trip to the database takes `trip` seconds longer."""
    async with (
        _away(url, trip) as far,
        city_on(url, seed, people, replicas, home, address=far) as city,
    ):
        city.leavers = []
        diary = Diary()
        await city.begin()
        before, began = city.sandbox.world.updates.newest, time.monotonic()
        async with asyncio.TaskGroup() as everybody:
            wanted = city.offerings if trip else city.offerings[WANTED:][:1]
            # Every other citizen is linked already.
            for number, phone in enumerate(city.citizens):
                wants = [] if number % 2 else wanted
                everybody.create_task(_press_on(city, phone, diary, presses, wants))
        pressed = time.monotonic() - began
        rested = await _rest(city)
        seconds = time.monotonic() - began
        updates = city.sandbox.world.updates.newest - before
        city.calm = True
        found = await _settled(city, diary)
        shown = faults_shown(city)
        found.expect(rested, f"not at rest after {REST_SECONDS:.0f} s")
        found.expect(not shown, f"people were shown a fault: {dict(shown)}")
        codes = [await replica.stop() for replica in city.replicas]
        found.expect(not any(codes), f"exit codes at the stop: {codes}")
        found.figures["pressed within"] = f"{pressed:.1f} s"
        found.figures["shown a fault"] = dict(shown)
        tried = [d.status for d in city.sandbox.pushing.deliveries]
        found.figures["pushed with answer"] = dict(Counter(tried))
        return Rush(found, updates, seconds)


async def _press_on(
    city: City, phone: Any, diary: Diary, presses: int, wants: Sequence[int]
) -> None:
    last: Pressed = None
    await asyncio.sleep(city.dice.uniform(0, ARRIVE_SECONDS))
    await phone.start()
    for _ in range(presses):
        await asyncio.sleep(EVERY_SECONDS)
        if wants and city.dice.random() < WANTED_SHARE:
            there = OfferingId(city.dice.choice(wants))
            last = await _want(city, phone, diary, there, last)
        else:
            last = await act(city, phone, diary, last)


async def _want(city: City, phone: Any, diary: Diary, there: OfferingId, last: Pressed) -> Pressed:
    """Signs up, or gives it up, by an old button: perhaps before anything was answered."""
    data = encode(city.dice.choice((Enrol(there), CancelNow(there))))
    message_id = max((m.id for m in phone.messages if not m.outgoing), default=0)
    if last != (message_id, data):
        await press(city, phone, diary, message_id, data)
    return message_id, data


async def _rest(city: City) -> bool:
    """Waits until every update is confirmed or forgotten by Telegram."""
    end = time.monotonic() + REST_SECONDS
    while time.monotonic() < end:
        if not city.sandbox.world.updates.waiting():
            return True
        await asyncio.sleep(0.1)
    return False


async def _settled(city: City, diary: Diary) -> books.Books:
    """The books, once what was promised is sent; after a while, as they are."""
    for _ in range(SETTLE_SECONDS):
        found = await books.check(city, diary, {})
        if not any("neither sent" in sentence for sentence in found.wrong):
            break
        await asyncio.sleep(1)
    return found


def faults_shown(city: City) -> Counter[str]:
    """Messages and pop-ups that speak of a fault, by their words."""
    said = [text for phone in city.citizens for text, _ in first_of(phone).values()]
    said += [text or "" for phone in city.citizens for text in phone.alerts]
    return Counter(words for words in FAULTS for text in said if words in text)


@asynccontextmanager
async def _away(url: str, trip: float) -> AsyncIterator[str]:
    if not trip:
        yield url
        return
    async with far_away(url, trip) as far:
        yield far
