"""The work of a handler, without the time in which it waits for the database.

The intake sets WORK to the handler's `Work`. The Store reports there each wait for a connection
(and its opening), a turn, a lock, a statement or COMMIT. Outside of a handler WORK is None.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    ExitStack,
    asynccontextmanager,
    contextmanager,
)
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncConnection

AT_A_ROW = 2
"""Transactions of this process that may want the same row at once: one holds it, one is ready."""


class Places:
    """Places of the handlers at work. One that stepped aside gets a place before new ones."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._new: deque[asyncio.Future[None]] = deque()
        self._returning: deque[asyncio.Future[None]] = deque()

    async def take(self, *, returning: bool = False) -> None:
        """Waits for a place."""
        if self._free:
            self._free -= 1
            return
        given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._returning if returning else self._new).append(given)
        try:
            await given
        except asyncio.CancelledError:
            if given.done() and not given.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Gives the place to the next handler that waits."""
        for queue in (self._returning, self._new):
            while queue:
                given = queue.popleft()
                if not given.done():
                    given.set_result(None)
                    return
        self._free += 1


class Work:
    """One handler: its place among those at work, and how long it has waited for the database."""

    def __init__(self, places: Places) -> None:
        self.unanswered = 0.0
        """Seconds that its statement had taken when the handler was ended."""
        self.effect_stands = False
        """Whether the effect of its update is committed: only the outcome is left to be shown."""
        self._places = places
        self._placed = False
        self._over = False
        self._began = time.monotonic()
        self._waited = 0.0
        self._waits = 0
        self._since = 0.0

    async def begin(self) -> None:
        """Waits for a place; the handler's time at work starts then."""
        await self._places.take()
        self._placed = True
        self._began = time.monotonic()

    def end(self) -> None:
        """Gives the place to the next handler, for good.

        A task that the handler started and that outlives it has the same `Work`: it takes none.
        """
        self._over = True
        self._give_place()

    def _give_place(self) -> None:
        if self._placed:
            self._placed = False
            self._places.give()

    @property
    def waited(self) -> float:
        """Seconds of waiting so far."""
        return self._waited + (time.monotonic() - self._since if self._waits else 0.0)

    @property
    def own(self) -> float:
        """Seconds of its own work, without waiting."""
        return time.monotonic() - self._began - self.waited

    @property
    def waiting_for(self) -> float:
        """Seconds that the current wait has lasted."""
        return time.monotonic() - self._since if self._waits else 0.0

    def wait(self) -> None:
        """Starts a wait, perhaps inside another one."""
        if not self._waits:
            self._since = time.monotonic()
        self._waits += 1

    def go_on(self) -> None:
        """Ends a wait."""
        self._waits -= 1
        if not self._waits:
            self._waited += time.monotonic() - self._since

    def step_aside(self) -> bool:
        """Gives up the place while it waits; False if it has none."""
        placed = self._placed
        self._give_place()
        return placed

    async def come_back(self) -> None:
        """Takes a place again, before handlers that have not begun."""
        if self._over:
            return
        await self._places.take(returning=True)
        self._placed = True
        if self._over:
            self._give_place()


WORK: ContextVar[Work | None] = ContextVar("WORK", default=None)


@contextmanager
def waiting() -> Iterator[None]:
    """Counts the time inside the block as waiting for the database."""
    work = WORK.get()
    if work is None:
        yield
        return
    work.wait()
    try:
        yield
    finally:
        work.go_on()


@asynccontextmanager
async def opened(
    opening: AbstractAsyncContextManager[AsyncConnection],
) -> AsyncIterator[AsyncConnection]:
    """Opens a connection or a transaction; its beginning and end count as waiting."""
    with ExitStack() as waits:
        waits.enter_context(waiting())
        async with opening as session:
            waits.close()
            try:
                yield session
            finally:
                waits.enter_context(waiting())


def note_statements(engine: Engine) -> None:
    event.listen(engine, "before_cursor_execute", _statement_begins)
    event.listen(engine, "after_cursor_execute", _statement_ends)
    event.listen(engine, "handle_error", _statement_fails)


def _statement_begins(*arguments: Any) -> None:
    if (work := WORK.get()) is not None:
        work.wait()
        arguments[-2].waiting = work


def _statement_ends(*arguments: Any) -> None:
    _goes_on(arguments[-2])


def _statement_fails(failed: ExceptionContext) -> None:
    work = WORK.get()
    if work is not None and isinstance(failed.original_exception, asyncio.CancelledError):
        work.unanswered = work.waiting_for
    _goes_on(failed.execution_context)


def _goes_on(context: Any) -> None:
    if (work := getattr(context, "waiting", None)) is not None:
        context.waiting = None
        work.go_on()


class Turns:
    """Lets so many in at once; the others queue.

    A handler in the queue gives up its place, so that other updates are handled during that time.
    """

    def __init__(self, number: int) -> None:
        self._turns = asyncio.Semaphore(number)
        self.users = 0
        """How many tasks have a turn or wait for one."""

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits for a turn, which lasts until the end of the block."""
        self.users += 1
        try:
            with waiting():
                await self._take()
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self.users -= 1

    async def _take(self) -> None:
        work = WORK.get()
        aside = self._turns.locked() and work is not None and work.step_aside()
        await self._turns.acquire()
        if aside and work is not None:
            try:
                await work.come_back()
            except BaseException:
                self._turns.release()
                raise


class RowTurns:
    """Turns for rows that many want at the same time, taken before a connection is."""

    def __init__(self) -> None:
        self._turns: dict[Hashable, Turns] = {}

    @asynccontextmanager
    async def turn(self, row: Hashable) -> AsyncIterator[None]:
        """Waits for a turn with this row."""
        turns = self._turns.setdefault(row, Turns(AT_A_ROW))
        try:
            async with turns.turn():
                yield
        finally:
            if not turns.users:
                self._turns.pop(row, None)
