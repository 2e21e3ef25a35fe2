"""Presence that HR records is told once, and a person may say not to have been there."""

from datetime import timedelta

from sqlalchemy import select

from domain.ids import OfferingId
from storage.database.store import Store
from storage.evaluation import presence
from storage.outbox.tables import message
from storage.seats.tables import enrolment
from tests.support.acts import act
from tests.support.builders import NOW, Builders

PAST = NOW - timedelta(days=3)
YEAR = (NOW.replace(month=1, day=1), NOW.replace(year=NOW.year + 1, month=1, day=1))


async def told(store: Store) -> list[tuple[int, list[int]]]:
    query = select(message.c.person_id, message.c.facts).where(message.c.kind == "presence")
    async with store.read() as session:
        return [(row.person_id, row.facts["offerings"]) for row in await session.execute(query)]


async def attended(store: Store, offering: OfferingId) -> str | None:
    query = select(enrolment.c.attendance).where(enrolment.c.offering_id == offering)
    async with store.read() as session:
        return (await session.execute(query)).scalar_one()


async def test_one_message_a_person_and_none_about_an_archive(store: Store):
    make = Builders(store)
    linked, without = await make.person("Contoh Satu"), await make.person("Contoh Dua")
    await make.link(linked, 900)
    first = await make.offering("Pertama", starts_at=PAST)
    second = await make.offering("Kedua", starts_at=PAST + timedelta(days=1))
    old = await make.offering("Lama", starts_at=NOW - timedelta(days=400))
    found = [(who, where) for who in (linked, without) for where in (first, second, old)]
    for _ in range(2):
        async with store.write() as session:
            await presence.tell_of_presence(session, found, cause="7", now=NOW)
    assert await told(store) == [(linked, [first, second])]


async def test_what_is_told_is_what_stands(store: Store):
    make = Builders(store)
    me = await make.person(employment="PNS")
    there = await make.offering("Bimtek", starts_at=PAST, training={"hours": 16})
    absent = await make.offering("Absen", starts_at=PAST, training={"hours": 40})
    await make.enrolment(me, there, attendance="attended")
    await make.enrolment(me, absent, attendance="absent")
    found = await presence.presence_told(store, me, [there, absent], year=YEAR)
    assert found is not None
    assert (found.titles, found.hours, found.hours_of_year) == (("Bimtek",), 16, 16)
    assert await presence.presence_told(store, me, [absent], year=YEAR) is None


async def test_to_say_that_one_was_not_there_and_to_take_it_back(store: Store):
    make = Builders(store)
    me = await make.person()
    over = await make.offering(starts_at=PAST)
    await make.enrolment(me, over)
    assert await presence.say_absent(store, act(me), offering_id=over)
    assert await attended(store, over) == "absent"
    assert await presence.take_back_absence(store, act(me), offering_id=over)
    assert await attended(store, over) is None


async def test_what_hr_recorded_is_not_taken_back(store: Store):
    make = Builders(store)
    me = await make.person()
    over = await make.offering(starts_at=PAST)
    await make.enrolment(me, over, attendance="absent")
    assert not await presence.take_back_absence(store, act(me), offering_id=over)
    assert await attended(store, over) == "absent"


async def test_nothing_to_say_before_the_end_or_once_a_presence_is_recorded(store: Store):
    make = Builders(store)
    me = await make.person()
    coming = await make.offering("Nanti")
    over = await make.offering("Selesai", starts_at=PAST)
    await make.enrolment(me, coming)
    await make.enrolment(me, over, attendance="attended")
    for offering in (coming, over):
        assert not await presence.say_absent(store, act(me), offering_id=offering)
    assert await attended(store, over) == "attended"
