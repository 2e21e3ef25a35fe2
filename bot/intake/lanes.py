"""One lane per person: a person's updates stay in order, people are handled in parallel."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import Update

from bot.intake.handling import UpdateOutcome, kind_of, process
from bot.intake.patience import Patience
from bot.intake.replying import Bangkom
from bot.intake.shared_lanes import SharedLanes
from domain.ids import Fence, TelegramId
from handlers.screens import trouble

log = logging.getLogger("bangkom.lanes")

MOST_WAITING = 20
"""Updates of one person that wait at once, more than an album of files has. The rest is passed
over: updates are confirmed in order, so these hold up those of other people behind them."""
PAUSES = (1.0, 2.0, 4.0)
"""Seconds between the tries of an update for which the database was away. They end before a lane's
lease does, and before Telegram or a balancer takes the call for lost."""
LONGEST_SECONDS = 15.0
"""Seconds of tries in the lane; afterwards the update is given back to Telegram."""
FINISH_SECONDS = 10.0
"""At the stop: updates still at work after this are cancelled, and delivered again later."""
RETURN_SECONDS = 15.0
"""Seconds. So long a person's later updates wait for an earlier one that was given back."""
TAP_SECONDS = 150.0
"""Seconds. Telegram forgets a tap that was not confirmed for so long."""
MOST_RETURNED = 10_000
"""People remembered with updates that were given back; bounds the memory."""


