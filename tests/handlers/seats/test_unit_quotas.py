"""Seats by unit: a unit gets at most its seats, or they are kept for it until shortly before."""

from typing import Any

from domain.ids import OfferingId
from handlers.actions import encode
from handlers.actions.seats import OpenOffering
from tests.support.seats import cancel, enrol, states
from tests.support.town import Town

TITLE = "Bimtek Keamanan Informasi"


async def opened(phone: Any, there: OfferingId) -> None:
    """Opens the details of an offering on a phone."""
    await phone.send("/menu")
    await phone.hears("Selamat")
    await phone.press(phone.last.id, encode(OpenOffering(there)))


async def test_a_full_unit_waits_while_others_still_get_seats(both_towns: Town):
    town = both_towns
    city = await town.make.unit("Kota Contoh")
    office = await town.make.unit("Dinas Contoh", parent=city)
    desk = await town.make.unit("Bidang Contoh", parent=office)
    other = await town.make.unit("Badan Contoh", parent=city)
    there = await town.make.offering(TITLE, seats=3, unit_quota="most 1")
    holder = await town.make.person("Contoh Nol", unit_id=office)
    await enrol(town.store, holder, there, now=town.now)
    first = await town.citizen("Contoh Satu", unit_id=desk)
    second = await town.citizen("Contoh Dua", unit_id=other)
    await opened(first, there)
    told = await first.hears("! Kuota Dinas Contoh sudah terisi (1).")
    assert "sisa 2 dari 3 kursi" in told.said
    await first.tap("Masuk Daftar Tunggu")
    await first.hears("urutan 1")
    await opened(second, there)
    await second.hears("Kuota Badan Contoh: sisa 1 dari 1")
    await second.tap("Daftar")
    await second.hears("● Bapak/Ibu terdaftar")
    await town.move(minutes=2)
    assert (await states(town.store, there))[town.person_of(first)] == "queued"
    await cancel(town.store, holder, there, now=town.now)
    assert (await states(town.store, there))[town.person_of(first)] == "enrolled"


async def test_kept_seats_are_everybodys_a_week_before_sign_up_closes(both_towns: Town):
    town = both_towns
    office = await town.make.unit("Dinas Contoh")
    there = await town.make.offering(TITLE, seats=1, unit_quota=f"reserve {office}:1")
    phone = await town.citizen("Contoh Satu")
    await opened(phone, there)
    await phone.hears("! Sisa tempat dicadangkan bagi unit lain.")
    await phone.tap("Masuk Daftar Tunggu")
    await phone.hears("urutan 1")
    await town.move(days=9)
    await phone.hears("● Mendapat tempat")
    assert (await states(town.store, there))[town.person_of(phone)] == "enrolled"
