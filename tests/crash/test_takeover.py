"""Two processes that would poll: one waits, and takes over at once."""

from typing import Any

from tests.crash.program import Program, program_on
from tests.engines import Engines


async def menu(phone: Any, nth: int) -> None:
    """Asks for the menu and waits for the nth answer."""
    await phone.send("/menu")
    await phone.until(lambda p: sum(not m.outgoing for m in p.messages) >= nth, timeout=30)


async def beside(first: Program) -> Program:
    """A second process on the same database and the same Telegram."""
    second = first.twin()
    await second.start()
    return second


async def test_the_second_poller_waits_and_takes_over(database_url: str):
    async with program_on(database_url) as first:
        phone = first.sandbox.phone()
        await phone.start()
        await first.start()
        await phone.hears("Apakah Bapak/Ibu setuju", timeout=30)
        second = await beside(first)
        try:
            await menu(phone, 2)
            refused = [call for call in first.sandbox.calls if call.code == 409]
            assert refused == []  # it never polled beside the first one
            await first.kill()
            await menu(phone, 3)
            assert await second.stop() == 0
            assert first.sandbox.pending_updates() == 0
        finally:
            await second.end()


async def test_one_that_is_stopped_leaves_its_place_too(engines: Engines):
    async with program_on(await engines.postgresql()) as first:
        phone = first.sandbox.phone()
        await phone.start()
        await first.start()
        await phone.hears("Apakah Bapak/Ibu setuju", timeout=30)
        second = await beside(first)
        try:
            assert await first.stop() == 0
            await menu(phone, 2)
        finally:
            await second.end()
