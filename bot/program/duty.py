"""Which of several replicas runs the ticks."""

import asyncio
import logging
import time
import uuid

from storage.database.store import Store, is_database_away
from storage.process import leases

log = logging.getLogger("bangkom.duty")

TICKS = "ticks"
RENEW_SECONDS = leases.DUTY_LEASE.total_seconds() / 4
"""A quarter of the lease: three renewals may fail before another process takes over."""


class Duty:
    """The lease of the ticks; a process that is frozen loses it, and finds out when it wakes up.

    The ticks could safely run twice; the lease only saves work.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.holder = uuid.uuid4().hex
        self._until = float("inf") if store.is_sqlite else 0.0

    @property
    def mine(self) -> bool:
        """Whether this process runs the ticks now."""
        return time.monotonic() < self._until

    async def look(self) -> None:
        """Takes the lease if it is free, or renews it."""
        if self.store.is_sqlite:
            return
        asked = time.monotonic()
        got = await leases.hold(self.store, TICKS, holder=self.holder)
        self._until = asked + leases.DUTY_LEASE.total_seconds() if got else 0.0

    async def run(self) -> None:
        """Checks the lease until cancelled; then frees it for the next process."""
        try:
            while True:
                await self._try()
                await asyncio.sleep(RENEW_SECONDS)
        finally:
            if self.mine and not self.store.is_sqlite:
                self._until = 0.0
                await leases.let_go(self.store, TICKS, holder=self.holder)

    async def _try(self) -> None:
        try:
            await self.look()
        except Exception as error:
            if not is_database_away(error):
                raise
            log.warning("duty not looked after", extra={"reason": type(error).__name__})
