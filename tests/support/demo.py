"""The demo as a process, started and stopped as a visitor does it."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.webhooks import free_port

ROOT = Path(__file__).parents[2]
READY = b"Bangkom is ready: "


@asynccontextmanager
async def demo_running(*arguments: str) -> AsyncIterator[str]:
    """Yields the address that the demo prints; then Ctrl+C has to end it without a traceback."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--no-browser",
        "--port",
        str(free_port()),
        *arguments,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    try:
        yield await _address(process.stdout)
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            said = await process.stdout.read()
            assert await process.wait() == 0, said.decode()
        assert b"Traceback" not in said, said.decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _address(output: asyncio.StreamReader) -> str:
    said = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(100):
            async for line in output:
                said += line
                if line.startswith(READY):
                    return line.removeprefix(READY).strip().decode()
    raise AssertionError(f"the demo did not start:\n{said.decode()}")
