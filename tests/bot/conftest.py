"""A town whose updates are pushed by hand."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.town import town_on
from tests.webhooks import Telegram, hooked


@pytest.fixture
async def telegram(database_url: str) -> AsyncIterator[Telegram]:
    settings = hooked()
    async with (
        town_on(database_url, **settings) as town,
        httpx.AsyncClient(base_url=f"http://{settings['WEBHOOK_LISTEN']}") as client,
    ):
        yield Telegram(town, client)
