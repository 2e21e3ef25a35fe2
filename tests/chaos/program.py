"""The program as a process of the chaos run: `bangkom run` with a clock that can jump."""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.commands import calls, cli
from bot.program import ticks
from bot.program.clock import SystemClock
from bot.sending import dispatcher
from storage.outbox import due

CLOCK_FILE = "CHAOS_CLOCK"


class JumpingClock(SystemClock):
    """Two offsets in seconds from a file: of what people see, and of the machine itself."""

    def __init__(self) -> None:
        self._file = Path(os.environ[CLOCK_FILE])
        self._read = 0
        self._seen, self._machine = timedelta(), timedelta()

    def now(self) -> datetime:
        self._look()
        return super().now() + self._seen

    def real(self) -> datetime:
        self._look()
        return super().real() + self._machine

    def _look(self) -> None:
        written = self._file.stat().st_mtime_ns
        if written != self._read:
            seen, machine = (float(word) for word in self._file.read_text().split())
            self._seen, self._machine = timedelta(seconds=seen), timedelta(seconds=machine)
            self._read = written


if __name__ == "__main__":
    # Minutes instead of hours: a killed process is forgotten sooner than in a true city.
    due.LEASE = timedelta(seconds=15)
    dispatcher.SEND_BUDGET = timedelta(seconds=6)
    dispatcher.UNKNOWN_RETRY_SECONDS = 1.0
    # What is done every hour is done every minute: days of the town pass in one.
    ticks.TICKS = tuple((min(60.0, seconds), tick) for seconds, tick in ticks.TICKS)
    calls.SystemClock = JumpingClock  # type: ignore[misc]
    sys.exit(cli.main(["run"]))
