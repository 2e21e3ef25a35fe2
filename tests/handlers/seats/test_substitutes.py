"""Who gives up a seat late may name a colleague of the unit, who is asked to take the place."""

from typing import Any

from domain.ids import OfferingId
from domain.seats.deciding import Queued
from tests.support.nominating import TITLE
from tests.support.seats import enrol
from tests.support.seats import states as seats
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

LATE = at("2026-12-07 09:00")
"""Two working days before the start."""


async def seated(town: Town, **offering: Any) -> tuple[Any, Any, OfferingId]:
    """A person with a seat, and a colleague of the same unit."""
    unit = await town.make.unit("Dinas Contoh")
    phone = await town.citizen("Contoh Peserta", unit_id=unit)
    colleague = await town.citizen("Contoh Rekan", unit_id=unit)
    await town.make.person("Contoh Orang Lain", unit_id=await town.make.unit("Dinas Lain"))
    there = await town.make.offering(TITLE, **offering)
    await town.make.enrolment(town.person_of(phone), there)
    return phone, colleague, there


async def gives_up(phone: Any) -> None:
    await phone.send("/saya")
    await phone.hears(TITLE)
    await walk(phone, "1", "Batalkan", "Ya, Batalkan")
    await phone.hears("✗ Keikutsertaan")


async def test_a_colleague_is_asked_and_takes_the_seat(both_towns: Town):
    town = both_towns
    phone, colleague, there = await seated(town)
    await town.move_to(LATE)
    await gives_up(phone)
    await walk(phone, "Usulkan Pengganti")
    await phone.hears("Siapa pengganti dari Dinas Contoh?")
    assert "1. Contoh Rekan" in phone.last.said
    assert "Orang Lain" not in phone.last.said
    await walk(phone, "1")
    await phone.hears("✓ Pengganti Contoh Peserta sedang ditanya.")
    await colleague.hears("Bapak/Ibu diusulkan menggantikan Contoh Peserta pada " + TITLE)
    assert "paling lambat Selasa, 8 Desember 2026 pukul 09.00 WIB" in colleague.last.said
    await walk(colleague, "Bersedia")
    # Sign-up has closed for others.
    await colleague.hears("● Bapak/Ibu terdaftar")
    assert await seats(town.store, there) == {
        town.person_of(phone): "cancelled",
        town.person_of(colleague): "enrolled",
    }


async def test_the_seat_is_held_for_the_colleague_until_the_answer(town: Town):
    phone, colleague, there = await seated(town, seats=1, closes_at=at("2026-12-09 07:00"))
    await town.move_to(LATE)
    await gives_up(phone)
    await walk(phone, "Usulkan Pengganti", "1")
    await colleague.hears("Bapak/Ibu diusulkan menggantikan")
    other = await town.make.person("Contoh Lain")
    outcome = await enrol(town.store, other, there, now=town.now)
    assert isinstance(outcome, Queued)
    await walk(colleague, "Berhalangan")
    await colleague.hears("Jawaban dicatat")
    assert await seats(town.store, there) == {
        town.person_of(phone): "cancelled",
        town.person_of(colleague): "cancelled",
        other: "enrolled",
    }


async def test_a_seat_that_is_held_in_vain_becomes_free(both_towns: Town):
    town = both_towns
    phone, colleague, there = await seated(town)
    await town.move_to(LATE)
    await gives_up(phone)
    await walk(phone, "Usulkan Pengganti", "1")
    await colleague.hears("Bapak/Ibu diusulkan menggantikan")
    assert (await seats(town.store, there))[town.person_of(colleague)] == "offered"
    await town.move(hours=24)
    assert (await seats(town.store, there))[town.person_of(colleague)] == "cancelled"


async def test_who_gives_up_in_time_names_no_one(town: Town):
    phone, _, _ = await seated(town)
    await gives_up(phone)
    assert "Usulkan Pengganti" not in phone.labels


async def test_the_queue_goes_before_a_substitute(town: Town):
    phone, _, there = await seated(town, seats=1)
    waiting = await town.make.person("Contoh Antre")
    await town.make.enrolment(waiting, there, state="queued", place_in_queue=1)
    await town.move_to(LATE)
    await gives_up(phone)
    await walk(phone, "Usulkan Pengganti")
    await phone.hears("Tempat sudah terisi dari daftar tunggu.")
    assert phone.labels == ["Menu Utama"]


async def test_hr_names_the_substitute_from_its_notice(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone, colleague, _ = await seated(town)
    await town.move_to(at("2026-12-08 09:00"))
    await gives_up(phone)
    await hr.hears("berhalangan hadir")
    await walk(hr, "Usulkan Pengganti", "1")
    await hr.hears("✓ Pengganti Contoh Peserta sedang ditanya.")
    await colleague.hears(
        "dicalonkan oleh BKPSDM untuk " + TITLE + ", menggantikan Contoh Peserta."
    )


async def test_a_colleague_who_sits_elsewhere_cannot_be_chosen(town: Town):
    phone, colleague, _ = await seated(town)
    other = await town.make.offering("Workshop Contoh")
    await town.make.enrolment(town.person_of(colleague), other)
    await town.move_to(LATE)
    await gives_up(phone)
    await walk(phone, "Usulkan Pengganti")
    await phone.hears("1. ! Contoh Rekan: jadwal bersamaan")
    assert phone.labels == ["Menu Utama"]


async def test_another_person_cannot_name_a_substitute(town: Town):
    phone, colleague, _ = await seated(town)
    await town.move_to(LATE)
    await gives_up(phone)
    found = next(b for row in phone.last.buttons for b in row if b.label == "Usulkan Pengganti")
    await colleague.send("/menu")
    await colleague.hears("Contoh Rekan")
    await colleague.press(colleague.last.id, found.data)
    await colleague.hears("Pengganti tidak dapat lagi diusulkan")
