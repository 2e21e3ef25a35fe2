"""The bot as a process that uses the sandbox over HTTP, to be killed and started again."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox import Sandbox
from storage.database.store import Store
from tests.support.builders import Builders
from tests.support.town import TOKEN
from tests.support.warm import Process

ROOT = Path(__file__).parents[2]


class Program:
    """One deployment: a database, a sandbox, and at most one process of the bot."""

    def __init__(self, sandbox: Sandbox, api_url: str, store: Store, url: str) -> None:
        self.sandbox = sandbox
        self.store = store
        self.make = Builders(store)
        self._environment = {
            **os.environ,
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": api_url,
            "DATABASE_URL": url,
            "QUIET_HOURS": "00:00-00:00",
            "SEND_RATE": "1000",
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
        }
        self._process: Process | None = None
        self._log, name = tempfile.mkstemp()
        Path(name).unlink()  # it is there until it is closed
        self._stderr = self._log

    def twin(self, **settings: str) -> "Program":
        """Another process of the same deployment; it has to be ended by the test."""
        twin = Program(self.sandbox, "", self.store, "")
        twin._environment = {**self._environment, **settings}
        return twin

    async def start(
        self, where: str = "never", statement: str = "-", unknown_kind: str = "-"
    ) -> None:
        """Starts the bot; `where` and `statement` say at which commit it dies.

        `unknown_kind` makes it an older version, which cannot send this kind of message.
        """
        self._process = Process(
            "tests.crash.victim",
            [where, statement, unknown_kind],
            env=self._environment,
            cwd=ROOT,
            stderr=self._stderr,
        )

    def cut_log(self) -> None:
        """From the next start on, whoever read the log is gone."""
        reader, self._stderr = os.pipe()
        os.close(reader)

    def said(self) -> str:
        """Everything on stderr so far, over all starts."""
        # The processes write at the position they share with this file: reading leaves it alone.
        return os.pread(self._log, 10**6, 0).decode()

    def beside(self, other: "Program") -> "Program":
        """A rival: a database of its own, the token and the Telegram of the other one."""
        rival = Program(other.sandbox, "", self.store, "")
        address = other._environment["BOT_API_URL"]
        rival._environment = {**self._environment, "BOT_API_URL": address}
        return rival

    def point_at(self, api_url: str) -> str:
        """Another address of the Bot API for the next start; returns the one so far."""
        before = self._environment["BOT_API_URL"]
        self._environment["BOT_API_URL"] = api_url
        return before

    def use_token(self, token: str) -> None:
        """Another token for the next start."""
        self._environment["BOT_TOKEN"] = token

    def freeze(self) -> None:
        """SIGSTOP: as a machine that is paused."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT: it goes on as if nothing had happened."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def ends(self) -> int:
        """Waits until the process ends by itself; its exit code."""
        assert self._process is not None
        async with asyncio.timeout(60):
            code = await self._process.wait()
        self._process = None
        return code

    async def dies(self) -> None:
        """Waits until the process has killed itself; fails when it does not."""
        assert self._process is not None
        async with asyncio.timeout(60):
            code = await self._process.wait()
        assert code == -signal.SIGKILL
        self._process = None

    async def kill(self) -> None:
        """kill -9, now."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        self._process = None

    async def stop(self) -> int:
        """SIGTERM, as a supervisor does; returns the exit code."""
        assert self._process is not None
        self._process.terminate()
        async with asyncio.timeout(60):
            code = await self._process.wait()
        self._process = None
        return code

    async def end(self) -> None:
        """Leaves no process behind."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()
        sys.stderr.write(self.said())
        for file in {self._log, self._stderr}:
            os.close(file)


@asynccontextmanager
async def program_on(url: str) -> AsyncIterator[Program]:
    """A deployment on a migrated database; the process is started by the test."""
    sandbox = Sandbox(token=TOKEN)
    store = Store(url)
    async with sandbox.serve(port=0) as api_url:
        program = Program(sandbox, api_url, store, url)
        try:
            yield program
        finally:
            await program.end()
            await store.close()
