"""How many handlers may work at once, and which time counts as a handler's own."""

import asyncio

import pytest

from storage.database.work import WORK, Places, RowTurns, Turns, Work, waiting


async def in_a_while() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_who_comes_back_goes_before_those_who_have_not_begun():
    places, order = Places(1), list[str]()

    async def take(name: str, *, returning: bool) -> None:
        await places.take(returning=returning)
        order.append(name)
        places.give()

    await places.take()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(take("new", returning=False))
        await in_a_while()
        tasks.create_task(take("back", returning=True))
        await in_a_while()
        places.give()
    assert order == ["back", "new"]


@pytest.mark.parametrize("given", [False, True], ids=["while it waits", "as it is given"])
async def test_a_place_is_not_lost_with_who_waited_for_it(given: bool):
    places = Places(1)
    await places.take()
    waits = asyncio.create_task(places.take())
    await in_a_while()
    if given:
        places.give()
    waits.cancel()
    await asyncio.wait({waits})
    if not given:
        places.give()
    async with asyncio.timeout(1):
        await places.take()


async def test_waiting_is_not_ones_own_work_however_it_is_nested():
    work = Work(Places(1))
    await work.begin()
    WORK.set(work)
    with waiting(), waiting():
        await asyncio.sleep(0.2)
    await asyncio.sleep(0.05)
    assert work.waited >= 0.2
    assert work.own < work.waited
    assert work.waiting_for == 0


async def test_who_waits_for_a_turn_gives_up_the_place_meanwhile():
    places, rows = Places(1), RowTurns()

    async def work_on(row: str, entered: asyncio.Event, leave: asyncio.Event) -> None:
        work = Work(places)
        await work.begin()
        WORK.set(work)
        try:
            async with rows.turn(row):
                work.end()  # as a handler whose effect stands
                entered.set()
                await leave.wait()
        finally:
            work.end()

    leave = asyncio.Event()
    entered = [asyncio.Event() for _ in range(4)]
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        for number in range(3):
            tasks.create_task(work_on("wanted", entered[number], leave))
        await entered[1].wait()
        await in_a_while()
        assert not entered[2].is_set()
        tasks.create_task(work_on("other", entered[3], leave))
        await entered[3].wait()
        leave.set()
    assert entered[2].is_set()
    assert rows._turns == {}
    await places.take()


async def test_a_turn_is_not_lost_with_who_was_given_it_and_has_no_place():
    places, turns = Places(1), Turns(1)
    work = Work(places)
    async with turns.turn():

        async def wait() -> None:
            await work.begin()
            WORK.set(work)
            async with turns.turn():
                raise AssertionError("there is no place for it")

        waits = asyncio.create_task(wait())
        await in_a_while()
        await places.take()  # the one it gave up
    await in_a_while()
    waits.cancel()
    await asyncio.wait({waits})
    assert waits.cancelled()
    async with asyncio.timeout(1), turns.turn():
        pass


async def test_a_task_that_outlives_its_handler_keeps_no_place():
    places = Places(1)
    work = Work(places)
    await work.begin()
    assert work.step_aside()  # the task waits for the writer now
    work.end()
    await work.come_back()
    next_one = Work(places)
    async with asyncio.timeout(5):
        await next_one.begin()
    next_one.end()


async def test_a_task_that_comes_back_while_its_handler_ends_keeps_no_place():
    places = Places(1)
    work, other = Work(places), Work(places)
    await work.begin()
    assert work.step_aside()
    await other.begin()
    coming = asyncio.create_task(work.come_back())
    await asyncio.sleep(0)
    work.end()
    other.end()
    await coming
    async with asyncio.timeout(5):
        await Work(places).begin()
