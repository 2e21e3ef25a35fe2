"""The clock of people's phones: it runs with the machine's clock and can be moved."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

Callback = Callable[[], Awaitable[None] | None]


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

    async def move(self, by: timedelta) -> None:
        """Moves the clock and calls every callback."""
        self.advance(by)
        for callback in self._callbacks:
            told = callback()
            if inspect.isawaitable(told):
                await told
