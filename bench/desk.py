"""The setting of the measurements: the sandbox in this process, a bot in another, 1,000 people."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from sandbox import Phone, Sandbox
from sandbox.pushing import Hook
from storage.accounts.tables import link
from storage.database import schema
from storage.database.store import Store
from storage.people.tables import person
from tests.support.builders import NOW, Builders, fictional_nip
from tests.support.webhooks import SECRET, hooked, listening

ROOT = Path(__file__).parents[1]
TOKEN = "100001:SANDBOX"
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
"""Read before a process is bound to one core: its children would inherit that core alone."""


@dataclass(frozen=True, slots=True)
class Times:
    """When the answers to a burst arrived, in seconds after its start; sorted."""

    seconds: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Answers a second, until the last one."""
        return len(self.seconds) / self.seconds[-1]

    def percentile(self, share: float) -> float:
        """Seconds within which this share of the taps was answered."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * share))]

    def __str__(self) -> str:
        p50, p99 = self.percentile(0.5), self.percentile(0.99)
        return f"{self.rate:7.0f}/s   p50 {p50 * 1000:6.0f} ms   p99 {p99 * 1000:6.0f} ms"


class Desk:
    """A sandbox in which every person has started the bot."""

    def __init__(self, sandbox: Sandbox, url: str, database: str) -> None:
        self.sandbox = sandbox
        self.url = url
        self.database = database
        self.phones: list[Phone] = []

    async def people(self, number: int) -> None:
        """Makes the phones and, in the database, the linked people of the roster."""
        for n in range(number):
            phone = self.sandbox.phone(f"Contoh {n}", f"+6284{n:09d}")
            self.sandbox.open_chat(phone)
            self.phones.append(phone)
        store = Store(self.database)
        await schema.migrate(store)
        async with store.write() as session:
            await session.execute(insert(person), [_person(n) for n in range(number)])
            links = [_link(n, phone) for n, phone in enumerate(self.phones)]
            await session.execute(insert(link), links)
            if not store.is_sqlite:
                await session.exec_driver_sql(f"SELECT setval('person_id_seq', {number})")
        make = Builders(store)
        await make.hr(1)  # type: ignore[arg-type]
        self.offering = await make.offering(
            seats=number * 2, starts_at=self.sandbox.clock.now().replace(year=2099)
        )
        await store.close()

    @asynccontextmanager
    async def bot(self, module: str, core: int = -1, **settings: str) -> AsyncIterator[int]:
        """Runs a bot as its own process, on another core if possible; yields its process id."""
        environment = {
            **os.environ,
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.url,
            "DATABASE_URL": self.database,
            "QUIET_HOURS": "00:00-00:00",
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, env=environment, preexec_fn=partial(_pin, core)
        )
        try:
            yield process.pid
        finally:
            process.terminate()
            try:
                async with asyncio.timeout(20):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()

    @asynccontextmanager
    async def replicas(self, number: int) -> AsyncIterator[None]:
        """Runs so many replicas behind the balancer; they receive updates by webhook."""
        pushing = self.sandbox.pushing
        pushing.hook = Hook("https://bot.example/hook", SECRET, connections=100)
        async with AsyncExitStack() as stack:
            for replica in range(number):
                settings = hooked()
                # Each on its own core if there are enough, but never on the desk's.
                core = 1 + replica % max(1, (os.cpu_count() or 2) - 1)
                await stack.enter_async_context(self.bot("bench.ours", core, **settings))
                await listening(int(settings["WEBHOOK_LISTEN"].rpartition(":")[2]))
                pushing.receivers.append(f"http://{settings['WEBHOOK_LISTEN']}")
            yield
            pushing.hook, pushing.receivers = None, []

    async def chat(self, phones: Sequence[Phone], act: Callable[[Phone], Any]) -> Times:
        """Ten people a second act, a hundred in all; returns how long each one waited."""
        loop, waited = asyncio.get_running_loop(), []

        async def one(phone: Phone) -> None:
            start, seen = loop.time(), len(self.sandbox.calls)
            await act(phone)
            while loop.time() - start < 60:
                for call in self.sandbox.calls[seen:]:
                    if call.chat_id == phone.telegram_id and call.method == "editMessageText":
                        waited.append(call.real - start)
                        return
                await asyncio.sleep(0.005)

        tasks = []
        for phone in phones:
            tasks.append(asyncio.create_task(one(phone)))
            await asyncio.sleep(0.1)
        await asyncio.gather(*tasks)
        return Times(tuple(sorted(waited)))

    async def burst(
        self, act: Callable[[Phone], Any], methods: Sequence[str], *, within: float = 120
    ) -> Times:
        """All people act at the same moment; returns when the first answer to each arrived."""
        await self.quiet()
        calls, start = self.sandbox.calls, asyncio.get_running_loop().time()
        calls.clear()
        waiting = {phone.telegram_id for phone in self.phones}
        everybody = len(waiting)
        for phone in self.phones:
            await act(phone)
        seconds: list[float] = []
        seen = 0
        while waiting:
            if asyncio.get_running_loop().time() - start > within:
                raise TimeoutError(f"{len(waiting)} of {everybody} were not answered")
            for call in calls[seen:]:
                if call.method in methods and call.chat_id in waiting:
                    waiting.discard(call.chat_id)
                    seconds.append(call.real - start)
            seen = len(calls)
            await asyncio.sleep(0.02)
        return Times(tuple(sorted(seconds)))

    async def quiet(self) -> None:
        """Waits until all updates are confirmed and the bot makes no more calls."""
        for _ in range(600):
            before = len(self.sandbox.calls)
            await asyncio.sleep(0.3)
            if not self.sandbox.pending_updates() and len(self.sandbox.calls) == before:
                return
        raise TimeoutError("the bot does not come to rest")


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def on_first_core() -> None:
    """Binds this process to the first core, so that it takes no time from the bot."""
    _pin(0)


def _pin(place: int) -> None:
    if CORES:
        os.sched_setaffinity(0, {CORES[place % len(CORES)]})


def _person(n: int) -> dict[str, Any]:
    return {
        "id": n + 1,
        "nip": fictional_nip(n),
        "name": f"Contoh {n}",
        "phone": f"+6284{n:09d}",
        "employment": "PNS",
        "active": True,
        "position_title": "Pranata Komputer Ahli Pertama",
    }


def _link(n: int, phone: Phone) -> dict[str, Any]:
    return {
        "person_id": n + 1,
        "telegram_id": phone.telegram_id,
        "linked_at": NOW,
        "consent_version": "1",
        "consent_at": NOW,
    }
