"""Dispatchers that freeze, the order of one person's messages, and replies that must wait."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.intake import replying
from bot.sending import dispatcher
from bot.sending.dispatcher import Dispatcher
from bot.sending.presenter import Presenter
from domain.outbox.messages import Claimed
from handlers import notices as handlers_notices
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.outbox import due, messages
from storage.outbox.tables import gate, message
from tests.support.engines import Engines
from tests.support.town import Town, town_on
from tests.support.waiting import until


@pytest.fixture
def note(monkeypatch: pytest.MonkeyPatch) -> None:
    async def render(services: Any, claimed: Claimed) -> Screen | None:
        return Screen(Html(claimed.facts["text"]))

    monkeypatch.setitem(handlers_notices.KINDS, "note", handlers_notices.Notice(render))
    monkeypatch.setattr(dispatcher, "UNKNOWN_RETRY_SECONDS", 0.3)


async def promise(town: Town, phone: Any, *texts: str) -> None:
    async with town.store.write() as session:
        for text in texts:
            who, facts = town.person_of(phone), {"text": text}
            await messages.promise(session, "note", to=who, facts=facts, once=text, now=town.now)


def heard(phone: Any) -> list[str]:
    return [m.said for m in phone.messages if not m.outgoing]


@pytest.mark.usefixtures("note")
async def test_who_wakes_up_after_its_lease_sends_nothing_and_settles_nothing(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dispatcher, "WORKERS", 0)  # the town's own dispatcher rests
    async with town_on(await engines.sqlite()) as town:
        await who_wakes_up(town, monkeypatch)


async def who_wakes_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = await town.citizen()
    services = town.app.services
    await promise(town, phone, "satu")
    real = services.clock.real()
    asleep = await messages.claim(
        services.store,
        now=town.now,
        real_now=real,
        rate=None,
        most=5,
        kinds=handlers_notices.KINDS,
    )
    monkeypatch.setattr(services.clock, "real", lambda: real + due.LEASE)
    await Dispatcher(services, rate=None).once()
    assert heard(phone) == ["satu"]
    await Dispatcher(services, rate=None)._deliver(asleep)
    assert heard(phone) == ["satu"]
    async with town.store.read() as session:
        row = (await session.execute(select(message))).one()
    assert (row.state, row.telegram_message_id) == ("sent", phone.last.id)


@pytest.mark.usefixtures("note")
async def test_nothing_overtakes_a_message_of_the_same_person_that_has_to_wait(town: Town):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "500")
    await promise(town, phone, "satu", "dua", "tiga")
    await town.settle()
    assert heard(phone) == ["satu", "dua", "tiga"]


async def test_a_reply_that_is_told_to_wait_comes_later_and_holds_back_the_rest(town: Town):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "429", seconds=1)
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu Contoh Satu")
    async with town.store.read() as session:
        row = (await session.execute(select(gate))).one()
    assert row.slowed_to == 15


async def test_a_reply_that_waits_gives_way_to_a_newer_screen(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await town.citizen()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu Contoh Satu")
    monkeypatch.setattr(replying, "HOLD_SECONDS", 0.05)
    monkeypatch.setattr(replying, "REPLY_SECONDS", 0.1)
    town.sandbox.faults.fail("editMessageText", "429", seconds=1)
    await phone.tap("Bantuan")
    services = town.app.services
    await until(lambda: services.newest_edit)
    await phone.tap("Pengaturan")
    await phone.until(lambda p: "Pengaturan" in p.last.said)
    await until(lambda: not services.newest_edit and not services.background)
    assert "Pengaturan" in phone.last.said


async def test_replies_and_promises_use_connections_of_their_own(town: Town):
    services = town.app.services
    assert isinstance(services.courier, Presenter)
    assert services.courier.bot is not services.presenter.bot


@pytest.mark.usefixtures("note")
async def test_what_was_in_flight_when_its_process_ended_is_not_sent_too_late(town: Town):
    phone = await town.citizen()
    services = town.app.services
    over = services.clock.real() - timedelta(seconds=1)
    async with town.store.write() as session:
        await messages.promise(
            session,
            "note",
            to=town.person_of(phone),
            facts={"text": "Hari ini"},
            once="a",
            now=town.now,
            not_after=town.now + timedelta(hours=1),
        )
        killed = {"state": "sending", "claim": "killed", "leased_until": over}
        await session.execute(update(message).values(killed))
    await town.move(hours=14)
    assert heard(phone) == []
    async with town.store.read() as session:
        assert (await session.execute(select(message.c.state))).scalar_one() == "unknown"
