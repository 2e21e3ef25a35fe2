"""What HR does with people of the roster."""

import pytest
from sqlalchemy import select

from domain.ids import PersonId, TelegramId
from domain.people.staff import NumberTaken, StaffChoice
from storage.accounts import codes, hr_links
from storage.accounts.tables import consent, failed_link, link, link_code
from storage.database.store import Store
from storage.outbox.tables import message
from storage.people import actors as people_actors
from storage.people import staff as people_staff
from storage.people.finding import search as finding
from storage.people.tables import audit, role
from tests.support.acts import act, unrepeated
from tests.support.builders import NOW, Builders

OLD_CHAT = TelegramId(5001)


async def all_of(store: Store, table):
    async with store.read() as session:
        return (await session.execute(select(table))).all()


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def nip_of(store: Store, person_id: PersonId) -> str:
    found = await people_staff.card(store, person_id)
    assert found is not None
    return found.nip


async def test_hr_is_granted_before_linking_and_taken_again(store, make):
    nip = await nip_of(store, await make.person())
    assert await people_staff.grant_hr(store, nip=nip, now=NOW)
    assert await people_staff.grant_hr(store, nip=nip, now=NOW)
    assert len(await all_of(store, role)) == 1
    assert await people_staff.revoke_hr(store, nip=nip, now=NOW)
    assert not await people_staff.revoke_hr(store, nip=nip, now=NOW)
    assert [row.event for row in await all_of(store, audit)] == ["hr_granted", "hr_revoked"]


async def test_with_the_role_goes_the_code_that_came_with_it(store, make):
    who = await make.person()
    nip = await nip_of(store, who)
    await people_staff.grant_hr(store, nip=nip, now=NOW)
    assert await codes.issue(store, unrepeated(), person_id=who)
    await people_staff.revoke_hr(store, nip=nip, now=NOW)
    assert await all_of(store, link_code) == []


async def test_hr_is_not_granted_to_somebody_outside_the_roster(store):
    assert not await people_staff.grant_hr(store, nip="199001012020011999", now=NOW)
    assert await all_of(store, role) == []


async def test_people_are_found_by_words_of_the_name_in_any_case(store, make):
    unit = await make.unit("Dinas Contoh")
    await make.person("Contoh Satu Percobaan", unit_id=unit)
    await make.person("Contoh Dua")
    found = await finding.find(store, StaffChoice("percobaan contoh"), page=0)
    assert [(one.name, one.unit) for one in found.items] == [
        ("Contoh Satu Percobaan", "Dinas Contoh")
    ]


async def test_people_are_found_by_digits_of_the_nip(store, make):
    one = await make.person(nip="199001012020011991")
    await make.person(nip="198501012010012992")
    for text in ("199001012020011991", "19900101 202001 1 991", "1991"):
        found = await finding.find(store, StaffChoice(text), page=0)
        assert [person.id for person in found.items] == [one]


async def test_signs_of_a_pattern_are_taken_as_they_are(store, make):
    await make.person("Contoh Satu")
    assert (await finding.find(store, StaffChoice("%"), page=0)).total == 0
    assert (await finding.find(store, StaffChoice("_"), page=0)).total == 0


async def test_those_in_service_come_first_five_a_page(store, make):
    await make.person("Contoh Awal", active=False)
    for number in range(5):
        await make.person(f"Contoh {number}")
    first = await finding.find(store, StaffChoice("contoh"), page=0)
    last = await finding.find(store, StaffChoice("contoh"), page=9)
    assert (first.total, first.pages, len(first.items)) == (6, 2, 5)
    assert [(one.name, one.active) for one in last.items] == [("Contoh Awal", False)]
    assert last.number == 1


async def test_a_number_of_ones_own_is_kept_and_its_failed_tries_are_settled(store, make):
    officer, one = await make.person(), await make.person(phone=None)
    phone = "+6284000000071"
    for reason in ("unknown", "linked"):
        await make._add(
            failed_link, {"telegram_id": 9, "phone": phone, "reason": reason, "at": NOW}
        )
    kept = await people_staff.set_phone(
        store, act(officer), person_id=one, phone=phone, although_taken=False
    )
    assert kept is None
    card = await people_staff.card(store, one)
    assert card is not None
    assert card.phone == phone
    open_tries = [row.reason for row in await all_of(store, failed_link) if not row.settled_at]
    assert open_tries == ["linked"]
    assert [(row.event, row.actor_id, row.object_id) for row in await all_of(store, audit)] == [
        ("number_set", officer, one)
    ]


async def test_a_number_of_somebody_else_needs_a_second_word(store, make):
    officer = await make.person()
    phone = "+6284000000072"
    await make.person("Contoh Dua", phone=phone)
    one = await make.person("Contoh Satu", phone="+6284000000073")
    refused = await people_staff.set_phone(
        store, act(officer), person_id=one, phone=phone, although_taken=False
    )
    assert refused == NumberTaken(("Contoh Dua",))
    assert (await people_staff.card(store, one)).phone == "+6284000000073"
    await people_staff.set_phone(
        store, act(officer), person_id=one, phone=phone, although_taken=True
    )
    card = await people_staff.card(store, one)
    assert (card.phone, card.phone_shared_by) == (phone, 2)


async def test_a_released_account_counts_as_not_linked(store, make):
    officer, one = await make.person(), await make.person()
    await make.link(one, OLD_CHAT)
    await make._add(
        failed_link,
        {"telegram_id": 9, "phone": "+62", "reason": "linked", "person_id": one, "at": NOW},
    )
    assert await hr_links.release(store, act(officer, update=1), person_id=one)
    assert await hr_links.release(store, act(officer, update=1), person_id=one)  # redelivered
    assert not await hr_links.release(store, act(officer, update=2), person_id=one)
    assert await people_actors.resolve(store, OLD_CHAT, NOW.date()) == (None, False)
    card = await people_staff.card(store, one)
    assert not card.linked
    assert card.released_at == NOW
    assert [row.event for row in await all_of(store, consent)] == ["released"]
    assert [row.event for row in await all_of(store, audit)] == ["link_released"]
    assert all(row.settled_at for row in await all_of(store, failed_link))


async def test_the_chat_of_an_ended_link_is_told_once(store, make):
    officer, one = await make.person(), await make.person()
    await make.link(one, OLD_CHAT, language="en")
    assert await hr_links.unlink(store, act(officer, update=1), person_id=one)
    assert await hr_links.unlink(store, act(officer, update=1), person_id=one)  # redelivered
    assert not await hr_links.unlink(store, act(officer, update=2), person_id=one)
    assert await all_of(store, link) == []
    (told,) = await all_of(store, message)
    assert (told.kind, told.chat_id, told.facts["language"]) == ("unlinked_by_hr", OLD_CHAT, "en")
    assert [row.event for row in await all_of(store, consent)] == ["unlinked"]
    assert [(row.event, row.actor_id) for row in await all_of(store, audit)] == [
        ("unlinked", officer)
    ]


async def test_what_kept_a_person_from_linking_goes_with_the_link(store, make):
    officer, one = await make.person(), await make.person()
    await make.link(one, OLD_CHAT)
    tried = {"telegram_id": 9, "phone": "+62", "reason": "linked", "person_id": one, "at": NOW}
    await make._add(failed_link, tried)
    assert await hr_links.unlink(store, act(officer, update=1), person_id=one)
    assert await all_of(store, failed_link) == []
