"""Two programs on one PostgreSQL: only the process that holds a person's lane acts."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from bot.intake import handling, shared_lanes
from handlers.actions import encode
from handlers.actions.seats import Enrol
from handlers.capabilities import ROUTES
from storage.process.tables import lane
from storage.seats.tables import enrolment, enrolment_event
from tests.support.engines import Engines
from tests.support.town import Town, town_on
from tests.support.webhooks import Telegram, hooked


@dataclass
class Held:
    """Whoever presses Daftar first stands still before the effect until told to go on."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held, enrol = Held(), ROUTES.presses[Enrol]

    async def stands_still(update: Any, ctx: Any) -> None:
        if not held.begun.is_set():
            held.begun.set()
            await held.go_on.wait()
        await enrol.handler(update, ctx)

    monkeypatch.setitem(ROUTES.presses, Enrol, replace(enrol, handler=stands_still))
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 60.0)
    yield held
    held.go_on.set()


@asynccontextmanager
async def pushed_to(url: str, **settings: str) -> AsyncIterator[Telegram]:
    hook = hooked()
    async with (
        town_on(url, **hook, **settings) as town,
        httpx.AsyncClient(base_url=f"http://{hook['WEBHOOK_LISTEN']}", timeout=60) as client,
    ):
        yield Telegram(town, client)


@asynccontextmanager
async def two_programs(engines: Engines) -> AsyncIterator[tuple[Telegram, Telegram]]:
    """On one database and one Telegram, that of the first one's town."""
    url = await engines.postgresql()
    async with pushed_to(url) as first:
        api = first.town.app.services.settings.bot_api_url
        async with pushed_to(url, BOT_API_URL=api) as second:
            yield first, second


async def tap_and_text(telegram: Telegram) -> tuple[Any, Any, Any]:
    """A person's phone, their tap on Daftar, and what they wrote right after it."""
    phone = await telegram.town.citizen()
    await phone.send("/menu")
    assert await telegram.push_all() == [200]
    await phone.press(phone.last.id, encode(Enrol(await telegram.town.make.offering())))
    [tap] = await telegram.waiting()
    await phone.send("/bantuan")
    [text] = await telegram.waiting()
    return phone, tap, text


def answers(phone: Any) -> int:
    return sum(not message.outgoing for message in phone.messages)


async def count(town: Town, table: Any) -> int:
    async with town.store.read() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())


async def leased_until(town: Town) -> datetime:
    async with town.store.read() as session:
        return (await session.execute(select(lane.c.leased_until))).scalar_one()


async def test_who_loses_a_lane_meanwhile_has_no_effect(
    engines: Engines, held: Held, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared_lanes, "RENEW_SECONDS", 3600.0)  # the first one is frozen
    async with two_programs(engines) as (first, second):
        town = first.town
        phone, tap, text = await tap_and_text(first)
        slow = asyncio.create_task(first.push(tap))
        await asyncio.wait_for(held.begun.wait(), 30)
        waits = asyncio.create_task(second.push(text))
        await asyncio.wait({waits}, timeout=1.0)
        assert (waits.done(), answers(phone)) == (False, 1)
        async with town.store.write() as session:
            lapsed = update(lane).values(leased_until=func.now() - timedelta(seconds=1))
            await session.execute(lapsed)
        assert (await waits).status_code == 200
        assert (answers(phone), "kata kuncinya" in phone.last.said) == (2, True)
        held.go_on.set()
        assert (await slow).status_code == 503
        assert await count(town, enrolment) == 0
        assert [(await second.push(tap)).status_code for _ in range(2)] == [200, 200]
        assert [await count(town, table) for table in (enrolment, enrolment_event)] == [1, 1]


async def test_a_lane_is_renewed_as_long_as_its_holder_is_at_work(
    engines: Engines, held: Held, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared_lanes, "RENEW_SECONDS", 0.05)
    async with pushed_to(await engines.postgresql()) as telegram:
        _, tap, _ = await tap_and_text(telegram)
        slow = asyncio.create_task(telegram.push(tap))
        await asyncio.wait_for(held.begun.wait(), 30)
        seen = {await leased_until(telegram.town)}
        for _ in range(200):
            if len(seen) == 3:
                break
            await asyncio.sleep(0.05)
            seen.add(await leased_until(telegram.town))
        assert len(seen) == 3
        held.go_on.set()
        assert (await slow).status_code == 200
