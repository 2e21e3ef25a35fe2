"""The window of updates at work: refilled early, in order per person, without a gap confirmed."""

import asyncio

from tests.town import Town


async def test_more_than_one_window_is_handled_once_each_and_in_order(town: Town):
    people = [await town.citizen(f"Contoh {number}") for number in range(60)]
    for _ in range(3):
        for phone in people:
            await phone.send("/menu")
    for phone in people:
        await phone.until(lambda p: sum(not m.outgoing for m in p.messages) == 3, timeout=60)
    for _ in range(200):
        if not town.sandbox.pending_updates():
            break
        await asyncio.sleep(0.05)
    assert town.sandbox.pending_updates() == 0
    assert all(sum(not m.outgoing for m in p.messages) == 3 for p in people)


async def test_a_slow_one_at_the_head_holds_the_offset_and_nobody_elses_answer(town: Town):
    slow = await town.citizen("Contoh Lambat")
    people = [await town.citizen(f"Contoh {number}") for number in range(40)]
    town.sandbox.faults.fail("sendMessage", "slow", seconds=2)
    await slow.send("/menu")
    await asyncio.sleep(0.2)
    for phone in people:
        await phone.send("/menu")
    for phone in people:
        await phone.hears("Bapak/Ibu", timeout=20)
    await slow.hears("Contoh Lambat", timeout=20)
    assert all(sum(not m.outgoing for m in p.messages) == 1 for p in [slow, *people])
