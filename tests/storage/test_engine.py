import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from storage import schema, tables
from storage.engine import Store, is_database_away
from tests.builders import Builders
from tests.engines import opened


async def test_a_new_database_has_the_newest_schema(store: Store):
    assert await schema.is_current(store)


async def test_moments_come_back_aware_and_in_utc(store: Store):
    make = Builders(store)
    offering = await make.offering()
    async with store.read() as session:
        query = select(tables.offering.c.starts_at).where(tables.offering.c.id == offering)
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
