"""Sandbox: the whole stand-in, in process or over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette

from sandbox import chats_page
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.model import Chat, User
from sandbox.phone import Phone
from sandbox.server import WithTransport, routes
from sandbox.world import Call, World


class Sandbox:
    """A Telegram on the desk. Construction does no I/O."""

    def __init__(
        self,
        token: str = "100001:SANDBOX",  # noqa: S107 - nobody's token
        bot_username: str = "bangkom_bot",
    ) -> None:
        self.world = World(token, bot_username)
        self.phones: dict[str, Phone] = {}
        self.app: Any = Starlette(routes=[*routes(self.world), *chats_page.routes(self)])

    @property
    def clock(self) -> MovableClock:
        """The clock that people see."""
        return self.world.clock

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def calls(self) -> list[Call]:
        """What the bot called, oldest first; polls are left out."""
        return self.world.calls

    @property
    def latency(self) -> float:
        """Seconds that every call takes."""
        return self.world.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.world.latency = seconds

    @property
    def rate_limit(self) -> float | None:
        """Messages a second over all chats before Telegram answers 429; None: no limit."""
        return self.world.rate.per_second

    @rate_limit.setter
    def rate_limit(self, per_second: float | None) -> None:
        self.world.rate.per_second = per_second

    def pending_updates(self) -> int:
        """Updates the bot has not confirmed."""
        return len(self.world.updates)

    def phone(
        self,
        name: str = "Contoh Satu",
        number: str = "+6284000000001",
        telegram_id: int | None = None,
        language: str = "id",
        role: str = "",
        visible: bool = True,
    ) -> Phone:
        """A person with a phone; the same number gives the same phone."""
        if number not in self.phones:
            user = User(telegram_id or 700_000_000 + len(self.phones) + 1, name, number, language)
            self.world.users[user.id] = user
            self.phones[number] = Phone(self.world, user, role=role, visible=visible)
        return self.phones[number]

    def open_chat(self, phone: Phone) -> None:
        """As if the person had pressed START before, without an update for it."""
        phone.chat.started = True

    def group(self, title: str) -> Chat:
        """A group the bot is in."""
        chat = Chat(-1_000_000 - len(self.world.chats), title=title, started=True)
        self.world.chats[chat.id] = chat
        return chat

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Serves on loopback in this loop; ends at once, open polls included."""
        config = uvicorn.Config(
            WithTransport(self.app),
            host="127.0.0.1",
            port=port,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:
            if serving.done():
                serving.result()
                raise OSError(f"port {port} cannot be used")
            await asyncio.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            server.force_exit = True
            await serving


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The program's own signals stay the program's."""
        yield
