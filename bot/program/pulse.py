"""What a running process knows of itself: when what last worked."""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from domain.clock import Clock

log = logging.getLogger("bangkom.clock")

STARTING = "The program is starting."
WATCH_SECONDS = 5.0
JUMP_SECONDS = 5.0
"""A clock that moves by more than this against the machine's steady one was set."""


@dataclass(slots=True)
class Pulse:
    """Moments are seconds of the machine's steady clock; None: never."""

    started: float = field(default_factory=time.monotonic)
    waits_for: str | None = STARTING
    """What keeps the program from being at work, in a sentence; None: nothing any more."""
    polled: float | None = None
    pushed: float | None = None
    not_called: str | None = None
    """Why Telegram pushes nothing, in a sentence."""
    polling: float | None = None
    """Since when it is this process that polls."""
    conflict: float | None = None
    """Telegram said that another program polls."""
    looked: float | None = None
    """The dispatcher asked for messages."""
    ticked: dict[str, float] = field(default_factory=dict)
    clock_set: float | None = None
    clock_set_by: float = 0.0
    """Seconds; below zero where it was set back."""
    stopping: bool = False

    def beat(self) -> float:
        """This moment."""
        return time.monotonic()

    def since(self, moment: float | None) -> float | None:
        """Seconds that have passed."""
        return None if moment is None else time.monotonic() - moment

    async def watch(self, clock: Clock) -> None:
        """Notices when the machine's clock is set, until cancelled."""
        before = clock.real().timestamp() - time.monotonic()
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            ahead = clock.real().timestamp() - time.monotonic()
            if abs(ahead - before) > JUMP_SECONDS:
                self.clock_set, self.clock_set_by = time.monotonic(), ahead - before
                log.warning("the clock was set", extra={"seconds": round(ahead - before)})
            before = ahead
