"""Measures a broadcast at Telegram's rate while other people chat."""

import asyncio
import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

from bench.desk import Desk, Times
from handlers.actions import encode
from handlers.actions.home import OpenHelp, OpenMenu
from sandbox import Phone

LATENCY = 0.05
AUDIENCE = int(os.environ.get("AUDIENCE", "2000"))
RATE = 25.0
TALKERS = 100

Place = Callable[[int], AbstractAsyncContextManager[Desk]]


async def broadcast(place: Place) -> None:
    """A broadcast without a limit of the rate, then one at 25 a second while 100 people chat."""
    async with place(AUDIENCE) as d, d.bot("bench.ours", SEND_RATE="open"):
        d.sandbox.latency = LATENCY
        await announce(d.phones[0])
        show(d, await arrivals(d), None)
    async with place(AUDIENCE) as d, d.bot("bench.ours", SEND_RATE=str(int(RATE))):
        d.sandbox.latency = LATENCY
        talkers = d.phones[-TALKERS:]
        for phone in talkers:
            await phone.send("/menu")
        await d.quiet()
        before = await chatting(d, talkers)
        # What Telegram allows: thirty messages a second over all chats; edits are not counted.
        d.sandbox.rate_limit = 30
        await announce(d.phones[0])
        await asyncio.sleep(5)
        during = await chatting(d, talkers)
        show(d, await arrivals(d), RATE)
    later = during.percentile(0.99) / before.percentile(0.99)
    print(
        f"100 people chatting: p99 {before.percentile(0.99) * 1000:.0f} ms alone, "
        f"{during.percentile(0.99) * 1000:.0f} ms beside it, {later:.2f}x (target <= 1.5)"
    )


async def chatting(d: Desk, talkers: list[Phone]) -> Times:
    """Ten taps a second on help and menu: enough that the slowest one does not decide the p99."""
    waited: list[float] = []
    for action in [OpenHelp(), OpenMenu()] * 3:
        press = partial(_press, encode(action))
        waited += (await d.chat(talkers, press)).seconds
    return Times(tuple(sorted(waited)))


async def _press(data: str, phone: Phone) -> None:
    await phone.press(phone.last.id, data)


def show(d: Desk, sent: list[float], rate: float | None) -> None:
    """Shows how fast it went, and how often Telegram answered 429."""
    refused = sum("Too Many Requests" in (call.error or "") for call in d.sandbox.calls)
    reached = (len(sent) - 1) / (sent[-1] - sent[0])
    share = f", {reached / rate:.1%} of the rate (target >= 98 %)" if rate else " (target >= 300)"
    gate = int(rate) if rate else "open"
    print(f"announcement to {AUDIENCE}, gate {gate}: {reached:.1f}/s{share}, {refused} x 429")


async def announce(hr: Phone) -> None:
    """HR's taps, from the command to Kirim Sekarang (send now)."""
    await hr.send("/pengumuman")
    for label in ("1 ·", "Semua ASN", "Pratinjau", "Kirim Sekarang"):
        await hr.until(lambda p, wanted=label: any(wanted in text for text in p.labels), 60)
        await hr.tap(label)


async def arrivals(d: Desk) -> list[float]:
    """When each person's announcement arrived at the server, sorted."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 60 + AUDIENCE / RATE * 1.5
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
    return sorted(found.values())[1:]  # the first one is HR's preview
