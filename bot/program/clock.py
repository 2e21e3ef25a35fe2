"""The only place that reads the clock."""

from collections.abc import Callable
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock, for both kinds of time."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the place the rule points to

    def real(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the place the rule points to


class DeskClock(SystemClock):
    """The clock of the demo and the tests: `now` can be moved, `real` cannot."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now()
