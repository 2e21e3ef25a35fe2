"""Runs the reading of files in a process of its own: the bot's loop never waits for a parser."""

import asyncio
import multiprocessing
import os
import warnings
from collections.abc import AsyncGenerator
from contextlib import suppress
from multiprocessing.connection import Connection

from handlers.documents.spreadsheets.reading import Event, Job, read_files

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

MOST_BYTES = 2 * 1024**3
MOST_SECONDS = 300
"""Of memory and of processor time; the largest file that is allowed needs a tenth of either."""


class ReaderLostError(Exception):
    """The child ended before it was done: killed, or out of memory."""


async def read(job: Job) -> AsyncGenerator[Event, None]:
    """What the child finds, as it finds it; closing the iteration (`aclosing`) kills the child."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    # Told, not looked up there: what bounds the child is what is written here at this moment.
    process = spawn.Process(target=_main, args=(theirs, job, MOST_BYTES), daemon=True)
    await asyncio.to_thread(process.start)
    theirs.close()
    try:
        while (event := await asyncio.to_thread(_receive, ours)) is not None:
            yield event
    finally:
        process.kill()
        # The thread that may still be receiving sees the end of the pipe once the child is gone.
        await asyncio.shield(asyncio.to_thread(process.join))
        ours.close()


def _receive(connection: Connection) -> Event | None:
    try:
        event: Event | None = connection.recv()
    except EOFError as error:
        raise ReaderLostError from error
    return event


def bound(most: int = MOST_BYTES) -> None:
    """Limits this process: a file that was made to be monstrous ends its reader, not the bot."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _main(connection: Connection, job: Job, most: int) -> None:
    bound(most)
    warnings.simplefilter("ignore")
    if hasattr(os, "nice"):
        os.nice(5)
    with suppress(BrokenPipeError):
        read_files(job, connection.send)
        connection.send(None)
