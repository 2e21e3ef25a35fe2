"""Requests about personal data are listed until settled, and HR is reminded in time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.ids import PersonId
from storage.accounts import data_requests
from storage.accounts.tables import data_request
from storage.database.store import Store
from storage.outbox.tables import message
from tests.support.acts import act
from tests.support.builders import NOW, Builders


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def asked(make: Builders, person: PersonId, **facts) -> int:
    values = {
        "person_id": person,
        "kind": "correction",
        "field": "post",
        "content": "Analis SDM",
        "created_at": NOW,
        "due_at": NOW + timedelta(days=3),
        **facts,
    }
    return await make._add(data_request, values)


async def promised(store: Store) -> list[tuple[str, int]]:
    async with store.read() as session:
        rows = await session.execute(select(message).order_by(message.c.id))
        return [(row.kind, row.person_id) for row in rows]


async def test_what_is_due_first_comes_first(store, make):
    person = await make.person()
    late = await asked(make, person)
    early = await asked(make, person, due_at=NOW + timedelta(hours=1))
    await asked(make, person, kind="withdrawal", field=None, content=None)
    page = await data_requests.pending(store, page=0)
    assert [one.id for one in page.items] == [early, late]
    assert await data_requests.waiting(store) == 2


async def test_settling_tells_the_person_once(store, make):
    officer, person = await make.person("Contoh Petugas"), await make.person()
    request = await asked(make, person)
    for update in (1, 1, 2):
        settled = await data_requests.settle(store, act(officer, update=update), request)
    assert (settled.settled_at, settled.settled_by) == (NOW, "Contoh Petugas")
    assert [person_id for _, person_id in await promised(store)] == [person]
    assert await data_requests.waiting(store) == 0


async def test_every_officer_is_alerted_once_after_48_hours(store, make):
    officers = [await make.person(f"Contoh Petugas {number}") for number in range(2)]
    for officer in officers:
        await make.hr(officer)
    await asked(make, await make.person())
    assert (
        await data_requests.alert(store, now=NOW + timedelta(hours=47), zone="Asia/Jakarta") == 0
    )
    assert (
        await data_requests.alert(store, now=NOW + timedelta(hours=48), zone="Asia/Jakarta") == 1
    )
    assert (
        await data_requests.alert(store, now=NOW + timedelta(hours=60), zone="Asia/Jakarta") == 0
    )
    assert await promised(store) == [("data_request_due", officer) for officer in officers]


async def test_nobody_is_alerted_about_what_is_settled(store, make):
    officer = await make.person()
    await make.hr(officer)
    await asked(make, await make.person(), settled_at=NOW, settled_by=officer)
    assert await data_requests.alert(store, now=NOW + timedelta(days=3), zone="Asia/Jakarta") == 0
