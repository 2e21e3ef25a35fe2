"""Fixtures: a sandbox that is served, and a client that calls it in plain HTTP."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox import Phone, Sandbox

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02"


class Caller:
    """Calls of the Bot API; a refusal is its code and its words."""

    def __init__(self, sandbox: Sandbox, url: str, client: httpx.AsyncClient) -> None:
        self.sandbox = sandbox
        self.url = url
        self.client = client
        self.base = f"{url}/bot{sandbox.world.token}"

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result of a call that must work."""
        answer = await self.answer(method, **params)
        assert answer["ok"], answer["description"]
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        """Code and words of a call that must be refused."""
        answer = await self.answer(method, **params)
        assert not answer["ok"]
        return answer["error_code"], answer["description"]

    async def answer(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole envelope; bytes travel as a form with files, all else as JSON."""
        files = {k: v for k, v in params.items() if isinstance(v, tuple)}
        if not files:
            response = await self.client.post(f"{self.base}/{method}", json=params)
        else:
            data = {k: v for k, v in params.items() if k not in files}
            response = await self.client.post(f"{self.base}/{method}", data=data, files=files)
        body: dict[str, Any] = response.json()
        assert response.status_code == body.get("error_code", 200)
        return body


@pytest.fixture
async def call() -> AsyncIterator[Caller]:
    """The stand-in over HTTP."""
    sandbox = Sandbox()
    async with sandbox.serve() as url, httpx.AsyncClient(timeout=10) as client:
        yield Caller(sandbox, url, client)


@pytest.fixture
async def sandbox(call: Caller) -> Sandbox:
    return call.sandbox


@pytest.fixture
async def phone(sandbox: Sandbox) -> Phone:
    """Somebody who has pressed START."""
    phone = sandbox.phone()
    await phone.start()
    return phone
