"""The program's web server: the webhook and the pages for the operator's tools."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
)

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.intake.replying import Bangkom
from bot.intake.webhook import Webhook
from bot.program.health import Doctor
from bot.program.settings import PAGES, Listen

ARRIVE_SECONDS = 10.0
"""Seconds in which a request must arrive whole, from the connection or the answer before it.
Telegram and balancers send it at once; another caller would hold its connection for ever."""
STOP_SECONDS = 10
"""Requests still at work after this are cut off when the program stops."""

Context = AbstractAsyncContextManager[None]


class AddressTakenError(RuntimeError):
    """The program cannot listen on the address, which is the text."""


def routes(app: Bangkom) -> list[Route]:
    """The pages.

    /livez: the event loop runs. /readyz: updates can be handled. /healthz: all checks. /metrics.
    """
    doctor, services = Doctor(app), app.services

    async def live(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(request: Request) -> Response:
        report = await doctor.look()
        if report.ready:
            return PlainTextResponse("ok")
        return PlainTextResponse("\n".join(report.wrong), 503)

    async def health(request: Request) -> Response:
        report = await doctor.look()
        shown = {"ok": not report.wrong, "wrong": report.wrong, **report.facts}
        return JSONResponse(shown, 503 if report.wrong else 200)

    async def metrics(request: Request) -> Response:
        await doctor.look()
        services.metrics.duty.set(services.duty.mine)
        return Response(services.metrics.text(), media_type=CONTENT_TYPE_LATEST)

    pages = zip(PAGES, (live, ready, health, metrics), strict=True)
    return [Route(path, page, methods=["GET"]) for path, page in pages]


@asynccontextmanager
async def standing(
    app: Bangkom, webhook: Webhook | None, place: Context
) -> AsyncIterator[AsyncExitStack]:
    """Serves the pages and acquires the place; yields the exit stack for what starts afterwards.

    The pages are served while the program waits for its place and starts, and end first.
    """
    settings = app.services.settings
    listen = settings.webhook_listen if webhook else settings.health_listen
    pages = [*routes(app), *([webhook.route] if webhook else [])]

    def front() -> Context:
        return serving(listen, pages) if listen else nullcontext()

    async with AsyncExitStack() as work, AsyncExitStack() as shown:
        try:
            await shown.enter_async_context(front())
        except AddressTakenError:
            # Perhaps the process before this one listens there: then it is free afterwards.
            await work.enter_async_context(place)
            await shown.enter_async_context(front())
        else:
            await work.enter_async_context(place)
        yield work


@asynccontextmanager
async def serving(listen: Listen, routes: Sequence[Route]) -> AsyncIterator[None]:
    """Serves in this event loop; requests at work are finished before it stops.

    Raises AddressTakenError.
    """
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    try:
        listening = socket.create_server((listen.host, listen.port), family=family, backlog=512)
    except OSError as error:
        raise AddressTakenError(f"{listen.host}:{listen.port}") from error
    # Inherited by each connection: else the body of an answer waits until its head is
    # acknowledged, which takes the caller 40 ms. asyncio sets it only for sockets it made.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        log_config=None,
        access_log=False,
        server_header=False,
        http=_ArrivesInTime,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _OperatorServer(config)
    at_work = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await at_work


class _ArrivesInTime(H11Protocol):
    """Closes a connection on which no whole request arrives in time.

    uvicorn has a limit for idle connections after an answer, and none for requests that are begun.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._arrived()

    def _look(self) -> None:
        at_work = self.cycle is not None and not self.cycle.response_complete
        if at_work and not self.cycle.more_body:
            self._arrived()
        elif self._late is None:
            self._late = self.loop.call_later(ARRIVE_SECONDS, self.transport.abort)

    def _arrived(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class _OperatorServer(uvicorn.Server):
    """Leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
