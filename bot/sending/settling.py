"""Writes the outcomes of tries to the database. It never raises: messages would be sent again."""

import asyncio
import logging
from collections.abc import Sequence

from bot.program.services import ProcessServices
from domain.outbox.messages import Verdict
from storage.database.store import is_database_away
from storage.outbox import messages

log = logging.getLogger("bangkom.delivery")

AGAIN = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds between tries to write an outcome; their sum is well within the lease."""


async def settle(services: ProcessServices, verdicts: Sequence[Verdict]) -> None:
    """Writes the outcomes; waits while the database is away, so that no message is sent twice.

    An outcome that the database refuses is left alone: its lease ends and the message is unknown.
    """
    for verdict in verdicts:
        services.metrics.messages.labels(verdict.message.kind, verdict.state.value).inc()
    try:
        await _write(services, verdicts)
    except Exception:
        if len(verdicts) == 1:
            _left_to_its_lease(verdicts[0])
            return
        for verdict in verdicts:
            try:
                await _write(services, [verdict])
            except Exception:
                _left_to_its_lease(verdict)


async def _write(services: ProcessServices, verdicts: Sequence[Verdict]) -> None:
    """Writes these verdicts, waiting while the database is away. Raises other database errors."""
    for wait in AGAIN:
        try:
            await messages.settle(services.store, verdicts, real_now=services.clock.real())
        except Exception as error:
            if not is_database_away(error):
                raise
            await asyncio.sleep(wait)
        else:
            return
    log.error("outcome not noted: the lease will lapse", extra={"messages": len(verdicts)})


def _left_to_its_lease(verdict: Verdict) -> None:
    log.exception("outcome refused: the lease will lapse", extra={"outbox": verdict.message.id})
