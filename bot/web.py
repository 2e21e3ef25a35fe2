"""The program's own web server."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.settings import Listen

STOP_SECONDS = 10


class AddressTakenError(RuntimeError):
    """Nothing can listen there; the text says where."""


@asynccontextmanager
async def serving(listen: Listen, routes: Sequence[Route]) -> AsyncIterator[None]:
    """Serves in this loop; requests at work are brought to their end before it stops.

    Raises AddressTakenError.
    """
    try:
        listening = socket.create_server(
            (listen.host, listen.port),
            family=socket.AF_INET6 if ":" in listen.host else socket.AF_INET,
            backlog=512,
        )
    except OSError as error:
        raise AddressTakenError(f"{listen.host}:{listen.port}") from error
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
    at_work = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await at_work


class _Server(uvicorn.Server):
    """Leaves the program's signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
