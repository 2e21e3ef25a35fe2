from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from domain.ids import PersonId, TelegramId
from storage.accounts import privacy
from storage.accounts.tables import consent, data_request, failed_link, link
from storage.database.store import Store
from storage.evaluation.tables import answer, form, question, response
from storage.outbox import messages
from storage.outbox.tables import message
from storage.process.tables import dialogue
from storage.seats.tables import enrolment
from tests.support.acts import act
from tests.support.builders import NOW, Builders

ACCOUNT = TelegramId(501)


async def rows(store: Store, table: Any) -> list[Any]:
    async with store.read() as session:
        return list((await session.execute(select(table))).all())


async def add(store: Store, table: Any, **values: Any) -> None:
    async with store.write() as session:
        await session.execute(insert(table).values(values))


@pytest.fixture
async def me(store: Store) -> PersonId:
    """Somebody with a rating, a seat, an answer, a failed try and a promise."""
    make = Builders(store)
    person = await make.person("Contoh Satu", phone="+6284000000001")
    await make.link(person, ACCOUNT)
    await make.rated(person, await make.competency("Integritas"), 2)
    offering = await make.offering("Bimtek Contoh")
    seat = await make.enrolment(person, offering, attendance="attended")
    async with store.read() as session:
        asked = (await session.execute(select(question.c.id, question.c.form_id))).first()
    if asked is None:
        await add(store, form, id=1, name="reaksi", version=1, level=1, scale=[])
        wording = {"id": {"long": "Saran?", "short": "Saran"}}
        await add(store, question, id=1, form_id=1, number=1, kind="text", wording=wording)
        asked = (1, 1)
    await add(
        store,
        response,
        id=1,
        form_id=asked[1],
        offering_id=offering,
        enrolment_id=seat,
        opened_at=NOW,
    )
    await add(store, answer, response_id=1, question_id=asked[0], text="Bagus", answered_at=NOW)
    await add(store, failed_link, telegram_id=ACCOUNT, phone="+62", reason="unknown", at=NOW)
    await add(
        store,
        dialogue,
        telegram_id=ACCOUNT,
        flow="privacy",
        step="correction",
        data={},
        expires_at=NOW + timedelta(days=1),
    )
    async with store.write() as session:
        await messages.promise(session, "note", to=person, facts={}, once="a", now=NOW)
    return person


async def test_what_is_kept_is_counted(store: Store, me: PersonId):
    found = await privacy.kept(store, me)
    assert (found.assessments, found.trainings, found.forms) == (1, 1, 1)
    assert (found.linked_at, found.consent_version) == (NOW, "1")


async def test_the_copy_has_everything_about_the_person_and_nothing_of_others(
    store: Store, me: PersonId
):
    make = Builders(store)
    other = await make.person("Contoh Dua")
    await make.link(other, 502)
    await make.enrolment(other, await make.offering("Bimtek Lain"))
    found = await privacy.data_copy(store, me)
    assert [row["name"] for row in found["person"]] == ["Contoh Satu"]
    assert [row["telegram_id"] for row in found["link"]] == [ACCOUNT]
    assert [row["competency"] for row in found["assessment"]] == ["Integritas"]
    assert [row["title"] for row in found["enrolment"]] == ["Bimtek Contoh"]
    assert [row["state"] for row in found["history"]] == ["enrolled"]
    assert [row["text"] for row in found["answer"]] == ["Bagus"]
    assert [row["phone"] for row in found["failed_link"]] == ["+62"]
    assert [row["kind"] for row in found["message"]] == ["note"]
    assert len(found["dialogue"]) == 1


async def test_a_correction_reaches_every_officer_once(store: Store, me: PersonId):
    make = Builders(store)
    officers = [await make.person("Contoh HR"), await make.person("Contoh HR Dua")]
    for officer in officers:
        await make.hr(officer)
    await make.hr(await make.person("Contoh Pensiun", active=False))
    wish, right = act(me, chat=ACCOUNT), {"field": "post", "content": "Analis"}
    first = await privacy.ask_correction(store, wish, **right)
    assert await privacy.ask_correction(store, wish, **right) == first
    assert first.due_at == NOW + timedelta(hours=72)
    (asked,) = await rows(store, data_request)
    assert (asked.id, asked.field, asked.content) == (first.number, "post", "Analis")
    told = [row for row in await rows(store, message) if row.kind == "req_data"]
    assert sorted(row.person_id for row in told) == sorted(officers)
    assert await rows(store, dialogue) == []


async def test_unlinking_deletes_the_account_and_keeps_seats_and_answers(
    store: Store, me: PersonId
):
    tap = act(me)
    assert [await privacy.unlink(store, tap, telegram_id=ACCOUNT) for _ in range(2)] == [
        True,
        True,
    ]
    for table in (link, failed_link, dialogue):
        assert await rows(store, table) == []
    assert [row.state for row in await rows(store, enrolment)] == ["enrolled"]
    assert [row.enrolment_id is None for row in await rows(store, response)] == [False]
    assert [row.state for row in await rows(store, message)] == ["dropped"]
    assert [row.event for row in await rows(store, consent)] == ["unlinked"]


async def test_withdrawing_takes_the_name_off_the_answers_and_tells_hr(store: Store, me: PersonId):
    make = Builders(store)
    officer = await make.person("Contoh HR")
    await make.hr(officer)
    tap = act(me)
    assert [await privacy.withdraw(store, tap, telegram_id=ACCOUNT) for _ in range(2)] == [
        True,
        True,
    ]
    assert await rows(store, link) == []
    assert [row.state for row in await rows(store, enrolment)] == ["enrolled"]
    assert [row.enrolment_id for row in await rows(store, response)] == [None]
    assert [row.text for row in await rows(store, answer)] == ["Bagus"]
    assert [(row.kind, row.person_id) for row in await rows(store, data_request)] == [
        ("withdrawal", me)
    ]
    assert {(row.kind, row.person_id, row.state) for row in await rows(store, message)} == {
        ("note", me, "dropped"),
        ("req_data", officer, "due"),
    }
    assert [row.event for row in await rows(store, consent)] == ["withdrawn"]


async def test_an_account_that_is_not_linked_has_nothing_to_end(store: Store):
    assert not await privacy.unlink(store, act(), telegram_id=ACCOUNT)
    assert not await privacy.withdraw(store, act(), telegram_id=ACCOUNT)
