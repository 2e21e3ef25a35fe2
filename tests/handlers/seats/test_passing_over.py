"""A person in the queue who cannot take or learn of a free seat is passed over, and it is told."""

from typing import Any

from sqlalchemy import update

from domain.ids import OfferingId
from storage.catalogue.tables import offering as offering_table
from storage.people import actors
from storage.seats import queue
from tests.support.seats import enrol, states
from tests.support.times import at
from tests.support.town import Town
from tests.support.waiting import until
from tests.support.walking import walk

TITLE, OTHER = "Bimtek Keamanan Informasi", "Workshop Komunikasi"


async def full(town: Town) -> tuple[OfferingId, Any, Any]:
    """A full offering with two people in its queue."""
    there = await town.make.offering(TITLE, seats=1)
    await town.make.enrolment(await town.make.person("Contoh Nol"), there)
    first, second = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua")
    for phone in (first, second):
        await enrol(town.store, town.person_of(phone), there, now=town.now)
    return there, first, second


async def raise_quota(town: Town, there: OfferingId, seats: int) -> None:
    async with town.store.write() as session:
        quota = update(offering_table).where(offering_table.c.id == there).values(quota=seats)
        await session.execute(quota)
    await queue.move_queues_up(town.store, now=town.now)
    await town.settle()


async def is_blocked(town: Town, phone: Any) -> bool:
    _, blocked = await actors.resolve(town.store, phone.telegram_id, town.now.date())
    return blocked


async def test_who_is_elsewhere_is_told_once_and_can_move(both_towns: Town):
    town = both_towns
    there, first, second = await full(town)
    other = await town.make.offering(OTHER)
    await town.make.enrolment(town.person_of(first), other)
    await raise_quota(town, there, 3)
    await second.hears("● Mendapat tempat")
    await first.hears(f"Ada tempat untuk {TITLE}, Rabu, 9 Desember 2026.")
    said = len(first.messages)
    await town.move(minutes=30)
    assert len(first.messages) == said
    await walk(first, "Pindah ke Pelatihan Ini", "Ya, Pindah")
    await first.hears("● Bapak/Ibu terdaftar")
    assert (await states(town.store, there))[town.person_of(first)] == "enrolled"
    assert (await states(town.store, other))[town.person_of(first)] == "cancelled"


async def test_who_blocks_the_bot_keeps_the_place_hr_is_told_and_the_person_on_return(
    both_towns: Town,
):
    town = both_towns
    there, first, second = await full(town)
    hr = await town.citizen("Contoh Petugas", hr=True)
    first.block()
    await until(lambda: is_blocked(town, first))
    await raise_quota(town, there, 2)
    await second.hears("● Mendapat tempat")
    assert hr.messages == []
    await town.move_to(at("2026-11-24 08:00"))
    await hr.hears("Tidak dapat diberi tahu, mohon sampaikan langsung: Contoh Satu")
    assert hr.labels == ["Peserta", "Menu Utama"]
    assert (await states(town.store, there))[town.person_of(first)] == "queued"
    first.unblock()
    await first.send("/menu")
    told = await first.hears(f"Sempat ada tempat untuk {TITLE}")
    assert told.said.endswith("Urutan 1 di daftar tunggu tetap.")
