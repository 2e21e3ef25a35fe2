"""The repeated tasks. APScheduler only calls them; what is due is read from the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.intake.replying import Bangkom, BotContext
from bot.program.services import ProcessServices
from handlers.accounts.hr import notices as accounts_notices
from handlers.announcements import notices as announcements_notices
from handlers.decisions import notices as decisions_notices
from handlers.outbox import notices as outbox_notices
from handlers.people import roles as people_roles
from handlers.reminders import notices as reminders_notices
from handlers.seats import filling as seats_filling
from handlers.seats import notices as seats_notices
from handlers.seats import offers as seats_offers
from handlers.seats.hr import letters
from handlers.seats.nominations import notices as nominations_notices
from storage.database import errors
from storage.database.store import is_database_away
from storage.outbox import messages
from storage.upkeep import pruning

log = logging.getLogger("bangkom.ticks")

LONG_SECONDS = 60.0
"""Seconds after which, and then in which interval, it is logged that a tick is still at work."""

Tick = Callable[[ProcessServices], Awaitable[None]]

# A tick that was late runs once, and never twice at the same time.
STEADY: dict[str, Any] = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


async def lapse_messages(services: ProcessServices) -> None:
    """Marks the messages that can no longer be sent in time."""
    await messages.lapse(services.store, now=services.clock.now())


async def prune(services: ProcessServices) -> None:
    """Deletes the data whose time is over."""
    clock = services.clock
    await pruning.prune(services.store, now=clock.now(), real_now=clock.real())


TICKS: tuple[tuple[float, Tick], ...] = (
    (3.0, announcements_notices.advance),
    (3.0, decisions_notices.look_at_decisions),
    (60.0, decisions_notices.advance_decisions),
    (30.0, lapse_messages),
    (30.0, seats_filling.allot),
    (30.0, seats_offers.end_offers),
    (30.0, seats_notices.move_queues_up),
    (60.0, seats_notices.end_queues),
    (60.0, nominations_notices.end_unanswered),
    (300.0, letters.tell_changes),
    (30.0, reminders_notices.queue_reminders),
    (300.0, reminders_notices.queue_closings),
    (300.0, people_roles.end_due),
    (900.0, accounts_notices.alert),
    # After all that adds lines.
    (60.0, outbox_notices.queue_bundles),
    (3600.0, prune),
)
"""Seconds between two runs, and the task."""


def schedule(app: Bangkom) -> None:
    """Puts every tick on PTB's JobQueue."""
    if app.job_queue is None:
        raise RuntimeError("PTB was built without its job queue")
    for seconds, tick in TICKS:
        app.job_queue.run_repeating(
            _callback(tick), seconds, first=1.0, name=tick.__name__, job_kwargs=STEADY
        )


async def run_all(services: ProcessServices) -> None:
    """Runs every tick once, because the clock was moved."""
    for _, tick in TICKS:
        await _run(tick, services)
    services.wake.set()


def _callback(tick: Tick) -> Callable[[BotContext], Coroutine[Any, Any, None]]:
    async def run(context: BotContext) -> None:
        if context.services.duty.mine:
            await _run(tick, context.services)

    return run


async def _run(tick: Tick, services: ProcessServices) -> None:
    name, pulse = tick.__name__, services.pulse
    telling = asyncio.create_task(_tell(name))
    try:
        await tick(services)
        services.metrics.ticks.labels(name, "done").inc()
        pulse.ticked[name] = pulse.beat()
    except Exception as error:
        services.metrics.ticks.labels(name, "failed").inc()
        if not is_database_away(error):
            raise
        services.metrics.database_away.labels("tick").inc()
        log.warning("database away", extra={"tick": name, "reason": errors.sentence(error)})
    finally:
        telling.cancel()


async def _tell(name: str) -> None:
    while True:
        await asyncio.sleep(LONG_SECONDS)
        log.warning("tick still at work", extra={"tick": name})
