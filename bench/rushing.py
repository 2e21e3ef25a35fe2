"""A busy hour: hundreds of people tap without waiting; compared with the same taps made calmly."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy import func, select

from bench.desk import Desk
from domain.ids import OfferingId
from handlers.actions import Action, encode
from handlers.actions.home import OpenHelp, OpenMenu
from handlers.actions.seats import CancelNow, Enrol, OpenOffering
from sandbox import Phone
from storage.database.store import Store
from storage.process.tables import handled_update
from tests.chaos.rush import FAULTS

LATENCY = 0.05
PEOPLE = 300
ARRIVE_SECONDS = 6.0
EVERY_SECONDS = 0.4
ROUNDS = 3
"""How often each person does the whole sequence in the rush."""
LONGEST_SECONDS = 300.0

Place = Callable[[int], AbstractAsyncContextManager[Desk]]


async def rush(place: Place, replicas: int) -> None:
    """The same taps calmly (in bursts of one tap per person), and then as a rush."""
    async with place(PEOPLE) as d, d.replicas(replicas):
        await d.phones[0].send("/menu")
        await d.phones[0].hears("Contoh 0", timeout=60)
        d.sandbox.latency = LATENCY
        await d.burst(lambda phone: phone.send("/menu"), ["sendMessage"])
        for action in taps(d):
            await d.burst(lambda phone, tap=action: press(phone, tap), ["editMessageText"])
        calm = [
            await d.burst(lambda phone, tap=action: press(phone, tap), ["editMessageText"])
            for action in taps(d)
        ]
        calm_rate = sum(len(b.seconds) for b in calm) / sum(b.seconds[-1] for b in calm)
        await d.quiet()
        before = await claimed(d)
        number, rate, slowest = await rushing(d)
        lost = number // len(taps(d)) * 2 - (await claimed(d) - before)
        forgotten = len(d.sandbox.world.updates.expired)
        said = [str(call.params.get("text", "")) for call in d.sandbox.calls]
        faults = sum(words in text for text in said for words in FAULTS)
    print(
        f"rush of {PEOPLE}, {replicas} replica(s): {number} taps, {rate:.0f}/s, "
        f"p99 {slowest:.1f} s; calm {calm_rate:.0f}/s: {rate / calm_rate:.0%} (target >= 70 %); "
        f"{lost} without effect, {forgotten} taps forgotten by Telegram, "
        f"{faults} shown a fault (target 0, 0, 0)"
    )


def taps(d: Desk) -> list[Action]:
    """What each person does: looks around, signs up for what all want, and gives it up."""
    there = OfferingId(d.offering)
    return [OpenMenu(), OpenOffering(there), Enrol(there), OpenHelp(), CancelNow(there)]


async def rushing(d: Desk) -> tuple[int, float, float]:
    """Number of taps, taps confirmed a second, and the seconds within which 99 % were answered."""
    updates, loop = d.sandbox.world.updates, asyncio.get_running_loop()
    began, first = loop.time(), updates.newest + 1
    tapped: dict[int, float] = {}
    waited: list[float] = []

    async def one(late: float, phone: Phone) -> None:
        await asyncio.sleep(late)
        for action in taps(d) * ROUNDS:
            await press(phone, action)
            tapped[updates.newest] = loop.time()
            await asyncio.sleep(EVERY_SECONDS)

    step = ARRIVE_SECONDS / len(d.phones)
    tasks = [asyncio.create_task(one(n * step, phone)) for n, phone in enumerate(d.phones)]
    while tapped or not all(task.done() for task in tasks):
        if loop.time() - began > LONGEST_SECONDS:
            raise TimeoutError(f"{len(updates)} taps are not handled")
        waiting = {update["update_id"] for update in updates.waiting()}
        for number in [n for n in tapped if n not in waiting]:
            waited.append(loop.time() - tapped.pop(number))
        await asyncio.sleep(0.05)
    await asyncio.gather(*tasks)
    number = updates.newest + 1 - first
    waited.sort()
    return number, number / (loop.time() - began), waited[int(len(waited) * 0.99)]


async def claimed(d: Desk) -> int:
    """How many updates have their effect committed."""
    store = Store(d.database)
    async with store.read() as session:
        count = (await session.execute(select(func.count()).select_from(handled_update))).scalar()
    await store.close()
    return int(count or 0)


async def press(phone: Phone, action: Action) -> None:
    """Presses a button of the newest message."""
    await phone.press(phone.last.id, encode(action))
