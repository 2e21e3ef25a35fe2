"""Many people sign up at once: the lock keeps the quota, on both engines."""

import asyncio

from sqlalchemy import select

from domain.seats.deciding import Enrolled, Queued
from storage.database.store import Store
from storage.seats.tables import enrolment
from tests.support.builders import NOW, Builders
from tests.support.seats import cancel, enrol, states

PEOPLE, SEATS = 40, 5


async def test_forty_people_for_five_seats_fill_exactly_five(store: Store):
    make = Builders(store)
    offering = await make.offering(seats=SEATS)
    people = [await make.person(f"Contoh {n}") for n in range(PEOPLE)]

    outcomes = await asyncio.gather(*(enrol(store, person, offering) for person in people))

    assert sum(isinstance(outcome, Enrolled) for outcome in outcomes) == SEATS
    positions = sorted(outcome.position for outcome in outcomes if isinstance(outcome, Queued))
    assert positions == list(range(1, PEOPLE - SEATS + 1))
    kept = list((await states(store, offering)).values())
    assert (kept.count("enrolled"), kept.count("queued")) == (SEATS, PEOPLE - SEATS)


async def test_the_queue_moves_up_in_the_order_it_was_promised(store: Store):
    make = Builders(store)
    offering = await make.offering(seats=SEATS)
    people = [await make.person(f"Contoh {n}") for n in range(PEOPLE)]
    outcomes = await asyncio.gather(*(enrol(store, person, offering) for person in people))
    seated = [p for p, outcome in zip(people, outcomes, strict=True) if outcome == Enrolled()]
    queue = sorted(
        (outcome.position, person)
        for person, outcome in zip(people, outcomes, strict=True)
        if isinstance(outcome, Queued)
    )

    await asyncio.gather(*(cancel(store, person, offering) for person in seated))

    now_in = {p for p, state in (await states(store, offering)).items() if state == "enrolled"}
    assert now_in == {person for _, person in queue[:SEATS]}


async def test_two_taps_at_the_same_moment_take_one_seat(store: Store):
    make = Builders(store)
    offering, person = await make.offering(), await make.person()

    outcomes = await asyncio.gather(*(enrol(store, person, offering) for _ in range(5)))

    assert outcomes == [Enrolled()] * 5
    async with store.read() as session:
        assert len((await session.execute(select(enrolment))).all()) == 1


async def test_one_person_cannot_be_in_two_places_at_once(store: Store):
    make = Builders(store)
    person = await make.person()
    there = [await make.offering(f"Bimtek Contoh {n}") for n in range(4)]

    outcomes = await asyncio.gather(*(enrol(store, person, offering) for offering in there))

    assert outcomes.count(Enrolled()) == 1


async def test_leaving_and_joining_at_once_never_oversells(store: Store):
    make = Builders(store)
    offering = await make.offering(seats=SEATS)
    first = [await make.person(f"Contoh {n}") for n in range(SEATS)]
    later = [await make.person(f"Contoh {n}") for n in range(SEATS, 20)]
    for person in first:
        await enrol(store, person, offering)

    await asyncio.gather(
        *(cancel(store, person, offering) for person in first),
        *(enrol(store, person, offering, now=NOW) for person in later),
    )

    kept = list((await states(store, offering)).values())
    assert kept.count("enrolled") == SEATS
    assert kept.count("queued") == len(later) - SEATS
