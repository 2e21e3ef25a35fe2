"""A person who floods the bot is told so, at no database query, and others are served."""

import asyncio

import pytest
from sqlalchemy import event

from bot.intake import patience
from bot.intake.patience import Patience
from handlers.actions import encode
from handlers.actions.home import OpenHelp
from tests.support.town import Town

TOLD = "Mohon tunggu sebentar, lalu coba lagi."


async def confirmed(town: Town) -> None:
    for _ in range(600):
        if not town.sandbox.pending_updates():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{town.sandbox.pending_updates()} updates wait")


async def test_a_flood_of_texts_costs_little_and_delays_nobody(town: Town):
    flooder, other = await town.citizen("Contoh Satu"), await town.citizen("Fiktif Dua")
    statements: list[str] = []
    event.listen(
        town.store.engine.sync_engine,
        "before_cursor_execute",
        lambda *given: statements.append(given[2]),
    )
    for number in range(500):
        await flooder.send(f"kata {number}")
        if number == 250:
            await other.send("/menu")
    await other.hears("Bapak/Ibu Fiktif Dua", timeout=30)
    await confirmed(town)
    said = [m.said for m in flooder.messages if not m.outgoing]
    assert TOLD in said
    assert len(said) < 120
    assert sum("link" in words for words in statements) < 300


async def test_a_flood_of_taps_is_told_once_in_a_while(town: Town):
    phone = await town.citizen()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    for _ in range(200):
        await phone.press(phone.last.id, encode(OpenHelp()))
    await confirmed(town)
    assert 1 <= phone.alerts.count(TOLD) <= 3
    edits = [call for call in town.sandbox.calls if call.method == "editMessageText"]
    assert len(edits) < 100


async def test_quick_fingers_lose_nothing(town: Town):
    phone = await town.citizen()
    for _ in range(20):
        await phone.send("/menu")
    await confirmed(town)
    assert sum("Bapak/Ibu" in m.said for m in phone.messages if not m.outgoing) == 20


async def test_strangers_are_bounded_too(town: Town):
    phone = town.phone()
    for _ in range(200):
        await phone.send("x" * 4096)
    await confirmed(town)
    assert sum(not m.outgoing for m in phone.messages) < 80


def test_who_waits_may_act_again(monkeypatch: pytest.MonkeyPatch):
    now = [1000.0]
    monkeypatch.setattr(patience.time, "monotonic", lambda: now[0])
    calm = Patience()
    assert [calm.allows(1) for _ in range(patience.BURST + 2)][-3:] == [True, False, False]
    assert calm.allows(2)
    assert calm.should_tell(1)
    assert not calm.should_tell(1)
    now[0] += 1
    assert [calm.allows(1) for _ in range(6)] == [True] * 4 + [False] * 2


def test_what_is_remembered_of_people_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "MOST_REMEMBERED", 100)
    calm = Patience()
    for person in range(1000):
        calm.allows(person)
    assert len(calm._buckets) <= 101
