"""The running program when Telegram refuses, is away, or another program polls the same bot."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import select

from storage.outbox import messages
from storage.outbox.tables import message
from tests.crash.program import Program, program_on
from tests.support.engines import Engines
from tests.support.waiting import until

CALM = 7
"""Calls in WATCHED seconds, at most: one and a half a second is no hot loop."""
WATCHED = 5.0


async def started(program: Program, name: str = "Contoh Satu"):
    """A person who has chatted with the running program."""
    phone = program.sandbox.phone(name)
    await phone.start()
    await program.start()
    await phone.hears("Apakah Bapak/Ibu setuju", timeout=60)
    return phone


async def promised(program: Program, phone) -> None:
    """Something the dispatcher has to send."""
    person = await program.make.person("Contoh Dua", phone="+6284000000077")
    now = program.sandbox.clock.now()
    async with program.store.write() as session:
        await messages.promise(
            session,
            "unlinked_by_hr",
            to=person,
            chat=phone.telegram_id,
            facts={"person": person, "language": "id", "at": now.isoformat()},
            once="one",
            now=now,
        )


async def test_a_token_revoked_meanwhile_ends_it_with_a_sentence(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        phone = await started(program)
        program.sandbox.world.token = "100001:ANOTHER"
        await phone.send("/menu")
        assert await program.ends() == 1
        assert program.said().count("Telegram refuses the token.") == 1
        assert "Traceback" not in program.said()
        program.use_token("100001:ANOTHER")
        await program.start()
        await phone.until(lambda p: sum(not m.outgoing for m in p.messages) >= 2, timeout=60)


async def test_a_rival_with_the_token_is_named_and_waited_for(engines: Engines):
    async with (
        program_on(await engines.sqlite()) as first,
        program_on(await engines.sqlite()) as second,
    ):
        phone = await started(first)
        # A deployment of its own: nothing but Telegram can tell the two.
        rival = second.beside(first)
        await rival.start()
        try:

            def refused() -> int:
                return sum(call.code == 409 for call in first.sandbox.calls)

            await until(refused)
            before = refused()
            await asyncio.sleep(WATCHED)
            assert refused() - before <= CALM
            await until(lambda: "another poller uses this token" in first.said() + rival.said())
            told = first.said() + rival.said()
            assert 1 <= told.count("another poller uses this token") <= 2
        finally:
            await rival.end()
        before = len(phone.messages)
        await phone.send("/menu")
        await phone.until(lambda p: len(p.messages) >= before + 2, timeout=60)


async def test_while_telegram_is_away_nothing_is_spent_and_nothing_turns_hot(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        phone = await started(program)
        before = len(phone.messages)
        with closed_door() as (url, knocks):
            assert await program.stop() == 0
            home = program.point_at(url)
            await program.start()
            await until(lambda: "Telegram does not answer" in program.said())
            knocked = len(knocks)
            await asyncio.sleep(WATCHED)
            assert len(knocks) - knocked <= CALM
            await program.kill()
        program.point_at(home)
        await phone.send("/menu")
        await program.start()
        await phone.until(lambda p: len(p.messages) >= before + 2, timeout=60)


async def test_an_outage_of_minutes_costs_no_message(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        phone = await started(program)
        # Every call fails as when Telegram's front answers for what is behind it.
        program.sandbox.faults.weather(1, {"500": 1.0})
        await promised(program, phone)
        before = len(program.sandbox.calls)
        await until(lambda: "sending pauses" in program.said())
        await asyncio.sleep(WATCHED)
        calls = [c for c in program.sandbox.calls[before:] if c.method != "getUpdates"]
        assert sum(call.method == "sendMessage" for call in calls) == 1
        assert len(calls) <= CALM
        assert program.said().count("Telegram does not answer, sending pauses") == 1
        program.sandbox.faults.clear()
        await phone.hears("dilepas", timeout=60)
        async with program.store.read() as session:
            assert (await session.execute(select(message.c.state))).scalar_one() in (
                "sending",
                "sent",
            )
        assert "Telegram answers again" in program.said()


@contextmanager
def closed_door() -> Iterator[tuple[str, list[float]]]:
    """A server that hangs up on everybody; who knocked."""
    knocks: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    caller, _ = listening.accept()
                    knocks.append(0.0)
                    caller.close()

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", knocks
        listening.shutdown(socket.SHUT_RDWR)
