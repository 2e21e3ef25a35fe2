"""Leases of replicas, on PostgreSQL only, since SQLite serves a single process."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from domain.act import Act
from domain.ids import Fence, TelegramId, UpdateKey
from storage.database.effects import LeaseLostError
from storage.database.store import BUSY_SECONDS, Store, is_database_away
from storage.process import intake, leases
from tests.support.acts import BOT, act
from tests.support.engines import Engines, opened

BUDI, SARI = TelegramId(700_000_001), TelegramId(700_000_002)


def held(update: int, *, fence: int) -> Act:
    """What Budi does, in the lane as one process holds it."""
    return act(once=UpdateKey(BOT, update, Fence(BUDI, fence)))


@pytest.fixture
async def shared(engines: Engines):
    async with opened(await engines.postgresql()) as store:
        yield store


async def test_a_lane_has_one_holder_until_it_is_left(shared: Store):
    assert await leases.take_lanes(shared, {BUDI: 1, SARI: 2}) == {BUDI, SARI}
    assert await leases.take_lanes(shared, {BUDI: 3}) == set()
    await leases.leave_lanes(shared, {BUDI: 3})  # not the holder's fence: nothing is left
    assert await leases.take_lanes(shared, {BUDI: 4}) == set()
    await leases.leave_lanes(shared, {BUDI: 1})
    assert await leases.take_lanes(shared, {BUDI: 5, SARI: 6}) == {BUDI}


async def test_a_frozen_holder_loses_its_lane_and_its_effect(
    shared: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leases, "LANE_LEASE", timedelta(0))
    await leases.take_lanes(shared, {BUDI: 1})
    monkeypatch.undo()
    assert await leases.take_lanes(shared, {BUDI: 2}) == {BUDI}
    with pytest.raises(LeaseLostError) as lost:
        async with shared.effect(held(10, fence=1)):
            pass
    assert is_database_away(lost.value)
    assert not await intake.is_claimed(shared, held(10, fence=2))
    async with shared.effect(held(10, fence=2)) as tx:
        assert tx.first
        assert not await tx.claim()


async def test_a_lane_is_not_taken_over_while_its_holder_commits(
    shared: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leases, "LANE_LEASE", timedelta(0))
    await leases.take_lanes(shared, {BUDI: 1})
    async with shared.effect(held(11, fence=1)):
        assert await leases.take_lanes(shared, {BUDI: 2}) == set()
    assert await leases.take_lanes(shared, {BUDI: 2}) == {BUDI}


async def test_somebody_at_work_for_one_person_holds_up_nobody_elses_lane(
    shared: Store, monkeypatch: pytest.MonkeyPatch
):
    await leases.take_lanes(shared, {BUDI: 1})
    async with shared.effect(held(12, fence=1)):
        assert await leases.take_lanes(shared, {BUDI: 2, SARI: 2}) == {SARI}
        await leases.renew_lanes(shared, {BUDI: 1})  # its own holder goes on with it


async def test_the_place_of_a_poller_that_gives_no_sign_is_free_again(
    shared: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leases, "FROZEN_SECONDS", 1)
    async with leases.sole_poller(shared, 7) as still_mine:
        async with asyncio.timeout(20), leases.sole_poller(shared, 7):
            pass
        with pytest.raises(DBAPIError) as ended:
            await still_mine()
    assert is_database_away(ended.value)


async def test_renewing_keeps_a_lane_and_revives_no_lost_one(
    shared: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leases, "LANE_LEASE", timedelta(0))
    await leases.take_lanes(shared, {BUDI: 1, SARI: 1})
    monkeypatch.undo()
    await leases.renew_lanes(shared, {BUDI: 1, SARI: 9})
    assert await leases.take_lanes(shared, {BUDI: 2, SARI: 2}) == {SARI}


async def test_many_replicas_taking_and_leaving_the_same_lanes_never_stand_in_each_others_way(
    shared: Store,
):
    people = [TelegramId(number) for number in range(1, 30)]

    async def replica(number: int) -> None:
        for round_ in range(15):
            mine = people[::-1] if (number + round_) % 2 else people
            taken = await leases.take_lanes(shared, dict.fromkeys(mine, number))
            await leases.renew_lanes(shared, dict.fromkeys(taken, number))
            await leases.leave_lanes(shared, dict.fromkeys(taken, number))

    await asyncio.gather(*(replica(number) for number in range(6)))
    assert await leases.take_lanes(shared, dict.fromkeys(people, 99)) == set(people)


async def test_the_work_of_one_for_all_moves_on_when_its_holder_does(
    shared: Store, monkeypatch: pytest.MonkeyPatch
):
    assert await leases.hold(shared, "ticks", holder="a")
    assert await leases.hold(shared, "ticks", holder="a")
    assert not await leases.hold(shared, "ticks", holder="b")
    await leases.let_go(shared, "ticks", holder="b")
    assert not await leases.hold(shared, "ticks", holder="b")
    await leases.let_go(shared, "ticks", holder="a")
    monkeypatch.setattr(leases, "DUTY_LEASE", timedelta(0))
    assert await leases.hold(shared, "ticks", holder="b")
    assert await leases.hold(shared, "ticks", holder="a")  # b froze


async def test_one_poller_a_bot_and_the_next_one_takes_over_at_once(shared: Store):
    taken = asyncio.Event()

    async def second() -> None:
        async with leases.sole_poller(shared, 1) as still_mine:
            await still_mine()
            taken.set()

    async with leases.sole_poller(shared, 1):
        waiting = asyncio.create_task(second())
        async with leases.sole_poller(shared, 2):
            pass  # another bot is no rival
        await asyncio.sleep(0.3)
        assert not taken.is_set()
    async with asyncio.timeout(10):
        await waiting


async def test_somebody_frozen_inside_a_transaction_holds_nobody_up_for_long(shared: Store):
    async with shared.single() as session:
        patience = await session.exec_driver_sql("SHOW lock_timeout")
        assert patience.scalar() == f"{BUSY_SECONDS:.0f}s"
        patience = await session.exec_driver_sql("SHOW idle_in_transaction_session_timeout")
        assert patience.scalar() == "10s"
