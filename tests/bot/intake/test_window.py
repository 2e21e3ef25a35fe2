"""The poller's window of updates: refilled early, in order per person, confirmed without gaps."""

import asyncio
from typing import Any

import pytest

from bot.intake import polling
from handlers.actions.home import OpenHelp
from handlers.capabilities import ROUTES
from handlers.home import presses as home_presses
from handlers.reception.routes import Right, Route
from tests.support.town import Town
from tests.support.waiting import until


async def test_more_than_one_window_is_handled_once_each_and_in_order(town: Town):
    people = [await town.citizen(f"Contoh {number}") for number in range(60)]
    for _ in range(3):
        for phone in people:
            await phone.send("/menu")
    for phone in people:
        await phone.until(lambda p: sum(not m.outgoing for m in p.messages) == 3, timeout=60)
    await until(lambda: not town.sandbox.pending_updates())
    assert all(sum(not m.outgoing for m in p.messages) == 3 for p in people)


async def test_a_slow_one_at_the_head_holds_the_offset_and_nobody_elses_answer(town: Town):
    slow = await town.citizen("Contoh Lambat")
    people = [await town.citizen(f"Contoh {number}") for number in range(40)]
    town.sandbox.faults.fail("sendMessage", "slow", seconds=2)
    await slow.send("/menu")
    await until(lambda: not town.sandbox.faults.waiting)
    for phone in people:
        await phone.send("/menu")
    for phone in people:
        await phone.hears("Bapak/Ibu", timeout=20)
    await slow.hears("Contoh Lambat", timeout=20)
    assert all(sum(not m.outgoing for m in p.messages) == 1 for p in [slow, *people])


async def test_nothing_overtakes_what_has_to_come_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(polling, "WINDOW_STEP", 5)
    people = [await town.citizen(f"Contoh {number}") for number in range(8)]
    busy, slow = await town.citizen("Contoh Sibuk"), await town.citizen("Contoh Lambat")
    for phone in [*people, busy, slow]:
        await phone.send("/menu")
        await phone.hears("JP 20")
    away, go, free = [ConnectionError("away")], asyncio.Event(), asyncio.Event()

    waiting: list[int] = []

    async def help_(update: Any, ctx: Any) -> None:
        if ctx.telegram_id == busy.telegram_id and away:
            raise away.pop()
        if ctx.telegram_id != busy.telegram_id:
            waiting.append(ctx.telegram_id)
            await (free if ctx.telegram_id == slow.telegram_id else go).wait()
        await home_presses.help_(update, ctx)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(help_, Right.LINKED))
    for phone in [*people, busy, slow]:
        await phone.tap("Bantuan")
    await until(lambda: not away and len(waiting) == len(people) + 1)
    await busy.send("/menu")
    go.set()
    await asyncio.sleep(1.0)
    free.set()
    await until(lambda: not town.sandbox.pending_updates())
    await busy.hears("JP 20")
    edited = next(m for m in busy.messages if "kata kuncinya" in m.said)
    assert edited.change < busy.last.change
