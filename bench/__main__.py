"""`make bench`: everything in one run, as ratios against a bare stock PTB echo bot."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.desk import TOKEN, Desk, Times, on_first_core, resident_megabytes
from handlers.screens.actions import encode
from handlers.screens.actions.home import OpenHelp, OpenMenu
from handlers.screens.actions.training import Enrol, OpenOffering
from sandbox import Phone, Sandbox

PEOPLE = 1000
LATENCY = 0.05
AUDIENCE = 2000
RATE = 25.0


async def main() -> None:
    print(f"{os.cpu_count()} cores; {PEOPLE} people at once; {LATENCY * 1000:.0f} ms API latency")
    menu, daftar = await bursts()
    stock = await echo()
    print(f"stock PTB echo, 256 concurrent   {stock}")
    print(f"menu tap                         {menu}{ratio(menu, stock, 'target >= 2.0, <= 0.5')}")
    print(f"Daftar (SQLite)                  {daftar}{ratio(daftar, stock, 'target >= 1.0')}")
    await announcement("open", None)
    await announcement("25", RATE)


def ratio(ours: Times, stock: Times, target: str) -> str:
    """Throughput and p99 against the stock bot."""
    faster = ours.rate / stock.rate
    later = ours.percentile(0.99) / stock.percentile(0.99)
    return f"   throughput {faster:.2f}x   p99 {later:.2f}x   ({target})"


async def bursts() -> tuple[Times, Times]:
    """A thousand menu taps, then a thousand sign-ups for one offering."""
    async with desk(PEOPLE) as d:
        started = asyncio.get_running_loop().time()
        await d.phones[0].send("/menu")
        async with d.bot("bench.ours") as pid:
            await d.phones[0].hears("Contoh 0", timeout=60)
            first = asyncio.get_running_loop().time() - started
            print(f"start to first answer {first:.1f} s (target <= 3)")
            print(f"memory after start {resident_megabytes(pid):.0f} MB (target <= 120)")
            d.sandbox.latency = LATENCY
            await d.burst(lambda phone: phone.send("/menu"), ["sendMessage"])
            await d.burst(lambda phone: tap(phone, OpenHelp()), ["editMessageText"])
            menu = await d.burst(lambda phone: tap(phone, OpenMenu()), ["editMessageText"])
            there = OpenOffering(d.offering)
            await d.burst(lambda phone: tap(phone, there), ["editMessageText"])
            seat = Enrol(d.offering)
            daftar = await d.burst(lambda phone: tap(phone, seat), ["editMessageText"])
            print(f"memory after the bursts {resident_megabytes(pid):.0f} MB")
    return menu, daftar


async def echo() -> Times:
    """The same burst for the bare stock bot."""
    async with desk(PEOPLE) as d, d.bot("bench.echo"):
        await d.phones[0].send("halo")
        await d.phones[0].hears("halo", timeout=60)
        d.sandbox.latency = LATENCY
        return await d.burst(lambda phone: phone.send("halo"), ["sendMessage"])


async def announcement(send_rate: str, rate: float | None) -> None:
    """To 2,000 people; Telegram would answer 429 from the 31st message of a second."""
    async with desk(AUDIENCE) as d, d.bot("bench.ours", SEND_RATE=send_rate):
        d.sandbox.latency = LATENCY
        if rate is not None:
            d.sandbox.rate_limit = 30
        await announce(d.phones[0])
        sent = await arrivals(d)
        refused = sum("Too Many Requests" in (call.error or "") for call in d.sandbox.calls)
    span = sent[-1] - sent[0]
    reached = (len(sent) - 1) / span
    share = f", {reached / rate:.1%} of the rate (target >= 98 %)" if rate else " (target >= 300)"
    print(f"announcement to {AUDIENCE}, gate {send_rate}: {reached:.1f}/s{share}, {refused} x 429")


async def announce(hr: Phone) -> None:
    """HR's taps, from the command to Kirim Sekarang."""
    await hr.send("/pengumuman")
    for label in ("1 ·", "Semua ASN", "Pratinjau", "Kirim Sekarang"):
        await hr.until(lambda p, wanted=label: any(wanted in text for text in p.labels), 60)
        await hr.tap(label)


async def arrivals(d: Desk) -> list[float]:
    """When the announcement was at the server for each person, sorted."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 240
    found: dict[int, float] = {}
    seen = 0
    while len(found) < AUDIENCE:
        if loop.time() > deadline:
            raise TimeoutError(f"{len(found)} of {AUDIENCE} have it")
        for call in d.sandbox.calls[seen:]:
            told = "telah dibuka" in str(call.params.get("text", ""))
            if call.method == "sendMessage" and told and not call.error and call.chat_id:
                found.setdefault(call.chat_id, call.real)
        seen = len(d.sandbox.calls)
        await asyncio.sleep(0.1)
    return sorted(found.values())[1:]  # the first one is the preview


def tap(phone: Phone, action: object) -> object:
    """Presses a button of the newest message."""
    return phone.press(phone.last.id, encode(action))  # type: ignore[arg-type]


@asynccontextmanager
async def desk(people: int) -> AsyncIterator[Desk]:
    """A fresh desk with its people."""
    with tempfile.TemporaryDirectory(prefix="bangkom-bench-") as folder:
        sandbox = Sandbox(token=TOKEN)
        async with sandbox.serve() as url:
            d = Desk(sandbox, url, Path(folder))
            await d.people(people)
            yield d


if __name__ == "__main__":
    on_first_core()
    asyncio.run(main())