class Lanes:
    """Handles the updates of each person one after the other."""

    def __init__(self, app: Bangkom, shared: SharedLanes | None = None) -> None:
        self.app = app
        self.shared = shared
        self.patience = Patience()
        self._last: dict[TelegramId, asyncio.Task[bool]] = {}
        self._waiting: Counter[TelegramId] = Counter()
        """By person: the updates in the lane."""
        self._at_work: set[asyncio.Task[bool]] = set()
        self._open: dict[int, asyncio.Future[bool]] = {}
        """Futures of the updates that are not handled yet."""
        self._returned: dict[TelegramId, dict[int, float]] = {}
        """By person: the updates that were given back, and when (monotonic seconds)."""
        self._taps: dict[TelegramId, dict[int, float]] = {}
        """The taps among them that were not delivered again so far."""
        self._stopping = asyncio.Event()

    def enter(self, update: Update) -> "asyncio.Future[bool]":
        """Handles an update in its turn; returns False if Telegram must deliver the update again.

        It returns True when the update is handled, or when only its answer is slow. If an update
        must be delivered again, so must those behind it in the lane.
        """
        number = update.update_id
        if (same := self._open.get(number)) is not None:
            # Telegram calls again while the first call is still at work: it is not begun twice.
            return same
        user = update.effective_user
        lane = TelegramId(user.id if user else 0)
        consumed: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._open[number] = consumed
        consumed.add_done_callback(lambda _: self._open.pop(number))
        # An update that is delivered again does not count against the person's limit.
        again = self._returned.get(lane, {}).pop(number, None) is not None
        self._taps.get(lane, {}).pop(number, None)
        if not again and self._is_too_much(lane):
            self._pass_over(update, lane)
            consumed.set_result(True)
            return consumed
        if (since := self._returned_before(update, lane)) is not None:
            self._return(update, lane, since)
            consumed.set_result(False)
            return consumed
        task = self._begin(self._in_turn(update, lane, self._last.get(lane), consumed), consumed)
        self._last[lane] = task
        self._waiting[lane] += 1
        task.add_done_callback(lambda done: self._out(update, lane, done))
        return consumed

    async def finish(self) -> None:
        """Before the program stops: waits until the lanes are empty."""
        self._stopping.set()
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=FINISH_SECONDS)
        for task in self._at_work:
            task.cancel()

    def _begin(
        self, work: Coroutine[Any, Any, bool], consumed: "asyncio.Future[bool]"
    ) -> "asyncio.Task[bool]":
        task = asyncio.create_task(work)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        task.add_done_callback(
            lambda done: _tell(consumed, not done.cancelled() and done.result())
        )
        return task

    def _is_too_much(self, lane: TelegramId) -> bool:
        if self._waiting[lane] >= MOST_WAITING:
            self.patience.end(lane)
        return not self.patience.allows(lane)

    def _pass_over(self, update: Update, lane: TelegramId) -> None:
        """Counts an update of a person who floods the bot; at times tells the person to wait."""
        services = self.app.services
        services.metrics.updates.labels(kind_of(update), "too much").inc()
        if self.patience.should_tell(lane):
            # Not awaited: a slow answer to this person would hold up the updates of others.
            services.in_background(self._tell_to_wait(update, lane))

    async def _tell_to_wait(self, update: Update, lane: TelegramId) -> None:
        services = self.app.services
        screen = trouble.too_fast(services.words(None))
        with suppress(Exception):
            if update.callback_query is not None:
                await update.callback_query.answer(screen.alert)
            elif update.message is not None and update.message.chat_id == lane:
                await services.presenter.send(lane, screen)

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
                return await self._tried(update, None, confirm)
            return await self._on_this_replica(self.shared, update, lane, confirm)
        except Exception:
            # An unexpected error: confirmed, or Telegram would deliver the update for ever.
            log.exception("update given up", extra={"update": update.update_id})
            return True

    async def _on_this_replica(
        self,
        shared: SharedLanes,
        update: Update,
        lane: TelegramId,
        confirm: Callable[[], None],
    ) -> bool:
        try:
            fence = await shared.take(lane)
        except Exception as error:
            # The database is away, or another replica handles this person: later.
            log.warning(
                "lane not taken, the update waits",
                extra={"update": update.update_id, "reason": type(error).__name__},
            )
            return False
        try:
            return await self._tried(update, fence, confirm)
        finally:
            shared.leave(fence)

    async def _tried(
        self, update: Update, fence: Fence | None, confirm: Callable[[], None]
    ) -> bool:
        """Tries for a while before the update is given back; in the lane none overtakes it."""
        until = time.monotonic() + LONGEST_SECONDS
        for pause in PAUSES:
            outcome = await process(self.app, update, fence, confirm)
            over = self._stopping.is_set() or time.monotonic() > until
            if outcome is not UpdateOutcome.WAITS or over:
                return outcome is UpdateOutcome.HANDLED
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()
        return await process(self.app, update, fence, confirm) is UpdateOutcome.HANDLED

    def _out(self, update: Update, lane: TelegramId, task: "asyncio.Task[bool]") -> None:
        if self._last.get(lane) is task:
            del self._last[lane]
        self._waiting[lane] -= 1
        if not self._waiting[lane]:
            del self._waiting[lane]
        if task.cancelled():
            return
        if not task.result():
            self._return(update, lane, time.monotonic())
        elif lane in self._taps:
            self._tell_of_lost_taps(lane)

    def _tell_of_lost_taps(self, lane: TelegramId) -> None:
        """Tells the person, at the next contact, of taps that Telegram has forgotten by now."""
        latest, taps = time.monotonic() - TAP_SECONDS, self._taps.pop(lane)
        if waiting := {number: at for number, at in taps.items() if at > latest}:
            self._taps[lane] = waiting
        if len(waiting) < len(taps):
            services = self.app.services
            screen = trouble.lost_tap(services.words(None))
            services.in_background(services.presenter.send(lane, screen))

    def _return(self, update: Update, lane: TelegramId, at: float) -> None:
        if len(self._returned) >= MOST_RETURNED:
            self._returned.clear()
        self._returned.setdefault(lane, {})[update.update_id] = at
        if update.callback_query is not None:
            if len(self._taps) >= MOST_RETURNED:
                self._taps.clear()
            self._taps.setdefault(lane, {})[update.update_id] = at

    def _returned_before(self, update: Update, lane: TelegramId) -> float | None:
        """When an update before this one was given back; None if none was.

        Forgotten after a while: another replica may have handled it.
        """
        if (returned := self._returned.get(lane)) is None:
            return None
        latest = time.monotonic() - RETURN_SECONDS
        for number in [number for number, at in returned.items() if at <= latest]:
            del returned[number]
        if not returned:
            del self._returned[lane]
        before = [at for number, at in returned.items() if number < update.update_id]
        return max(before, default=None)


def _tell(waiting: "asyncio.Future[bool]", answer: bool) -> None:
    if not waiting.done():
        waiting.set_result(answer)
