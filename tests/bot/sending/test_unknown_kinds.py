"""Messages of a kind that only a newer version knows, and results that cannot be stored."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.program import health
from bot.sending import settling
from bot.sending.dispatcher import UNKNOWN_KIND_SECONDS, Dispatcher
from domain.outbox.messages import Claimed, MessageState, Verdict
from handlers import notices as handlers_notices
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.outbox import messages
from storage.outbox.tables import message
from tests.support.town import Town
from tests.support.watched import Watched

NEWER = "future.note"


async def render(services: Any, claimed: Claimed) -> Screen | None:
    return Screen(Html(claimed.facts["text"]))


@pytest.fixture(autouse=True)
def note(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of message that says what its facts say."""
    monkeypatch.setitem(handlers_notices.KINDS, "note", handlers_notices.Notice(render))


async def promise(town: Town, phone: Any, kind: str, said: str, **other: Any) -> None:
    async with town.store.write() as session:
        to, facts = town.person_of(phone), {"text": said}
        await messages.promise(session, kind, to=to, facts=facts, once=said, now=town.now, **other)


async def rows(town: Town) -> dict[str, Any]:
    async with town.store.read() as session:
        return {row.dedupe_key: row for row in await session.execute(select(message))}


def heard(phone: Any) -> list[str]:
    return [one.said for one in phone.messages if not one.outgoing]


async def test_an_unknown_kind_waits_for_its_program_and_holds_up_nobody(
    both_towns: Town, monkeypatch: pytest.MonkeyPatch
):
    town = both_towns
    first, second = await town.citizen(), await town.citizen()
    await promise(town, first, NEWER, "Baru")
    for phone, said in ((first, "Satu"), (second, "Dua"), (first, "Tiga")):
        await promise(town, phone, "note", said)
        await phone.hears(said)
    left = (await rows(town))["Baru"]
    assert (left.state, left.attempts, left.claim, left.retry_at) == ("due", 0, None, None)
    monkeypatch.setitem(
        handlers_notices.KINDS, NEWER, handlers_notices.Notice(render)
    )  # the program is updated
    await town.settle()
    assert heard(first) == ["Satu", "Tiga", "Baru"]
    assert heard(second) == ["Dua"]


async def test_an_unknown_kind_in_a_batch_is_put_off_and_its_neighbours_are_sent_once(
    both_towns: Town,
):
    town, later = both_towns, both_towns.now + timedelta(hours=1)
    services = town.app.services
    first, second = await town.citizen(), await town.citizen()
    await promise(town, first, NEWER, "Baru", not_before=later)
    await promise(town, second, "note", "Satu", not_before=later)
    real = services.clock.real()
    batch = await messages.claim(
        town.store, now=later, real_now=real, rate=None, most=5, kinds=("note", NEWER)
    )
    assert len(batch) == 2
    await Dispatcher(services, rate=None)._deliver(batch)
    found = await rows(town)
    put_off, neighbour = found["Baru"], found["Satu"]
    assert (put_off.state, put_off.attempts, put_off.uncertain) == ("due", 0, False)
    assert put_off.retry_at >= real + timedelta(seconds=UNKNOWN_KIND_SECONDS)
    assert (neighbour.state, heard(second)) == ("sent", ["Satu"])


async def test_an_outcome_that_the_database_refuses_is_left_to_its_lease_alone(both_towns: Town):
    town, later = both_towns, both_towns.now + timedelta(hours=1)
    services = town.app.services
    for said in ("Satu", "Dua"):
        await promise(town, await town.citizen(), "note", said, not_before=later)
    batch = await messages.claim(
        town.store, now=later, real_now=services.clock.real(), rate=None, most=5, kinds=["note"]
    )
    numbers = (2**70, 7)  # the first fits into no column
    verdicts = [
        Verdict(each, MessageState.SENT, telegram_message_id=number)
        for each, number in zip(batch, numbers, strict=True)
    ]
    await settling.settle(services, verdicts)
    states = {said: row.state for said, row in (await rows(town)).items()}
    assert states == {"Satu": "sending", "Dua": "sent"}


async def test_messages_of_unknown_kinds_are_shown_and_are_no_illness(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(health, "FRESH_SECONDS", 0.0)
    town = watched.town
    phone, long_ago = await town.citizen(), town.now - timedelta(hours=1)
    await promise(town, phone, NEWER, "Baru", not_before=long_ago)
    await promise(town, phone, "Rahasia: 081", "Aneh", not_before=long_ago)
    code, shown = await watched.health()
    assert (code, shown["wrong"], shown["messages_due"]) == (200, [], 0)
    assert shown["messages_of_unknown_kinds"] == {NEWER: 1, "other": 1}
    assert await watched.figure("bangkom_outbox_unknown", kind=NEWER) == 1
    monkeypatch.setitem(handlers_notices.KINDS, NEWER, handlers_notices.Notice(render))
    await phone.hears("Baru")
    assert await watched.figure("bangkom_outbox_unknown", kind=NEWER) == 0
