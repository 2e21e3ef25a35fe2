"""The dispatcher settles a promised message for each answer that Telegram may give."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.sending import dispatcher, settling
from bot.sending.presenter import Presenter
from domain.outbox.messages import BLOCKED, Claimed
from handlers import notices as handlers_notices
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.database.store import DatabaseBusyError
from storage.outbox import messages, pace
from storage.outbox.tables import message
from tests.support.engines import Engines, opened
from tests.support.town import Town, town_on


@pytest.fixture
async def note(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of message that says what its facts say."""

    async def render(services: Any, claimed: Claimed) -> Screen | None:
        if claimed.facts.get("gone"):
            return None
        return Screen(Html(claimed.facts["text"]))

    monkeypatch.setitem(handlers_notices.KINDS, "note", handlers_notices.Notice(render))
    monkeypatch.setattr(dispatcher, "UNKNOWN_RETRY_SECONDS", 0.2)


async def promise(town: Town, phone: Any, once: str = "a", **facts: Any) -> None:
    async with town.store.write() as session:
        await messages.promise(
            session,
            "note",
            to=town.person_of(phone),
            facts={"text": "Ada kabar.", **facts},
            once=once,
            now=town.now,
        )
    town.app.services.wake.set()


async def settled(town: Town) -> Any:
    await town.settle()
    async with town.store.read() as session:
        return (await session.execute(select(message))).one()


def heard(phone: Any) -> int:
    return sum(m.said == "Ada kabar." for m in phone.messages)


@pytest.mark.usefixtures("note")
async def test_a_promise_arrives_once(town: Town):
    phone = await town.citizen()
    await promise(town, phone)
    row = await settled(town)
    assert (row.state, row.telegram_message_id) == ("sent", phone.last.id)
    assert heard(phone) == 1


@pytest.mark.usefixtures("note")
@pytest.mark.parametrize("kind", ["500", "drop_before"])
async def test_an_unknown_outcome_is_tried_again(town: Town, kind: str):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", kind)
    await promise(town, phone)
    assert (await settled(town)).state == "sent"
    assert heard(phone) == 1


@pytest.mark.usefixtures("note")
async def test_an_answer_lost_after_the_effect_doubles_at_most(town: Town):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "drop_after", times=5)
    await promise(town, phone)
    assert (await settled(town)).state == "unknown"
    assert heard(phone) == 2


@pytest.mark.usefixtures("note")
async def test_a_429_is_waited_out_and_is_no_try(town: Town):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "429", seconds=1)
    await promise(town, phone)
    row = await settled(town)
    assert (row.state, row.attempts) == ("sent", 1)
    assert heard(phone) == 1


@pytest.mark.usefixtures("note")
async def test_a_429_is_no_try_while_the_database_is_busy_either(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    async def busy(*arguments: Any, **options: Any) -> None:
        raise DatabaseBusyError

    phone = await town.citizen()
    monkeypatch.setattr(pace, "close_gate", busy)
    town.sandbox.faults.fail("sendMessage", "429", times=2, seconds=1)
    await promise(town, phone)
    row = await settled(town)
    assert (row.state, row.attempts, heard(phone)) == ("sent", 1, 1)


@pytest.mark.usefixtures("note")
async def test_whoever_blocked_the_bot_is_unreachable_until_they_write(town: Town):
    phone = await town.citizen()
    phone.block()
    await promise(town, phone)
    assert (await settled(town)).state == "unreachable"
    await promise(town, phone, "c")
    await town.settle()
    async with town.store.read() as session:
        query = select(message.c.error).where(message.c.dedupe_key == "c")
        assert (await session.execute(query)).scalar_one() == BLOCKED
    phone.unblock()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    async with town.store.write() as session:
        await session.execute(message.delete())
    await promise(town, phone, "b")
    assert (await settled(town)).state == "sent"


@pytest.mark.usefixtures("note")
async def test_a_block_is_noted_before_slow_neighbours_are_done(town: Town):
    phone, slow = await town.citizen("Contoh Satu"), await town.citizen("Fiktif Dua")
    phone.block()
    town.sandbox.faults.fail("sendMessage", "slow", seconds=3)
    await promise(town, slow, "a")
    await promise(town, phone, "b")
    for _ in range(100):
        async with town.store.read() as session:
            states = dict(
                (await session.execute(select(message.c.dedupe_key, message.c.state))).all()
            )
        if states["b"] == "unreachable":
            break
        await asyncio.sleep(0.02)
    assert states == {"a": "sending", "b": "unreachable"}


@pytest.mark.usefixtures("note")
async def test_what_telegram_refuses_is_parked_with_its_reason(town: Town):
    phone = await town.citizen()
    await promise(town, phone, text="<b>tidak ditutup")
    row = await settled(town)
    assert row.state == "parked"
    assert "parse" in row.error.lower()


@pytest.mark.usefixtures("note")
async def test_what_is_no_longer_relevant_is_dropped(town: Town):
    phone = await town.citizen()
    await promise(town, phone, gone=True)
    assert (await settled(town)).state == "dropped"
    assert heard(phone) == 0


@pytest.mark.usefixtures("note")
async def test_a_fault_about_one_message_doubles_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    first, second = await town.citizen(), await town.citizen()
    send = Presenter.send

    async def faulty(self: Presenter, chat_id: int, screen: Screen) -> Any:
        if chat_id == first.telegram_id:
            raise LookupError("a fault of ours")
        return await send(self, chat_id, screen)

    monkeypatch.setattr(Presenter, "send", faulty)
    async with town.store.write() as session:
        for phone, once in ((first, "a"), (second, "b")):
            who, facts = town.person_of(phone), {"text": "Ada kabar."}
            await messages.promise(session, "note", to=who, facts=facts, once=once, now=town.now)
    await town.settle()
    async with town.store.read() as session:
        kept = await session.execute(select(message.c.dedupe_key, message.c.state))
        assert {row.dedupe_key: row.state for row in kept} == {"a": "unknown", "b": "sent"}
    assert heard(second) == 1


@pytest.mark.usefixtures("note")
async def test_what_is_on_its_way_when_the_program_stops_is_noted_as_sent(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    url, begun, go_on = await engines.sqlite(), asyncio.Event(), asyncio.Event()
    send = Presenter.send

    async def slow(self: Presenter, chat_id: int, screen: Screen) -> Any:
        begun.set()
        await go_on.wait()
        return await send(self, chat_id, screen)

    monkeypatch.setattr(Presenter, "send", slow)
    async with town_on(url) as town:
        await promise(town, await town.citizen())
        await begun.wait()
        asyncio.get_running_loop().call_later(0.2, go_on.set)
    async with opened(url) as store, store.read() as session:
        assert (await session.execute(select(message.c.state))).scalar_one() == "sent"


@pytest.mark.usefixtures("note")
async def test_an_outcome_is_noted_once_the_database_is_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await town.citizen()
    settle, away = messages.settle, [ConnectionError("away")] * 2

    async def flaky(*args: Any, **facts: Any) -> None:
        if away:
            raise away.pop()
        await settle(*args, **facts)

    monkeypatch.setattr(settling, "AGAIN", (0.0,) * 5)
    monkeypatch.setattr(messages, "settle", flaky)
    await promise(town, phone)
    assert (await settled(town)).state == "sent"
    assert heard(phone) == 1
