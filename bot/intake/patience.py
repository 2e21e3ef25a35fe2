"""The limit for each person: updates beyond it are not handled, so that others stay fast."""

import time
from dataclasses import dataclass

BURST = 40
"""Updates at once: more than a person who fills in a form quickly needs."""
A_SECOND = 4.0
"""Updates a second that a bucket gains."""
MOST_REMEMBERED = 10_000
"""People in memory before full buckets are dropped."""
TOLD_SECONDS = 5.0
"""Seconds between two requests to wait, to a person who goes on."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: float = float("-inf")


class Patience:
    """A token bucket per person, in memory; each replica has its own, which is limit enough."""

    def __init__(self) -> None:
        self._buckets: dict[int, _Bucket] = {}

    def allows(self, person: int) -> bool:
        """Whether one more update of this person is within the limit."""
        bucket, now = self._of(person), time.monotonic()
        bucket.left = min(BURST, bucket.left + (now - bucket.at) * A_SECOND)
        bucket.at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def end(self, person: int) -> None:
        """Ends the burst of a person whose updates come faster than they are handled."""
        bucket = self._of(person)
        bucket.left, bucket.at = 0.0, time.monotonic()

    def should_tell(self, person: int) -> bool:
        """Whether to ask this person now to wait."""
        bucket, now = self._of(person), time.monotonic()
        if now - bucket.told < TOLD_SECONDS:
            return False
        bucket.told = now
        return True

    def _of(self, person: int) -> _Bucket:
        if len(self._buckets) > MOST_REMEMBERED:
            # A person who was quiet for a while has a full bucket anyway.
            now = time.monotonic()
            full = [p for p, b in self._buckets.items() if now - b.at > BURST / A_SECOND]
            for quiet in full or list(self._buckets):
                del self._buckets[quiet]
        return self._buckets.setdefault(person, _Bucket(BURST, time.monotonic()))
