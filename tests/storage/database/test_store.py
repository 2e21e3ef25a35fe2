import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from storage.catalogue.tables import offering as offering_table
from storage.database import schema
from storage.database import store as database_store
from storage.database.store import Store, Transaction, is_database_away
from storage.people.tables import unit
from tests.support.builders import Builders
from tests.support.engines import Engines, opened


async def test_a_new_database_has_the_newest_schema(store: Store):
    assert await schema.is_current(store)


async def test_moments_come_back_aware_and_in_utc(store: Store):
    make = Builders(store)
    offering = await make.offering()
    async with store.read() as session:
        query = select(offering_table.c.starts_at).where(offering_table.c.id == offering)
        starts_at = (await session.execute(query)).scalar_one()
    assert starts_at.isoformat() == "2026-12-09T01:00:00+00:00"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://contoh:contoh@/contoh?host=/nowhere",
        "postgresql+asyncpg://contoh:contoh@nowhere.invalid/contoh",
        "postgresql+asyncpg://contoh:contoh@127.0.0.1:1/contoh",
        "sqlite+aiosqlite:////nowhere/contoh.db",
    ],
    ids=["no socket", "no such name", "refused", "no folder"],
)
async def test_a_database_that_cannot_be_reached_is_away(url: str):
    async with opened(url) as store:
        with pytest.raises((OSError, DBAPIError)) as told:
            async with store.read():
                pass
        assert is_database_away(told.value)


async def test_connections_that_postgresql_closed_are_made_anew_unnoticed(engines: Engines):
    async with opened(await engines.postgresql()) as store:
        async with store.read(), store.read(), store.read():
            pass
        async with store.single() as session:
            others = (
                "FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert await _one(session, f"SELECT count(pg_terminate_backend(pid)) {others}") == 2
            for _ in range(100):
                if not await _one(session, f"SELECT count(*) {others}"):
                    break
                await asyncio.sleep(0.05)
        async with store.read() as one, store.write() as two, store.look() as three:
            for session in (one, two, three):
                assert await _one(session, "SELECT 1") == 1


async def test_a_file_that_cannot_be_opened_leaves_no_thread_behind(tmp_path: Path):
    before = set(threading.enumerate())
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'gone' / 'bangkom.db'}") as store:
        for _ in range(20):
            with pytest.raises(DBAPIError):
                async with store.read():
                    pass
            left = {one.name for one in set(threading.enumerate()) - before}
            assert [name for name in left if "_connection_worker_thread" in name] == []


async def test_two_programs_write_one_file_in_turn(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database_store, "BUSY_SECONDS", 30.0)
    url, read = await engines.sqlite(), asyncio.Event()
    async with opened(url) as one, opened(url) as two:
        await Builders(one).unit("0")
        named = unit.c.name

        async def add(session: Transaction) -> None:
            before = (await session.execute(select(named))).scalar_one()
            await asyncio.sleep(0.1)
            await session.execute(update(unit).values(name=str(int(before) + 1)))

        async def meanwhile() -> None:
            async with two.write() as session:
                read.set()
                await add(session)

        async with one.write() as session:
            other = asyncio.create_task(meanwhile())
            await add(session)
            assert not read.is_set()
        await other
        async with one.read() as session:
            assert (await session.execute(select(named))).scalar_one() == "2"


async def test_a_commit_on_sqlite_outlives_a_loss_of_power(engines: Engines):
    async with opened(await engines.sqlite()) as store:
        async with store.read() as one, store.look() as two, store.single() as three:
            for session in (one, two, three):
                assert await _one(session, "PRAGMA synchronous") == 2  # FULL
        async with store.write() as session:
            assert await _one(session, "PRAGMA synchronous") == 2
            assert await _one(session, "PRAGMA journal_mode") == "wal"
            assert await _one(session, "PRAGMA foreign_keys") == 1


async def _one(session: Transaction, statement: str) -> object:
    return (await session.execute(text(statement))).scalar_one()


@pytest.mark.parametrize("wrong", ["SELECT 1/0", "SELECT 'x'::int", "SELECT 3000000000::int"])
async def test_a_value_that_postgresql_refuses_does_not_come_again(engines, wrong):
    async with opened(await engines.postgresql()) as store:
        with pytest.raises(DBAPIError) as told:
            async with store.write() as session:
                await session.exec_driver_sql(wrong)
        assert not is_database_away(told.value)


@pytest.mark.parametrize("typed", ["budi\x00", "budi\ud800"])
async def test_a_text_that_postgresql_cannot_keep_does_not_come_again(engines, typed):
    async with opened(await engines.postgresql()) as store:
        with pytest.raises((DBAPIError, ValueError)) as told:
            async with store.write() as session:
                await session.execute(insert(unit).values(code="U01", name=typed))
        assert not is_database_away(told.value)
