"""Only one process polls for a bot; when it ends, another one takes over."""

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
"""Between two checks that this process still has the turn; also the limit of one check."""
FILE_LOOK_SECONDS = 0.2
"""Between two tries to lock the SQLite file."""


class AlreadyRunningError(RuntimeError):
    """Another process uses the same SQLite file."""


@contextmanager
def only_one(store: Store) -> Iterator[None]:
    """Locks a SQLite file for this process; the lock ends with the process.

    Raises AlreadyRunningError, or the OSError of a file that cannot be created.
    """
    if not store.is_sqlite or not store.url.database:
        yield
        return
    file = Path(f"{store.url.database}.lock").absolute()
    # The lock would otherwise create a folder with a mistyped name.
    file.parent.stat()
    lock = FileLock(file)
    try:
        with lock.acquire(blocking=False):
            yield
    except Timeout as error:
        raise AlreadyRunningError from error


@asynccontextmanager
async def alone(store: Store, pulse: Pulse) -> AsyncIterator[None]:
    """Like `only_one`, but waits for the previous process to end."""
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
    """Whether this process may poll.

    A SQLite database has one process anyway. Replicas on PostgreSQL take turns by an advisory lock
    that ends with its holder's connection.
    """

    def __init__(self, store: Store, bot_id: int) -> None:
        self.store = store
        self.bot_id = bot_id
        self.taken = 0
        """How often the turn was taken; if it has risen, another process may have polled."""
        self._mine = asyncio.Event()
        if store.is_sqlite:
            self._mine.set()

    @property
    def mine(self) -> bool:
        return self._mine.is_set()

    async def wait(self) -> int:
        """Waits until this process may poll; returns `taken`."""
        await self._mine.wait()
        return self.taken

    async def run(self) -> None:
        """Takes the turn and keeps checking it, until cancelled."""
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
