"""Telegram's flood limits; off unless a test or a measurement sets them."""

import math
import time
from collections import deque

from sandbox.rules.refusal import TelegramRefusal


class RateLimit:
    """Messages allowed in any second over all chats, and to one chat. None: no limit."""

    def __init__(self) -> None:
        self.per_second: float | None = None
        self.per_chat: float | None = None
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}

    def count(self, chat_id: int) -> None:
        """Counts one message. Raises the refusal 429 if it exceeds a limit."""
        now = time.monotonic()
        if self.per_chat is not None:
            _check(self._chats.setdefault(chat_id, deque()), self.per_chat, now)
        if self.per_second is not None:
            _check(self._all, self.per_second, now)
            self._all.append(now)
        if self.per_chat is not None:
            self._chats[chat_id].append(now)


def too_many(seconds: float) -> TelegramRefusal:
    """The error 429 with the whole seconds to wait."""
    wait = max(1, math.ceil(seconds))
    return TelegramRefusal(429, f"Too Many Requests: retry after {wait}", wait)


def _check(sent: deque[float], most: float, now: float) -> None:
    while sent and now - sent[0] >= 1.0:
        sent.popleft()
    if len(sent) >= most:
        raise too_many(1.0 - (now - sent[0]))
