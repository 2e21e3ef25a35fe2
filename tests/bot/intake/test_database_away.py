"""While the database is away, dispatcher and ticks wait without a busy loop or many log lines."""

import asyncio
import logging
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.program import ticks
from bot.program.services import ProcessServices
from bot.sending import dispatcher
from storage.database.store import DatabaseBusyError
from storage.outbox import messages
from tests.support.engines import Engines
from tests.support.town import Town, town_on
from tests.support.waiting import until

AWAY_SECONDS = 5.0
LOOKS = 3 * dispatcher.WORKERS
"""Each worker looks at once, two seconds later, and perhaps after four more."""
BUSY = DatabaseBusyError("busy")
GONE = OperationalError("SELECT 1", {}, ConnectionRefusedError())


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_dispatcher_without_database_looks_seldom_and_says_little(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    looks = 0

    async def away(*_: Any, **__: Any) -> bool:
        nonlocal looks
        looks += 1
        raise BUSY

    with monkeypatch.context() as patched:
        patched.setattr(messages, "anything_due", away)
        await asyncio.sleep(AWAY_SECONDS)
    assert dispatcher.WORKERS <= looks <= LOOKS
    assert warnings(caplog) == ["dispatcher pauses"] * looks
    assert not any(record.exc_info for record in caplog.records)


async def first_round(town: Town) -> None:
    """Waits until all ticks have run once."""
    ticked = town.app.services.pulse.ticked
    await until(lambda: len(ticked) == len(ticks.TICKS))


async def test_statements_are_few_while_postgresql_is_away(
    engines: Engines, caplog: pytest.LogCaptureFixture
):
    url = await engines.postgresql()
    async with town_on(url) as town:
        phone = await town.citizen()
        await first_round(town)
        asked = 0

        def count(*_: Any) -> None:
            nonlocal asked
            asked += 1

        engine = town.store.engine.sync_engine
        event.listen(engine, "do_connect", count)
        event.listen(engine, "before_cursor_execute", count)
        async with engines.away(url):
            await asyncio.sleep(AWAY_SECONDS)
            tries, lines = asked, warnings(caplog)
        assert 0 < tries <= 40
        assert 0 < len(lines) <= 30
        await phone.send("/menu")
        await phone.hears("Bapak/Ibu", timeout=30)


@pytest.mark.parametrize("error", [BUSY, GONE], ids=["busy", "gone"])
async def test_a_tick_without_database_is_left_out_and_told(
    town: Town, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def away(*_: Any, **__: Any) -> int:
        raise error

    services = town.app.services
    await first_round(town)
    ticked = services.pulse.ticked["lapse_messages"]
    with monkeypatch.context() as patched:
        patched.setattr(messages, "lapse", away)
        await ticks.run_all(services)  # the others of the round, too
    told = [record for record in caplog.records if record.message == "database away"]
    assert [(r.levelname, vars(r)["tick"]) for r in told] == [("WARNING", "lapse_messages")]
    labels = {"tick": "lapse_messages", "outcome": "failed"}
    count = services.metrics.registry.get_sample_value
    assert count("bangkom_ticks_total", labels) == 1
    assert count("bangkom_database_away_total", {"where": "tick"}) == 1
    assert services.pulse.ticked["lapse_messages"] == ticked
    await ticks.run_all(services)
    assert services.pulse.ticked["lapse_messages"] > ticked


async def test_not_even_a_bug_in_a_tick_ends_the_program(
    town: Town, caplog: pytest.LogCaptureFixture
):
    async def broken(services: ProcessServices) -> None:
        raise ZeroDivisionError

    assert town.app.job_queue is not None
    town.app.job_queue.run_once(ticks._callback(broken), 0, job_kwargs=ticks.STEADY)
    await until(lambda: "error outside an update" in caplog.text)
    phone = await town.citizen()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
