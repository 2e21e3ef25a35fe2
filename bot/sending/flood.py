"""What the program does when Telegram answers 429 (too many requests)."""

import logging
from datetime import timedelta

from telegram.error import RetryAfter

from bot.program.services import ProcessServices
from storage.database.store import is_database_away
from storage.outbox import pace

log = logging.getLogger("bangkom.delivery")


async def told_to_wait(services: ProcessServices, error: RetryAfter) -> float:
    """Closes the gate for promised messages and lowers the rate; returns the seconds to wait."""
    given = error.retry_after
    seconds = given.total_seconds() if isinstance(given, timedelta) else float(given)
    real_now = services.clock.real()
    try:
        slowed = await pace.close_gate(
            services.store,
            until=real_now + timedelta(seconds=seconds + 0.5),
            rate=float(services.settings.send_rate),
            real_now=real_now,
        )
    except Exception as failure:
        if not is_database_away(failure):
            raise
        # Telegram refused the call, so the message was certainly not sent; it waits.
        log.warning("gate not closed", extra={"reason": type(failure).__name__})
        return seconds
    if slowed is not None:
        services.metrics.told_to_wait.inc()
        # Once for a flood, however many calls were under way.
        log.warning("told to wait", extra={"seconds": seconds, "rate": round(slowed, 1)})
    return seconds
