"""One update through PTB's handlers, under its deadline."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum

from telegram import Update

from bot.context import Bangkom
from bot.services import HANDLING, Handling, Services
from domain.ids import Fence
from storage.intake import sign_of_life
from storage.postgresql import UNANSWERED

log = logging.getLogger("bangkom")

HANDLE_SECONDS = 5.0
MOST_UNANSWERED = 4
"""Handlings of an update that end while they wait for the database, though it writes for others,
until it is the handler's fault: a statement that always takes so long."""
PROVE_SECONDS = 2.0
SLACK_SECONDS = 0.25
"""A deadline that is noticed so much later was missed by the whole process: it was frozen."""


class Outcome(Enum):
    """What became of an update."""

    HANDLED = "handled"
    WAITS = "put back"
    """The database was away, or the process stood still: the same again, a little later."""
    RETURNED = "returned"
    """This process cannot handle it: it has to be delivered again."""


async def process(
    app: Bangkom,
    update: Update,
    fence: Fence | None = None,
    confirm: Callable[[], None] | None = None,
) -> Outcome:
    """Handles one update under its deadline."""
    services = app.services
    places = services.places
    # Waiting for one's turn is no fault of the handler: the deadline starts at its place.
    await places.acquire()
    handling = Handling(update.update_id, place=places, fence=fence, confirm=confirm)
    token = HANDLING.set(handling)
    began = time.monotonic()
    UNANSWERED.set(False)
    services.metrics.at_work.inc()
    try:
        due = asyncio.get_running_loop().time() + HANDLE_SECONDS
        async with asyncio.timeout_at(due) as handling.deadline:
            await app.process_update(update)
    except TimeoutError as error:
        handling.deadline = None
        held_up = asyncio.get_running_loop().time() - due > SLACK_SECONDS
        times = services.held_up[update.update_id]
        if UNANSWERED.get():
            await prove(services)
        alive = services.store.committed > began
        if UNANSWERED.get() and not (alive and times >= MOST_UNANSWERED):
            reason = "the database does not answer, the update waits"
            services.note_held_up(update.update_id, alive)
        elif held_up and not times:
            # The deadline was noticed too late to be the handler's fault. Once: a handler that
            # holds everything up by itself is one all the same.
            reason = "the process stood still, the update waits"
            services.note_held_up(update.update_id)
        else:
            reason = None
        if reason:
            handling.put_back = True
            log.warning(reason, extra={"update": update.update_id})
        else:
            # Longer than any honest transaction: a bug, consumed like one.
            await app.process_error(update, error)
    finally:
        handling.deadline = None
        handling.committed()
        HANDLING.reset(token)
        services.metrics.at_work.dec()
        services.metrics.handling.observe(time.monotonic() - began)
    outcome = "put back" if handling.put_back else "failed" if handling.failed else "handled"
    services.metrics.updates.labels(kind_of(update), outcome).inc()
    if not handling.put_back:
        return Outcome.HANDLED
    return Outcome.RETURNED if handling.lost else Outcome.WAITS


async def prove(services: Services) -> None:
    """Looks whether the effect of an update could be kept now: `Store.committed` moves then."""
    with suppress(Exception):
        async with asyncio.timeout(PROVE_SECONDS):
            await sign_of_life(services.store, at=services.clock.real())


def kind_of(update: Update) -> str:
    """The kind of an update, of the few that are asked for."""
    kinds = ("message", "callback_query", "my_chat_member")
    return next((kind for kind in kinds if getattr(update, kind) is not None), "other")
