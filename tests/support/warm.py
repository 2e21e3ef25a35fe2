"""Starts processes of the program out of one that has loaded it already.

Loading the program takes two seconds of a processor; hundreds of tests start it. A process that
starts here is forked from one that did nothing but load: it has its own folder, environment, files
and end, is killed and stopped as any other, and shares nothing with the tests.
"""

import asyncio
import importlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

from handlers.documents.spreadsheets.child import READER

LOADED = ["bot.commands.calls", "tests.crash.victim", READER]
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(LOADED)


class _Handed:
    """A file of this process that the started one gets."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> Any:
        return _received, (DupFd(self.number),)


def _received(passed: Any) -> int:
    number: int = passed.detach()
    return number


class Process:
    """`python -m module arguments` without the loading: `main(arguments)` of a module."""

    def __init__(
        self,
        module: str,
        arguments: list[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        stdin: int | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        """`before` is called in the process, which then runs `main`."""
        files = {0: stdin, 1: stdout, 2: stderr}
        handed = {n: _Handed(file) for n, file in files.items() if file is not None}
        self._process = _context.Process(
            target=_run, args=(module, arguments, str(cwd), dict(env), handed, before)
        )
        self._process.start()

    @property
    def returncode(self) -> int | None:
        """Its exit code; minus the signal that killed it; None while it is at work."""
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Sends a signal, if it has not ended."""
        if self.returncode is None and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def join(self, seconds: float) -> int:
        """Waits for its end, at most so long; its exit code."""
        self._process.join(seconds)
        code = self.returncode
        if code is None:
            self.kill()
            raise TimeoutError
        return code

    async def wait(self) -> int:
        """Waits for its end; its exit code."""
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        while (code := self.returncode) is None:
            loop.add_reader(self._process.sentinel, ended.set)
            try:
                await ended.wait()
            finally:
                loop.remove_reader(self._process.sentinel)
        return code


class Reader:
    """The child process that reads files; what `asyncio.subprocess.Process` is to the program."""

    def __init__(
        self, process: Process, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader
    ) -> None:
        self._process = process
        self.stdin = stdin
        self.stdout = stdout

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    def kill(self) -> None:
        self._process.kill()

    async def wait(self) -> int:
        return await self._process.wait()


async def start_reader(*arguments: str) -> Reader:
    """Starts the child process that reads files, as `child.start` does."""
    loop = asyncio.get_running_loop()
    (job, given), (found, told) = os.pipe(), os.pipe()
    process = Process(READER, [*arguments], cwd=Path.cwd(), env=os.environ, stdin=job, stdout=told)
    os.close(job)
    os.close(told)
    stdout = asyncio.StreamReader()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(found, "rb")
    )
    writing, protocol = await loop.connect_write_pipe(
        asyncio.streams.FlowControlMixin, os.fdopen(given, "wb")
    )
    return Reader(process, asyncio.StreamWriter(writing, protocol, None, loop), stdout)


def _run(
    module: str,
    arguments: list[str],
    cwd: str,
    env: dict[str, str],
    files: dict[int, int],
    before: Callable[[], None] | None,
) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, file in {0: os.open(os.devnull, os.O_RDONLY), **files}.items():
        os.dup2(file, number)
        os.close(file)
    sys.stdin = os.fdopen(0, closefd=False)
    # As from a terminal: Ctrl+C ends it, also where the tests ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if before is not None:
        before()
    sys.argv = [module, *arguments]
    sys.exit(importlib.import_module(module).main(arguments))
