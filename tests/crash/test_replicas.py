"""Three replicas behind a load balancer keep order, seats and messages if some freeze or die."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from handlers.actions import encode
from handlers.actions.home import OpenHelp, OpenMenu
from handlers.actions.seats import Enrol
from storage.seats.tables import enrolment
from tests.crash.replicas import Replicas, replicas_on
from tests.support.engines import Engines
from tests.support.waiting import until


@pytest.fixture
async def replicas(engines: Engines) -> AsyncIterator[Replicas]:
    async with replicas_on(await engines.postgresql(), 3) as replicas:
        yield replicas


async def citizen(replicas: Replicas, number: int) -> Any:
    phone = replicas.sandbox.phone(name=f"Contoh {number}", number=f"+6284900{number:06d}")
    make = replicas.first.make
    person = await make.person(f"Contoh {number}", phone=phone.number)
    await make.link(person, phone.telegram_id)
    replicas.sandbox.open_chat(phone)
    return phone


async def everything_confirmed(replicas: Replicas) -> None:
    await until(lambda: not replicas.sandbox.pending_updates())


async def states(replicas: Replicas) -> dict[str, int]:
    e = enrolment.c
    async with replicas.first.store.read() as session:
        rows = await session.execute(select(e.state, func.count()).group_by(e.state))
        return {row[0]: row[1] for row in rows}


async def test_ninety_people_race_for_thirty_seats_over_three_replicas(replicas: Replicas):
    start = replicas.sandbox.clock.now() + timedelta(days=9)
    offering = await replicas.first.make.offering(seats=30, starts_at=start)
    phones = [await citizen(replicas, number) for number in range(90)]
    for phone in phones:
        await phone.send("/menu")
    for phone in phones:
        await phone.until(lambda p: "Menu Utama" in p.last.text or p.labels, timeout=60)
    for phone in phones:
        await phone.press(phone.last.id, encode(Enrol(offering)))
    await everything_confirmed(replicas)
    assert await states(replicas) == {"enrolled": 30, "queued": 60}
    served = {d.address for d in replicas.sandbox.pushing.deliveries if d.status == 200}
    assert len(served) == 3
    # The confirmation does not wait long for the answer.
    await until(lambda: sum("daftar tunggu" in phone.last.text for phone in phones) == 60)


async def test_one_persons_texts_are_answered_in_order_whoever_takes_them(replicas: Replicas):
    phone = await citizen(replicas, 1)
    words = ["/menu", "/bantuan", "/pengaturan", "/saya"] * 3
    for word in words:
        await phone.send(word)
    await everything_confirmed(replicas)

    def said() -> list[str]:
        return [message.text for message in phone.messages if not message.outgoing]

    await until(lambda: len(said()) >= len(words))
    assert len(said()) == len(words)
    first_round = [text.split("\n")[0] for text in said()[:4]]
    assert len(set(first_round)) == 4
    assert [text.split("\n")[0] for text in said()] == first_round * 3


async def test_who_freezes_delays_its_people_and_loses_nothing(replicas: Replicas):
    start = replicas.sandbox.clock.now() + timedelta(days=9)
    offering = await replicas.first.make.offering(seats=5, starts_at=start)
    phones = [await citizen(replicas, number) for number in range(12)]
    for phone in phones:
        await phone.send("/menu")
    await everything_confirmed(replicas)
    for phone in phones:
        await phone.press(phone.last.id, encode(Enrol(offering)))
    replicas.all[0].freeze()
    await everything_confirmed(replicas)
    assert await states(replicas) == {"enrolled": 5, "queued": 7}
    replicas.all[0].thaw()
    await asyncio.sleep(1)
    assert await states(replicas) == {"enrolled": 5, "queued": 7}
    for phone in phones:
        await phone.press(phone.last.id, encode(OpenMenu()))
        await phone.press(phone.last.id, encode(OpenHelp()))
    await everything_confirmed(replicas)
    await until(lambda: all("ketik kata kuncinya" in phone.last.text for phone in phones))


async def test_killed_one_after_the_other_they_lose_nothing(replicas: Replicas):
    start = replicas.sandbox.clock.now() + timedelta(days=9)
    offering = await replicas.first.make.offering(seats=10, starts_at=start)
    phones = [await citizen(replicas, number) for number in range(30)]
    for phone in phones:
        await phone.send("/menu")
    await everything_confirmed(replicas)
    for number, phone in enumerate(phones):
        await phone.press(phone.last.id, encode(Enrol(offering)))
        if number in (8, 16):
            await replicas.all[number // 8 - 1].kill()
        await asyncio.sleep(0.01)
    await everything_confirmed(replicas)
    assert await states(replicas) == {"enrolled": 10, "queued": 20}
