"""The clock, the telling and the mending of decisions; on both engines."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from domain.decisions.states import DecisionState
from domain.ids import DecisionId, EnrolmentId, OfferingId, PersonId
from storage.accounts.tables import link
from storage.database.store import Store
from storage.decisions import clock, handing, seats, telling
from storage.decisions.seats import Answer, Undone
from storage.decisions.tables import decision, decision_event
from storage.outbox.tables import message
from storage.seats import queue
from storage.seats.tables import enrolment
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.officials import Staff, placed, staffed, superior_of
from tests.support.seats import cancel, enrol, states

ZONE = "Asia/Jakarta"
DAY = timedelta(days=1)


async def office(store: Store) -> Staff:
    there = await staffed(store)
    make = Builders(store)
    for number, one in enumerate((there.chief, there.head, there.top)):
        await make.link(one, 9_000 + number)
    return there


async def needs(store: Store, by: str = "superior", **facts: Any) -> OfferingId:
    return await Builders(store).offering(needs_approval=True, approval_by=by, **facts)


async def look(store: Store, now: datetime = NOW) -> None:
    await telling.look(store, now=now, zone=ZONE)


async def told(store: Store) -> list[tuple[PersonId, str, datetime]]:
    query = select(message.c.person_id, message.c.kind, message.c.not_before)
    query = query.where(message.c.kind.like("decisions.%")).order_by(message.c.id)
    async with store.read() as session:
        return [tuple(row) for row in await session.execute(query)]  # type: ignore[misc]


async def rows(store: Store) -> list[Any]:
    async with store.read() as session:
        return list((await session.execute(select(decision).order_by(decision.c.id))).all())


async def number(store: Store) -> DecisionId:
    (row,) = [one for one in await rows(store) if one.state == "open"]
    return DecisionId(row.id)


async def decide(store: Store, who: PersonId, one: DecisionId, *, approve: bool = True) -> Answer:
    return await seats.decide(store, act(who), one, approve=approve, reason="-")


async def test_the_first_of_a_day_is_told_at_once_and_the_others_together(store: Store):
    there = await office(store)
    for title in ("Satu", "Dua", "Tiga"):
        offering = await needs(store, title=title)
        await enrol(store, there.asker, offering) if title == "Satu" else None
    await look(store)
    assert await told(store) == [(there.chief, "decisions.asked", NOW)]
    make = Builders(store)
    for _ in range(2):
        mate = await make.person("Contoh Rekan", unit_id=there.unit)
        await superior_of(store, mate, there.chief)
        await enrol(store, mate, offering)
        await look(store)
    noon = NOW.replace(hour=6)
    assert (await told(store))[1:] == [(there.chief, "decisions.joined", noon)]
    # In the afternoon it is the next working morning.
    mate = await make.person("Contoh Rekan", unit_id=there.unit)
    await superior_of(store, mate, there.chief)
    late = NOW + timedelta(hours=5)
    await enrol(store, mate, offering, now=late)
    await look(store, late)
    morning = (NOW + DAY).replace(hour=1)
    assert (await told(store))[2:] == [(there.chief, "decisions.joined", morning)]


async def test_the_clock_reminds_asks_the_next_and_calls_hr(store: Store):
    there = await office(store)
    await enrol(store, there.asker, await needs(store, starts_at=NOW + 30 * DAY))
    await look(store)
    events: list[int] = []
    for days in (1, 2, 4, 8):  # the eighth day is the sixth working day
        now = (NOW + days * DAY).replace(hour=1)
        events.append(await clock.advance(store, now=now, zone=ZONE))
        await look(store, now)
    assert events == [0, 1, 1, 1]
    assert [(who, kind) for who, kind, _ in await told(store)] == [
        (there.chief, "decisions.asked"),
        (there.chief, "decisions.asked"),
        (there.head, "decisions.escalated"),
    ]
    (row,) = await rows(store)
    assert row.hr_since is not None
    assert row.state == "open"


async def test_what_begins_undecided_lapses_and_the_seat_is_free(store: Store):
    there = await office(store)
    offering = await needs(store)
    await enrol(store, there.asker, offering)
    start = datetime(2026, 12, 9, 1, tzinfo=NOW.tzinfo)
    assert await clock.lapse(store, now=start - DAY, zone=ZONE) == 0
    assert await clock.lapse(store, now=start, zone=ZONE) == 1
    assert await states(store, offering) == {there.asker: "cancelled"}
    (row,) = await rows(store)
    assert row.state == "lapsed"
    assert (await told(store))[-1][:2] == (there.asker, "decisions.lapsed")
    assert await decide(store, there.chief, DecisionId(row.id)) is Answer.GONE


async def test_only_the_office_of_today_decides_and_the_first_answer_counts(store: Store):
    there = await office(store)
    offering = await needs(store)
    await enrol(store, there.asker, offering)
    one = await number(store)
    assert await decide(store, there.head, one) is Answer.NOT_YOURS
    assert await decide(store, there.asker, one) is Answer.NOT_YOURS
    assert await decide(store, there.chief, one) is Answer.APPROVED
    assert await decide(store, there.chief, one, approve=False) is Answer.APPROVED
    hr = await Builders(store).person("Contoh Petugas")
    await Builders(store).hr(hr)
    assert await decide(store, hr, one, approve=False) is Answer.GONE
    assert await states(store, offering) == {there.asker: "enrolled"}


async def test_hr_answers_for_both_steps_and_a_superior_in_hr_decides_once(store: Store):
    there = await office(store)
    make = Builders(store)
    hr = await make.person("Contoh Petugas")
    await make.hr(hr)
    for who in (hr, there.chief):
        offering = await needs(store, "superior+hr", title=f"Bimtek {who}")
        await enrol(store, there.asker, offering)
        if who == there.chief:
            await make.hr(there.chief)
        assert await decide(store, who, await number(store)) is Answer.APPROVED
        await cancel(store, there.asker, offering)


async def test_superior_then_hr_and_back_again(store: Store):
    there = await office(store)
    hr = await Builders(store).person("Contoh Petugas")
    await Builders(store).hr(hr)
    offering = await needs(store, "superior+hr")
    await enrol(store, there.asker, offering)
    first = await number(store)
    assert await decide(store, there.chief, first) is Answer.FORWARDED
    second = await number(store)
    assert await seats.undo(store, act(there.chief), [first]) == [Undone.UNDONE]
    assert await number(store) == first
    assert await decide(store, there.chief, first) is Answer.FORWARDED
    third = await number(store)
    assert third != second
    assert await decide(store, hr, third) is Answer.APPROVED
    assert await seats.undo(store, act(there.chief), [first]) == [Undone.CHANGED]
    assert await states(store, offering) == {there.asker: "enrolled"}


async def test_in_the_queue_it_is_asked_at_once_and_a_free_seat_needs_no_second_wait(store: Store):
    there = await office(store)
    offering = await needs(store, seats=1)
    holder = await Builders(store).person("Contoh Dua")
    await Builders(store).enrolment(holder, offering)
    await enrol(store, there.asker, offering)
    one = await number(store)
    assert await decide(store, there.chief, one) is Answer.QUEUED
    assert await seats.undo(store, act(there.chief), [one]) == [Undone.UNDONE]
    assert await decide(store, there.chief, one) is Answer.QUEUED
    await cancel(store, holder, offering)
    await queue.move_queues_up(store, now=NOW)
    assert (await states(store, offering))[there.asker] == "enrolled"


async def test_a_refused_seat_that_another_person_took_stays_refused(store: Store):
    there = await office(store)
    offering = await needs(store, seats=1)
    await enrol(store, there.asker, offering)
    one = await number(store)
    assert await decide(store, there.chief, one, approve=False) is Answer.REFUSED
    await Builders(store).enrolment(await Builders(store).person("Contoh Dua"), offering)
    assert await seats.undo(store, act(there.chief), [one]) == [Undone.TAKEN]
    later = act(there.chief, now=NOW + timedelta(minutes=6))
    assert await seats.undo(store, later, [one]) == [Undone.CHANGED]


async def test_handing_over_moves_the_right(store: Store):
    there = await office(store)
    await enrol(store, there.asker, await needs(store))
    one = await number(store)
    offered = await handing.choices(store, one, now=NOW, zone=ZONE)
    assert [each.post for each in offered] == ["Kepala Bidang", "Kepala", None]
    to = await handing.hand_over(store, act(there.chief), one, offered[0].number, zone=ZONE)
    assert to is not None
    assert to.post == "Kepala Bidang"
    assert await decide(store, there.chief, one) is Answer.NOT_YOURS
    assert await handing.take_back(store, act(there.chief), one)
    assert await decide(store, there.chief, one) is Answer.APPROVED


async def test_what_an_older_replica_wrote_is_mended(store: Store):
    there = await office(store)
    offering = await needs(store)
    await enrol(store, there.asker, offering)
    async with store.write() as session:
        await session.execute(delete(decision_event))
        await session.execute(delete(decision))
    assert await clock.heal(store, now=NOW) == 1
    assert await number(store)
    async with store.write() as session:
        await session.execute(update(enrolment).values(state="enrolled"))
    assert await clock.heal(store, now=NOW) == 1
    assert [row.state for row in await rows(store)] == [DecisionState.APPROVED.value]
    assert await clock.heal(store, now=NOW) == 0


async def test_a_superior_who_links_later_is_told_then_and_hr_was_asked_meanwhile(store: Store):
    there = await office(store)
    make = Builders(store)
    hr = await make.person("Contoh Petugas")
    await make.hr(hr)
    await make.link(hr, 9_100)
    async with store.write() as session:
        await session.execute(delete(link).where(link.c.person_id == there.chief))
    await enrol(store, there.asker, await needs(store))
    await look(store)
    assert [who for who, *_ in await told(store)] == [hr]
    (row,) = await rows(store)
    assert row.hr_since == NOW
    await make.link(there.chief, 9_200)
    await look(store, NOW + timedelta(hours=2))
    assert [who for who, *_ in await told(store)] == [hr, there.chief]


async def test_who_moves_to_another_unit_takes_open_questions_along(store: Store):
    there = await office(store)
    await enrol(store, there.asker, await needs(store))
    one = await number(store)
    await superior_of(store, there.asker, there.top, since=NOW.date())
    await placed(store, there.asker, unit_id=there.above)
    assert await decide(store, there.chief, one) is Answer.NOT_YOURS
    assert await decide(store, there.top, one) is Answer.APPROVED


async def test_cancelling_withdraws_the_question(store: Store):
    there = await office(store)
    offering = await needs(store)
    await enrol(store, there.asker, offering)
    await cancel(store, there.asker, offering)
    assert [row.state for row in await rows(store)] == ["withdrawn"]
    async with store.read() as session:
        events = select(func.count()).select_from(decision_event)
        assert (await session.execute(events)).scalar_one() == 2
    enrolled = EnrolmentId((await rows(store))[0].object_id)
    mine = act(there.chief)
    assert not await seats.decide_request(store, mine, enrolment=enrolled, approve=True)
