"""HR names who receives people at an offering; they answer, and see its participants alone."""

from typing import Any

from handlers.actions import encode
from handlers.actions import hosts as actions
from handlers.actions.offerings import OpenRun
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import walk

GONE = "Bapak/Ibu tidak tercatat sebagai panitia pelatihan itu."


async def named(town: Town) -> tuple[Any, Any, Any]:
    """HR, a person who is asked to be a host, and the offering with one participant."""
    offering = await town.make.offering("Bimtek Contoh")
    unit = await town.make.unit("Dinas Contoh")
    await town.make.enrolment(await town.make.person("Contoh Peserta", unit_id=unit), offering)
    phone = await town.citizen("Contoh Panitia")
    hr = await town.citizen("Contoh Petugas", hr=True)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await pressed(hr, OpenRun(offering), "Bimtek Contoh")
    await walk(hr, "Panitia", "Tambah")
    await hr.hears("Siapa panitianya?")
    await hr.send("contoh panitia")
    await hr.hears("Hasil untuk contoh panitia")
    await hr.tap("1")
    await hr.hears("1. ○ Contoh Panitia")
    await phone.hears("Bapak/Ibu diminta menjadi panitia Bimtek Contoh:")
    return hr, phone, offering


async def pressed(phone: Any, action: Any, hears: str) -> None:
    await phone.press(phone.last.id, encode(action))
    await phone.hears(hears)


async def test_a_host_who_agrees_sees_the_participants_and_it_is_noted(town: Town):
    hr, phone, offering = await named(town)
    await phone.tap("Bersedia")
    await phone.hears("✓ Bapak/Ibu bersedia.")
    await phone.send("/menu")
    await walk(phone, "Panitia", "1")
    await phone.hears("1. Contoh Peserta: terdaftar")
    assert "Dinas Contoh" in phone.last.said
    assert "NIP" not in phone.last.said
    assert ("participants_seen", town.person_of(phone), offering) in await events(town)
    await pressed(hr, actions.ListHosts(offering), "1. ✓ Contoh Panitia")


async def test_before_the_answer_and_elsewhere_a_host_sees_nothing(town: Town):
    _, phone, offering = await named(town)
    other = await town.make.offering("Bimtek Lain")
    await pressed(phone, actions.OpenHosted(offering), GONE)
    await pressed(phone, actions.OpenHosting(1), "Mohon jawaban Bapak/Ibu.")  # type: ignore[arg-type]
    await phone.tap("Bersedia")
    await phone.hears("✓ Bapak/Ibu bersedia.")
    await pressed(phone, actions.OpenHosted(other), GONE)


async def test_a_host_who_cannot_come_is_told_to_hr(town: Town):
    hr, phone, offering = await named(town)
    await phone.tap("Berhalangan")
    await phone.hears("✗ Bapak/Ibu berhalangan.")
    await hr.hears("✗ Contoh Panitia berhalangan menjadi panitia.")
    await pressed(phone, actions.OpenHosted(offering), GONE)


async def test_the_sight_ends_two_weeks_after_the_offering(town: Town):
    _, phone, offering = await named(town)
    await phone.tap("Bersedia")
    await phone.hears("✓ Bapak/Ibu bersedia.")
    await town.move(days=16 + 13)
    await pressed(phone, actions.OpenHosted(offering), "1. Contoh Peserta")
    await town.move(days=2)
    await pressed(phone, actions.OpenHosted(offering, 1), GONE)
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    assert not [label for label in phone.labels if label.startswith("Panitia")]


async def test_another_persons_answer_is_refused(town: Town):
    _, phone, _ = await named(town)
    other = await town.citizen("Contoh Lain")
    await other.send("/menu")
    await other.hears("Bapak/Ibu")
    await pressed(other, actions.GiveHostAnswer(1, True), GONE)  # type: ignore[arg-type]
    await phone.tap("Bersedia")
    await phone.hears("✓ Bapak/Ibu bersedia.")


async def test_hr_takes_a_host_off(town: Town):
    hr, phone, offering = await named(town)
    await phone.tap("Bersedia")
    await phone.hears("✓ Bapak/Ibu bersedia.")
    await pressed(hr, actions.ListHosts(offering), "1. ✓ Contoh Panitia")
    await walk(hr, "1", "Hapus")
    await hr.hears("Belum ada panitia.")
    await pressed(phone, actions.OpenHosted(offering), GONE)
