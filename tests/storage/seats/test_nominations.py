"""Nominations under races and repetitions: one answer, one seat, one message."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from domain.ids import OfferingId, PersonId
from domain.seats.deciding import Enrolled
from domain.seats.nominations import Chosen, NominatedBy
from storage.database.personal import Subject
from storage.database.store import Store
from storage.outbox.tables import message
from storage.seats.nominations import answering, asking, drafts, ending, reading
from storage.seats.nominations.tables import nomination
from storage.seats.signing_up import end_open_seats
from tests.support.acts import act, fresh_key
from tests.support.builders import NOW, Builders
from tests.support.nominating import UNTIL, leads, name, states
from tests.support.seats import enrol, history, officer, promised
from tests.support.seats import states as seats
from tests.support.times import at

ZONE = "Asia/Jakarta"


async def asked(store: Store, who: PersonId, number: int) -> int:
    """What the button of the question carries."""
    found = await answering.nominated(store, number, who=who)
    assert found is not None
    return found.seen


async def test_an_answer_that_is_delivered_again_changes_nothing(store: Store):
    make = Builders(store)
    who, there = await make.person(), await make.offering()
    (number,) = await name(store, there, who)
    shown, once = await asked(store, who, number), fresh_key()
    for _ in range(2):
        done = await answering.answer(
            store, act(who, once=once, now=NOW), number, willing=True, shown=shown
        )
        assert done is not None
        assert done.outcome == Enrolled()
    assert await history(store, who, there) == ["enrolled"]


async def test_two_answers_at_once_are_one(store: Store):
    make = Builders(store)
    who, there = await make.person(), await make.offering()
    (number,) = await name(store, there, who)
    shown = await asked(store, who, number)
    await asyncio.gather(
        *(
            answering.answer(store, act(who, now=NOW), number, willing=willing, shown=shown)
            for willing in (True, False)
        )
    )
    ((_, state),) = await states(store, there)
    seat = await seats(store, there)
    assert (state, seat) in [("accepted", {who: "enrolled"}), ("declined", {})]


async def test_two_who_name_at_once_make_one_message_and_one_answer(store: Store):
    make = Builders(store)
    hr, boss, who = await officer(make), await make.person(), await make.person()
    there = await make.offering()
    await asyncio.gather(
        name(store, there, who, by=hr),
        name(store, there, who, by=boss, office=NominatedBy.SUPERIOR, post="Kepala Contoh"),
    )
    assert await promised(store, "nominations.asked") == [who]
    async with store.read() as session:
        query = select(nomination.c.id).order_by(nomination.c.id)
        number = (await session.execute(query)).scalars().first()
    shown = await asked(store, who, number)
    await answering.answer(store, act(who, now=NOW), number, willing=True, shown=shown)
    assert [state for _, state in await states(store, there)] == ["accepted", "accepted"]
    for by, office in ((hr, NominatedBy.HR), (boss, NominatedBy.SUPERIOR)):
        assert by in await promised(store, "nominations.ended"), office


async def test_the_last_seat_goes_to_one_of_two_who_accept_at_once(store: Store):
    make = Builders(store)
    people = [await make.person("Contoh Satu"), await make.person("Contoh Dua")]
    there = await make.offering(seats=1)
    numbers = await name(store, there, *people)
    shown = [await asked(store, who, one) for who, one in zip(people, numbers, strict=True)]
    await asyncio.gather(
        *(
            answering.answer(store, act(who, now=NOW), one, willing=True, shown=seen)
            for who, one, seen in zip(people, numbers, shown, strict=True)
        )
    )
    assert sorted((await seats(store, there)).values()) == ["enrolled", "queued"]


async def test_an_answer_and_the_end_of_its_time_meet(store: Store):
    make = Builders(store)
    who, there = await make.person(), await make.offering()
    (number,) = await name(store, there, who)
    shown = await asked(store, who, number)
    late = UNTIL + timedelta(seconds=1)
    await asyncio.gather(
        answering.answer(
            store, act(who, now=UNTIL - timedelta(seconds=1)), number, willing=True, shown=shown
        ),
        ending.end_nominations(store, now=late),
    )
    ((_, state),) = await states(store, there)
    assert (state == "accepted") == (await seats(store, there) == {who: "enrolled"})
    assert state in ("accepted", "unanswered")


async def test_a_draft_that_is_sent_twice_at_once_asks_once(store: Store):
    make = Builders(store)
    boss, one = await make.person(position_title="Kepala Contoh"), await make.person()
    await leads(store, boss, one)
    there = await make.offering()
    draft = await drafts.begin(store, act(boss), there, NominatedBy.SUPERIOR, zone=ZONE)
    assert draft is not None
    await drafts.set_person(store, act(boss), draft.id, one, on=True, zone=ZONE)

    def because(chosen: Chosen) -> Chosen:
        return replace(chosen, reason=":gap")

    reasoned = await drafts.change(store, act(boss), draft.id, because, zone=ZONE)
    assert reasoned is not None
    sends = (
        asking.send(store, act(boss), draft.id, revision=reasoned.revision, zone=ZONE)
        for _ in range(2)
    )
    done = await asyncio.gather(*sends)
    assert sorted(one.people for one in done if one) == [0, 1]
    assert await promised(store, "nominations.asked") == [one]


async def test_an_offering_that_is_called_off_ends_its_nominations(store: Store):
    make = Builders(store)
    who = await make.person()
    there = await make.offering(called_off_at=NOW)
    await name(store, there, who)
    assert await ending.end_nominations(store, now=NOW) == 1
    assert await states(store, there) == [(who, "ended")]
    assert await promised(store, "nominations.ended") == []


async def test_who_gives_the_seat_up_is_counted_so(store: Store):
    make = Builders(store)
    hr, who = await officer(make), await make.person()
    there = await make.offering()
    await name(store, there, who, by=hr)
    await enrol(store, who, there)
    assert await figures(store, hr, there) == (1, 0, 0)
    async with store.write() as session:
        await end_open_seats(session, Subject(who, None), NOW)
    assert await figures(store, hr, there) == (0, 1, 0)


async def figures(store: Store, hr: PersonId, there: OfferingId) -> tuple[int, int, int]:
    found = await reading.nominations(store, hr, there, NominatedBy.HR, page=0, now=NOW, zone=ZONE)
    assert found is not None
    return found.accepted, found.declined, found.waiting + found.unlinked


async def test_a_reminder_goes_out_once_a_day(store: Store):
    make = Builders(store)
    hr, who = await officer(make), await make.person()
    await make.link(who, 901)
    there = await make.offering()
    await name(store, there, who, by=hr)
    later = at("2026-11-24 10:00")
    counts = [
        await asking.remind(store, act(hr, now=now), there, NominatedBy.HR, zone=ZONE)
        for now in (NOW, later, later + timedelta(hours=1), later + timedelta(days=1))
    ]
    assert counts == [0, 1, 0, 1]
    async with store.read() as session:
        keys = (await session.execute(select(message.c.dedupe_key))).scalars().all()
    assert len(keys) == len(set(keys)) == 3
