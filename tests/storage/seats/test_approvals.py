"""Sign-ups that wait for HR, and HR's decisions."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.seats.deciding import SeatState
from storage.database.store import Store
from storage.decisions import seats as decisions
from storage.decisions import telling
from storage.outbox.tables import message
from storage.seats import approvals, signing_up
from tests.support.acts import act
from tests.support.builders import NOW, Builders


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def officer_of(make: Builders, name: str, chat: int):
    person = await make.person(name)
    await make.hr(person)
    await make.link(person, chat)
    return person


async def asked(
    make: Builders, store: Store, name: str = "Contoh Satu", update_id: int = 1, **facts
):
    """A sign-up that needs approval, made by the person."""
    position = await make.position()
    skill = await make.competency("Keamanan Informasi")
    await make.requires(position, skill, level=3)
    unit = await make.unit("Dinas Contoh")
    person = await make.person(name, position_id=position, unit_id=unit)
    await make.rated(person, skill, level=1)
    offering = await make.offering(closes=skill, needs_approval=True, seats=3, **facts)
    await signing_up.enrol(store, act(person, update=update_id), offering=offering)
    page = await approvals.pending(store, page=0, now=NOW)
    return page.items[-1].enrolment_id, person, offering


async def test_a_request_says_what_helps_to_decide(store, make):
    enrolment, _, _ = await asked(make, store)
    one = await approvals.request(store, enrolment, now=NOW)
    assert one is not None
    assert (one.name, one.unit, one.title) == (
        "Contoh Satu",
        "Dinas Contoh",
        "Bimtek Keamanan Informasi",
    )
    assert one.gaps == ("Keamanan Informasi",)
    assert (one.left, one.quota, one.pending, one.waiting) == (2, 3, True, 1)


async def test_the_oldest_request_comes_first_four_a_page(store, make):
    offering = await make.offering(needs_approval=True)
    for number in range(5):
        since = NOW - timedelta(hours=number)
        person = await make.person(f"Contoh {number}")
        await make.enrolment(person, offering, state="requested", since=since)
    first = await approvals.pending(store, page=0, now=NOW)
    assert [one.name for one in first.items] == ["Contoh 4", "Contoh 3", "Contoh 2", "Contoh 1"]
    last = await approvals.pending(store, page=7, now=NOW)
    assert ([one.name for one in last.items], last.number, last.pages) == (["Contoh 0"], 1, 2)


async def test_a_request_for_what_is_over_or_called_off_waits_no_more(store, make):
    person = await make.person()
    for title, facts in (
        ("Bimtek Satu", {"called_off_at": NOW}),
        ("Bimtek Dua", {"starts_at": NOW - timedelta(days=2)}),
    ):
        offering = await make.offering(title, **facts)
        await make.enrolment(person, offering, state="requested")
    assert (await approvals.pending(store, page=0, now=NOW)).total == 0


async def test_who_decided_and_when_is_known_to_the_others(store, make):
    officer = await officer_of(make, "Contoh Petugas", 11)
    enrolment, _, _ = await asked(make, store)
    decided = await decisions.decide_request(
        store,
        act(officer, update=7),
        enrolment=enrolment,
        approve=False,
        reason="Kuota untuk unit lain",
    )
    assert decided
    one = await approvals.request(store, enrolment, now=NOW)
    assert (one.state, one.pending, one.reason) == (
        SeatState.REFUSED,
        False,
        "Kuota untuk unit lain",
    )
    assert (one.decided_by, one.decided_at) == ("Contoh Petugas", NOW)


async def test_nobody_decided_on_what_the_person_took_back(store, make):
    enrolment, person, offering = await asked(make, store)
    await signing_up.cancel(store, act(person, update=8), offering=offering)
    one = await approvals.request(store, enrolment, now=NOW)
    assert (one.pending, one.decided_by) == (False, None)


async def test_notices_that_arrived_can_be_edited(store, make):
    await officer_of(make, "Contoh Petugas", 11)
    await officer_of(make, "Contoh Petugas Dua", 12)
    enrolment, _, _ = await asked(make, store)
    assert await approvals.sent_notices(store, enrolment) == []
    assert await telling.look(store, now=NOW, zone="Asia/Jakarta") == 1
    async with store.write() as session:
        await session.execute(
            update(message)
            .where(message.c.kind == "decisions.asked")
            .values(telegram_message_id=77, sent_chat_id=11, state="sent")
        )
    notices = await approvals.sent_notices(store, enrolment)
    assert [(one.chat_id, one.message_id) for one in notices] == [(11, 77), (11, 77)]


async def test_a_late_cancellation_is_told_until_the_person_comes_after_all(store, make):
    unit = await make.unit("Dinas Contoh")
    person = await make.person("Contoh Satu", unit_id=unit)
    offering = await make.offering()
    enrolment = await make.enrolment(person, offering, state="cancelled", reason=":duty")
    told = await approvals.late_cancel(store, enrolment)
    assert told is not None
    assert (told.name, told.unit, told.reason) == ("Contoh Satu", "Dinas Contoh", ":duty")
    again = await make.enrolment(await make.person(), offering)
    assert await approvals.late_cancel(store, again) is None


async def test_nothing_is_decided_about_a_training_that_is_over(store, make):
    officer = await officer_of(make, "Contoh Petugas", 900)
    there = await make.offering(needs_approval=True)
    seat = await make.enrolment(await make.person(), there, state="requested")
    later = NOW + timedelta(days=60)
    assert not await decisions.decide_request(
        store, act(officer, update=900, now=later), enrolment=seat, approve=True
    )
    found = await approvals.request(store, seat, now=later)
    assert found is not None
    assert found.state is SeatState.REQUESTED
