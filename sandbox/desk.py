"""The class Sandbox: the whole stand-in, used in process or over HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette

from sandbox import chats_page
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.model import Chat, User
from sandbox.phones.phone import Phone
from sandbox.pushing import Pushing
from sandbox.rules.rates import RateLimit
from sandbox.server import WithTransport, routes
from sandbox.world import Call, World


class Sandbox:
    """A local Telegram. Creating one does no I/O."""

    def __init__(
        self,
        token: str = "100001:SANDBOX",  # noqa: S107 - nobody's token
        bot_username: str = "bangkom_bot",
    ) -> None:
        self.world = World(token, bot_username)
        self.phones: dict[str, Phone] = {}
        self.language = "id"
        """The language in which the page begins; a button on it switches."""
        self.app: Any = Starlette(routes=[*routes(self.world), *chats_page.routes(self)])

    @property
    def clock(self) -> MovableClock:
        """The clock that people see."""
        return self.world.clock

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def pushing(self) -> Pushing:
        """How updates are pushed while a webhook is set."""
        return self.world.pushing

    @property
    def calls(self) -> list[Call]:
        """What the bot called, oldest first; polls are left out unless refused."""
        return self.world.calls

    @property
    def latency(self) -> float:
        """Seconds that every call takes."""
        return self.world.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.world.latency = seconds

    @property
    def rates(self) -> RateLimit:
        """The flood limits, over all chats and for one."""
        return self.world.rate

    @property
    def rate_limit(self) -> float | None:
        """Messages a second over all chats before Telegram answers 429; None: no limit."""
        return self.world.rate.per_second

    @rate_limit.setter
    def rate_limit(self, per_second: float | None) -> None:
        self.world.rate.per_second = per_second

    def pending_updates(self) -> int:
        """How many updates the bot has not confirmed."""
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
        """A person with a phone; the same number gives the same phone.

        `role` is shown beside the name on the page; a phone that is not visible is not on the
        page.
        """
        if number not in self.phones:
            user = User(telegram_id or 700_000_000 + len(self.phones) + 1, name, number, language)
            self.world.users[user.id] = user
            self.phones[number] = Phone(self.world, user, role=role, visible=visible)
            self.world.touch()
        return self.phones[number]

    def open_chat(self, phone: Phone) -> None:
        """Opens the chat as if the person had pressed START before, without an update."""
        phone.chat.started = True

    def group(self, title: str) -> Chat:
        """A group in which the bot is a member."""
        chat = Chat(-1_000_000 - len(self.world.chats), title=title, started=True)
        self.world.chats[chat.id] = chat
        return chat

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Serves on loopback in this event loop; at the end open polls and pages are closed."""
        listening = socket.create_server(("127.0.0.1", port))
        # Inherited by each connection: else the body of an answer waits until its head is
        # acknowledged, which takes the caller 40 ms.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        config = uvicorn.Config(
            WithTransport(self.app),
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            lifespan="off",
            timeout_keep_alive=120,  # longer than clients keep theirs: they close them
            timeout_graceful_shutdown=1,
        )
        server = _SandboxServer(config)
        self.world.open()
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        pushing = asyncio.create_task(self.world.pushing.run())
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            pushing.cancel()
            with suppress(asyncio.CancelledError):
                await pushing
            self.world.close()
            server.ended.set()
            await serving


class _SandboxServer(uvicorn.Server):
    """Stops when it is told to, and leaves signals to the program."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.ended.wait()
