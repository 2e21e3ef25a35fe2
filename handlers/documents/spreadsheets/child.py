"""Reads files in a child process, so that parsing never blocks the bot's event loop."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from multiprocessing.reduction import ForkingPickler
from typing import BinaryIO

from domain.imports.problems import FileProblem, FileRefusal
from handlers.documents.spreadsheets.events import Event, FileRefused, Job

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

MOST_BYTES = 2 * 1024**3
MOST_SECONDS = 300
"""Limits of memory and of processor time; the largest allowed file needs a tenth of either."""
READER = "handlers.documents.spreadsheets.reading"
"""What the child runs. It imports the reader alone: no Telegram, no database."""
_LENGTH = 4


class ReaderLostError(Exception):
    """The child process ended before it had finished: it was killed or ran out of memory."""


async def read(job: Job) -> AsyncGenerator[Event, None]:
    """Yields what the child finds; closing the generator (`aclosing`) kills the child.

    A file at which the parser gives up, as one damaged .xls does that asks for gigabytes, is
    refused; sent again, it would end the same way.
    """
    process = await start(str(MOST_BYTES))
    given, found = process.stdin, process.stdout
    if given is None or found is None:
        raise ReaderLostError
    try:
        try:
            given.write(bytes(ForkingPickler.dumps(job)))
            await given.drain()
        except ConnectionError as error:
            raise ReaderLostError from error
        given.close()
        while (event := await _receive(found)) is not None:
            yield event
    except ReaderLostError:
        if len(job.files) > 1 or await process.wait() != -signal.SIGABRT:
            raise
        [(_, name)] = job.files
        yield FileRefused(name, FileRefusal(FileProblem.BROKEN))
    finally:
        if process.returncode is None:
            process.kill()
        await asyncio.shield(process.wait())


async def start(*arguments: str) -> asyncio.subprocess.Process:
    """Starts the child process, which waits for its job."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        READER,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def _receive(found: asyncio.StreamReader) -> Event | None:
    try:
        length = int.from_bytes(await found.readexactly(_LENGTH), "big")
        event: Event | None = ForkingPickler.loads(await found.readexactly(length))
    except asyncio.IncompleteReadError as error:
        raise ReaderLostError from error
    return event


def tell(out: BinaryIO, event: Event | None) -> None:
    """Sends an event to the bot; None is the end."""
    content = bytes(ForkingPickler.dumps(event))
    out.write(len(content).to_bytes(_LENGTH, "big") + content)


def given(source: BinaryIO) -> Job:
    """The job of this child."""
    job: Job = ForkingPickler.loads(source.read())
    return job


def bound(most: int = MOST_BYTES) -> None:
    """Limits this process, so that a malicious file ends the child, not the bot."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        # No copy of its memory is written to the disk: people's data are in it.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
