"""What the people found can be narrowed to, and the whole of it for a file."""

import pytest

from domain.people.staff import StaffChoice, StaffOnly
from storage.people.finding import search as finding
from tests.support.builders import Builders


@pytest.fixture
async def health(store):
    """Six people of two units: one is linked, one has a gap, one has left service."""
    make = Builders(store)
    health, works = await make.unit("Dinas Kesehatan"), await make.unit("Dinas PU")
    for number in range(3):
        await make.person(f"Contoh {number}", unit_id=health)
    await make.link(await make.person("Contoh Terhubung", unit_id=works), 1)
    await make.person("Contoh Pensiun", unit_id=works, active=False)
    post, lacking = await make.position(), await make.competency("Komunikasi")
    gap = await make.person("Contoh Kurang", position_id=post)
    await make.requires(post, lacking, 3)
    await make.rated(gap, lacking, 1)
    return health


async def test_each_choice_says_how_many_it_leaves(store, health):
    facts = await finding.narrowing(store, StaffChoice("contoh"), page=0)
    assert (facts.unlinked, facts.with_gaps) == (4, 1)
    assert [(one.name, one.people) for one in facts.units.items] == [
        ("Dinas Kesehatan", 3),
        ("Dinas PU", 2),
    ]
    in_health = await finding.narrowing(store, StaffChoice("contoh", unit=health), page=0)
    assert (in_health.unlinked, in_health.with_gaps, in_health.units.total) == (3, 0, 0)


async def test_what_a_choice_leaves_is_listed_and_goes_into_a_file(store, health):
    async def names(*chosen) -> list[str]:
        choice = StaffChoice(*chosen)
        people = (await finding.find(store, choice, page=0)).items
        rows = await finding.everyone(store, choice, most=9)
        assert sorted(one.name for one in rows) == sorted(one.name for one in people)
        return [one.name for one in people]

    assert await names("contoh", None, StaffOnly.WITH_GAPS) == ["Contoh Kurang"]
    assert await names("contoh 1", health, StaffOnly.UNLINKED) == ["Contoh 1"]
    assert await names("", health) == ["Contoh 0", "Contoh 1", "Contoh 2"]
    assert len(await finding.everyone(store, StaffChoice(""), most=2)) == 2
    assert await finding.unit_name(store, StaffChoice("", health)) == "Dinas Kesehatan"
