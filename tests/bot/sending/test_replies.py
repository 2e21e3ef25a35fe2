"""Replies that Telegram refuses, a busy database, and errors that contain personal data."""

import logging
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from handlers.home import screens as home_screens
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.database import store as database_store
from storage.database.store import Store
from storage.people.tables import person
from tests.support.town import Town
from tests.support.waiting import until


async def test_a_screen_that_telegram_refuses_is_told_as_a_fault(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    def huge(*arguments: Any, **facts: Any) -> Screen:
        return Screen(Html("x" * 5000))

    monkeypatch.setattr(home_screens, "help_", huge)
    phone = await town.citizen()
    await phone.send("/bantuan")
    await phone.hears("Mohon maaf, terjadi gangguan")


@pytest.mark.parametrize("kind", ["500", "drop_before"])
async def test_a_reply_that_is_lost_on_its_way_is_given_again(town: Town, kind: str):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", kind)
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu Contoh Satu")
    assert sum(not m.outgoing for m in phone.messages) == 1
    town.sandbox.faults.fail("editMessageText", kind)
    await phone.tap("Bantuan")
    await phone.hears("Untuk mencari pelatihan")


async def test_a_reply_whose_answer_is_lost_doubles_once_at_most(town: Town):
    phone = await town.citizen()
    town.sandbox.faults.fail("sendMessage", "drop_after", times=5)
    await phone.send("/menu")
    await phone.until(lambda p: sum(not m.outgoing for m in p.messages) == 2)
    await until(lambda: not town.app.services.background and not town.sandbox.pending_updates())
    assert sum(not m.outgoing for m in phone.messages) == 2


async def test_a_busy_database_keeps_the_update_and_is_no_fault(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(database_store, "BUSY_SECONDS", 0.2)
    phone = await town.citizen()
    await town.make.offering()
    await phone.send("/pelatihan")
    await phone.until(lambda p: any("Semua" in label for label in p.labels))
    await phone.tap("Semua")
    await phone.until(lambda p: any(label == "1" for label in p.labels))
    await phone.tap("1")
    await phone.until(lambda p: "Daftar" in p.labels)
    async with town.store.write():
        await phone.tap("Daftar")
        count = town.app.services.metrics.registry.get_sample_value
        await until(lambda: count("bangkom_database_away_total", {"where": "handler"}))
    await phone.hears("terdaftar")
    assert not any("gangguan. Silakan" in m.said for m in phone.messages)
    assert "handler failed" not in caplog.text


async def test_an_error_of_the_database_names_nobody(
    store: Store, caplog: pytest.LogCaptureFixture
):
    row = {"nip": "199001012020011999", "name": "Contoh Satu", "active": True}

    async def twice() -> None:
        async with store.write() as session:
            await session.execute(insert(person).values(row))
            await session.execute(insert(person).values(row))

    with pytest.raises(IntegrityError) as told:
        await twice()
    assert "Contoh Satu" not in str(told.value)
    logging.getLogger("x").warning("failed", exc_info=told.value)
    assert "Contoh Satu" not in caplog.text
