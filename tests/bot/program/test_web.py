"""The web servers of the program and of the sandbox: both answer without delay."""

import socket
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

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
