"""The clock of people's phones: it runs with the machine's clock and can be moved."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

Callback = Callable[[], Awaitable[None] | None]

HOUR = timedelta(hours=1)
LONGEST_WALK = timedelta(days=31)
"""Of a longer way only the end is walked: each hour takes the program some work."""


class MovableClock:
    """The machine's time plus an offset; callbacks are told when the offset changes."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._callbacks: list[Callback] = []

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC) + self._offset  # noqa: TID251 - the stand-in has its own clock

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the machine's clock."""
        return self._offset

    def advance(self, by: timedelta) -> None:
        """Moves the clock without calling back."""
        self._offset += by

    def on_move(self, callback: Callback) -> None:
        """Calls back after every `move`."""
        self._callbacks.append(callback)

    async def walk(self, by: timedelta) -> None:
        """Moves the clock from full hour to full hour, so that each sees what is due then."""
        if by > LONGEST_WALK:
            await self.move(by - LONGEST_WALK)
            by = LONGEST_WALK
        while by > timedelta():
            now = self.now()
            hour = now.replace(minute=0, second=0, microsecond=0) + HOUR
            step = min(by, hour - now)
            await self.move(step)
            by -= step

    async def move(self, by: timedelta) -> None:
        """Moves the clock and calls every callback."""
        self.advance(by)
        for callback in self._callbacks:
            told = callback()
            if inspect.isawaitable(told):
                await told
