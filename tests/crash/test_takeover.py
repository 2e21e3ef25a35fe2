"""Two processes that want to poll: one waits, and takes over as soon as the other ends."""

import asyncio
from typing import Any

import httpx

from tests.crash.program import Program, program_on
from tests.support.engines import Engines
from tests.support.webhooks import free_port

WAITS = ("Another bangkom runs on this database", "waiting for the poller's place")
"""What a process says of itself that is up and does not poll, on SQLite and on PostgreSQL."""


async def menu(phone: Any, nth: int) -> None:
    """Asks for the menu and waits for the nth answer."""
    await phone.send("/menu")
    await phone.until(lambda p: sum(not m.outgoing for m in p.messages) >= nth, timeout=60)


class Second:
    """A second process on the same database and the same Telegram."""

    def __init__(self, first: Program) -> None:
        self.listen = f"127.0.0.1:{free_port()}"
        self.program = first.twin(HEALTH_LISTEN=self.listen)

    async def waits(self) -> bool:
        """Whether it is up and says that it waits for the first one."""
        async with httpx.AsyncClient() as client:
            for _ in range(600):
                try:
                    said = (await client.get(f"http://{self.listen}/healthz")).text
                except httpx.TransportError:
                    said = ""
                if any(words in said for words in WAITS):
                    return True
                if '"polling"' in said:
                    return False
                await asyncio.sleep(0.05)
        return False


async def beside(first: Program) -> Second:
    """Starts it."""
    second = Second(first)
    await second.program.start()
    return second


async def test_the_second_poller_waits_and_takes_over(database_url: str):
    async with program_on(database_url) as first:
        phone = first.sandbox.phone()
        await phone.start()
        await first.start()
        await phone.hears("Apakah Bapak/Ibu setuju", timeout=60)
        second = await beside(first)
        try:
            assert await second.waits()
            await menu(phone, 2)
            assert await second.waits()
            refused = [call for call in first.sandbox.calls if call.code == 409]
            assert refused == []  # it never polled beside the first one
            await first.kill()
            await menu(phone, 3)
            assert await second.program.stop() == 0
            assert first.sandbox.pending_updates() == 0
        finally:
            await second.program.end()


async def test_one_that_is_stopped_leaves_its_place_too(engines: Engines):
    async with program_on(await engines.postgresql()) as first:
        phone = first.sandbox.phone()
        await phone.start()
        await first.start()
        await phone.hears("Apakah Bapak/Ibu setuju", timeout=60)
        second = await beside(first)
        try:
            assert await second.waits()
            assert await first.stop() == 0
            await menu(phone, 2)
        finally:
            await second.program.end()
