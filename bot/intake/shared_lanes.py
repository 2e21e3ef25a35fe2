"""The lanes that several replicas share by leases on PostgreSQL; many are requested at a time."""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable
from contextlib import suppress

from domain.ids import Fence, TelegramId
from storage.database.effects import LeaseLostError
from storage.database.store import Store
from storage.process import leases

log = logging.getLogger("bangkom.lanes")

PATIENCE_SECONDS = leases.LANE_LEASE.total_seconds() + 5
"""Seconds that an update waits for a lane of another replica; longer than the lane's lease."""
AGAIN_SECONDS = 0.05
ANSWER_SECONDS = 5.0
"""Seconds to wait for the database, which is asked for many people's lanes at a time."""
RENEW_SECONDS = leases.LANE_LEASE.total_seconds() / 3


class SharedLanes:
    """The lanes that this process holds, and those it waits for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: dict[TelegramId, int] = {}
        self._wanted: dict[TelegramId, tuple[int, asyncio.Future[int]]] = {}
        self._left: dict[TelegramId, int] = {}
        self._news = asyncio.Event()

    async def take(self, lane: TelegramId) -> Fence:
        """Waits until this process holds the lane; one at a time for each lane.

        Raises LeaseLostError where another one holds it for too long, else what the database says.
        """
        if (number := self._left.pop(lane, None)) is not None:
            # Not given back yet: the next update of the same person uses it.
            self._held[lane] = number
            return Fence(lane, number)
        waiting: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._wanted[lane] = (secrets.randbits(62), waiting)
        self._news.set()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                number = await waiting
        except TimeoutError as error:
            if not waiting.done() or waiting.cancelled():
                self._wanted.pop(lane, None)
                raise LeaseLostError from error
            # It was granted in this moment, and must be given back here.
            number = waiting.result()
        return Fence(lane, number)

    def leave(self, fence: Fence) -> None:
        """Gives the lane back, in the next statement for many lanes."""
        number = self._held.pop(fence.telegram_id, None)
        if number is not None:
            self._left[fence.telegram_id] = number
            self._news.set()

    async def run(self) -> None:
        """Requests and gives back lanes until cancelled; then gives back all that are held."""
        renewed = time.monotonic()
        try:
            while True:
                wait = AGAIN_SECONDS if self._wanted else RENEW_SECONDS
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._news.wait()
                self._news.clear()
                await asyncio.gather(self._take(), self._leave())
                if time.monotonic() - renewed > RENEW_SECONDS:
                    renewed = time.monotonic()
                    await self._renew()
        finally:
            self._left |= self._held
            await self._leave()

    async def _take(self) -> None:
        asked = {lane: number for lane, (number, _) in self._wanted.items()}
        if not asked:
            return
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                taken = await leases.take_lanes(self.store, asked)
        except Exception as error:
            for lane in asked:
                self._tell(lane, error)
            return
        for lane in taken:
            if self._tell(lane, asked[lane]):
                self._held[lane] = asked[lane]
            else:
                # The update that asked for the lane has gone.
                self._left[lane] = asked[lane]
                self._news.set()

    def _tell(self, lane: TelegramId, answer: int | Exception) -> bool:
        """Grants a lane to the update that waits for it; False if none waits."""
        _, waiting = self._wanted.pop(lane, (0, None))
        if waiting is None or waiting.done():
            return False
        if isinstance(answer, Exception):
            waiting.set_exception(answer)
        else:
            waiting.set_result(answer)
        return True

    async def _leave(self) -> None:
        left, self._left = self._left, {}
        if left:
            # A lane that cannot be given back now ends with its lease.
            await self._quietly(leases.leave_lanes(self.store, left))

    async def _renew(self) -> None:
        if self._held:
            await self._quietly(leases.renew_lanes(self.store, dict(self._held)))

    async def _quietly(self, work: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await work
        except Exception as error:
            log.warning("leases not kept", extra={"reason": type(error).__name__})
