"""What a person sees of a fault, and of a database that is away."""

import asyncio
import threading
from typing import Any

import pytest

from bot.intake import handling
from handlers.actions.home import OpenHelp
from handlers.capabilities import ROUTES
from handlers.home import presses as home_presses
from handlers.reception.routes import Right, Route
from handlers.seats.screens import signed
from storage.seats import signing_up
from tests.support.town import Town

NAME = "Contoh\nRahasia"


async def at_the_menu(town: Town) -> Any:
    phone = await town.citizen()
    await phone.send("/menu")
    await phone.hears("Selamat pagi")
    return phone


async def test_a_fault_is_apologised_for_once_with_its_code(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await at_the_menu(town)

    async def faulty(*_: Any) -> None:
        raise ValueError("a fault")

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(faulty, Right.LINKED))
    await phone.tap("Bantuan")
    said = await phone.hears("Mohon maaf, terjadi gangguan. Silakan coba lagi.")
    assert "mohon sampaikan kode " in said.said
    assert phone.labels == ["Menu Utama"]
    await phone.tap("Menu Utama")
    await phone.hears("Selamat pagi")
    assert sum("terjadi gangguan" in message.said for message in phone.messages) == 0


async def test_the_row_that_the_database_refuses_stays_out_of_the_log(
    both_towns: Town, monkeypatch: pytest.MonkeyPatch, log_lines: list[str]
):
    phone = await at_the_menu(both_towns)

    async def faulty(*_: Any) -> None:
        await both_towns.make.person(NAME, active=None)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(faulty, Right.LINKED))
    await phone.tap("Bantuan")
    await phone.hears("Mohon maaf, terjadi gangguan.")
    told = next(line for line in log_lines if "handler failed" in line)
    assert "IntegrityError" in told
    assert "Rahasia" not in told


async def test_a_handler_beyond_its_deadline_counts_as_a_fault(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await at_the_menu(town)

    async def endless(*_: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(endless, Right.LINKED))
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 0.5)
    await phone.tap("Bantuan")
    await phone.hears("Mohon maaf, terjadi gangguan.")
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 5.0)
    await phone.tap("Menu Utama")
    await phone.hears("Selamat pagi")


async def test_an_effect_that_stands_is_shown_though_its_handler_was_ended(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await at_the_menu(town)
    offering = await town.make.offering()
    slow = [True]

    async def slowly(update: Any, ctx: Any) -> None:
        done = await signing_up.enrol(ctx.store, ctx.act, offering=offering)
        if slow.pop() if slow else False:
            await asyncio.Event().wait()  # reads after the commit that take too long
        assert done is not None
        assert done.outcome is not None
        await ctx.show(signed.signed(ctx.words, done.offering, done.outcome, back=None))

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(slowly, Right.LINKED))
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 0.5)
    await phone.tap("Bantuan")
    await phone.hears("● Bapak/Ibu terdaftar")
    assert not any("terjadi gangguan" in message.said for message in phone.messages)


async def test_what_was_tapped_before_the_process_stood_still_is_handled_after(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await at_the_menu(town)
    stands_still = [1.0]

    async def paused(*arguments: Any) -> None:
        if stands_still:
            threading.Event().wait(stands_still.pop())  # the whole process, as when it is paused
            await asyncio.sleep(0.1)
        await home_presses.help_(*arguments)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(paused, Right.LINKED))
    monkeypatch.setattr(handling, "HANDLE_SECONDS", 0.5)
    monkeypatch.setattr(handling, "SLACK_SECONDS", 0.2)
    await phone.tap("Bantuan")
    await phone.hears("Untuk mencari pelatihan, ketik kata kuncinya")


async def test_what_was_tapped_while_the_database_is_away_is_handled_once_it_is_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await at_the_menu(town)
    away = [ConnectionError("away")]

    async def once_away(*arguments: Any) -> None:
        if away:
            raise away.pop()
        await home_presses.help_(*arguments)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(once_away, Right.LINKED))
    await phone.tap("Bantuan")
    await phone.hears("Untuk mencari pelatihan, ketik kata kuncinya")
    assert [alert for alert in phone.alerts if alert] == [
        "Mohon maaf, layanan sedang terganggu. Pilihan ini diproses begitu layanan pulih."
    ]
