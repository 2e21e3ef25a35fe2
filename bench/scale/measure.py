"""Times the same call in small and large cities in turn: a busy machine slows all alike."""

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
"""From a thousand people to a hundred thousand no slower than this; None: told, not judged."""


@dataclass(slots=True)
class Site:
    """A city with what calls on it need; its clock and its luck are its own."""

    city: City
    now: datetime = NOW + timedelta(hours=8)
    luck: random.Random = field(default_factory=lambda: random.Random(19))
    looked: Looked = field(default_factory=Looked)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.city.store

    def anybody(self) -> PersonId:
        """A person in service, other than HR."""
        while (person := self.luck.randint(4, self.city.people)) % 50 == 0:
            pass
        return PersonId(person)


Act = Callable[[Site], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Path:
    """Something people or ticks do, as one call of the archive or a few."""

    name: str
    target: float | None
    act: Act
    prepare: Act | None = None
    """Before each call, untimed."""
    share: float = 1.0
    """Of the calls: slow ones need fewer."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long the calls took, in milliseconds; sorted."""

    milliseconds: tuple[float, ...]

    def at(self, share: float) -> float:
        """Within which this share of the calls was over."""
        last = len(self.milliseconds) - 1
        return self.milliseconds[min(last, int(len(self.milliseconds) * share))]


async def measure(path: Path, sites: Sequence[Site], *, calls: int) -> list[Times]:
    """The calls of each site in turn: small, large, small, large."""
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
