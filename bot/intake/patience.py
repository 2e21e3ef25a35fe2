"""How much one person may do at once: beyond it nothing is looked up, and others stay fast."""

import time
from dataclasses import dataclass

BURST = 40
"""Updates at once: more than the quickest fingers fill a form with."""
A_SECOND = 4.0
MOST_REMEMBERED = 10_000
TOLD_SECONDS = 5.0
"""Somebody who goes on is told to wait no more often."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: float = float("-inf")


class Patience:
    """A bucket per person, in memory: each replica has its own, which is bound enough."""

    def __init__(self) -> None:
        self._buckets: dict[int, _Bucket] = {}

    def allows(self, person: int) -> bool:
        """Takes one update in, or says that it is too much."""
        bucket, now = self._of(person), time.monotonic()
        bucket.left = min(BURST, bucket.left + (now - bucket.at) * A_SECOND)
        bucket.at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def should_tell(self, person: int) -> bool:
        """Whether it is time to ask this person to wait."""
        bucket, now = self._of(person), time.monotonic()
        if now - bucket.told < TOLD_SECONDS:
            return False
        bucket.told = now
        return True

    def _of(self, person: int) -> _Bucket:
        if len(self._buckets) > MOST_REMEMBERED:
            # Whoever has been quiet has a full bucket anyway.
            now = time.monotonic()
            full = [p for p, b in self._buckets.items() if now - b.at > BURST / A_SECOND]
            for quiet in full or list(self._buckets):
                del self._buckets[quiet]
        return self._buckets.setdefault(person, _Bucket(BURST, time.monotonic()))
