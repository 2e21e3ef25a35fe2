"""`bangkom run`, except that it kills itself around the commit of a chosen statement.

main([never|before|after, STATEMENT, KIND])

It does not know messages of kind KIND, like a version from before that kind.
"""

import os
import signal
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot.commands import cli
from bot.program import health
from bot.sending import dispatcher
from handlers.capabilities import notices as handlers_notices
from storage.database.store import Store, Transaction
from storage.imports import endings
from storage.outbox import due


def die() -> None:
    """What `kill -9` does: no handler, no clean-up, no flush."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(where: str, statement: str) -> None:
    """Makes the first transaction that runs `statement` the last of this process."""
    write = Store.write

    @asynccontextmanager
    async def fatal(self: Store, *, row: Hashable = None) -> AsyncIterator[Transaction]:
        hits: list[str] = []

        def notice(*arguments: Any) -> None:
            if arguments[2].startswith(statement):
                hits.append(statement)

        async with write(self, row=row) as session:
            event.listen(session.sync_connection, "before_cursor_execute", notice)
            yield session
            event.remove(session.sync_connection, "before_cursor_execute", notice)
            if hits and where == "before":
                die()
        if hits and where == "after":
            die()

    Store.write = fatal  # type: ignore[method-assign]


def main(arguments: list[str]) -> int:
    """Runs the bot until it stops or dies."""
    where, statement, unknown_kind = arguments
    # A test does not wait three minutes until the lease of a killed process has lapsed.
    due.LEASE = timedelta(seconds=2)
    dispatcher.SEND_BUDGET = timedelta(0)
    dispatcher.UNKNOWN_RETRY_SECONDS = 1.0
    endings.PATIENCE = timedelta(seconds=4)
    health.FRESH_SECONDS = 0.0
    handlers_notices.KINDS.pop(unknown_kind, None)
    if where != "never":
        arm(where, statement)
    return cli.main(["run"])
