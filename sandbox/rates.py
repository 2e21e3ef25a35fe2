"""Telegram's flood limits, switched on where a test or a measurement asks for them."""

import time
from collections import deque

from sandbox.refusal import Refusal


class RateLimit:
    """At most `per_second` messages in any second over all chats; None: no limit."""

    def __init__(self) -> None:
        self.per_second: float | None = None
        self._sent: deque[float] = deque()

    def count(self) -> None:
        """Counts one message. Raises the refusal 429 where it is one too many."""
        if self.per_second is None:
            return
        now = time.monotonic()
        while self._sent and now - self._sent[0] >= 1.0:
            self._sent.popleft()
        if len(self._sent) >= self.per_second:
            raise Refusal(429, "Too Many Requests: retry after 1", 1)
        self._sent.append(now)
