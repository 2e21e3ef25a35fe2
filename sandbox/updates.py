"""The queue of updates with Telegram's offsets: a fetch confirms all updates before its offset."""

import asyncio
import time
from collections import deque
from itertools import islice
from typing import Any

from sandbox.rules.refusal import TelegramRefusal

TAP_SECONDS = 150.0
DAY_SECONDS = 86_400.0
"""Seconds of real time for which Telegram keeps a tap, and any other update."""

MOST = 100
"""Updates that one call gives."""
UNASKED = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds that are delivered only if the bot asks for them by name."""

Update = dict[str, Any]


class Updates:
    """The updates that wait for the bot. Ids start at the epoch second and rise by one."""

    def __init__(self) -> None:
        self._next = int(time.time())
        self._waiting: deque[tuple[float, Update]] = deque()
        self._changed = asyncio.Event()
        self._poll = 0
        self._closed = False
        self.expired: set[int] = set()
        """Ids of the updates that were not fetched in time."""
        self.allowed: list[str] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Adds an update for the bot; None if the bot does not want its kind."""
        if kind not in self.allowed if self.allowed else kind in UNASKED:
            return None
        number = self._next
        self._next += 1
        keep = TAP_SECONDS if kind == "callback_query" else DAY_SECONDS
        self._waiting.append((time.monotonic() + keep, {"update_id": number, kind: content}))
        self.wake()
        return number

    @property
    def newest(self) -> int:
        """The id of the update that was added last."""
        return self._next - 1

    def waiting(self) -> list[Update]:
        """The updates that are not confirmed, oldest first."""
        self._forget_expired()
        return [update for _, update in self._waiting]

    def remove(self, number: int) -> None:
        """Confirms one update, as the answer to a push does."""
        self._waiting = deque(w for w in self._waiting if w[1]["update_id"] != number)

    async def changed(self, seconds: float) -> None:
        """Waits for the next change, at most so many seconds."""
        changed = self._changed
        try:
            async with asyncio.timeout(seconds):
                await changed.wait()
        except TimeoutError:
            return

    def clear(self) -> None:
        """Removes every waiting update."""
        self._waiting.clear()

    def close(self) -> None:
        """Ends open polls without updates, as a server that stops does."""
        self._closed = True
        self.wake()

    def open(self) -> None:
        """Allows polls to wait again."""
        self._closed = False

    async def fetch(
        self, *, offset: int, limit: int, seconds: float, allowed: list[str] | None
    ) -> list[Update]:
        """Long polling; a newer poll ends an older one with 409."""
        self._poll += 1
        mine = self._poll
        self.wake()  # the older poll wakes up and sees that it is not the newest
        if allowed is not None:
            self.allowed = allowed
        self._confirm(offset)
        deadline = time.monotonic() + seconds
        while True:
            self._forget_expired()
            left = deadline - time.monotonic()
            if self._waiting or left <= 0 or self._closed:
                return [update for _, update in islice(self._waiting, limit)]
            await self.changed(left)
            if time.monotonic() >= deadline:
                continue
            if self._poll != mine:
                raise TelegramRefusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one "
                    "bot instance is running",
                )

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0][1]["update_id"] < offset:
            self._waiting.popleft()

    def _forget_expired(self) -> None:
        now = time.monotonic()
        late = {u["update_id"] for expires, u in self._waiting if expires <= now}
        if late:
            self.expired |= late
            self._waiting = deque(w for w in self._waiting if w[0] > now)

    def wake(self) -> None:
        """Wakes the waiting polls: an update may be there."""
        self._changed.set()
        self._changed = asyncio.Event()
