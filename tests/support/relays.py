"""A relay between program and PostgreSQL that can stop passing on data."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import pytest
from sqlalchemy.engine import make_url

from tests.support.engines import Engines

R = TypeVar("R", bound="Relay")


class Relay:
    """A relay that can drop connections silently, as some firewalls do."""

    def __init__(self, folder: str, port: int) -> None:
        self.socket = f"{folder}/.s.PGSQL.{port}"
        self._forgotten = 0

    def forget(self) -> None:
        """Keeps the present connections open, but passes on no more data of theirs."""
        self._forgotten += 1

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Serves within the block; yields the port."""
        at_work: set[asyncio.Task[None]] = set()

        async def serve(reader: Any, writer: Any) -> None:
            at_work.add(asyncio.current_task())  # type: ignore[arg-type]
            there = await asyncio.open_unix_connection(self.socket)
            both = ((reader, there[1]), (there[0], writer))
            with suppress(OSError, asyncio.CancelledError):
                await asyncio.gather(*(self._pass_on(*way, self._forgotten) for way in both))

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            for task in at_work:
                task.cancel()
            await asyncio.gather(*at_work, return_exceptions=True)

    async def _pass_on(self, reader: Any, writer: Any, since: int) -> None:
        while data := await reader.read(65536):
            if since == self._forgotten:
                writer.write(data)
        if since == self._forgotten:
            writer.close()


@asynccontextmanager
async def behind(engines: Engines, kind: type[R]) -> AsyncIterator[tuple[R, str]]:
    """Yields a relay, and the URL of a new database behind it."""
    url = make_url(await engines.postgresql())
    folder = str(url.query.get("host", ""))
    if not folder.startswith("/"):
        pytest.skip("this PostgreSQL is not reached by a socket")
    relay = kind(folder, url.port or 5432)
    async with relay.serving() as port:
        there = url.set(host="127.0.0.1", port=port, query={})
        yield relay, there.render_as_string(hide_password=False)


class Stalled(Relay):
    """A relay that holds back statements which claim an update, until `flowing` is set."""

    AWAITED = b"INSERT INTO handled_update"

    def __init__(self, folder: str, port: int) -> None:
        super().__init__(folder, port)
        self.flowing = asyncio.Event()
        self.flowing.set()

    async def _pass_on(self, reader: Any, writer: Any, since: int) -> None:
        while data := await reader.read(65536):
            if self.AWAITED in data:
                await self.flowing.wait()
            writer.write(data)
        writer.close()
