from datetime import timedelta

from sqlalchemy import select

from storage.database.store import Store
from storage.seats import holding
from storage.seats.tables import enrolment
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.seats import cancel, enrol, number, officer, promised, states

DAY = timedelta(days=1)


async def test_hr_takes_a_seat_away_and_the_person_is_told(store: Store):
    make = Builders(store)
    hr, there = await officer(make), await make.offering(seats=1)
    person, waits = await make.person(), await make.person("Contoh Dua")
    await enrol(store, person, there)
    await enrol(store, waits, there)
    of = await number(store, person, there)
    for _ in range(2):
        assert await holding.remove(store, act(hr), enrolment=of, reason="Salah")
    assert await states(store, there) == {person: "cancelled", waits: "enrolled"}
    assert await promised(store, "note.removed") == [person]
    assert await cancel(store, person, there) is None, "it was not the person who cancelled"


async def test_a_seat_is_confirmed_only_by_who_holds_it(store: Store):
    make = Builders(store)
    person, there = await make.person(), await make.offering()
    assert await holding.confirm(store, act(person), offering=there) is None
    await enrol(store, person, there)
    assert await holding.confirm(store, act(person), offering=there) is not None
    async with store.read() as session:
        assert (await session.execute(select(enrolment.c.confirmed_at))).scalar_one() == NOW
    await cancel(store, person, there)
    assert await holding.confirm(store, act(person), offering=there) is None
    await enrol(store, person, there)
    async with store.read() as session:
        assert (await session.execute(select(enrolment.c.confirmed_at))).scalar_one() is None


async def test_a_reason_and_a_promise_to_come_delivered_again_change_nothing_newer(store: Store):
    make = Builders(store)
    person, there = await make.person(), await make.offering()
    await enrol(store, person, there)
    yes, why = act(person), act(person)
    assert await holding.confirm(store, yes, offering=there) is not None
    await cancel(store, person, there)
    assert await holding.give_reason(store, why, offering=there, reason=":duty")
    assert await holding.give_reason(store, why, offering=there, reason=":duty")
    # The reason that was given stays.
    assert not await holding.give_reason(store, act(person), offering=there, reason=":clash")
    async with store.read() as session:
        assert (await session.execute(select(enrolment.c.reason))).scalar_one() == ":duty"
    await enrol(store, person, there)
    assert await holding.confirm(store, yes, offering=there) is not None
    async with store.read() as session:
        assert (await session.execute(select(enrolment.c.confirmed_at))).scalar_one() is None
