"""A slow broadcast does not delay confirmations."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert

from bot.sending import dispatcher
from domain.outbox.messages import Claimed, Priority
from handlers import notices as handlers_notices
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.outbox import messages
from storage.outbox.tables import message
from tests.support.town import Town
from tests.support.waiting import until


async def test_confirmations_are_sent_while_a_broadcast_holds_every_other_worker(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    begun: list[int] = []
    over = asyncio.Event()

    async def render(services: Any, claimed: Claimed) -> Screen | None:
        if claimed.person_id is not None:
            return Screen(Html(claimed.facts["text"]))
        begun.append(claimed.id)
        await over.wait()
        return None

    monkeypatch.setitem(handlers_notices.KINDS, "note", handlers_notices.Notice(render))
    monkeypatch.setattr(dispatcher, "LOOK_SECONDS", 0.05)
    phone = await town.citizen()
    most = dispatcher.WORKERS * dispatcher.BATCH
    try:
        await broadcast(town, most)
        await until(lambda: len(begun) >= most - dispatcher.BATCH)
        for _ in range(3):
            await looked_again(town)  # the one worker that is left, which could take them
        assert len(begun) == most - dispatcher.BATCH
        for text in ("Kabar satu.", "Kabar dua."):
            async with town.store.write() as session:
                facts, who = {"text": text}, town.person_of(phone)
                await messages.promise(
                    session, "note", to=who, facts=facts, once=text, now=town.now
                )
            await phone.hears(text, timeout=30)
    finally:
        over.set()


async def looked_again(town: Town) -> None:
    """Waits until a worker has looked for messages once more."""
    pulse = town.app.services.pulse
    before = pulse.looked
    await until(lambda: pulse.looked != before)


async def broadcast(town: Town, number: int) -> None:
    """So many messages of a broadcast, each for a chat of its own."""
    common = {"kind": "note", "facts": {}, "priority": int(Priority.BULK), "state": "due"}
    common |= {"not_before": town.now, "created_at": town.now}
    rows = [{**common, "dedupe_key": f"n{n}", "chat_id": 1000 + n} for n in range(number)]
    async with town.store.write() as session:
        await session.execute(insert(message), rows)
    town.app.services.wake.set()
