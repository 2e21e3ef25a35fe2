"""Reads files in a child process, so that parsing never blocks the bot's event loop."""

import asyncio
import multiprocessing
import os
import warnings
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from handlers.documents.spreadsheets.reading import Event, Job, read_files

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

MOST_BYTES = 2 * 1024**3
MOST_SECONDS = 300
"""Limits of memory and of processor time; the largest allowed file needs a tenth of either."""


class ReaderLostError(Exception):
    """The child process ended before it had finished: it was killed or ran out of memory."""


async def read(job: Job) -> AsyncGenerator[Event, None]:
    """Yields what the child finds; closing the generator (`aclosing`) kills the child."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    # The limit is passed as an argument, because the child imports this module anew.
    process = spawn.Process(target=_main, args=(theirs, job, MOST_BYTES), daemon=True)
    # A thread of its own: the shared pool, which also draws charts, stays free while this waits.
    thread = ThreadPoolExecutor(1, thread_name_prefix="reading")
    inside = asyncio.get_running_loop().run_in_executor
    try:
        await inside(thread, process.start)
        theirs.close()
        while (event := await inside(thread, _receive, ours)) is not None:
            yield event
    finally:
        # The thread may still be receiving; it sees the end of the pipe once the child has ended.
        _kill(process)
        await asyncio.shield(inside(thread, _join, process))
        thread.shutdown(wait=False)
        theirs.close()
        ours.close()


def _kill(process: SpawnProcess) -> None:
    # It has no id if the reading was cancelled before the child was started.
    if process.ident is not None:
        process.kill()


def _join(process: SpawnProcess) -> None:
    _kill(process)
    if process.ident is not None:
        process.join()


def _receive(connection: Connection) -> Event | None:
    try:
        event: Event | None = connection.recv()
    except EOFError as error:
        raise ReaderLostError from error
    return event


def bound(most: int = MOST_BYTES) -> None:
    """Limits this process, so that a malicious file ends the child, not the bot."""
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
