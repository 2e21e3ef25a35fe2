"""The people who signed up for an offering."""

from datetime import timedelta

import pytest

from domain.ids import OfferingId
from domain.seats.deciding import SeatState
from storage.database.store import Store
from storage.seats import participants
from tests.support.builders import NOW, Builders


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def test_offerings_to_come_stand_before_the_past(store, make):
    person = await make.person()
    for title, days in (("Lama", -30), ("Baru lewat", -2), ("Nanti", 30), ("Segera", 2)):
        offering = await make.offering(title, starts_at=NOW + timedelta(days=days))
        await make.enrolment(person, offering)
    await make.offering("Tanpa peserta")
    page = await participants.offerings(store, page=0, now=NOW)
    assert [one.title for one in page.items] == [
        "Segera",
        "Tanpa peserta",
        "Nanti",
        "Baru lewat",
        "Lama",
    ]
    assert [one.people for one in page.items] == [1, 0, 1, 1, 1]


async def test_seats_stand_before_the_queue_and_the_queue_in_its_order(store, make):
    offering = await make.offering(seats=2)
    states = (
        ("Contoh Batal", "cancelled", None),
        ("Contoh Antre Dua", "queued", 2),
        ("Contoh Antre Satu", "queued", 1),
        ("Contoh Minta", "requested", None),
        ("Contoh Duduk", "enrolled", None),
    )
    for name, state, place in states:
        person = await make.person(name)
        await make.enrolment(person, offering, state=state, place_in_queue=place)
    facts, page = await participants.of_offering(store, offering, page=None)
    assert [one.name for one in facts.people] == [
        "Contoh Duduk",
        "Contoh Minta",
        "Contoh Antre Satu",
        "Contoh Antre Dua",
        "Contoh Batal",
    ]
    assert (facts.with_state(SeatState.QUEUED), facts.total, page) == (2, 5, 0)


async def test_attendance_is_counted_among_seats(store, make):
    offering = await make.offering()
    for recorded in ("attended", "passed", "absent", None):
        await make.enrolment(await make.person(), offering, attendance=recorded)
    facts, _ = await participants.of_offering(store, offering, page=0)
    assert facts.with_attendance("attended", "passed") == 2
    assert facts.with_attendance("absent") == 1


async def test_five_people_a_page(store, make):
    offering = await make.offering()
    for number in range(6):
        await make.enrolment(await make.person(f"Contoh {number}"), offering)
    facts, page = await participants.of_offering(store, offering, page=9)
    assert ([one.name for one in facts.people], page) == (["Contoh 5"], 1)


async def test_an_offering_that_is_not_there_has_nobody(store):
    assert await participants.of_offering(store, OfferingId(404), page=0) is None
