"""The demo as a process, started and stopped as a visitor does it."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.warm import Process
from tests.support.webhooks import free_port

ROOT = Path(__file__).parents[2]
READY = b"Bangkom is ready: "


@asynccontextmanager
async def demo_running(*arguments: str) -> AsyncIterator[str]:
    """Yields the address that the demo prints; then Ctrl+C has to end it without a traceback."""
    reader, writer = os.pipe()
    process = Process(
        "bot.commands.cli",
        ["demo", "--no-browser", "--port", str(free_port()), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=writer,
    )
    os.close(writer)
    output = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(output), os.fdopen(reader, "rb")
    )
    try:
        yield await _address(output)
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            said = await output.read()
            assert await process.wait() == 0, said.decode()
        assert b"Traceback" not in said, said.decode()
    finally:
        process.kill()
        await process.wait()
        transport.close()


async def _address(output: asyncio.StreamReader) -> str:
    said = b""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(100):
            async for line in output:
                said += line
                if line.startswith(READY):
                    return line.removeprefix(READY).strip().decode()
    raise AssertionError(f"the demo did not start:\n{said.decode()}")
