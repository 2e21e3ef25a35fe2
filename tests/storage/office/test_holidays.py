"""Holidays that HR keeps in the chat, and the sessions of offerings around them."""

from datetime import date, datetime

from sqlalchemy import select

from domain.office.holidays import Holiday, HolidayEffect
from storage.catalogue import sessions
from storage.catalogue.tables import offering, training_session
from storage.office import holidays
from tests.support.acts import act, fresh_key
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import one, rows
from tests.support.times import at

CHRISTMAS = Holiday(date(2026, 12, 25), "Natal")


async def test_a_holiday_is_added_named_anew_removed_and_taken_back(store):
    await holidays.add(store, act(), CHRISTMAS)
    await holidays.add(store, act(), Holiday(CHRISTMAS.day, "Hari Raya Natal"))
    page = await holidays.listed(store, since=date(2026, 1, 1), page=3)
    assert [each.name for each in page.items] == ["Hari Raya Natal"]
    mark = page.items[0].mark
    assert await holidays.remove(store, act(), CHRISTMAS.day, mark=CHRISTMAS.mark) is None
    gone = await holidays.remove(store, act(), CHRISTMAS.day, mark=mark)
    assert gone is not None
    assert not await holidays.known(store, 2026)
    assert await holidays.remove(store, act(), CHRISTMAS.day, mark=mark) is None
    assert await holidays.restore(store, act(), CHRISTMAS.day, removed_at=gone[1]) == (
        gone[0],
        HolidayEffect(),
    )
    assert await holidays.known(store, 2026)
    assert not await holidays.known(store, 2027)


async def test_a_removal_and_its_undoing_that_are_delivered_again_say_the_same(store):
    await holidays.add(store, act(), CHRISTMAS)
    first, then = fresh_key(), fresh_key()
    for _ in range(2):
        gone = await holidays.remove(store, act(once=first), CHRISTMAS.day, mark=CHRISTMAS.mark)
        assert gone is not None
        assert gone[:2] == (CHRISTMAS, NOW)
    for _ in range(2):
        back = await holidays.restore(store, act(once=then), CHRISTMAS.day, removed_at=NOW)
        assert back == (CHRISTMAS, HolidayEffect())


async def days(store, of) -> list[date]:
    query = select(training_session.c.starts_at).where(training_session.c.offering_id == of)
    found = await rows(store, query.order_by(training_session.c.starts_at))
    return [row.starts_at.date() for row in found]


async def running(make: Builders, since: datetime, until: datetime, label: str = "I"):
    return await make.offering(
        starts_at=since, ends_at=until, label=label, training={"kind": "bimtek"}
    )


async def test_a_holiday_between_the_days_of_a_coming_offering_is_left_out(store):
    make = Builders(store)
    of = await running(make, at("2026-12-23 08:00"), at("2026-12-28 16:00"))
    async with store.write() as session:
        await sessions.write_usual(session, [of], holidays=set())
    assert [each.day for each in await days(store, of)] == [23, 24, 25, 28]
    await holidays.add(store, act(), CHRISTMAS)
    assert [each.day for each in await days(store, of)] == [23, 24, 28]
    assert (await one(store, offering, id=of)).sequence == 1
    await holidays.remove(store, act(), CHRISTMAS.day, mark=CHRISTMAS.mark)
    assert [each.day for each in await days(store, of)] == [23, 24, 25, 28]


async def test_what_has_begun_keeps_its_days_and_so_does_what_no_holiday_is_in(store):
    make = Builders(store)
    begun = await running(make, at("2026-12-23 08:00"), at("2026-12-28 16:00"))
    later = await running(make, at("2026-12-29 08:00"), at("2026-12-30 16:00"), "II")
    await holidays.add(store, act(now=at("2026-12-23 09:00")), CHRISTMAS)
    assert not await days(store, begun)
    assert not await days(store, later)
    assert (await one(store, offering, id=later)).sequence == 0
