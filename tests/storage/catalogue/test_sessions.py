from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select

from domain.catalogue.sessions import SessionPlan, Speaker, TrainingSession
from domain.ids import OfferingId
from domain.seats.deciding import Enrolled, SeatRefused, Why
from storage.catalogue import sessions
from storage.catalogue.tables import offering
from storage.database.store import Store
from storage.office.tables import holiday
from tests.support.builders import NOW, Builders
from tests.support.seats import enrol

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def on(start: datetime, *days: int) -> tuple[TrainingSession, ...]:
    return tuple(
        TrainingSession(start + each * DAY, start + each * DAY + 8 * HOUR) for each in days
    )


async def give(store: Store, there: OfferingId, *which: TrainingSession) -> None:
    async with store.write() as session:
        await sessions.write(session, there, which, SessionPlan.GIVEN)


async def test_seats_of_two_trainings_clash_only_where_their_sessions_meet(store: Store):
    make = Builders(store)
    start = NOW + 10 * DAY
    span = {"starts_at": start, "ends_at": start + 9 * DAY + 8 * HOUR}
    person = await make.person()
    first, beside, across = [
        await make.offering(label=each, **span) for each in ("I", "II", "III")
    ]
    await give(store, first, *on(start, 0, 7))
    await give(store, beside, *on(start, 1, 8))
    await give(store, across, *on(start, 3, 7))
    assert await enrol(store, person, first) == Enrolled()
    assert await enrol(store, person, beside) == Enrolled()
    refused = await enrol(store, person, across)
    assert isinstance(refused, SeatRefused)
    assert refused.why is Why.CLASH
    assert refused.clash is not None
    assert refused.clash.offering_id == first


async def test_an_offering_begins_and_ends_with_its_sessions(store: Store):
    there, start = await Builders(store).offering(), NOW + 20 * DAY
    await give(store, there, *on(start, 2, 0, 5))
    async with store.read() as session:
        row = (await session.execute(select(offering).where(offering.c.id == there))).one()
        kept = await sessions.with_speakers(session, there)
    assert (row.starts_at, row.ends_at) == (start, start + 5 * DAY + 8 * HOUR)
    assert row.session_plan == SessionPlan.GIVEN.value
    assert [each.starts_at for each in kept] == [start, start + 2 * DAY, start + 5 * DAY]


async def test_a_session_that_stays_keeps_its_number_and_its_speakers(store: Store):
    make = Builders(store)
    there, person, start = await make.offering(), await make.person(), NOW + 20 * DAY
    one, two = on(start, 0, 1)
    spoken = replace(one, speakers=(Speaker("", person), Speaker("Ahli Contoh")))
    await give(store, there, spoken, two)
    async with store.read() as session:
        first, second = await sessions.with_speakers(session, there)
    # Both move by a day, so that the first one starts where the second one did.
    moved = [
        replace(each, starts_at=each.starts_at + DAY, ends_at=each.ends_at + DAY)
        for each in (first, second)
    ]
    await give(store, there, *moved)
    async with store.read() as session:
        kept = await sessions.with_speakers(session, there)
    assert [each.id for each in kept] == [first.id, second.id]
    assert [one.person for one in kept[0].speakers] == [person, None]
    assert kept[0].speakers[0].name
    assert kept[0].speakers[1].name == "Ahli Contoh"
    await give(store, there, kept[1])
    async with store.read() as session:
        assert [one.id for one in await sessions.with_speakers(session, there)] == [second.id]


async def test_the_usual_sessions_leave_out_weekends_and_holidays_between(store: Store):
    make = Builders(store)
    thursday = datetime.fromisoformat("2026-12-24T08:00+07:00")
    there = await make.offering(starts_at=thursday, ends_at=thursday + 5 * DAY + 8 * HOUR)
    async with store.write() as session:
        row = {"day": date(2026, 12, 25), "name": "Hari Raya Natal"}
        await session.execute(insert(holiday).values(row))
        free = await sessions.holidays(session)
        await sessions.write_usual(session, [there], holidays=free)
    async with store.read() as session:
        kept = await sessions.with_speakers(session, there)
        plan = (await session.execute(select(offering.c.session_plan))).scalar_one()
    assert [each.starts_at for each in kept] == [
        thursday,
        thursday + 4 * DAY,
        thursday + 5 * DAY,
    ]
    assert plan == SessionPlan.WORKING_DAYS.value
