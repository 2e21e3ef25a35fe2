"""The pages for the operator: alive, ready, healthy, and the metrics."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text, update

from bot.intake import webhook
from bot.intake.polling_turn import PollingTurn
from bot.program import health, ticks
from bot.program import pulse as program_pulse
from storage.database.store import DatabaseBusyError
from storage.outbox.tables import gate, message
from tests.support.engines import Engines
from tests.support.town import town_on
from tests.support.waiting import until
from tests.support.watched import Watched
from tests.support.webhooks import free_port, hooked


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is answered anew."""
    monkeypatch.setattr(health, "FRESH_SECONDS", 0.0)


async def test_a_program_at_work_is_well(watched: Watched):
    phone = await watched.town.citizen()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    pulse = watched.town.app.services.pulse
    await until(lambda: pulse.polled is not None and pulse.looked is not None)
    code, shown = await watched.health()
    assert (code, shown["wrong"]) == (200, [])
    assert shown["mode"] == "polling"
    assert shown["polled_seconds_ago"] is not None
    assert shown["ticks"] == "here"
    assert shown["messages_due"] == 0
    assert [await watched.status(page) for page in ("/livez", "/readyz")] == [200, 200]


async def test_the_figures_count_what_happened(watched: Watched):
    phone = await watched.town.citizen()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    watched.town.sandbox.world.updates.add("message", {"message_id": "broken"})
    await phone.send("/menu")
    await phone.until(lambda p: sum(not m.outgoing for m in p.messages) == 2)
    await until(lambda: watched.shows("bangkom_handling_seconds_count 2.0"))
    shown = await watched.figures()
    assert 'bangkom_updates_total{kind="message",outcome="handled"} 2.0' in shown
    assert 'bangkom_updates_total{kind="unreadable",outcome="passed over"} 1.0' in shown
    assert 'bangkom_api_calls_total{method="sendMessage",verdict="200"} 2.0' in shown
    assert 'bangkom_outbox{state="due"} 0.0' in shown
    assert "process_resident_memory_bytes" in shown


async def test_nothing_personal_or_secret_is_shown(watched: Watched):
    phone = await watched.town.citizen("Contoh Satu")
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    _, shown = await watched.health()
    pages = str(shown) + await watched.figures()
    for secret in ("SANDBOX", "Contoh", phone.number, str(phone.telegram_id), "://"):
        assert secret not in pages


async def test_a_database_that_is_away_is_said_and_takes_the_replica_out(engines: Engines):
    url, port = await engines.postgresql(), free_port()
    async with (
        town_on(url, HEALTH_LISTEN=f"127.0.0.1:{port}") as town,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        watched = Watched(town, client)
        async with engines.away(url):
            code, shown = await watched.health()
            assert code == 503
            assert any("database does not answer" in said for said in shown["wrong"])
            assert [await watched.status(page) for page in ("/livez", "/readyz")] == [200, 503]
            assert "bangkom_updates" in await watched.figures()
        await until(lambda: watched.is_ready())
        phone = await town.citizen()
        await phone.send("/menu")
        await phone.hears("Bapak/Ibu", timeout=60)


async def test_an_old_schema_is_said(watched: Watched):
    async with watched.town.store.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    code, shown = await watched.health()
    assert (code, await watched.status("/readyz")) == (503, 503)
    assert "The database schema is old: run `bangkom migrate`." in shown["wrong"]


async def test_a_message_that_stays_due_is_said(watched: Watched):
    town = watched.town
    person = town.person_of(await town.citizen())
    async with town.store.write() as session:
        await session.execute(
            message.insert().values(
                kind="rem.h1",
                person_id=person,
                facts={},
                dedupe_key="x",
                priority=0,
                not_before=town.now - timedelta(hours=1),
                not_after=town.now - timedelta(minutes=1),  # nobody takes it any more
                state="due",
                created_at=town.now,
            )
        )
    _, shown = await watched.health()
    assert any(said.startswith("A message has been due for 36") for said in shown["wrong"])


async def test_a_closed_gate_is_said_with_its_reason(watched: Watched):
    town = watched.town
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "429", seconds=90)  # longer than an answer waits
    await phone.send("/menu")

    async def something_is_wrong() -> bool:
        return bool((await watched.health())[1]["wrong"])

    await until(something_is_wrong)
    _, shown = await watched.health()
    assert any(said.startswith("Telegram asks to wait") for said in shown["wrong"])
    assert shown["rate"] == 15.0
    assert "bangkom_told_to_wait_total 1.0" in await watched.figures()
    async with town.store.write() as session:
        await session.execute(update(gate).values(closed_until=None))


