"""The desk of a unit officer: people of the own tree alone, each look noted."""

from datetime import timedelta
from typing import Any

import pytest

from domain.ids import PersonId
from handlers.actions import desk as actions
from handlers.actions import encode
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import walk

OUTSIDE = "Pegawai ini di luar Dinas Contoh."


@pytest.fixture
async def units(town: Town) -> tuple[Any, Any]:
    """Dinas Contoh with a part, and another office."""
    office = await town.make.unit("Dinas Contoh")
    return office, await town.make.unit("Bidang Contoh", parent=office)


async def unit_officer(town: Town, units: tuple[Any, Any]) -> Any:
    phone = await town.citizen("Contoh Pengelola", unit_id=units[1])
    await town.make.unit_officer(town.person_of(phone), units[0])
    return phone


async def someone_else(town: Town) -> PersonId:
    return await town.make.person("Contoh Luar", unit_id=await town.make.unit("Dinas Lain"))


async def pressed(town: Town, phone: Any, action: Any) -> str:
    carrier = phone.last
    before = carrier.said
    await phone.press(carrier.id, encode(action))
    await phone.until(lambda p: carrier.said != before)
    return str(carrier.said)


async def test_the_desk_of_a_unit_counts_its_own_people(town: Town, units):
    phone = await unit_officer(town, units)
    await town.make.person("Contoh Dalam", unit_id=units[0])
    await someone_else(town)
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    assert "Menu HR" not in phone.labels
    await phone.tap("Menu Unit")
    await phone.hears("Menu Unit: Dinas Contoh")
    assert "Terhubung: 1 dari 2 ASN" in phone.last.said
    assert "Belum Terhubung 1" in phone.labels
    await phone.send("/hr")
    await phone.hears("Menu Unit: Dinas Contoh")


async def test_a_search_at_the_desk_finds_people_of_the_own_tree_alone(town: Town, units):
    phone = await unit_officer(town, units)
    await town.make.person("Contoh Dalam", unit_id=units[1])
    await someone_else(town)
    await phone.send("/hr")
    await phone.hears("Menu Unit")
    await phone.send("contoh")
    await phone.hears("2 pegawai cocok")
    assert "Contoh Luar" not in phone.last.said
    assert ("staff_searched", town.person_of(phone), None) in await events(town)


async def test_the_card_says_what_the_unit_may_know_and_is_noted(town: Town, units):
    phone = await unit_officer(town, units)
    inside = await town.make.person("Contoh Dalam", unit_id=units[1])
    await phone.send("/hr")
    await phone.hears("Menu Unit")
    assert "Contoh Dalam" in await pressed(town, phone, actions.OpenUnitPerson(inside))
    assert not [label for label in phone.labels if "Nomor HP" in label or "Lepas" in label]
    assert ("person_seen", town.person_of(phone), inside) in await events(town)


async def test_nobody_outside_the_tree_is_shown_or_noted(town: Town, units):
    phone = await unit_officer(town, units)
    other = await someone_else(town)
    await phone.send("/hr")
    await phone.hears("Menu Unit")
    for action in (actions.OpenUnitPerson(other), actions.ListUnitTrainings(other)):
        assert await pressed(town, phone, action) == OUTSIDE
        assert "Menu Unit" in await pressed(town, phone, actions.OpenUnitDesk())
    assert not [one for one in await events(town) if one[0] == "person_seen"]


async def test_the_offerings_of_a_unit_show_its_own_people_alone(town: Town, units):
    phone = await unit_officer(town, units)
    inside = await town.make.person("Contoh Dalam", unit_id=units[1])
    offering = await town.make.offering("Bimtek Contoh")
    await town.make.offering("Bimtek Lain")
    own = {"organiser": "dinas contoh"}
    await town.make.offering("Bimtek Sendiri", training=own)
    for who in (inside, await someone_else(town)):
        await town.make.enrolment(who, offering)
    await phone.send("/hr")
    await phone.hears("Menu Unit")
    await walk(phone, "Angkatan")
    await phone.hears("Bimtek Sendiri")
    assert "Bimtek Lain" not in phone.last.said
    await pressed(town, phone, actions.OpenUnitRun(offering))
    assert "Dari unit ini: 1 terdaftar" in phone.last.said
    assert "Contoh Dalam" in phone.last.said
    assert "Contoh Luar" not in phone.last.said


async def test_the_file_of_those_not_linked_holds_the_own_tree(town: Town, units):
    phone = await unit_officer(town, units)
    await town.make.person("Contoh Dalam", unit_id=units[1])
    await someone_else(town)
    await phone.send("/hr")
    await phone.hears("Menu Unit")
    await walk(phone, "Belum Terhubung")
    await phone.hears("Contoh Dalam")
    assert "Contoh Luar" not in phone.last.said
    await phone.tap("Unduh")
    await phone.hears("1 ASN Dinas Contoh belum terhubung")
    assert ("unlinked_downloaded", town.person_of(phone), None) in await events(town)


async def test_the_desk_closes_on_the_day_after_the_last(town: Town, units):
    phone = await town.citizen("Contoh Pengelola", unit_id=units[1])
    last = town.now.date() - timedelta(days=1)
    await town.make.unit_officer(town.person_of(phone), units[0], until=last)
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


async def test_who_has_both_roles_has_both_doors(town: Town, units):
    phone = await unit_officer(town, units)
    await town.make.hr(town.person_of(phone))
    await phone.send("/menu")
    await phone.until(lambda p: {"Menu HR", "Menu Unit"} <= set(p.labels))
    await phone.tap("Menu Unit")
    await phone.hears("Menu Unit: Dinas Contoh")
