"""Each time HR reads a person's data the audit log gets an entry, which can be read."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from handlers.actions import Action, encode
from handlers.actions import people as actions
from handlers.capabilities import ROUTES
from handlers.reception.routes import Look
from storage.people import audit
from storage.upkeep import pruning
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import walk

LOOKS: dict[type[Action], Look] = {
    kind: route.look for kind, route in ROUTES.presses.items() if route.look is not None
}


async def at_the_desk(town: Town) -> Any:
    hr = await town.citizen("Peraga Petugas", hr=True)
    await hr.send("/hr")
    await hr.until(lambda p: "Pegawai" in p.labels)
    return hr


async def pressed(town: Town, phone: Any, action: Action) -> None:
    seen = len(town.sandbox.calls)
    await phone.press(phone.last.id, encode(action))
    answered = "answerCallbackQuery"
    await phone.until(lambda p: any(c.method == answered for c in town.sandbox.calls[seen:]))


@pytest.mark.parametrize("kind", LOOKS, ids=lambda kind: kind.__name__)
async def test_a_look_is_noted_with_who_and_about_what(town: Town, kind: type[Action]):
    hr = await at_the_desk(town)
    look = LOOKS[kind]
    facts = {field.name: 1 for field in dataclasses.fields(kind) if field.name != "back"}
    await pressed(town, hr, kind(**facts))
    about = 1 if look.about else None
    assert (look.event, town.person_of(hr), about) in await events(town)


async def test_a_typed_search_is_noted(town: Town):
    hr = await at_the_desk(town)
    await walk(hr, "Pegawai", "Cari Pegawai")
    await hr.hears("Silakan ketik nama")
    await hr.send("contoh")
    await hr.hears("contoh")
    assert ("staff_searched", town.person_of(hr), None) in await events(town)


async def test_nothing_is_noted_of_who_has_no_right(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    await pressed(town, phone, actions.OpenStaff(1))  # type: ignore[arg-type]
    assert await events(town) == []


async def test_a_person_sees_in_the_copy_that_somebody_looked(town: Town):
    hr, phone = await at_the_desk(town), await town.citizen("Contoh Satu")
    await pressed(town, hr, actions.OpenStaff(town.person_of(phone)))
    await phone.send("/privasi")
    await phone.until(lambda p: "Salinan Data" in p.labels)
    await phone.tap("Salinan Data")
    record = await phone.hears("Data yang sama untuk dibaca program lain")
    content = record.document[1].decode()
    assert '"dilihat_atau_diubah"' in content
    assert "melihat kartu pegawai" in content
    assert "Peraga Petugas" not in content


async def test_the_log_is_read_by_person_and_pruned_in_time(town: Town):
    hr, phone = await at_the_desk(town), await town.citizen("Contoh Satu")
    person = town.person_of(phone)
    await pressed(town, hr, actions.OpenStaff(person))
    entries = await audit.newest(town.store, nip=None)
    assert [entry.event for entry in entries] == ["person_seen"]
    about = await audit.newest(town.store, nip=entries[0].actor_nip)
    assert about == entries
    real = town.app.services.clock.real()
    await pruning.prune(town.store, now=town.now, real_now=real)
    assert await audit.newest(town.store, nip=None) == entries
    later = town.now + timedelta(days=2 * 365 + 1)
    await pruning.prune(town.store, now=later, real_now=real)
    assert not await audit.newest(town.store, nip=None)
