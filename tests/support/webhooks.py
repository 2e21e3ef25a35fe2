"""A program in webhook mode: its settings, and a Telegram that pushes updates on demand."""

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
"""Ports to try: below those that the system assigns, and different for each process."""


def free_port() -> int:
    """A port on loopback that no process uses, and that none will get by chance."""
    for port in _ports:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")


async def listening(port: int) -> None:
    """Waits until a started process listens on the port."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def hooked() -> dict[str, str]:
    """Settings for webhook mode on a free port on loopback."""
    return {
        "WEBHOOK_URL": "https://bot.example/hook",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}",
    }


class Telegram:
    """Pushes the updates that phones cause, when a test asks for it."""

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
