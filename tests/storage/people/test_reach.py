"""Whose data a unit officer sees: the people of the own tree, while the role lasts."""

from datetime import date, timedelta
from typing import Any

import pytest

from storage.database.store import Store
from storage.people import reach
from tests.support.builders import NOW, Builders

TODAY = date(2026, 11, 23)


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def officer_of(make: Builders, **facts: Any):
    """An office with a part and a part of that, and the officer of the office."""
    office = await make.unit("Dinas Contoh")
    part = await make.unit("Bidang Contoh", parent=office)
    desk = await make.unit("Seksi Contoh", parent=part)
    who = await make.person("Contoh Pengelola", unit_id=part)
    await make.unit_officer(who, office, **facts)
    return who, (office, part, desk)


async def test_the_officer_of_a_unit_sees_the_units_below_it(store, make):
    who, units = await officer_of(make)
    other = await make.person("Contoh Lain", unit_id=await make.unit("Dinas Lain"))
    own = await make.person("Contoh Dekat", unit_id=units[2])
    async with store.read() as session:
        assert await reach.units_of_officer(session, who, TODAY) == set(units)
        assert await reach.can_see(session, who, own, day=TODAY)
        assert not await reach.can_see(session, who, other, day=TODAY)
        assert not await reach.can_see(session, own, who, day=TODAY)


@pytest.mark.parametrize(
    "facts",
    [
        {"accepted_at": None},
        {"ended_at": NOW},
        {"until": TODAY - timedelta(days=1)},
    ],
    ids=["not accepted", "revoked", "over"],
)
async def test_a_role_that_is_not_in_effect_gives_no_sight(store, make, facts):
    who, _ = await officer_of(make, **facts)
    async with store.read() as session:
        assert await reach.units_of_officer(session, who, TODAY) == frozenset()


async def test_the_role_counts_on_its_last_day(store, make):
    who, units = await officer_of(make, until=TODAY)
    async with store.read() as session:
        assert await reach.units_of_officer(session, who, TODAY) == set(units)


async def test_an_officer_who_works_elsewhere_sees_nobody(store, make):
    office = await make.unit("Dinas Contoh")
    who = await make.person("Contoh Pindah", unit_id=await make.unit("Dinas Lain"))
    await make.unit_officer(who, office)
    async with store.read() as session:
        assert await reach.units_of_officer(session, who, TODAY) == frozenset()


async def test_units_that_go_round_in_a_circle_end(store, make):
    who, units = await officer_of(make)
    await make.set_parent(units[0], units[2])
    async with store.read() as session:
        assert await reach.units_of_officer(session, who, TODAY) == set(units)


async def test_an_hr_officer_sees_every_person(store, make):
    who, other = await make.person(), await make.person()
    await make.hr(who)
    async with store.read() as session:
        assert await reach.can_see(session, who, other, day=TODAY)
