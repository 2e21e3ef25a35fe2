"""A program that is pushed to: its settings, and Telegram pushing by hand."""

import asyncio
import os
import socket
from contextlib import suppress
from itertools import count
from typing import Any

import httpx

from bot.intake.webhook import SECRET_HEADER
from tests.support.town import Town

SECRET = "rahasia-contoh-di-uji"
GOOD = {SECRET_HEADER: SECRET}


_ports = count(10_000 + os.getpid() * 211 % 20_000)
"""Below those that the system gives out by itself, each process from another one on."""


def free_port() -> int:
    """A port of loopback that no process listens on, nor will before it is used."""
    for port in _ports:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")


async def listening(port: int) -> None:
    """Waits until a process that was started listens there."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def hooked() -> dict[str, str]:
    """Webhook mode on a free port of loopback."""
    return {
        "WEBHOOK_URL": "https://bot.example/hook",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}",
    }


class Telegram:
    """Pushes by hand what the phones did."""

    def __init__(self, town: Town, client: httpx.AsyncClient) -> None:
        self.town = town
        self.client = client

    async def waiting(self) -> list[dict[str, Any]]:
        updates = self.town.sandbox.world.updates
        found = await updates.fetch(offset=0, limit=100, seconds=0, allowed=None)
        updates.clear()
        return found

    async def push(self, update: Any, headers: dict[str, str] = GOOD) -> httpx.Response:
        return await self.client.post("/hook", json=update, headers=headers)

    async def push_all(self) -> list[int]:
        answers = await asyncio.gather(*(self.push(one) for one in await self.waiting()))
        return [answer.status_code for answer in answers]
