"""A database that stops answering on open connections: no tap is lost, and the bot recovers."""

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text

from bot.intake import handling, lanes, shared_lanes
from handlers.actions import encode
from handlers.actions.home import OpenHelp
from handlers.actions.seats import Enrol
from handlers.capabilities import ROUTES
from handlers.reception.routes import Right, Route
from storage.database import postgresql
from storage.database.store import Store
from storage.seats.tables import enrolment
from tests.support.engines import Engines, opened
from tests.support.relays import Relay, Stalled, behind
from tests.support.town import town_on
from tests.support.webhooks import Telegram, hooked


@pytest.fixture
async def before(engines: Engines) -> AsyncIterator[tuple[Relay, str]]:
    async with behind(engines, Relay) as relayed:
        yield relayed


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 1.0)
    monkeypatch.setattr(handling, "WAIT_SECONDS", 1.0)
    monkeypatch.setattr(shared_lanes, "ANSWER_SECONDS", 1.0)
    monkeypatch.setattr(postgresql, "ANSWER_SECONDS", 2.0)
    yield
    # What is left of cut off statements, collected while Python compiles, ends that in Python 3.11
    # (https://github.com/python/cpython/issues/106905).
    gc.collect()


@pytest.mark.parametrize("hook", [False, True], ids=["polling", "webhook"])
async def test_a_tap_into_the_void_is_not_lost(
    before: tuple[Relay, str], hook: bool, caplog: pytest.LogCaptureFixture
):
    relay, url = before
    settings = hooked() if hook else {}
    address = f"http://{settings.get('WEBHOOK_LISTEN')}"
    async with (
        town_on(url, **settings) as town,
        httpx.AsyncClient(base_url=address, timeout=60) as client,
    ):
        there = await town.make.offering()
        phone = await town.citizen()
        telegram = Telegram(town, client) if hook else None
        await phone.send("/menu")
        await pushed(telegram)
        await phone.hears("JP 20")
        relay.forget()
        await phone.press(phone.last.id, encode(Enrol(there)))
        await pushed(telegram)
        await phone.hears("terdaftar pada", timeout=30)
        await asyncio.wait_for(town.settle(), 30)
        async with town.store.read() as session:
            assert (await session.execute(select(enrolment.c.state))).scalar_one() == "enrolled"
    said = "the database does not answer, the update waits"
    assert hook or said in caplog.messages
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def pushed(telegram: Telegram | None) -> None:
    """By webhook: pushes until it is taken."""
    if telegram is None:
        return
    for update in await telegram.waiting():
        for _ in range(20):
            if (await telegram.push(update)).status_code == 200:
                break
        else:
            raise AssertionError("it is not taken")


async def test_no_tap_is_given_up_while_nobodys_is_kept(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(lanes, "PAUSES", (0.2, 0.2))
    async with behind(engines, Stalled) as (relay, url), town_on(url) as town:
        there = await town.make.offering()
        phone = await town.citizen()
        await phone.send("/menu")
        await phone.hears("JP 20")
        relay.flowing.clear()
        await phone.press(phone.last.id, encode(Enrol(there)))
        await asyncio.sleep(8)
        relay.flowing.set()
        await phone.hears("terdaftar pada", timeout=30)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_what_always_takes_too_long_is_a_fault_though_nobody_else_is_there(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    async def help_(update: Any, ctx: Any) -> None:
        async with ctx.store.read() as session:
            await session.execute(text("SELECT pg_sleep(60)"))

    monkeypatch.setattr(lanes, "PAUSES", (0.1, 0.1, 0.1, 0.1))
    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(help_, Right.LINKED))
    async with town_on(await engines.postgresql()) as town:
        phone = await town.citizen()
        await phone.send("/menu")
        await phone.hears("JP 20")
        await phone.tap("Bantuan")
        await phone.hears("Mohon maaf, terjadi gangguan.", timeout=60)


async def test_what_rewrites_tables_may_take_its_time(before: tuple[Relay, str]):
    _, url = before
    slow = text("SELECT pg_sleep(3)")
    async with opened(url) as store, store.read() as session:
        with pytest.raises(ConnectionError):
            await session.execute(slow)
    store = Store(url, unhurried=True)
    try:
        async with store.read() as session:
            await session.execute(slow)
    finally:
        await store.close()


async def test_a_connection_is_probed(before: tuple[Relay, str]):
    _, url = before
    async with opened(url) as store, store.read() as session:
        raw: Any = await session.get_raw_connection()
        connected = raw.driver_connection._transport.get_extra_info("socket")
        assert connected.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert 0 < connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) < 5000
