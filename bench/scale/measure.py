"""Times a call in small and large cities in turn, so that a busy machine slows all alike."""

import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bench.scale.city import City
from domain.ids import PersonId
from domain.reminders import Looked
from storage.database.store import Store
from tests.support.builders import NOW

WARM_UP = 3
SCREEN, TICK, INFORMED = 1.3, 1.5, None
"""Largest allowed ratio from 1,000 to 100,000 people; None: shown, but not judged."""


@dataclass(slots=True)
class Site:
    """A city with what its calls need: a clock and a random generator of its own."""

    city: City
    now: datetime = NOW + timedelta(hours=8)
    luck: random.Random = field(default_factory=lambda: random.Random(19))
    looked: Looked = field(default_factory=Looked)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.city.store

    def anybody(self) -> PersonId:
        """A random person in service who is not an HR officer."""
        while (person := self.luck.randint(4, self.city.people)) % 50 == 0:
            pass
        return PersonId(person)


Act = Callable[[Site], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Path:
    """What people or ticks do, as one or a few calls of storage."""

    name: str
    target: float | None
    act: Act
    prepare: Act | None = None
    """Runs before each call, and is not timed."""
    share: float = 1.0
    """Number of calls: slow ones need fewer."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long the calls took, in milliseconds; sorted."""

    milliseconds: tuple[float, ...]

    def at(self, share: float) -> float:
        """Milliseconds within which this share of the calls ended."""
        last = len(self.milliseconds) - 1
        return self.milliseconds[min(last, int(len(self.milliseconds) * share))]


async def measure(path: Path, sites: Sequence[Site], *, calls: int) -> list[Times]:
    """The calls of the sites in turn: small, large, small, large."""
    taken: list[list[float]] = [[] for _ in sites]
    for number in range(WARM_UP + max(3, int(calls * path.share))):
        for site, times in zip(sites, taken, strict=True):
            if path.prepare is not None:
                await path.prepare(site)
            start = time.perf_counter()
            await path.act(site)
            passed = time.perf_counter() - start
            if number >= WARM_UP:
                times.append(passed * 1000)
    return [Times(tuple(sorted(each))) for each in taken]
