from datetime import timedelta

from sqlalchemy import select

from domain.seats.deciding import Enrolled, Queued, SeatRefused, Why
from storage.catalogue.tables import offering
from storage.database.store import Store
from storage.seats import queue
from tests.support.builders import NOW, Builders
from tests.support.seats import cancel, enrol, promised, states

DAY = timedelta(days=1)


async def test_a_free_seat_passes_over_who_is_elsewhere_at_that_time(store: Store):
    make = Builders(store)
    there, elsewhere = await make.offering("A", seats=1), await make.offering("B")
    holder, busy, free = [await make.person(f"Contoh {n}") for n in range(3)]
    await enrol(store, holder, there)
    assert await enrol(store, busy, there) == Queued(1)
    assert await enrol(store, free, there) == Queued(2)
    assert await enrol(store, busy, elsewhere) == Enrolled()
    await cancel(store, holder, there)
    assert await states(store, there) == {holder: "cancelled", busy: "queued", free: "enrolled"}
    assert await promised(store, "note.promoted") == [free]

    await cancel(store, busy, elsewhere)
    await cancel(store, free, there)
    assert (await states(store, there))[busy] == "enrolled"


async def test_nobody_overtakes_the_queue_before_the_tick_has_seen_a_free_seat(store: Store):
    make = Builders(store)
    there = await make.offering(seats=1)
    holder, waits, late = [await make.person(f"Contoh {n}") for n in range(3)]
    await enrol(store, holder, there)
    await enrol(store, waits, there)
    async with store.write() as session:
        await session.execute(offering.update().values(quota=2))
    assert await enrol(store, late, there) == Queued(1)
    assert await states(store, there) == {holder: "enrolled", waits: "enrolled", late: "queued"}


async def test_nobody_moves_up_in_the_last_day(store: Store):
    make = Builders(store)
    there = await make.offering(seats=1, starts_at=NOW + 2 * DAY, closes_at=NOW + 2 * DAY)
    holder, waiting, late = [await make.person(f"Contoh {n}") for n in range(3)]
    await enrol(store, holder, there)
    await enrol(store, waiting, there)
    refused = await enrol(store, late, there, now=NOW + DAY)
    assert refused == SeatRefused(Why.FULL)
    await cancel(store, holder, there, now=NOW + DAY)
    assert (await states(store, there))[waiting] == "queued"

    assert await queue.end_queues(store, now=NOW + DAY) == 1
    assert await queue.end_queues(store, now=NOW + DAY) == 0
    assert (await states(store, there))[waiting] == "cancelled"
    assert await promised(store, "note.queue.end") == [waiting]
    async with store.read() as session:
        closed = select(offering.c.waitlist_closed_at)
        assert (await session.execute(closed)).scalar_one() == NOW + DAY


async def test_more_seats_are_noticed_by_the_tick(store: Store):
    make = Builders(store)
    there = await make.offering(seats=0)
    people = [await make.person(f"Contoh {n}") for n in range(3)]
    for person in people:
        await enrol(store, person, there)
    async with store.write() as session:
        await session.execute(offering.update().values(quota=2))
    assert await queue.move_queues_up(store, now=NOW) == 2
    assert await queue.move_queues_up(store, now=NOW) == 0
    assert await promised(store, "note.promoted") == people[:2]


async def test_a_queue_that_cannot_move_holds_up_no_other(store: Store, monkeypatch):
    monkeypatch.setattr(queue, "OFFERINGS_AT_ONCE", 1)
    make = Builders(store)
    stuck, elsewhere = await make.offering("A", seats=0), await make.offering("B")
    other = await make.offering("C", seats=0, starts_at=NOW + 30 * DAY)
    busy, free = await make.person("Contoh Satu"), await make.person("Contoh Dua")
    await enrol(store, busy, stuck)
    await enrol(store, busy, elsewhere)
    await enrol(store, free, other)
    async with store.write() as session:
        await session.execute(offering.update().values(quota=1))
    assert await queue.move_queues_up(store, now=NOW) == 1
    assert await states(store, other) == {free: "enrolled"}
    assert await states(store, stuck) == {busy: "queued"}
