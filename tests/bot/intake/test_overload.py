"""A busy database: waiting for it does not count as a bug, and other people's updates are
handled in the meantime."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import event, func, select, text

from bot.intake import handling, lanes
from domain.ids import OfferingId
from handlers.actions import encode
from handlers.actions.home import OpenHelp
from handlers.actions.seats import Enrol
from handlers.capabilities import ROUTES
from handlers.reception.routes import Right, Route
from storage.database import store as database_store
from storage.database.store import CONNECTIONS, RESERVED, Store
from storage.database.work import AT_A_ROW, WORK
from storage.seats import standing
from storage.seats.tables import enrolment
from tests.support.engines import Engines, opened
from tests.support.relays import Stalled, behind
from tests.support.town import Town, town_on

BUG = "Mohon maaf, terjadi gangguan."
Held = Callable[[Town, OfferingId], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def no_connection(town: Town, _: OfferingId) -> AsyncIterator[None]:
    """Every connection is in use."""
    pool: Any = town.store.engine.sync_engine.pool
    async with AsyncExitStack() as stack:
        while pool.checkedout() < CONNECTIONS:
            await stack.enter_async_context(town.store.read())
        yield


@asynccontextmanager
async def no_place(town: Town, _: OfferingId) -> AsyncIterator[None]:
    """As many are at work as may be."""
    places = town.store.places
    for _ in range(CONNECTIONS - RESERVED):
        await places.take()
    yield
    for _ in range(CONNECTIONS - RESERVED):
        places.give()


@asynccontextmanager
async def no_lock(town: Town, there: OfferingId) -> AsyncIterator[None]:
    """Another transaction holds the offering; on SQLite it is the one that writes."""
    async with town.store.write() as session:
        await standing.lock(session, there)
        yield


@pytest.mark.parametrize("busy", [4.0, 0.4], ids=["waits long enough", "gives up and tries again"])
@pytest.mark.parametrize("held", [no_connection, no_place, no_lock])
async def test_what_waits_for_the_database_is_no_bug(
    database_url: str,
    held: Held,
    busy: float,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 1.0)
    monkeypatch.setattr(database_store, "BUSY_SECONDS", busy)
    monkeypatch.setattr(lanes, "PAUSES", (0.1,) * 20)
    monkeypatch.setitem(database_store._PATIENCE, "lock_timeout", f"{busy * 1000:.0f}ms")
    async with town_on(database_url) as town:
        there = await town.make.offering()
        phone = await with_menu(town)
        async with held(town, there):
            await phone.press(phone.last.id, encode(Enrol(there)))
            await asyncio.sleep(1.6)  # longer than a handler may work
            assert "terdaftar" not in phone.last.said
        await phone.hears("terdaftar", timeout=30)
        assert not any(BUG in message.said for message in phone.messages)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


class Uncommitted(Stalled):
    """Whatever is to be committed waits."""

    AWAITED = b"COMMIT"


async def test_a_commit_that_takes_long_is_no_bug(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 1.0)
    monkeypatch.setattr(handling, "WAIT_SECONDS", 1.5)
    async with behind(engines, Uncommitted) as (relay, url), town_on(url) as town:
        there = await town.make.offering()
        phone = await with_menu(town)
        relay.flowing.clear()
        await phone.press(phone.last.id, encode(Enrol(there)))
        await until(lambda: "the database does not answer, the update waits" in caplog.messages)
        relay.flowing.set()
        await phone.hears("terdaftar", timeout=30)
        assert not any(BUG in message.said for message in phone.messages)
    assert "handler failed" not in caplog.messages


@pytest.mark.parametrize("inside", [True, False], ids=["in a transaction", "outside"])
async def test_what_works_too_long_by_itself_is_a_bug_wherever_it_does(
    both_towns: Town, inside: bool, monkeypatch: pytest.MonkeyPatch
):
    async def help_(update: Any, ctx: Any) -> None:
        async with ctx.store.read() as session:
            await session.execute(text("SELECT 1"))
            if inside:
                await asyncio.Event().wait()
        await asyncio.Event().wait()

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(help_, Right.LINKED))
    phone = await with_menu(both_towns)
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 0.3)
    await phone.tap("Bantuan")
    await phone.hears(BUG)


def held_by_handlers(store: Store) -> set[int]:
    """The connections that handlers hold, not those of ticks, dispatcher and lanes; kept true."""
    held: set[int] = set()

    def taken(connection: Any, record: Any, proxy: Any) -> None:
        if WORK.get() is not None:
            held.add(id(record))

    def given_back(connection: Any, record: Any) -> None:
        held.discard(id(record))

    pool = store.engine.sync_engine.pool
    event.listen(pool, "checkout", taken)
    event.listen(pool, "checkin", given_back)
    return held


async def test_those_who_want_one_row_leave_the_others_their_connections(engines: Engines):
    async with town_on(await engines.postgresql()) as town:
        people = [await with_menu(town, f"Contoh {number}") for number in range(30)]
        there = await town.make.offering(seats=20)
        held = held_by_handlers(town.store)
        async with town.store.write() as session:
            await standing.lock(session, there)
            for phone in people:
                await phone.press(phone.last.id, encode(Enrol(there)))
            queued = town.store._rows._turns
            await until(lambda: sum(turns.users for turns in queued.values()) == len(people))
            assert len(held) <= AT_A_ROW
            other = await with_menu(town, "Fiktif Dua")
            await other.tap("Bantuan")
            await other.hears("kata kuncinya")
        for phone in people:
            await phone.until(lambda p: "terdaftar" in p.last.said or "tunggu" in p.last.said, 30)
        async with town.store.read() as session:
            count = select(func.count()).select_from(enrolment)
            assert (await session.execute(count)).scalar_one() == len(people)
        assert not queued


async def test_who_is_busy_for_a_moment_is_not_called_broken(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database_store, "BUSY_SECONDS", 0.1)
    monkeypatch.setattr(lanes, "PAUSES", (0.5, 0.1, 0.1, 0.1))
    there = await town.make.offering()
    phone = await with_menu(town)
    for patient in (True, False):
        async with town.store.write():
            await phone.press(phone.last.id, encode(Enrol(there)))
            if patient:
                await until(lambda: town.app.services.troubles)
            else:
                await phone.until(lambda p: any("terganggu" in (a or "") for a in p.alerts))
        await phone.hears("terdaftar")
        told = any("terganggu" in (alert or "") for alert in phone.alerts)
        assert told is not patient
        await phone.send("/menu")
        await phone.hears("JP 20")


async def test_a_statement_that_is_cut_off_costs_its_own_connection_alone(engines: Engines):
    me = text("SELECT pg_backend_pid()")
    async with opened(await engines.postgresql()) as store:

        async def at_once(number: int) -> set[int]:
            async with AsyncExitStack() as stack:
                sessions = [await stack.enter_async_context(store.read()) for _ in range(number)]
                return {(await session.execute(me)).scalar_one() for session in sessions}

        before = await at_once(4)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2), store.read() as session:
                await session.execute(text("SELECT pg_sleep(60)"))
        assert len(before & await at_once(4)) == 3


async def with_menu(town: Town, name: str = "Contoh Satu") -> Any:
    phone = await town.citizen(name)
    await phone.send("/menu")
    await phone.hears("JP 20", timeout=30)
    return phone


async def until(holds: Callable[[], Any]) -> None:
    """Looks again and again, for twenty seconds at most."""
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never holds")
