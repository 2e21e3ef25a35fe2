"""Updates that Telegram delivers again after a crash: the open question stays the same."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.ids import DraftId
from handlers.actions import encode
from handlers.actions.accounts import Agree, AskCorrection, Decline, Field
from handlers.actions.catalogue import NewTraining
from handlers.actions.evaluation import AskQuestion
from handlers.actions.people import FindStaff
from handlers.actions.seats import AskRemoval, CancelNow, Enrol
from storage.accounts.tables import data_request, link
from storage.catalogue.drafts import reading
from storage.catalogue.tables import offering_draft
from storage.evaluation.tables import answer
from storage.process.tables import dialogue
from storage.seats.tables import enrolment
from tests.support.builders import NOW
from tests.support.kept import rows
from tests.support.webhooks import Telegram


async def redelivered(telegram: Telegram, acts: list[Any]) -> None:
    """Two acts are pushed one after the other, then both again: their 200 was lost."""
    updates = []
    for act in acts:
        await act()
        updates += await telegram.waiting()
    for update in [*updates, *updates]:
        assert (await telegram.push(update)).status_code == 200


async def test_a_correction_that_comes_again_awaits_no_second_one(telegram: Telegram):
    town = telegram.town
    phone = await town.citizen()
    await phone.send("/menu")
    await telegram.push_all()
    menu = phone.last.id
    ask = encode(AskCorrection(Field.NAME))
    await redelivered(
        telegram, [lambda: phone.press(menu, ask), lambda: phone.send("Nama saya salah")]
    )
    await phone.send("arsip")
    await telegram.push_all()
    async with town.store.read() as session:
        kept = (await session.execute(select(data_request.c.content))).scalars().all()
    assert kept == ["Nama saya salah"]
    assert "arsip" in phone.last.said


async def test_a_search_that_comes_again_is_no_answer_to_a_later_question(telegram: Telegram):
    town = telegram.town
    hr, who = await town.citizen("Contoh Petugas", hr=True), await town.citizen("Contoh Dua")
    there = await town.make.offering()
    seat = await town.make.enrolment(town.person_of(who), there)
    await hr.send("/hr")
    await telegram.push_all()
    desk = hr.last.id
    await hr.press(desk, encode(FindStaff()))
    await telegram.push_all()
    ask = encode(AskRemoval(seat))
    await redelivered(telegram, [lambda: hr.send("Budi"), lambda: hr.press(desk, ask)])
    async with town.store.read() as session:
        assert (await session.execute(select(enrolment.c.state))).scalar_one() == "enrolled"
    await hr.send("Salah daftar")
    await telegram.push_all()
    async with town.store.read() as session:
        assert (await session.execute(select(enrolment.c.reason))).scalar_one() == "Salah daftar"


async def test_an_answer_that_comes_again_is_not_overwritten_by_the_next_one(telegram: Telegram):
    town = telegram.town
    phone = await town.citizen()
    ended = NOW - timedelta(hours=1)
    offering = await town.make.offering(starts_at=ended - timedelta(hours=8), ends_at=ended)
    await town.make.enrolment(town.person_of(phone), offering)
    await phone.send("/menu")
    await telegram.push_all()
    menu = phone.last.id
    ask = encode(AskQuestion(offering, 1, change=False))
    await redelivered(telegram, [lambda: phone.press(menu, ask), lambda: phone.send("4")])
    await phone.send("1")
    await telegram.push_all()
    async with town.store.read() as session:
        query = select(answer.c.value).order_by(answer.c.question_id)
        assert (await session.execute(query)).scalars().all() == [4, 1]


async def test_a_block_that_comes_again_silences_nobody_who_is_back(telegram: Telegram):
    phone = await telegram.town.citizen()
    phone.block()
    [blocked] = await telegram.waiting()
    phone.unblock()
    [back] = await telegram.waiting()
    for update in (blocked, back, blocked):
        assert (await telegram.push(update)).status_code == 200
    async with telegram.town.store.read() as session:
        assert (await session.execute(select(link.c.unreachable_at))).scalar_one() is None


async def alone(telegram: Telegram, act: Any) -> Any:
    """One act, pushed; the update, which may be pushed again by itself."""
    await act
    [update] = await telegram.waiting()
    assert (await telegram.push(update)).status_code == 200
    return update


async def corrections(telegram: Telegram) -> list[str]:
    async with telegram.town.store.read() as session:
        query = select(data_request.c.content).order_by(data_request.c.id)
        return list((await session.execute(query)).scalars())


async def test_a_tap_that_comes_again_after_its_answer_opens_nothing(telegram: Telegram):
    phone = await telegram.town.citizen()
    await alone(telegram, phone.send("/menu"))
    tap = await alone(telegram, phone.press(phone.last.id, encode(AskCorrection(Field.NAME))))
    await alone(telegram, phone.send("Nama saya salah"))
    await telegram.push(tap)
    await alone(telegram, phone.send("arsip"))
    assert await corrections(telegram) == ["Nama saya salah"]


@pytest.mark.parametrize("first", ["/menu", "/batal", "/kompetensi", "arsip"])
async def test_what_comes_again_alone_closes_no_later_question(telegram: Telegram, first: str):
    phone = await telegram.town.citizen()
    await alone(telegram, phone.send("/menu"))
    menu = phone.last.id
    old = await alone(telegram, phone.send(first))
    await alone(telegram, phone.press(menu, encode(AskCorrection(Field.NAME))))
    await telegram.push(old)
    await alone(telegram, phone.send("Nama saya salah"))
    assert await corrections(telegram) == ["Nama saya salah"]


async def test_what_comes_again_in_order_writes_over_no_later_question(telegram: Telegram):
    hr = await telegram.town.citizen("Contoh Petugas", hr=True)
    await alone(telegram, hr.send("/menu"))
    menu = hr.last.id
    updates = [
        await alone(telegram, hr.press(menu, encode(FindStaff()))),
        await alone(telegram, hr.send("Budi")),
        await alone(telegram, hr.press(menu, encode(AskCorrection(Field.NAME)))),
    ]
    for update in updates:
        await telegram.push(update)
    await alone(telegram, hr.send("Nama saya salah"))
    assert await corrections(telegram) == ["Nama saya salah"]


async def test_a_command_that_comes_again_keeps_its_own_question_open(telegram: Telegram):
    town = telegram.town
    phone = await town.citizen()
    ended = NOW - timedelta(hours=1)
    offering = await town.make.offering(starts_at=ended - timedelta(hours=8), ends_at=ended)
    await town.make.enrolment(town.person_of(phone), offering)
    await redelivered(telegram, [lambda: phone.send("/umpanbalik")])
    await alone(telegram, phone.send("4"))
    async with town.store.read() as session:
        assert (await session.execute(select(answer.c.value))).scalars().all() == [4]


async def test_a_slip_of_the_finger_is_none_when_it_comes_again(telegram: Telegram):
    phone = await telegram.town.citizen()
    enrol = Enrol(await telegram.town.make.offering())
    await alone(telegram, phone.send("/menu"))
    menu = phone.last.id
    await alone(telegram, phone.press(menu, encode(enrol)))
    slip = await alone(telegram, phone.press(menu, encode(enrol)))
    await alone(telegram, phone.press(menu, encode(CancelNow(enrol.offering))))
    await telegram.push(slip)
    async with telegram.town.store.read() as session:
        assert (await session.execute(select(enrolment.c.state))).scalar_one() == "cancelled"


async def test_a_consent_that_comes_again_after_it_was_taken_back(telegram: Telegram):
    phone = telegram.town.phone()
    await telegram.town.make.person(phone=phone.number)
    await alone(telegram, phone.send("/start"))
    question = phone.last.id
    agreed = await alone(telegram, phone.press(question, encode(Agree(None))))
    await alone(telegram, phone.press(question, encode(Decline(None))))
    await telegram.push(agreed)
    async with telegram.town.store.read() as session:
        assert (await session.execute(select(dialogue))).all() == []


async def test_answers_that_come_again_are_kept_once(telegram: Telegram):
    town = telegram.town
    phone = await town.citizen("Contoh Petugas", hr=True)
    await phone.send("/hr")
    await telegram.push_all()
    await phone.press(phone.last.id, encode(NewTraining()))
    updates = list(await telegram.waiting())
    for update in updates:
        await telegram.push(update)
    await phone.send("Bimtek Arsip")
    typed = list(await telegram.waiting())
    for update in (*typed, *typed, *updates):
        assert (await telegram.push(update)).status_code == 200
    made = await rows(town, offering_draft)
    assert [row.content["title"] for row in made] == ["Bimtek Arsip"]
    await phone.send("Lokakarya")
    await telegram.push_all()
    card = await reading.look(town.store, DraftId(made[0].id))
    assert card is not None
    assert (card.title, card.kind) == ("Bimtek Arsip", "Lokakarya")
