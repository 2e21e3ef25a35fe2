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


class Duty:
    """A lease that survives its holder: who is frozen loses it, and knows when waking up.

    What the ticks do is safe to be done twice; the lease spares the work.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.holder = uuid.uuid4().hex
        self._until = float("inf") if store.is_sqlite else 0.0

    @property
    def mine(self) -> bool:
        """Whether the ticks are this process's work at this moment."""
        return time.monotonic() < self._until

    async def look(self) -> None:
        """Takes the duty where it is free, or keeps it."""
        if self.store.is_sqlite:
            return
        asked = time.monotonic()
        got = await leases.hold(self.store, TICKS, holder=self.holder)
        self._until = asked + leases.DUTY_LEASE.total_seconds() if got else 0.0

    async def run(self) -> None:
        """Looks again and again until cancelled; then leaves the duty to the next one."""
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
