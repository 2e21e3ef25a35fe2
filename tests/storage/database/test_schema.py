import asyncio
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select, text

from storage.database import schema
from storage.database.store import Store
from storage.people.tables import person as person_table
from storage.tables import metadata
from tests.support.builders import Builders


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_migrations_make_exactly_the_schema_of_the_code(store: Store):
    async with store.read() as session:
        assert await session.run_sync(differences) == []


async def test_migrating_again_keeps_everything(store: Store):
    person = await Builders(store).person()
    await schema.migrate(store)
    async with store.read() as session:
        assert (await session.execute(select(person_table.c.id))).scalars().all() == [person]


async def test_a_start_with_the_newest_schema_waits_for_no_other(store: Store):
    async with store.write() as session, asyncio.timeout(30):
        if not store.is_sqlite:
            await session.execute(text("SELECT pg_advisory_xact_lock(770077)"))
        await schema.migrate(store)


async def test_a_database_without_tables_is_not_current(store: Store):
    async with store.write() as session:
        await session.execute(text("DELETE FROM alembic_version"))
    assert not await schema.is_current(store)
