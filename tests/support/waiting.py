"""Waiting for what a test expects, never for a time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable

PATIENCE = 60.0
"""Seconds; only a test that fails waits so long."""


async def until(expected: Callable[[], Awaitable[object] | object]) -> None:
    """Looks again and again until it is true; fails with its source when it never is."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    while not await _true(expected):
        assert loop.time() < deadline, f"never: {inspect.getsource(expected).strip()}"
        await asyncio.sleep(0.02)


async def _true(expected: Callable[[], Awaitable[object] | object]) -> object:
    found = expected()
    return await found if inspect.isawaitable(found) else found
