"""Messages to HR go to every HR officer, with a linked account or without."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from storage.accounts import data_requests
from storage.accounts.tables import data_request
from storage.database.store import Store
from storage.outbox.officers import tell_officers
from storage.outbox.tables import message
from tests.support.builders import NOW, Builders


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def told(store: Store) -> list[tuple[int, str]]:
    query = select(message.c.person_id, message.c.dedupe_key).order_by(message.c.person_id)
    async with store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def test_every_officer_in_service_is_told_once(store: Store, make: Builders):
    linked, unlinked = await make.person(), await make.person()
    left = await make.person(active=False)
    for officer in (linked, unlinked, left):
        await make.hr(officer)
    await make.link(linked, 11)
    for _ in range(2):
        async with store.write() as session:
            keys = await tell_officers(
                session, "req_data", facts={"request": 7}, once="req_data:7", now=NOW
            )
        assert keys == [f"req_data:7:{linked}", f"req_data:7:{unlinked}"]
    assert await told(store) == [(linked, keys[0]), (unlinked, keys[1])]


async def ask(store: Store, person: int, *, at: datetime = NOW) -> None:
    facts = {"kind": "correction", "field": "name", "content": "-", "created_at": at}
    async with store.write() as session:
        await session.execute(
            insert(data_request).values(person_id=person, due_at=at + timedelta(hours=72), **facts)
        )


async def test_an_officer_named_later_is_alerted_as_well(store: Store, make: Builders):
    first, second, asking = await make.person(), await make.person(), await make.person()
    await make.hr(first)
    await ask(store, asking)
    late = NOW + timedelta(hours=48)
    assert await data_requests.alert(store, now=late, zone="Asia/Jakarta") == 1
    await make.hr(second)
    assert await data_requests.alert(store, now=late, zone="Asia/Jakarta") == 1
    assert await data_requests.alert(store, now=late, zone="Asia/Jakarta") == 0
    assert [person for person, _ in await told(store)] == [first, second]


async def test_each_correction_is_alerted_of(store: Store, make: Builders):
    officer, asking = await make.person(), await make.person()
    await make.hr(officer)
    await ask(store, asking)
    assert (
        await data_requests.alert(store, now=NOW + timedelta(hours=48), zone="Asia/Jakarta") == 1
    )
    await ask(store, asking, at=NOW + timedelta(days=30))
    assert await data_requests.alert(store, now=NOW + timedelta(days=31), zone="Asia/Jakarta") == 0
    assert await data_requests.alert(store, now=NOW + timedelta(days=32), zone="Asia/Jakarta") == 1
    assert len(await told(store)) == 2
