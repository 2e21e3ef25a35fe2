"""The web pages are served from the start, and say what the program waits for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.intake.polling_turn import alone, only_one
from bot.program import health
from bot.program.app import build_application, running
from bot.program.clock import SystemClock
from bot.program.settings import Listen
from bot.program.web import serving
from sandbox import Sandbox
from storage.database.store import Store
from tests.support.commands import TOKEN as ANOTHER
from tests.support.commands import bangkom
from tests.support.engines import Engines
from tests.support.town import TOKEN, Town, settings_for
from tests.support.waiting import until
from tests.support.webhooks import GOOD, free_port, hooked


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is answered anew."""
    monkeypatch.setattr(health, "FRESH_SECONDS", 0.0)


@asynccontextmanager
async def starting(url: str, api_url: str, **settings: str) -> AsyncIterator[httpx.AsyncClient]:
    """A program that is being started, as `bangkom run` does it; what asks its pages."""
    app = build_application(settings_for(url, api_url, **settings), SystemClock())
    place = alone(app.services.store, app.services.pulse)

    async def work() -> None:
        async with running(app, place=place):
            await asyncio.Event().wait()

    listen = settings.get("HEALTH_LISTEN") or settings["WEBHOOK_LISTEN"]
    task = asyncio.create_task(work())
    try:
        async with httpx.AsyncClient(base_url=f"http://{listen}") as client:
            yield client
    finally:
        task.cancel()
        await asyncio.wait([task])
    assert task.cancelled()


async def says(client: httpx.AsyncClient, sentence: str) -> None:
    """Waits until the pages say so: alive, not ready, not well."""
    for _ in range(100):
        try:
            shown = (await client.get("/healthz")).json()
        except httpx.ConnectError:
            shown = {"wrong": "nothing listens"}
        if any(said.startswith(sentence) for said in shown["wrong"]):
            break
        await asyncio.sleep(0.05)
    else:
        raise AssertionError(shown)
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.text) == (503, "\n".join(shown["wrong"]))
    assert (await client.get("/livez")).status_code == 200
    assert (await client.get("/metrics")).status_code == 200


async def becomes_ready(client: httpx.AsyncClient) -> None:
    for _ in range(200):
        try:
            if (await client.get("/readyz")).text == "ok":
                return
        except httpx.ConnectError:
            pass
        await asyncio.sleep(0.05)
    raise AssertionError("never ready")


def listening(mode: str) -> dict[str, str]:
    return hooked() if mode == "webhook" else {"HEALTH_LISTEN": f"127.0.0.1:{free_port()}"}


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_before_telegram_is_reached(engines: Engines, mode: str):
    port = free_port()
    url, api = await engines.sqlite(), f"http://127.0.0.1:{port}"
    async with starting(url, api, **listening(mode)) as client:
        await says(client, "Telegram does not answer")
        if mode == "webhook":
            pushed = await client.post("/hook", json={"update_id": 1}, headers=GOOD)
            assert (pushed.status_code, pushed.headers["Retry-After"]) == (503, "2")
            assert (await client.post("/hook", json={"update_id": 1})).status_code == 403
        async with Sandbox(token=TOKEN).serve(port=port):
            await becomes_ready(client)


async def test_a_wrong_token_ends_with_a_sentence_and_nothing_else(tmp_path: Path):
    async with Sandbox(token=TOKEN).serve(port=0) as api:
        wrong = {"BOT_TOKEN": ANOTHER, "BOT_API_URL": api}
        code, _, errors = await asyncio.to_thread(bangkom, tmp_path, "run", **wrong)
    assert code == 1
    assert errors == "Telegram refuses the token. Check BOT_TOKEN with @BotFather.\n"


async def test_while_the_database_is_away_at_the_start(engines: Engines):
    url = await engines.postgresql()
    async with (
        Sandbox(token=TOKEN).serve(port=0) as api,
        engines.away(url),
        starting(url, api, **listening("polling")) as client,
    ):
        await says(client, "The database does not answer")


async def test_while_another_process_holds_the_place(engines: Engines):
    url = await engines.sqlite()
    async with Sandbox(token=TOKEN).serve(port=0) as api, AsyncExitStack() as second:
        with only_one(Store(url)):
            program = starting(url, api, **listening("polling"))
            client = await second.enter_async_context(program)
            await says(client, "Another bangkom runs on this database")
        await becomes_ready(client)


async def test_with_the_same_address_it_listens_once_the_other_has_ended(engines: Engines):
    url, port = await engines.sqlite(), free_port()
    async with Sandbox(token=TOKEN).serve(port=0) as api, AsyncExitStack() as second:
        with only_one(Store(url)):
            async with serving(Listen("127.0.0.1", port), []):
                program = starting(url, api, HEALTH_LISTEN=f"127.0.0.1:{port}")
                client = await second.enter_async_context(program)
                assert (await client.get("/livez")).status_code == 404  # the other one's
        await becomes_ready(client)


async def test_who_waited_long_for_the_place_has_not_been_silent(town: Town):
    seen = town.app.services.pulse
    await until(lambda: seen.polling is not None)
    seen.started, seen.polled = seen.beat() - 3600, None
    assert (await health.Doctor(town.app).look()).wrong == []
