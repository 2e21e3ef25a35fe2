"""The figures of the HR desk, people not linked, and failed tries to link."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select

from domain.accounts.failures import FailureReason
from storage.accounts import failures
from storage.accounts.tables import failed_link, link
from storage.database.store import Store
from storage.desk import figures, unlinked
from storage.evaluation.tables import form, response
from storage.people.tables import audit
from tests.support.acts import act
from tests.support.builders import NOW, Builders


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def failed(make: Builders, reason: str, *, number: int = 1, **facts) -> int:
    values = {
        "telegram_id": 900 + number,
        "phone": f"+62840000001{number:02d}",
        "reason": reason,
        "at": NOW + timedelta(minutes=number),
        **facts,
    }
    return await make._add(failed_link, values)


async def settled(store: Store, failure: int) -> bool:
    async with store.read() as session:
        query = select(failed_link.c.settled_at).where(failed_link.c.id == failure)
        return (await session.execute(query)).scalar_one() is not None


async def test_an_empty_house_has_figures_too(store):
    facts = await figures.figures(store, now=NOW, zone="Asia/Jakarta")
    assert (facts.active, facts.linked, facts.seats, facts.took_part) == (0, 0, 0, 0)


async def test_figures_count_what_is_so_now(store, make):
    people = [await make.person(f"Contoh {number}") for number in range(5)]
    await make.person("Contoh Pensiun", active=False)
    await make.link(people[0], 1)
    await make.link(people[1], 2, released_at=NOW)
    coming = await make.offering("Bimtek Satu", seats=8)
    await make.offering("Bimtek Dua", seats=2, called_off_at=NOW)
    await make.offering("Bimtek Tiga", seats=2, closes_at=NOW)
    await make.enrolment(people[0], coming)
    await make.enrolment(people[1], coming, state="requested")
    await make.enrolment(people[2], coming, state="cancelled")
    past = await make.offering("Bimtek Empat", starts_at=NOW - timedelta(days=3))
    answered = await make.enrolment(people[0], past)
    await make.enrolment(people[1], past)
    absent = await make.enrolment(people[2], past, attendance="absent")
    await answer(store, answered, past)
    await answer(store, absent, past)
    await failed(make, "unknown")
    facts = await figures.figures(store, now=NOW, zone="Asia/Jakarta")
    assert (facts.active, facts.linked, facts.unlinked) == (5, 1, 4)
    assert (facts.offerings, facts.seats, facts.taken) == (1, 8, 2)
    assert (facts.requests, facts.data_requests, facts.failed) == (1, 0, 1)
    assert (facts.took_part, facts.answered) == (2, 1)


async def answer(store: Store, enrolment, offering) -> None:
    async with store.write() as session:
        found = (await session.execute(select(form.c.id).limit(1))).scalar_one_or_none()
        if found is None:
            values = {"name": "reaction", "version": 1, "level": 1, "scale": []}
            made = insert(form).values(values).returning(form.c.id)
            found = (await session.execute(made)).scalar_one()
        await session.execute(
            insert(response).values(
                form_id=found,
                offering_id=offering,
                enrolment_id=enrolment,
                opened_at=NOW,
                completed_at=NOW,
            )
        )


async def test_those_not_linked_are_counted_by_unit_and_listed(store, make):
    big, small = await make.unit("Dinas Besar"), await make.unit("Dinas Kecil")
    for number in range(2):
        await make.person(f"Contoh {number}", unit_id=big)
    await make.person("Contoh Sendiri", unit_id=small, phone=None)
    await make.person("Contoh Pensiun", unit_id=small, active=False)
    await make.link(await make.person("Contoh Terhubung", unit_id=small), 1)
    facts = await unlinked.unlinked_summary(store)
    assert (facts.total, facts.biggest) == (3, (("Dinas Besar", 2), ("Dinas Kecil", 1)))
    rows = await unlinked.unlinked_people(store)
    assert [(row.name, row.unit) for row in rows] == [
        ("Contoh 0", "Dinas Besar"),
        ("Contoh 1", "Dinas Besar"),
        ("Contoh Sendiri", "Dinas Kecil"),
    ]


async def test_failed_tries_are_listed_latest_first_until_settled(store, make):
    officer = await make.person()
    tries = [await failed(make, "unknown", number=number) for number in range(7)]
    page = await failures.failures(store, page=0)
    assert [one.id for one in page.items] == tries[:1:-1]
    assert (page.total, page.pages) == (7, 2)
    tap = act(officer)
    await failures.settle_failure(store, tap, tries[0])
    await failures.settle_failure(store, tap, tries[0])
    assert (await failures.failures(store, page=0)).total == 6
    async with store.read() as session:
        events = (await session.execute(select(audit.c.event))).scalars().all()
    assert events == ["failure_settled"]


async def test_a_shared_number_names_everybody_who_has_it(store, make):
    phone = "+6284000000099"
    for name in ("Contoh Dua", "Contoh Satu"):
        await make.person(name, phone=phone)
    one = await failures.failure(store, await failed(make, "shared", phone=phone))
    assert one is not None
    assert (one.reason, one.sharers) == (FailureReason.SHARED, ("Contoh Dua", "Contoh Satu"))


async def test_the_old_account_of_a_failed_try_is_released(store, make):
    officer, person = await make.person(), await make.person("Contoh Satu")
    await make.link(person, 5001)
    failure = await failed(make, "linked", person_id=person)
    before = await failures.failure(store, failure)
    assert (before.name, before.linked_at) == ("Contoh Satu", NOW)
    tap = act(officer)
    after = await failures.release_failure(store, tap, failure)
    assert (after.settled, after.linked_at) == (True, None)
    async with store.read() as session:
        assert (await session.execute(select(link.c.released_at))).scalar_one() == NOW


async def test_nothing_is_released_for_a_number_that_is_nobodys(store, make):
    officer = await make.person()
    failure = await failed(make, "unknown")
    tap = act(officer)
    await failures.release_failure(store, tap, failure)
    assert not await settled(store, failure)


async def test_the_button_of_a_try_that_is_gone_never_means_another_one(store, make):
    gone = await failed(make, "unknown")
    async with store.write() as session:
        await session.execute(delete(failed_link).where(failed_link.c.id == gone))
    kept = await failed(make, "unknown", number=2)
    assert kept != gone
    await failures.settle_failure(store, act(), gone)
    assert not await settled(store, kept)
