"""Handles one update with PTB's handlers, with limits of time."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum

from telegram import Update

from bot.intake.replying import Bangkom
from bot.program.services import HANDLING, Handling, ProcessServices
from domain.ids import Fence
from storage.database.work import WORK, Work
from storage.process.intake import sign_of_life

log = logging.getLogger("bangkom")

HANDLE_SECONDS = 5.0
"""Seconds of the handler's own work; time in which it waits for the database is not counted."""
WAIT_SECONDS = 15.0
"""Seconds of waiting for the database; then the update is put back, so that its lane goes on."""
MOST_UNANSWERED = 4
"""Tries of an update in which one statement alone took half of WAIT_SECONDS while the database
committed for others. One more such try is a bug: that statement always takes so long."""
PROVE_SECONDS = 2.0
LOOK_SECONDS = 0.05
"""Seconds at least between two looks at a handler that is close to its deadline."""
SLACK_SECONDS = 0.25
"""Seconds. A deadline noticed later than this was missed by the whole process: it was frozen."""


class UpdateOutcome(Enum):
    """The outcome of one update."""

    HANDLED = "handled"
    WAITS = "put back"
    """The database was away, or the process stood still: this process tries again soon."""
    RETURNED = "returned"
    """This process cannot handle it: Telegram must deliver the update again."""


async def process(
    app: Bangkom,
    update: Update,
    fence: Fence | None = None,
    confirm: Callable[[], None] | None = None,
) -> UpdateOutcome:
    """Handles one update under its deadline, once there is a free place among those at work."""
    services = app.services
    work = Work(services.store.places)
    await work.begin()
    handling = Handling(update.update_id, work, fence=fence, confirm=confirm)
    tokens = HANDLING.set(handling), WORK.set(work)
    began = time.monotonic()
    services.metrics.at_work.inc()
    watch = Watch(handling)
    try:
        async with asyncio.timeout(None) as handling.deadline:
            watch.begin()
            await app.process_update(update)
    except TimeoutError as error:
        handling.deadline = None
        reason = await _no_fault(services, watch, began)
        if reason:
            handling.put_back = True
            log.warning(reason, extra={"update": update.update_id})
        else:
            # Its own work took too long: a bug, confirmed like any other.
            await app.process_error(update, error)
    finally:
        handling.deadline = None
        handling.committed()
        watch.end()
        HANDLING.reset(tokens[0])
        WORK.reset(tokens[1])
        services.metrics.at_work.dec()
        services.metrics.handling.observe(time.monotonic() - began)
    outcome = "put back" if handling.put_back else "failed" if handling.failed else "handled"
    services.metrics.updates.labels(kind_of(update), outcome).inc()
    if not handling.put_back:
        return UpdateOutcome.HANDLED
    return UpdateOutcome.RETURNED if handling.lost else UpdateOutcome.WAITS


class Watch:
    """Ends a handler whose own work, or whose waiting for the database, takes too long."""

    def __init__(self, handling: Handling) -> None:
        self.handling = handling
        self.stood_still = False
        """The process noticed the deadline too late: it was frozen, or the loop was blocked."""
        self._timer: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    def begin(self) -> None:
        self._look(self._loop.time())

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _look(self, due: float) -> None:
        deadline, work = self.handling.deadline, self.handling.work
        if deadline is None:
            return  # its effect is committed
        left = min(HANDLE_SECONDS - work.own, WAIT_SECONDS - work.waited)
        if left > 0:
            # Own time stands still while the handler waits: not looked at again and again.
            due = self._loop.time() + max(left, LOOK_SECONDS)
            self._timer = self._loop.call_at(due, self._look, due)
        else:
            self.stood_still = self._loop.time() - due > SLACK_SECONDS
            deadline.reschedule(self._loop.time())


async def _no_fault(services: ProcessServices, watch: Watch, began: float) -> str | None:
    """Why an update whose handler was ended is tried again; None if the handler has a bug."""
    work = watch.handling.work
    remembered = services.trouble_of(watch.handling.update_id)
    if work.waited >= WAIT_SECONDS:
        if work.unanswered >= WAIT_SECONDS / 2:
            await prove(services)
            alive = services.store.committed > began
            if alive and remembered.cut_off >= MOST_UNANSWERED:
                return None
            remembered.cut_off += alive
        return "the database does not answer, the update waits"
    if work.effect_stands and not remembered.cut_off:
        # At the next try it is not done again, and its outcome is shown.
        remembered.cut_off += 1
        return "the effect stands, the outcome is shown at the next try"
    if watch.stood_still and not remembered.cut_off:
        # Only once: a handler that blocks the whole process by itself is a bug as well.
        remembered.cut_off += 1
        return "the process stood still, the update waits"
    return None


async def prove(services: ProcessServices) -> None:
    """Tries whether the database can commit now; if so, `Store.committed` changes."""
    with suppress(Exception):
        async with asyncio.timeout(PROVE_SECONDS):
            await sign_of_life(services.store, at=services.clock.real())


def kind_of(update: Update) -> str:
    """The kind of an update, one of the few that the bot asks Telegram for."""
    kinds = ("message", "callback_query", "my_chat_member")
    return next((kind for kind in kinds if getattr(update, kind) is not None), "other")
