"""Only one process polls for a bot; the next one takes over at once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.program.pulse import STARTING, Pulse
from storage.database.store import Store, is_database_away
from storage.process import leases

log = logging.getLogger("bangkom.polling")

LOOK_SECONDS = 2.0
FILE_LOOK_SECONDS = 0.2


class AlreadyRunningError(RuntimeError):
    """Another process is at work on the same SQLite file."""


@contextmanager
def only_one(store: Store) -> Iterator[None]:
    """Holds a SQLite file for this process alone; the lock vanishes with the process.

    Raises AlreadyRunningError, or the OSError of the file that cannot be made.
    """
    if not store.is_sqlite or not store.url.database:
        yield
        return
    file = Path(f"{store.url.database}.lock").absolute()
    # The lock would make a folder that was mistyped.
    file.parent.stat()
    lock = FileLock(file)
    try:
        with lock.acquire(blocking=False):
            yield
    except Timeout as error:
        raise AlreadyRunningError from error


@asynccontextmanager
async def alone(store: Store, pulse: Pulse) -> AsyncIterator[None]:
    """As `only_one`, after the process before has ended."""
    told = False
    while True:
        try:
            with only_one(store):
                pulse.waits_for = STARTING
                yield
                return
        except AlreadyRunningError:
            if not told:
                told = True
                pulse.waits_for = "Another bangkom runs on this database: this one waits."
                log.warning("another bangkom runs on this database, waiting for its place")
            await asyncio.sleep(FILE_LOOK_SECONDS)


class PollingTurn:
    """Whether this process may poll. SQLite has one process anyway; replicas on PostgreSQL take
    turns by a lock that vanishes with its holder's connection."""

    def __init__(self, store: Store, bot_id: int) -> None:
        self.store = store
        self.bot_id = bot_id
        self.taken = 0
        """How often the turn was taken: where it has risen, somebody else may have polled."""
        self._mine = asyncio.Event()
        if store.is_sqlite:
            self._mine.set()

    @property
    def mine(self) -> bool:
        return self._mine.is_set()

    async def wait(self) -> int:
        """Until it is this process's turn; returns `taken`."""
        await self._mine.wait()
        return self.taken

    async def run(self) -> None:
        """Takes the turn and looks after it until cancelled."""
        if self.store.is_sqlite:
            await asyncio.Event().wait()
        failures = 0
        while True:
            try:
                async with leases.sole_poller(self.store, self.bot_id) as still_mine:
                    self.taken += 1
                    self._mine.set()
                    failures = 0
                    log.info("polling is this process's turn")
                    while True:
                        await asyncio.sleep(LOOK_SECONDS)
                        async with asyncio.timeout(LOOK_SECONDS):
                            await still_mine()
            except Exception as error:
                if not is_database_away(error) and not isinstance(error, TimeoutError):
                    raise
                failures += 1
                log.warning(
                    "polling pauses: its lock is lost", extra={"reason": type(error).__name__}
                )
            finally:
                self._mine.clear()
            await asyncio.sleep(min(30.0, 2.0**failures - 1))
