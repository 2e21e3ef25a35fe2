"""A town whose updates are pushed by hand, and one with its pages for the operator."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.bot.watched import Watched
from tests.town import town_on
from tests.webhooks import Telegram, free_port, hooked


@pytest.fixture
async def telegram(database_url: str) -> AsyncIterator[Telegram]:
    settings = hooked()
    async with (
        town_on(database_url, **settings) as town,
        httpx.AsyncClient(base_url=f"http://{settings['WEBHOOK_LISTEN']}") as client,
    ):
        yield Telegram(town, client)


@pytest.fixture
async def watched(database_url: str) -> AsyncIterator[Watched]:
    port = free_port()
    async with (
        town_on(database_url, HEALTH_LISTEN=f"127.0.0.1:{port}") as town,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        yield Watched(town, client)
