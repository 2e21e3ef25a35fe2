"""The city: its people, its trainings, its processes, and the clock that people see."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import insert

from sandbox import Sandbox
from sandbox.pushing import Hook
from storage.database.store import Store
from storage.people.tables import person
from tests.chaos.arrivals import Arrivals
from tests.chaos.program import CLOCK_FILE
from tests.support.builders import Builders
from tests.support.town import TOKEN
from tests.support.webhooks import SECRET, free_port, listening
from tests.support.workbooks import nip

ROOT = Path(__file__).parents[2]
OFFERINGS = 16
SEATS = 3


@dataclass(slots=True)
class Replica:
    """One process of the bot."""

    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.program", env=self.environment, cwd=ROOT
        )

    async def kill(self) -> None:
        """SIGKILL."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    def freeze(self) -> None:
        """SIGSTOP: the machine swaps, or somebody pauses it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as if nothing had been."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGCONT)

    async def stop(self) -> int:
        """SIGTERM, and what it says."""
        assert self.process is not None
        self.process.terminate()
        try:
            async with asyncio.timeout(40):
                return await self.process.wait()
        except TimeoutError:
            await self.kill()
            return -9


@dataclass(slots=True)
class City:
    """Everything the run touches."""

    sandbox: Sandbox
    store: Store
    dice: random.Random
    clock_file: Path
    citizens: list[Any] = field(default_factory=list)
    officers: list[Any] = field(default_factory=list)
    leavers: list[Any] = field(default_factory=list)
    offerings: list[int] = field(default_factory=list)
    replicas: list[Replica] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    """Person by account."""
    begun: datetime | None = None
    """When the first offering was made, to the hour."""
    moved: int = 0
    """To how many free times offerings were moved."""
    seen: float = 0.0
    machine: float = 0.0
    calm: bool = False

    async def settle_in(self, people: int) -> None:
        """A roster, phones of which half are linked, two officers, trainings half a day apart."""
        make = Builders(self.store)
        rows = []
        for number in range(people):
            phone = self.sandbox.phone(f"Contoh {number}", f"+6284{number:09d}")
            phone.chat.messages = Arrivals()
            self.citizens.append(phone)
            rows.append(
                {
                    "id": number + 1,
                    "nip": nip(number),
                    "name": f"Contoh {number}",
                    "phone": phone.number,
                    "employment": "PNS",
                    "legal_status": "Aktif",
                    "active": True,
                    "position_title": "Pranata Komputer Ahli Pertama",
                }
            )
            self.numbers[phone.telegram_id] = number + 1
        async with self.store.write() as session:
            await session.execute(insert(person), rows)
            if not self.store.is_sqlite:
                await session.exec_driver_sql(f"SELECT setval('person_id_seq', {people})")
        for phone in self.citizens[:2]:
            who = self.numbers[phone.telegram_id]
            await make.hr(who)  # type: ignore[arg-type]
            await make.link(who, phone.telegram_id)  # type: ignore[arg-type]
            self.sandbox.open_chat(phone)
        for phone in self.citizens[2::2]:
            await make.link(self.numbers[phone.telegram_id], phone.telegram_id)  # type: ignore[arg-type]
        self.officers, self.citizens = self.citizens[:2], self.citizens[2:]
        self.leavers = self.dice.sample(self.citizens, max(3, people // 40))
        # The first ones end while the run lasts: feedback is asked for.
        for _ in range(OFFERINGS):
            await self.add_offering()
        self.set_clock()

    async def add_offering(self) -> None:
        """A training of its own, half a day after the one before it."""
        number = len(self.offerings)
        opened = self.sandbox.clock.now().replace(minute=0, second=0)
        opened -= timedelta(hours=self.seen // 3600)
        self.begun = self.begun or opened
        begins = opened + timedelta(hours=12 * (number + 1))
        self.offerings.append(
            await Builders(self.store).offering(
                f"Bimtek Contoh {number}",
                seats=SEATS,
                starts_at=begins,
                closes_at=begins - timedelta(hours=2),
                needs_approval=number % 4 == 3,
            )
        )

    def staff(self, number: int, api_url: str, url: str) -> None:
        """So many processes: polling where there is one, else behind the balancer."""
        pushing = self.sandbox.pushing
        for _ in range(number):
            settings = {"HEALTH_LISTEN": ""}
            if number > 1:
                port = free_port()
                settings = {
                    "WEBHOOK_URL": "https://bot.example/hook",
                    "WEBHOOK_SECRET": SECRET,
                    "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
                }
                pushing.receivers.append(f"http://127.0.0.1:{port}")
            environment = {
                **os.environ,
                "BOT_TOKEN": TOKEN,
                "BOT_API_URL": api_url,
                "DATABASE_URL": url,
                "QUIET_HOURS": "00:00-00:00",
                "SEND_RATE": "200",
                "LOG_LEVEL": os.environ.get("LOG_LEVEL", "ERROR"),
                "PYTHONPATH": str(ROOT),
                CLOCK_FILE: str(self.clock_file),
                **settings,
            }
            self.replicas.append(Replica(environment))
        if number > 1:
            pushing.first_pause, pushing.longest_pause, pushing.patience = 0.2, 2.0, 20.0
            pushing.hook = Hook("https://bot.example/hook", SECRET, connections=100)

    async def begin(self) -> None:
        """Starts every process and waits until the bot answers."""
        for replica in self.replicas:
            await replica.start()
        for receiver in self.sandbox.pushing.receivers:
            await listening(urlsplit(receiver).port or 0)
        await self.officers[0].send("/menu")
        await self.officers[0].until(lambda phone: phone.labels, timeout=60)

    def set_clock(self, *, seen: float = 0.0, machine: float = 0.0) -> None:
        """Moves the clocks by so many seconds."""
        self.seen += seen
        self.machine += machine
        self.sandbox.clock.advance(timedelta(seconds=seen))
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(f"{self.seen} {self.machine}")
        fresh.replace(self.clock_file)


@asynccontextmanager
async def city_on(
    url: str, seed: int, people: int, replicas: int, home: Path, *, address: str | None = None
) -> AsyncIterator[City]:
    """People and processes on a fresh database; no process is left behind.

    `address`: where the processes reach the database, if not at `url`.
    """
    sandbox, store = Sandbox(token=TOKEN), Store(url)
    async with sandbox.serve(port=0) as api_url:
        city = City(sandbox, store, random.Random(seed), home / f"clock-{store.is_sqlite}")
        try:
            await city.settle_in(people)
            city.staff(replicas, api_url, address or url)
            yield city
        finally:
            for replica in city.replicas:
                if replica.process is not None and replica.process.returncode is None:
                    await replica.kill()
            await store.close()
