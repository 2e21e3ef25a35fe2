from sqlalchemy import select

from storage import schema, tables
from storage.engine import Store
from tests.builders import Builders


async def test_a_new_database_has_the_newest_schema(store: Store):
    assert await schema.is_current(store)


async def test_moments_come_back_aware_and_in_utc(store: Store):
    make = Builders(store)
    offering = await make.offering()
    async with store.read() as session:
        query = select(tables.offering.c.starts_at).where(tables.offering.c.id == offering)
        starts_at = (await session.execute(query)).scalar_one()
    assert starts_at.isoformat() == "2026-12-09T01:00:00+00:00"
