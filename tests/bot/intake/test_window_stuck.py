"""An update at the head of the poller's window that cannot be handled does not block others."""

import asyncio
import sqlite3

import pytest
from sqlalchemy.engine import make_url

from bot.intake import lanes
from bot.intake import polling as intake_polling
from bot.intake.polling import Intake
from bot.intake.polling_turn import PollingTurn
from sandbox import updates
from tests.support.citizens import HELP, with_menu
from tests.support.town import Town
from tests.support.waiting import until
from tests.support.webhooks import Telegram


async def test_what_is_at_work_is_not_confirmed_after_the_turn_was_lost(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", (1.0,))
    town = telegram.town
    turn = PollingTurn(town.store, town.app.services.settings.bot_id)
    polling = asyncio.gather(turn.run(), Intake(town.app, turn).run())
    try:
        slow, quick = await with_menu(town), await with_menu(town, "Fiktif Dua")
        await slow.hears("JP 20")
        away[slow.telegram_id] = 1
        await slow.tap("Bantuan")
        await slow.until(lambda phone: phone.alerts)
        turn.taken += 1
        await quick.send("/menu")
        await quick.until(lambda phone: sum(not m.outgoing for m in phone.messages) == 2)
        await asyncio.sleep(0.2)
        assert town.sandbox.pending_updates()
        await slow.hears(HELP)
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


async def test_what_telegram_has_forgotten_holds_up_nobody(
    town: Town, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", (0.01,))
    monkeypatch.setattr(intake_polling, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(updates, "TAP_SECONDS", 2.0)
    people = [
        await town.citizen(f"Contoh {number}") for number in range(intake_polling.WINDOW + 20)
    ]
    unlucky = await with_menu(town, "Contoh Buruk")
    await unlucky.hears("JP 20")
    away[unlucky.telegram_id] = 1_000_000
    await unlucky.tap("Bantuan")
    await until(lambda: town.sandbox.world.updates.expired)
    for phone in people:
        await phone.send("/menu")
    for phone in people:
        await phone.hears("Bapak/Ibu", timeout=30)


@pytest.mark.parametrize("well", [True, False], ids=["database well", "nothing can be written"])
async def test_what_never_gets_through_silences_nobody(
    town: Town, away: dict[int, int], monkeypatch: pytest.MonkeyPatch, well: bool
):
    monkeypatch.setattr(lanes, "PAUSES", (0.01,))
    monkeypatch.setattr(intake_polling, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(intake_polling, "PROVE_EVERY_SECONDS", 0.02)
    monkeypatch.setattr(intake_polling, "MOST_RETURNS", 5)
    people = [
        await town.citizen(f"Contoh {number}") for number in range(intake_polling.WINDOW - 1)
    ]
    unlucky, late = await with_menu(town, "Contoh Buruk"), await town.citizen("Fiktif Dua")
    await unlucky.hears("JP 20")
    away[unlucky.telegram_id] = 1_000_000
    await unlucky.tap("Bantuan")
    writer = sqlite3.connect(str(make_url(town.url).database), isolation_level=None)
    if not well:
        writer.execute("BEGIN IMMEDIATE")
    for phone in people:
        await phone.send("/menu")
    for phone in people:
        await phone.hears("Bapak/Ibu", timeout=30)
    await late.send("/menu")
    if well:
        await unlucky.hears("Mohon maaf, terjadi gangguan.", timeout=30)
        await late.hears("Bapak/Ibu", timeout=30)
    else:
        # Everybody's taps wait, and this one with them.
        await asyncio.sleep(3)
        writer.execute("ROLLBACK")
        away.clear()
        await unlucky.hears(HELP, timeout=30)
        assert not any("gangguan." in m.said for m in unlucky.messages)
    writer.close()
