"""After a handler failed: the update is put back, or the person gets an apology."""

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.intake.replying import BotContext
from bot.program.diagnostics import incident
from bot.program.services import HANDLING
from handlers.screens import trouble
from storage.database import errors
from storage.database.effects import LeaseLostError
from storage.database.store import is_busy, is_database_away

log = logging.getLogger("bangkom")


async def on_error(update: object, context: BotContext) -> None:
    """PTB's error handler."""
    error = context.error
    if error is None or not isinstance(update, Update):
        log.error("error outside an update", exc_info=error)
        return
    handling = HANDLING.get()
    if is_database_away(error):
        await _put_back(update, context, error)
        return
    if isinstance(error, InvalidToken):
        # The token is refused: no person can be answered until the operator sets a new one.
        if handling is not None:
            handling.put_back = handling.lost = True
        log.warning("the token is refused, the update waits", extra={"update": update.update_id})
        return
    if isinstance(error, Forbidden | NetworkError | RetryAfter) and not isinstance(
        error, BadRequest
    ):
        # The effect is committed, only the answer got lost. The next tap shows the result.
        log.info(
            "reply not delivered",
            extra={"update": update.update_id, "reason": type(error).__name__},
        )
        return
    code = incident()
    if handling is not None:
        handling.failed = True
    log.error(
        "handler failed", exc_info=error, extra={"incident": code, "update": update.update_id}
    )
    if update.effective_chat is None or update.effective_chat.type != "private":
        return
    try:
        await context.show(trouble.bug(context.words, code))
    except TelegramError:
        log.info("apology not delivered", extra={"incident": code})


async def _put_back(update: Update, context: BotContext, error: BaseException) -> None:
    handling = HANDLING.get()
    if handling is not None:
        handling.put_back = True
        handling.lost = isinstance(error, LeaseLostError)
    context.services.metrics.database_away.labels("handler").inc()
    remembered = context.services.trouble_of(update.update_id)
    # A busy database is tried once more before the person is told.
    spared = not remembered.put_back and is_busy(error)
    remembered.put_back = True
    if spared or remembered.told:
        return
    remembered.told = True
    log.warning(
        "database away, the update waits",
        extra={"update": update.update_id, "reason": errors.sentence(error)},
    )
    if update.callback_query is not None:
        with suppress(TelegramError):
            await context.show(trouble.down(context.words))
