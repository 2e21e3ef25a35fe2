"""A free seat of an offering with TAWARAN JAM is offered to the queue, one person a seat."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from domain.ids import OfferingId
from storage.catalogue.tables import offering as offering_table
from storage.seats.tables import enrolment
from tests.support.seats import cancel, enrol, states
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def full(town: Town, *, hours: int = 6, waiting: int = 2) -> tuple[OfferingId, Any, Any]:
    """A full offering that offers its seats, the person with its seat, and those who wait."""
    there = await town.make.offering(TITLE, seats=1, offer_hours=hours)
    holder = await town.make.person("Contoh Nol")
    await enrol(town.store, holder, there, now=town.now)
    phones = [await town.citizen(f"Contoh {n}") for n in ("Satu", "Dua", "Tiga")[:waiting]]
    for phone in phones:
        await enrol(town.store, town.person_of(phone), there, now=town.now)
    return there, holder, phones


async def test_the_seat_is_offered_to_the_first_and_taken_with_one_tap(both_towns: Town):
    town = both_towns
    there, holder, (first, second) = await full(town)
    await cancel(town.store, holder, there, now=town.now)
    assert (await states(town.store, there))[town.person_of(first)] == "queued"
    await town.move(minutes=1)
    told = await first.hears(f"Ada tempat untuk {TITLE}.")
    assert "Ditahan untuk Bapak/Ibu sampai" in told.said
    assert not any(TITLE in one.said for one in second.messages if "Ada tempat" in one.said)
    await first.tap("Ambil Tempat")
    await first.hears(f"● Bapak/Ibu terdaftar pada {TITLE}.")
    assert (await states(town.store, there))[town.person_of(first)] == "enrolled"
    assert (await states(town.store, there))[town.person_of(second)] == "queued"


async def test_a_seat_that_is_passed_goes_to_the_next_and_does_not_come_back(both_towns: Town):
    town = both_towns
    there, holder, (first, second) = await full(town)
    await cancel(town.store, holder, there, now=town.now)
    await town.move(minutes=1)
    await first.hears("Ada tempat untuk")
    await first.tap("Lewati")
    await first.hears("Baik. Tempat ditawarkan kepada peminat berikutnya.")
    await second.hears("Ada tempat untuk")
    await second.tap("Lewati")
    await second.hears("Baik.")
    await town.move(minutes=5)
    now = await states(town.store, there)
    assert {now[town.person_of(one)] for one in (first, second)} == {"queued"}
    late = await town.citizen("Contoh Tiga")
    await enrol(town.store, town.person_of(late), there, now=town.now)
    assert (await states(town.store, there))[town.person_of(late)] == "enrolled"
    # The next seat is theirs again, in the old order.
    await cancel(town.store, town.person_of(late), there, now=town.now)
    await town.move(minutes=1)
    assert (await states(town.store, there))[town.person_of(first)] == "offered"


async def test_who_passes_may_leave_the_queue(town: Town):
    there, holder, (first, _) = await full(town)
    await cancel(town.store, holder, there, now=town.now)
    await town.move(minutes=1)
    await walk(first, "Lewati", "Keluar Antrean")
    await first.hears(f"✗ Posisi di daftar tunggu {TITLE} dibatalkan.")
    assert (await states(town.store, there))[town.person_of(first)] == "cancelled"


async def test_an_offer_without_answer_ends_and_the_second_one_ends_the_waiting(both_towns: Town):
    town = both_towns
    there, holder, (first, second) = await full(town)
    await cancel(town.store, holder, there, now=town.now)
    await town.move(minutes=1)
    offer = await first.hears("Ada tempat untuk")
    await town.move(hours=20)
    assert "✗ Tawaran berakhir" in offer.said
    now = await states(town.store, there)
    assert now[town.person_of(first)] == "queued"
    assert now[town.person_of(second)] == "offered"
    await second.tap("Ambil Tempat")
    await second.hears("● Bapak/Ibu terdaftar")
    await cancel(town.store, town.person_of(second), there, now=town.now)
    await town.move(minutes=1)
    assert (await states(town.store, there))[town.person_of(first)] == "offered"
    await town.move(hours=20)
    await first.hears(f"Keluar dari daftar tunggu: {TITLE}.")
    assert (await states(town.store, there))[town.person_of(first)] == "cancelled"


async def test_a_late_tap_says_where_the_person_stands(town: Town):
    there, holder, (first, second) = await full(town)
    await cancel(town.store, holder, there, now=town.now)
    await town.move(minutes=1)
    offer = await first.hears("Ada tempat untuk")
    taking = offer.buttons[0][0].data
    await town.move(hours=20)
    await second.hears("Ada tempat untuk")
    await first.press(offer.id, taking)
    await first.hears("Tempat sudah ditawarkan kepada orang lain. Bapak/Ibu di urutan 1.")


async def test_as_many_seats_are_offered_as_are_free(both_towns: Town):
    town = both_towns
    there, _, phones = await full(town, waiting=3)
    async with town.store.write() as session:
        await session.execute(update(offering_table).values(quota=3))
    await town.move(minutes=1)
    now = await states(town.store, there)
    assert [now[town.person_of(one)] for one in phones] == ["offered", "offered", "queued"]


async def test_an_offering_that_moves_gives_the_time_anew(town: Town):
    there, holder, (first, _) = await full(town)
    await cancel(town.store, holder, there, now=town.now)
    await town.move(minutes=1)
    await first.hears("Ada tempat untuk")
    query = select(func.max(enrolment.c.answer_by))
    async with town.store.read() as session:
        before = (await session.execute(query)).scalar_one()
    await town.move(hours=1)
    moved = {"moved_at": town.now, "starts_at": offering_table.c.starts_at}
    async with town.store.write() as session:
        await session.execute(update(offering_table).values(moved))
    await town.move(minutes=1)
    async with town.store.read() as session:
        assert (await session.execute(query)).scalar_one() >= before + timedelta(hours=1)
    await first.hears("Ada tempat untuk")
