"""The queue of updates, with Telegram's offsets: asking for more confirms what came before."""

import asyncio
import time
from typing import Any

from sandbox.refusal import Refusal

RETENTION = {"callback_query": 150.0}
"""Seconds of real time after which Telegram forgets a kind; others are kept for a day."""


class Updates:
    """Ids start at the epoch second and rise by one."""

    def __init__(self) -> None:
        self._next = int(time.time())
        self._waiting: list[tuple[float, dict[str, Any]]] = []
        self._arrived = asyncio.Event()
        self._poll = 0
        self.allowed: list[str] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, kind: str, content: dict[str, Any]) -> int:
        """Puts an update where the bot can fetch it; returns its id."""
        number = self._next
        self._next += 1
        self._waiting.append((time.monotonic(), {"update_id": number, kind: content}))
        self._arrived.set()
        return number

    async def fetch(
        self, *, offset: int | None, limit: int, seconds: float, allowed: list[str] | None
    ) -> list[dict[str, Any]]:
        """Long polling; a newer poll ends an older one with 409."""
        self._poll += 1
        mine = self._poll
        self._arrived.set()  # an older poll wakes up and sees that it is not the newest
        if allowed is not None:
            self.allowed = allowed or None
        self._confirm(offset)
        deadline = time.monotonic() + seconds
        while True:
            self._forget_old()
            ready = [update for _, update in self._waiting if self._wanted(update)][:limit]
            left = deadline - time.monotonic()
            if ready or left <= 0:
                return ready
            self._arrived.clear()
            try:
                async with asyncio.timeout(left):
                    await self._arrived.wait()
            except TimeoutError:
                return []
            if self._poll != mine:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one "
                    "bot instance is running",
                )

    def _confirm(self, offset: int | None) -> None:
        if offset is None or offset == 0:
            return
        if offset < 0:
            self._waiting = self._waiting[offset:]
            return
        self._waiting = [w for w in self._waiting if w[1]["update_id"] >= offset]

    def _forget_old(self) -> None:
        now = time.monotonic()
        self._waiting = [
            (at, update)
            for at, update in self._waiting
            if now - at < min(RETENTION.get(kind, 86400.0) for kind in update)
        ]

    def _wanted(self, update: dict[str, Any]) -> bool:
        return self.allowed is None or any(kind in self.allowed for kind in update)
