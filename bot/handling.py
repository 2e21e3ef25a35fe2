"""One update through PTB's handlers, under its deadline."""

import asyncio
import logging
import time
from collections.abc import Callable

from telegram import Update

from bot.context import Bangkom
from bot.services import HANDLING, Handling
from domain.ids import Fence

log = logging.getLogger("bangkom")

HANDLE_SECONDS = 5.0
SLACK_SECONDS = 0.25
"""A deadline that is noticed so much later was missed by the whole process: it was frozen."""


async def process(
    app: Bangkom,
    update: Update,
    fence: Fence | None = None,
    confirm: Callable[[], None] | None = None,
) -> bool:
    """Handles one update under its deadline; False when it must be delivered again."""
    services = app.services
    places = services.places
    # Waiting for one's turn is no fault of the handler: the deadline starts at its place.
    await places.acquire()
    handling = Handling(update.update_id, place=places, fence=fence, confirm=confirm)
    token = HANDLING.set(handling)
    began = time.monotonic()
    services.metrics.at_work.inc()
    try:
        due = asyncio.get_running_loop().time() + HANDLE_SECONDS
        async with asyncio.timeout_at(due) as handling.deadline:
            await app.process_update(update)
    except TimeoutError as error:
        handling.deadline = None
        held_up = asyncio.get_running_loop().time() - due > SLACK_SECONDS
        if held_up and update.update_id not in services.held_up:
            # The deadline was noticed too late to be the handler's fault. Once: a handler that
            # holds everything up by itself is one all the same.
            services.note_held_up(update.update_id)
            handling.put_back = True
            log.warning(
                "the process stood still, the update waits", extra={"update": update.update_id}
            )
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
    return not handling.put_back


def kind_of(update: Update) -> str:
    """The kind of an update, of the few that are asked for."""
    kinds = ("message", "callback_query", "my_chat_member")
    return next((kind for kind in kinds if getattr(update, kind) is not None), "other")
