"""Fixtures: a town whose updates a test pushes, and one with web pages for the operator."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from handlers.actions.home import OpenHelp
from handlers.capabilities import ROUTES
from handlers.home import presses as home_presses
from handlers.reception.routes import Right, Route
from tests.support.town import town_on
from tests.support.watched import Watched
from tests.support.webhooks import Telegram, free_port, hooked


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


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """By person: how often the database is away when Bantuan is pressed."""
    left: dict[int, int] = {}

    async def help_(update: Any, ctx: Any) -> None:
        if left.get(ctx.telegram_id, 0):
            left[ctx.telegram_id] -= 1
            raise ConnectionError
        await home_presses.help_(update, ctx)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(help_, Right.LINKED))
    return left