async def test_silence_of_telegram_and_a_rival_are_said(watched: Watched):
    seen = watched.town.app.services.pulse
    await until(lambda: seen.polling is not None)
    seen.polled = seen.polling = seen.started = seen.beat() - 3600
    seen.conflict = seen.beat()
    _, shown = await watched.health()
    assert "Telegram has not answered a poll for 3600 s." in shown["wrong"]
    assert "Another program polls with this token, or a webhook is set." in shown["wrong"]


async def test_late_ticks_and_an_idle_dispatcher_are_said(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
):
    seen = watched.town.app.services.pulse
    await until(lambda: len(seen.ticked) == len(ticks.TICKS))
    examined = health.Doctor._database

    async def meanwhile(doctor: health.Doctor, report: health.Report) -> None:
        await examined(doctor, report)
        # Only now, with nothing to wait for any more: the dispatcher looks twice a second.
        seen.ticked["lapse_messages"] = seen.looked = seen.beat() - 3600

    monkeypatch.setattr(health.Doctor, "_database", meanwhile)
    report = await health.Doctor(watched.town.app).look()
    assert "Ticks are late: lapse_messages." in report.wrong
    assert "Messages have not been looked for for 3600 s." in report.wrong


async def test_a_write_that_failed_is_said_until_one_succeeds(watched: Watched):
    store = watched.town.store
    with pytest.raises(DatabaseBusyError):
        async with store.write():
            raise DatabaseBusyError("the disk is full")
    code, shown = await watched.health()
    assert (code, shown["wrong"]) == (503, ["The last write failed: the disk is full."])
    async with store.write():
        pass
    assert (await watched.health())[0] == 200


async def test_a_clock_that_was_set_is_said(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(program_pulse, "WATCH_SECONDS", 0.05)
    services = watched.town.app.services
    watching = asyncio.create_task(services.pulse.watch(services.clock))
    await asyncio.sleep(0)  # it has read the clock for the first time
    real = services.clock.real
    monkeypatch.setattr(services.clock, "real", lambda: real() - timedelta(hours=1))
    await until(lambda: services.pulse.clock_set is not None)
    watching.cancel()
    _, shown = await watched.health()
    assert any(said.startswith("The clock was set by -3600 s") for said in shown["wrong"])
    assert "the clock was set" in caplog.text


async def test_the_webhook_serves_the_same_pages_and_says_whom_telegram_calls(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(webhook, "LOOK_SECONDS", 0.05)
    settings = hooked()
    async with (
        town_on(await engines.sqlite(), **settings) as town,
        httpx.AsyncClient(base_url=f"http://{settings['WEBHOOK_LISTEN']}") as client,
    ):

        async def says(*wrong: str) -> None:
            for _ in range(100):
                code, shown = await Watched(town, client).health()
                if shown["wrong"] == list(wrong):
                    break
                await asyncio.sleep(0.05)
            assert (code, shown["wrong"]) == (503 if wrong else 200, list(wrong))
            assert (shown["mode"], shown["update_seconds_ago"]) == ("webhook", None)
            assert (await client.get("/readyz")).text == "ok"

        bot = town.app.bot
        await says("Telegram calls nobody: run `bangkom webhook set`.")
        await bot.set_webhook("https://bot.example/other")
        await says("Telegram calls another address than WEBHOOK_URL: run `bangkom webhook set`.")
        assert caplog.text.count("Telegram does not call WEBHOOK_URL") == 1
        await bot.set_webhook(settings["WEBHOOK_URL"])
        await says()


async def test_one_who_waits_for_the_place_of_the_poller_says_so(engines: Engines):
    url, port = await engines.postgresql(), free_port()
    async with town_on(url) as first:
        turn = PollingTurn(first.store, 1)
        assert not turn.mine
        async with (
            town_on(url, HEALTH_LISTEN=f"127.0.0.1:{port}") as second,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
        ):
            code, shown = await Watched(second, client).health()
    assert (code, shown["mode"]) == (200, "waiting for the poller's place")
    assert shown["ticks"] == "another process"
