"""The web servers of the program and of the sandbox: both answer without delay."""

import asyncio
import socket
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.program import web
from bot.program.settings import Listen
from bot.program.web import AddressTakenError, serving
from sandbox import Sandbox
from tests.support.webhooks import free_port


class Connections:
    """A page that notes whether its connection sends each packet at once."""

    def __init__(self) -> None:
        self.undelayed: list[bool] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        connection = receive.__self__.transport.get_extra_info("socket")
        option = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        self.undelayed.append(bool(option))
        await PlainTextResponse("ok")(scope, receive, send)


async def test_an_address_that_is_taken_is_said():
    listen = Listen("127.0.0.1", free_port())
    async with serving(listen, []):
        with pytest.raises(AddressTakenError, match=r"127\.0\.0\.1"):
            async with serving(listen, []):
                pass


async def test_the_program_answers_without_waiting_for_an_acknowledgement():
    page, listen = Connections(), Listen("127.0.0.1", free_port())
    async with serving(listen, [Route("/", page)]), httpx.AsyncClient() as client:
        await client.get(f"http://127.0.0.1:{listen.port}/")
    assert page.undelayed == [True]


async def test_the_sandbox_answers_without_waiting_for_an_acknowledgement():
    sandbox = Sandbox()
    sandbox.app = page = Connections()
    async with sandbox.serve() as url, httpx.AsyncClient() as client:
        await client.get(url)
    assert page.undelayed == [True]


HALVES = {
    "nothing": b"",
    "half a head": b"POST /hook HTTP/1.1\r\nHost: a\r\nX-",
    "half a body": b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
    "half a body, refused": b"POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
    "half a second request": b"GET /no HTTP/1.1\r\nHost: a\r\n\r\nGET /no HTTP/1.1\r\nHo",
}


@pytest.mark.parametrize("kind", HALVES)
async def test_a_caller_that_never_finishes_is_closed_and_a_slow_answer_is_not(
    kind: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(web, "ARRIVE_SECONDS", 0.3)
    begun, closed = asyncio.Event(), asyncio.Event()

    async def hook(request: Request) -> PlainTextResponse:
        return PlainTextResponse(await request.body())

    async def slow(request: Request) -> PlainTextResponse:
        begun.set()
        await closed.wait()
        return PlainTextResponse("slow")

    listen = Listen("127.0.0.1", free_port())
    pages = [Route("/hook", hook, methods=["POST"]), Route("/slow", slow)]
    async with (
        serving(listen, pages),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{listen.port}") as client,
        asyncio.timeout(30),
    ):
        answer = asyncio.create_task(client.get("/slow"))
        await begun.wait()
        reader, writer = await asyncio.open_connection("127.0.0.1", listen.port)
        writer.write(HALVES[kind])
        try:
            while await reader.read(1000):
                pass
        except ConnectionResetError:
            pass
        closed.set()
        assert (await answer).text == "slow"
        writer.close()
