"""A busy hour: everybody comes at once and presses without waiting, and nothing is broken."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.ids import OfferingId
from handlers.screens.actions import encode
from handlers.screens.actions.training import CancelNow, Enrol
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
"""An offering that everybody wants, and how often: they wait for one row."""
REST_SECONDS = 300.0
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
            # Every other citizen is linked already.
            for number, phone in enumerate(city.citizens):
                wants = number % 2 == 0
                everybody.create_task(_press_on(city, phone, diary, presses, wants))
        pressed = time.monotonic() - began
        rested = await _rest(city)
        seconds = time.monotonic() - began
        updates = city.sandbox.world.updates.newest - before
        city.calm = True
        found = await books.check(city, diary, {})
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


async def _press_on(city: City, phone: Any, diary: Diary, presses: int, wants: bool) -> None:
    last: Pressed = None
    await asyncio.sleep(city.dice.uniform(0, ARRIVE_SECONDS))
    await phone.start()
    for _ in range(presses):
        await asyncio.sleep(EVERY_SECONDS)
        answered = any(not m.outgoing for m in phone.messages)
        if wants and answered and city.dice.random() < WANTED_SHARE:
            last = await _want(city, phone, diary, last)
        else:
            last = await act(city, phone, diary, last)


async def _want(city: City, phone: Any, diary: Diary, last: Pressed) -> Pressed:
    """Signs up for what everybody wants, or gives it up, by an old button."""
    there = OfferingId(city.offerings[WANTED])
    action = city.dice.choice((Enrol(there), CancelNow(there)))
    message = phone.last
    if last != (message.id, encode(action)):
        await press(city, phone, diary, message, encode(action))
    return message.id, encode(action)


async def _rest(city: City) -> bool:
    """Waits until every update is confirmed or forgotten by Telegram."""
    end = time.monotonic() + REST_SECONDS
    while time.monotonic() < end:
        if not city.sandbox.world.updates.waiting():
            return True
        await asyncio.sleep(0.1)
    return False


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
