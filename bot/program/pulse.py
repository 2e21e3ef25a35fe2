"""What a running process knows about itself: when each part last worked."""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from domain.clock import Clock

log = logging.getLogger("bangkom.clock")

STARTING = "The program is starting."
WATCH_SECONDS = 5.0
JUMP_SECONDS = 5.0
"""Seconds. If the clock differs by more from the machine's monotonic one, it was set."""


@dataclass(slots=True)
class Pulse:
    """Times are seconds of the monotonic clock; None: never."""

    started: float = field(default_factory=time.monotonic)
    waits_for: str | None = STARTING
    """Why the program is not at work yet, in a sentence; None: it is at work."""
    polled: float | None = None
    pushed: float | None = None
    not_called: str | None = None
    """Why Telegram pushes no updates, in a sentence; None: it does."""
    polling: float | None = None
    """Since when this process polls."""
    conflict: float | None = None
    """When Telegram last said that another program polls."""
    looked: float | None = None
    """When the dispatcher last asked for messages."""
    ticked: dict[str, float] = field(default_factory=dict)
    clock_set: float | None = None
    clock_set_by: float = 0.0
    """Seconds by which the clock was set; negative if it was set back."""
    stopping: bool = False

    def beat(self) -> float:
        """The present moment."""
        return time.monotonic()

    def since(self, moment: float | None) -> float | None:
        """Seconds since a moment."""
        return None if moment is None else time.monotonic() - moment

    async def watch(self, clock: Clock) -> None:
        """Notices when the machine's clock is set; runs until cancelled."""
        before = clock.real().timestamp() - time.monotonic()
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            ahead = clock.real().timestamp() - time.monotonic()
            if abs(ahead - before) > JUMP_SECONDS:
                self.clock_set, self.clock_set_by = time.monotonic(), ahead - before
                log.warning("the clock was set", extra={"seconds": round(ahead - before)})
            before = ahead
