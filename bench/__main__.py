"""`make bench`: every measurement in one run, as ratios against minimal stock bots.

`python -m bench PART …` runs some of it: bursts, postgresql, replicas, broadcast, rush.
"""

import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.announcing import broadcast
from bench.desk import TOKEN, Desk, Times, on_first_core, resident_megabytes
from bench.rushing import rush
from handlers.actions import encode
from handlers.actions.home import OpenHelp, OpenMenu
from handlers.actions.seats import Enrol, OpenOffering
from sandbox import Phone, Sandbox
from tests.support.engines import Engines

PEOPLE = 1000
LATENCY = 0.05
ROUNDS = int(os.environ.get("ROUNDS", "3"))
REPLICAS = (1, 2, 3)
BURSTS = (("bursts", "sqlite"), ("postgresql", "postgresql"))
"""By part: the engine whose bursts it measures beside those of the stock bots."""
Figures = dict[str, list[Times]]


async def main(parts: list[str]) -> None:
    print(f"{os.cpu_count()} cores; {PEOPLE} people at once; {LATENCY * 1000:.0f} ms API latency")
    with tempfile.TemporaryDirectory(prefix="bangkom-bench-") as name:
        engines = Engines(Path(name))
        try:
            if {"postgresql", "replicas", "rush"} & set(parts):
                await engines.postgresql()  # its server keeps to no core
            on_first_core()
            if measured := [engine for part, engine in BURSTS if part in parts]:
                await compare(engines, measured)
            if "replicas" in parts:
                await grow(engines)
            if "broadcast" in parts:
                await broadcast(lambda people: desk(engines, "sqlite", people))
            if "rush" in parts:
                await rush(lambda people: desk(engines, "postgresql", people), REPLICAS[-1])
        finally:
            await engines.close()


async def compare(engines: Engines, measured: list[str]) -> None:
    """Each bot in turn, for several rounds: a disturbance of the machine affects all of them."""
    found: Figures = {}
    for _ in range(ROUNDS):
        for engine in measured:
            async with desk(engines, engine, PEOPLE) as d:
                menu, daftar = await ours(d)
            found.setdefault(f"menu tap, {engine}", []).append(menu)
            found.setdefault(f"Daftar, {engine}", []).append(daftar)
        for name in ("echo", "aiogram_echo"):
            async with desk(engines, "sqlite", PEOPLE) as d:
                found.setdefault(name, []).append(await echo(d, name))
    stock, aiogram = found["echo"], found["aiogram_echo"]
    print(f"bare PTB echo, 256 concurrent   {middle(stock)}")
    print(f"bare aiogram echo               {middle(aiogram)}")
    for name, times in found.items():
        if name not in ("echo", "aiogram_echo"):
            target = ">= 2, p99 <= 0.5" if name.startswith("menu") else ">= 1"
            print(
                f"{name:31} {middle(times)}   against PTB {ratio(times, stock)}   "
                f"against aiogram {ratio(times, aiogram)}   (target {target})"
            )


def middle(times: list[Times]) -> Times:
    """The round with the median throughput."""
    return sorted(times, key=lambda one: one.rate)[len(times) // 2]


def ratio(ours: list[Times], other: list[Times]) -> str:
    """Throughput and p99 of two bots, compared within each round; the medians."""
    pairs = list(zip(ours, other, strict=True))
    faster = statistics.median(a.rate / b.rate for a, b in pairs)
    later = statistics.median(a.percentile(0.99) / b.percentile(0.99) for a, b in pairs)
    return f"{faster:.2f}x, p99 {later:.2f}x"


async def ours(d: Desk) -> tuple[Times, Times]:
    """A thousand menu taps, then a thousand sign-ups for one offering."""
    started = asyncio.get_running_loop().time()
    await d.phones[0].send("/menu")
    async with d.bot("bench.ours") as pid:
        await d.phones[0].hears("Contoh 0", timeout=60)
        first = asyncio.get_running_loop().time() - started
        memory = resident_megabytes(pid)
        print(f"start to first answer {first:.1f} s (<= 3); memory {memory:.0f} MB (<= 120)")
        d.sandbox.latency = LATENCY
        return await bursts(d)


async def bursts(d: Desk) -> tuple[Times, Times]:
    """Everyone opens the menu, and then signs up."""
    await d.burst(lambda phone: phone.send("/menu"), ["sendMessage"])
    await d.burst(lambda phone: tap(phone, OpenHelp()), ["editMessageText"])
    menu = await d.burst(lambda phone: tap(phone, OpenMenu()), ["editMessageText"])
    there = OpenOffering(d.offering)
    await d.burst(lambda phone: tap(phone, there), ["editMessageText"])
    seat = Enrol(d.offering)
    return menu, await d.burst(lambda phone: tap(phone, seat), ["editMessageText"])


async def echo(d: Desk, name: str) -> Times:
    """The same burst for a minimal stock bot."""
    async with d.bot(f"bench.{name}"):
        await d.phones[0].send("halo")
        await d.phones[0].hears("halo", timeout=60)
        d.sandbox.latency = LATENCY
        return await d.burst(lambda phone: phone.send("halo"), ["sendMessage"])


async def grow(engines: Engines) -> None:
    """One, two and three replicas on PostgreSQL, each on a core of its own where possible."""
    alone: Times | None = None
    for number in REPLICAS:
        async with desk(engines, "postgresql", PEOPLE) as d, d.replicas(number):
            await d.phones[0].send("/menu")
            await d.phones[0].hears("Contoh 0", timeout=60)
            d.sandbox.latency = LATENCY
            menu, daftar = await bursts(d)
        alone = alone or daftar
        grown = daftar.rate / alone.rate
        print(f"{number} replica(s), webhook, menu tap    {menu}")
        print(f"{number} replica(s), webhook, Daftar      {daftar}   {grown:.2f}x of one")


def tap(phone: Phone, action: object) -> object:
    """Presses a button of the newest message."""
    return phone.press(phone.last.id, encode(action))  # type: ignore[arg-type]


@asynccontextmanager
async def desk(engines: Engines, engine: str, people: int) -> AsyncIterator[Desk]:
    """A new desk with its people."""
    sandbox = Sandbox(token=TOKEN)
    async with sandbox.serve() as url:
        d = Desk(sandbox, url, await getattr(engines, engine)())
        await d.people(people)
        yield d


if __name__ == "__main__":
    every = ["bursts", "postgresql", "replicas", "broadcast", "rush"]
    asyncio.run(main(sys.argv[1:] or every))
