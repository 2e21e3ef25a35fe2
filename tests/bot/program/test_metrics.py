"""Every value of /metrics changes with the event that it counts."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.program import ticks
from bot.program.services import ProcessServices
from domain.ids import PersonId
from storage.database.store import DatabaseBusyError
from storage.outbox import messages as outbox_messages
from storage.outbox.tables import gate
from storage.people import actors as people_actors
from tests.support.town import Town
from tests.support.waiting import until
from tests.support.watched import Watched


async def promise(town: Town, to: PersonId, kind: str = "rem.h1", **other: Any) -> None:
    """A message about nothing that there is."""
    async with town.store.write() as session:
        facts = {"enrolment": 1, "offering": 1}
        await outbox_messages.promise(
            session, kind, to=to, facts=facts, once=kind, now=town.now, **other
        )


async def becomes(watched: Watched, wanted: float, name: str, **labels: str) -> None:
    async def shown() -> bool:
        return await watched.figure(name, **labels) == wanted

    await until(shown)


async def test_ticks_are_counted_and_whose_they_are_is_shown(watched: Watched):
    services = watched.town.app.services
    await until(lambda: len(services.pulse.ticked) == len(ticks.TICKS))  # the first round
    before = await watched.figure("bangkom_ticks_total", tick="prune", outcome="done")
    await ticks.run_all(services)
    assert await watched.figure("bangkom_ticks_total", tick="prune", outcome="done") == before + 1
    assert await watched.figure("bangkom_ticks_duty") == 1
    services.duty._until = 0.0
    assert await watched.figure("bangkom_ticks_duty") == 0


async def test_a_tick_without_database_is_counted(watched: Watched):
    async def broken(services: ProcessServices) -> None:
        raise DatabaseBusyError("busy")

    await ticks._run(broken, watched.town.app.services)
    assert await watched.figure("bangkom_ticks_total", tick="broken", outcome="failed") == 1
    assert await watched.figure("bangkom_ticks_total", tick="broken", outcome="done") == 0
    assert await watched.figure("bangkom_database_away_total", where="tick") == 1


async def test_a_handler_without_database_is_counted(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
):
    async def away(*_: Any) -> None:
        raise DatabaseBusyError("busy")

    phone = await watched.town.citizen()
    with monkeypatch.context() as patched:
        patched.setattr(people_actors, "resolve", away)
        await phone.send("/menu")
        await becomes(watched, 1, "bangkom_database_away_total", where="handler")
    await phone.hears("Bapak/Ibu")


async def test_a_dispatcher_without_database_is_counted(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
):
    async def away(*_: Any, **__: Any) -> None:
        raise DatabaseBusyError("busy")

    with monkeypatch.context() as patched:
        patched.setattr(outbox_messages, "anything_due", away)

        async def counted() -> float:
            return await watched.figure("bangkom_database_away_total", where="dispatcher")

        await until(counted)


async def test_what_became_of_messages_is_counted(watched: Watched):
    town = watched.town
    await promise(town, await town.make.person())
    await promise(town, town.person_of(await town.citizen()), "req_data")  # for HR alone
    await town.settle()
    messages = "bangkom_messages_total"
    assert await watched.figure(messages, kind="rem.h1", state="unreachable") == 1
    assert await watched.figure(messages, kind="req_data", state="dropped") == 1


async def test_what_waits_is_shown_with_its_age(watched: Watched):
    town = watched.town
    ages = {"not_before": town.now - timedelta(hours=1), "not_after": town.now}
    await promise(town, town.person_of(await town.citizen()), **ages)  # nobody takes it any more
    assert await watched.figure("bangkom_outbox", state="due") == 1
    assert await watched.figure("bangkom_outbox_lag_seconds") == pytest.approx(3600, abs=5)


async def test_the_gate_and_the_rate_are_shown(watched: Watched):
    town = watched.town
    assert await watched.figure("bangkom_rate") == 30
    assert await watched.figure("bangkom_gate_closed_seconds") == 0
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "429", seconds=90)  # longer than an answer waits
    await phone.send("/menu")
    await becomes(watched, 1, "bangkom_told_to_wait_total")
    await becomes(watched, 15, "bangkom_rate")
    assert 60 < await watched.figure("bangkom_gate_closed_seconds") <= 91
    async with town.store.write() as session:
        await session.execute(update(gate).values(closed_until=None))


async def test_handlers_at_work_and_the_time_of_calls_are_shown(watched: Watched):
    town = watched.town
    phone = await town.citizen()
    assert await watched.figure("bangkom_handlers_at_work") == 0
    town.sandbox.latency = 0.5
    await phone.send("/menu")
    await becomes(watched, 1, "bangkom_handlers_at_work")
    await phone.hears("Bapak/Ibu")
    await becomes(watched, 0, "bangkom_handlers_at_work")
    assert await watched.figure("bangkom_api_seconds_sum") >= 0.5
