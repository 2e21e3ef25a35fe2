"""The clock that people's phones show: it runs with the real one and can be moved."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

Callback = Callable[[], Awaitable[None] | None]


class MovableClock:
    """Real time plus an offset; whoever needs to know is told of a move."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._callbacks: list[Callback] = []

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC) + self._offset  # noqa: TID251 - the stand-in has its own clock

    @property
    def ahead(self) -> timedelta:
        """By how much it was moved in all."""
        return self._offset

    def advance(self, by: timedelta) -> None:
        """Moves the clock without telling anybody."""
        self._offset += by

    def on_move(self, callback: Callback) -> None:
        """Calls back after every `move`."""
        self._callbacks.append(callback)

    async def move(self, by: timedelta) -> None:
        """Moves the clock and tells everybody who asked."""
        self.advance(by)
        for callback in self._callbacks:
            told = callback()
            if inspect.isawaitable(told):
                await told
