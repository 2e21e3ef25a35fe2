"""The role of a unit officer on both engines: given once, ended when it no longer counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.people.roles import RoleAnswer
from storage.database.store import Store
from storage.outbox.tables import message
from storage.people.roles import ending, giving, reading
from storage.people.tables import person as person_table
from tests.support.acts import act, unrepeated
from tests.support.builders import NOW, Builders

TODAY = date(2026, 11, 23)


@pytest.fixture
async def there(store: Store) -> tuple[Any, Any, Any]:
    make = Builders(store)
    office = await make.unit("Dinas Contoh")
    part = await make.unit("Bidang Contoh", parent=office)
    return make, office, await make.person("Contoh Calon", unit_id=part)


async def told(store: Store) -> list[tuple[str, Any]]:
    async with store.read() as session:
        rows = await session.execute(
            select(message.c.kind, message.c.person_id, message.c.facts).order_by(message.c.id)
        )
        return [(row.kind, row.facts.get("why")) for row in rows]


async def test_the_units_offered_are_those_above_the_person(store, there):
    _, office, who = there
    units = await reading.units_for(store, who)
    assert [(unit.name, unit.people) for unit in units] == [
        ("Bidang Contoh", 1),
        ("Dinas Contoh", 1),
    ]
    assert units[1].id == office


async def test_a_second_code_voids_the_first(store, there):
    _, office, who = there
    first = await giving.give(store, unrepeated(by=who), who, office)
    second = await giving.give(store, unrepeated(by=who), who, office)
    assert first
    assert second
    old = await giving.accept(store, unrepeated(by=who), first[0], first[1])
    assert old.answer is RoleAnswer.VOID
    new = await giving.accept(store, unrepeated(by=who), second[0], second[1])
    assert new.answer is RoleAnswer.ACCEPTED
    assert await giving.give(store, unrepeated(by=who), who, office) is None


async def test_no_role_is_given_where_the_person_does_not_work(store, there):
    make, _, who = there
    assert await giving.give(store, unrepeated(by=who), who, await make.unit("Lain")) is None
    nip = (await reading.of_person(store, who), "199001012020011999")[1]
    assert await giving.grant(store, nip=nip, unit_code="U", now=NOW) is None


async def test_a_code_that_is_delivered_twice_counts_once(store, there):
    _, office, who = there
    given = await giving.give(store, unrepeated(by=who), who, office)
    assert given is not None
    for _ in range(2):
        done = await giving.accept(store, act(who, update=7), given[0], "AAAAA-AAAAA")
    assert done.role is not None
    assert done.role.wrong == 1


@pytest.mark.parametrize(
    ("change", "day", "why"),
    [
        ({}, TODAY, None),
        ({}, TODAY + timedelta(days=1), "over"),
        ({"active": False}, TODAY, "left service"),
        ({"unit_id": None}, TODAY, "left unit"),
    ],
    ids=["counts", "over", "left service", "left unit"],
)
async def test_what_no_longer_counts_ends_once(store, there, change, day, why):
    make, office, who = there
    hr = await make.person("Contoh Petugas")
    await make.hr(hr)
    await make.unit_officer(who, office, until=TODAY)
    if change:
        async with store.write() as session:
            mine = person_table.c.id == who
            await session.execute(update(person_table).where(mine).values(**change))
    expected = 0 if why is None else 1
    assert await ending.end_due(store, now=NOW, day=day) == expected
    assert await ending.end_due(store, now=NOW, day=day) == 0
    assert {reason for _, reason in await told(store)} == ({why} if why else set())
