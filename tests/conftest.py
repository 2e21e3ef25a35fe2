"""Fixtures: a real database, the real PTB Application, the sandbox as Telegram."""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.engine import Store
from tests.engines import Engines, opened
from tests.town import Town, town_on

os.environ.setdefault("PTB_TIMEDELTA", "1")
logging.getLogger("httpx").setLevel(logging.WARNING)

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Where fresh databases come from."""
    engines = Engines(tmp_path_factory.mktemp("databases"))
    yield engines
    engines.close()


@pytest.fixture(params=BOTH)
async def database_url(request: pytest.FixtureRequest, engines: Engines) -> str:
    """A fresh migrated database on each engine in turn."""
    return await getattr(engines, request.param)()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store on each engine in turn."""
    async with opened(database_url) as store:
        yield store


@pytest.fixture
async def town(engines: Engines) -> AsyncIterator[Town]:
    """The whole program on SQLite with people's phones; see tests/town.py."""
    async with town_on(await engines.sqlite()) as town:
        yield town


@pytest.fixture
async def both_towns(database_url: str) -> AsyncIterator[Town]:
    """The whole program on each engine in turn."""
    async with town_on(database_url) as town:
        yield town


@pytest.fixture
def data_folder() -> Path:
    """HR files as they really look."""
    return Path(__file__).parent / "data"
