"""Fixtures: a real database, the real PTB Application, the sandbox as Telegram."""

import logging
import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from playwright.async_api import Browser

from bot.program.diagnostics import TextFormatter, keep_libraries_quiet
from handlers.documents.spreadsheets import child
from storage.database.store import Store
from tests.support import statements
from tests.support.browsing import browser_started
from tests.support.engines import Engines, opened, place
from tests.support.town import Town, town_on
from tests.support.warm import start_reader

os.environ.setdefault("PTB_TIMEDELTA", "1")

# No deadline: the time of an example depends on the machine. `make chaos` runs the long profile.
settings.register_profile("short", max_examples=50, deadline=None)
settings.register_profile("long", max_examples=500, deadline=None)
settings.load_profile("short")

statements.share()

start_reader_cold = child.start
child.start = start_reader  # type: ignore[assignment]

BOTH = ("sqlite", "postgresql")


PERSONAL = re.compile(r"\b(Contoh|Fiktif)\b|(?<!\d)\d{18}(?!\d)|\+?(62|0)84\d{8,}|SANDBOX")
"""Matches the names, NIPs, phones and the token that tests use."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """The number of workers for `-n auto`: two per core, since tests wait half of their time."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes longest first: begun last, it would keep one worker busy alone."""
    items.sort(key=lambda item: item.get_closest_marker("hypothesis") is None)


@pytest.fixture(autouse=True)
def log_lines() -> Iterator[list[str]]:
    """Collects every line that the test logs at level DEBUG; fails if one has personal data."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    keeping = Keeping()
    keeping.setFormatter(TextFormatter())
    root = logging.getLogger()
    level = root.level
    keep_libraries_quiet()
    root.setLevel(logging.DEBUG)
    root.addHandler(keeping)
    yield lines
    root.removeHandler(keeping)
    root.setLevel(level)
    told = [line for line in lines if PERSONAL.search(line)]
    assert not told, told[0]


@pytest.fixture(scope="session")
async def both_engines() -> AsyncIterator[Engines]:
    """Both engines."""
    with TemporaryDirectory(prefix="bangkom-", dir=place()) as folder:
        engines = Engines(Path(folder))
        yield engines
        await engines.close()


@pytest.fixture
async def engines(both_engines: Engines) -> AsyncIterator[Engines]:
    """Makes fresh databases, for one test."""
    yield both_engines
    await both_engines.forget()


@pytest.fixture(params=BOTH)
async def database_url(request: pytest.FixtureRequest, engines: Engines) -> str:
    """URL of a fresh migrated database, on each engine in turn."""
    return await getattr(engines, request.param)()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store on each engine in turn."""
    async with opened(database_url) as store:
        yield store


@pytest.fixture
async def town(engines: Engines) -> AsyncIterator[Town]:
    """The whole program on SQLite with people's phones; see tests/support/town.py."""
    async with town_on(await engines.sqlite()) as town:
        yield town


@pytest.fixture
async def both_towns(database_url: str) -> AsyncIterator[Town]:
    """The whole program on each engine in turn."""
    async with town_on(database_url) as town:
        yield town


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once; each test opens pages with storage of their own."""
    async with browser_started() as browser:
        yield browser


@pytest.fixture
def cold_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read by the child process that the program itself starts, not by a forked one."""
    monkeypatch.setattr(child, "start", start_reader_cold)


@pytest.fixture
def data_folder() -> Path:
    """The folder of HR files in their real form."""
    return Path(__file__).parent / "data"
