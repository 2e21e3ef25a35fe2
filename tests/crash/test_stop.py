"""SIGTERM ends the program cleanly at any point of its work."""

from tests.crash.program import program_on
from tests.support.engines import Engines
from tests.support.waiting import until


async def test_a_supervisor_stops_it_cleanly(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        phone = program.sandbox.phone()
        await phone.start()
        await program.start()
        await phone.hears("Apakah Bapak/Ibu setuju", timeout=60)
        assert await program.stop() == 0
        assert program.sandbox.pending_updates() == 0


async def test_it_stops_also_while_telegram_does_not_answer(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        program.point_at("http://127.0.0.1:9")
        await program.start()
        await until(lambda: "Telegram does not answer" in program.said())
        assert await program.stop() == 0


async def test_a_token_that_is_refused_ends_it_with_a_reason(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        program.use_token("100001:WRONG")
        await program.start()
        assert await program.ends() == 1


async def test_a_log_that_nobody_reads_any_more_stops_nothing(engines: Engines):
    async with program_on(await engines.sqlite()) as program:
        phone = program.sandbox.phone()
        await phone.start()
        program.cut_log()
        await program.start()
        await phone.hears("Apakah Bapak/Ibu setuju", timeout=60)
        # Said in the log with its traceback.
        program.sandbox.world.updates.add("message", {"message_id": "broken"})
        await phone.send("/menu")
        await phone.until(lambda p: sum(not m.outgoing for m in p.messages) >= 2, timeout=60)
        assert await program.stop() == 0
