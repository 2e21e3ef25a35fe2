"""Waits for a condition that a test expects, never for a fixed time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable

PATIENCE = 60.0
"""Limit in seconds, which only a failing test reaches."""


async def until(expected: Callable[[], Awaitable[object] | object]) -> None:
    """Checks a condition until it is true; fails with its source code if it never is."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    while not await _true(expected):
        assert loop.time() < deadline, f"never: {inspect.getsource(expected).strip()}"
        await asyncio.sleep(0.02)


async def _true(expected: Callable[[], Awaitable[object] | object]) -> object:
    found = expected()
    return await found if inspect.isawaitable(found) else found
