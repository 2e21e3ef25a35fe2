"""One lane per person: order kept inside, persons in parallel; shared by all replicas."""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot.context import Bangkom
from bot.handling import kind_of, process
from bot.patience import Patience
from domain.ids import Fence, TelegramId
from handlers.screens import trouble
from storage import leases
from storage.engine import LeaseLostError, Store

log = logging.getLogger("bangkom.lanes")

PATIENCE_SECONDS = leases.LANE_LEASE.total_seconds() + 5
"""How long an update waits for a lane that another replica holds: one that is frozen loses it."""
AGAIN_SECONDS = 0.05
RENEW_SECONDS = leases.LANE_LEASE.total_seconds() / 3


class Lanes:
    """Handles every person's updates one after the other."""

    def __init__(self, app: Bangkom, shared: "SharedLanes | None" = None) -> None:
        self.app = app
        self.shared = shared
        self.patience = Patience()
        self._last: dict[int, asyncio.Task[bool]] = {}
        self.at_work: set[asyncio.Task[bool]] = set()

    def enter(self, update: Update) -> "asyncio.Future[bool]":
        """Handles an update in its turn; tells False where it has to be delivered again.

        True is told when it is handled, or when only its answer is slow to arrive. After one that
        has to come again, those behind it in the lane have to, too.
        """
        user = update.effective_user
        lane = TelegramId(user.id if user else 0)
        consumed: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if user is not None and not self.patience.allows(lane):
            self._begin(self._too_much(update, lane), consumed)
            return consumed
        task = self._begin(self._in_turn(update, lane, self._last.get(lane), consumed), consumed)
        self._last[lane] = task
        task.add_done_callback(lambda done: self._out(lane, done))
        return consumed

    def _begin(
        self, work: Coroutine[Any, Any, bool], consumed: "asyncio.Future[bool]"
    ) -> "asyncio.Task[bool]":
        task = asyncio.create_task(work)
        self.at_work.add(task)
        task.add_done_callback(self.at_work.discard)
        task.add_done_callback(
            lambda done: _tell(consumed, not done.cancelled() and done.result())
        )
        return task

    async def _too_much(self, update: Update, lane: TelegramId) -> bool:
        """Consumes an update of somebody who floods us, and now and then says so."""
        services = self.app.services
        services.metrics.updates.labels(kind_of(update), "too much").inc()
        if not self.patience.should_tell(lane):
            return True
        screen = trouble.too_fast(services.words(None))
        with suppress(TelegramError):
            if update.callback_query is not None:
                await update.callback_query.answer(screen.alert)
            elif update.message is not None and update.message.chat_id == lane:
                await services.presenter.send(lane, screen)
        return True

    async def _in_turn(
        self,
        update: Update,
        lane: TelegramId,
        before: "asyncio.Task[bool] | None",
        consumed: "asyncio.Future[bool]",
    ) -> bool:
        confirm = partial(_tell, consumed, True)
        if before is not None and not await before:
            return False
        try:
            if self.shared is None:
                return await process(self.app, update, confirm=confirm)
            return await self._on_this_replica(self.shared, update, lane, confirm)
        except Exception:
            # Whatever it was, it must not come again for ever.
            log.exception("update given up", extra={"update": update.update_id})
            return True

    async def _on_this_replica(
        self,
        shared: "SharedLanes",
        update: Update,
        lane: TelegramId,
        confirm: Callable[[], None],
    ) -> bool:
        try:
            fence = await shared.take(lane)
        except Exception as error:
            # The database is away, or another replica is at work for this person: later.
            log.warning(
                "lane not taken, the update waits",
                extra={"update": update.update_id, "reason": type(error).__name__},
            )
            return False
        try:
            return await process(self.app, update, fence, confirm)
        finally:
            shared.leave(fence)

    def _out(self, lane: int, task: "asyncio.Task[bool]") -> None:
        if self._last.get(lane) is task:
            del self._last[lane]


def _tell(waiting: "asyncio.Future[bool]", answer: bool) -> None:
    if not waiting.done():
        waiting.set_result(answer)


class SharedLanes:
    """Lanes that several replicas share by leases on PostgreSQL; many are asked for at a time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: dict[TelegramId, int] = {}
        self._wanted: dict[TelegramId, tuple[int, asyncio.Future[int]]] = {}
        self._left: dict[TelegramId, int] = {}
        self._news = asyncio.Event()

    async def take(self, lane: TelegramId) -> Fence:
        """Waits until this process holds the lane; one at a time for each lane.

        Raises LeaseLostError where another one holds it for too long, else what the database says.
        """
        if (number := self._left.pop(lane, None)) is not None:
            # Not given back yet: the next update of the same person goes on with it.
            self._held[lane] = number
            return Fence(lane, number)
        waiting: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._wanted[lane] = (secrets.randbits(62), waiting)
        self._news.set()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                number = await waiting
        except TimeoutError as error:
            self._wanted.pop(lane, None)
            raise LeaseLostError from error
        return Fence(lane, number)

    def leave(self, fence: Fence) -> None:
        """Gives the lane back, together with others."""
        number = self._held.pop(fence.telegram_id, None)
        if number is not None:
            self._left[fence.telegram_id] = number
            self._news.set()

    async def run(self) -> None:
        """Takes and gives back until cancelled; what is held then is given back first."""
        renewed = time.monotonic()
        try:
            while True:
                wait = AGAIN_SECONDS if self._wanted else RENEW_SECONDS
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._news.wait()
                self._news.clear()
                await asyncio.gather(self._take(), self._leave())
                if time.monotonic() - renewed > RENEW_SECONDS:
                    renewed = time.monotonic()
                    await self._renew()
        finally:
            self._left |= self._held
            await self._leave()

    async def _take(self) -> None:
        asked = {lane: number for lane, (number, _) in self._wanted.items()}
        if not asked:
            return
        try:
            taken = await leases.take_lanes(self.store, asked)
        except Exception as error:
            for lane in asked:
                self._tell(lane, error)
            return
        for lane in taken:
            if self._tell(lane, asked[lane]):
                self._held[lane] = asked[lane]
            else:
                # Whoever asked has gone meanwhile.
                self._left[lane] = asked[lane]
                self._news.set()

    def _tell(self, lane: TelegramId, answer: int | Exception) -> bool:
        """Answers who waits for a lane; False where nobody does."""
        _, waiting = self._wanted.pop(lane, (0, None))
        if waiting is None or waiting.done():
            return False
        if isinstance(answer, Exception):
            waiting.set_exception(answer)
        else:
            waiting.set_result(answer)
        return True

    async def _leave(self) -> None:
        left, self._left = self._left, {}
        if left:
            # What cannot be given back now lapses by itself.
            await self._quietly(leases.leave_lanes(self.store, left))

    async def _renew(self) -> None:
        if self._held:
            await self._quietly(leases.renew_lanes(self.store, dict(self._held)))

    async def _quietly(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:
            log.warning("leases not kept", extra={"reason": type(error).__name__})
