"""A relay that delays each round trip to PostgreSQL, as a distant server would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy.engine import make_url


@asynccontextmanager
async def far_away(url: str, seconds: float) -> AsyncIterator[str]:
    """The address of the same database, a trip to which takes so many seconds."""
    at_work: set[asyncio.Task[None]] = set()
    near = make_url(url)
    folder = str(near.query.get("host", ""))

    async def connect() -> Any:
        if folder.startswith("/"):
            return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{near.port or 5432}")
        return await asyncio.open_connection(near.host, near.port or 5432)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        at_work.add(asyncio.current_task())  # type: ignore[arg-type]
        there_reader, there_writer = await connect()
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(
                _carry(reader, there_writer, seconds / 2),
                _carry(there_reader, writer, seconds / 2),
            )

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        far = near.set(host="127.0.0.1", port=port, query={})
        yield far.render_as_string(hide_password=False)
    finally:
        server.close()
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, late: float) -> None:
    """Hands on what arrives, each piece so much later; the end of it, too."""
    loop = asyncio.get_running_loop()
    on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def arrive() -> None:
        data = b"begin"
        while data:
            due, data = await on_its_way.get()
            await asyncio.sleep(due - loop.time())
            writer.write(data)
        writer.close()

    async def depart() -> None:
        data = b"begin"
        while data:
            with suppress(ConnectionError):
                data = await reader.read(65536)
            on_its_way.put_nowait((loop.time() + late, data))

    await asyncio.gather(arrive(), depart())
