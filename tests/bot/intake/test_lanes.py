"""An update that must be retried: first in its lane, in order, and without delaying others."""

import asyncio
from typing import Any

import pytest

from bot.intake import lanes, patience
from handlers.actions import encode
from handlers.actions.home import OpenHelp
from handlers.capabilities import ROUTES
from handlers.home import presses as home_presses
from handlers.reception.routes import Right, Route
from tests.support.citizens import HELP, with_menu
from tests.support.waiting import until
from tests.support.webhooks import Telegram


def heard(phone: Any) -> list[str]:
    """By the order of their last change."""
    told = sorted((m for m in phone.messages if not m.outgoing), key=lambda m: m.change)
    return ["help" if HELP in m.said else "menu" for m in told if m.buttons]


async def test_a_short_trouble_is_over_in_the_lane(telegram: Telegram, away: dict[int, int]):
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 1
    await phone.press(phone.last.id, encode(OpenHelp()))
    [tap] = await telegram.waiting()
    await phone.send("/menu")
    [text] = await telegram.waiting()
    first = asyncio.create_task(telegram.push(tap))
    await until(lambda: not away[phone.telegram_id])
    answers = await asyncio.gather(first, telegram.push(text))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert heard(phone) == ["help", "menu"]


async def test_what_is_called_again_while_it_is_at_work_is_not_begun_twice(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = list[int](), asyncio.Event()

    async def help_(update: Any, ctx: Any) -> None:
        begun.append(update.update_id)
        await go_on.wait()
        await home_presses.help_(update, ctx)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(help_, Right.LINKED))
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    await phone.press(phone.last.id, encode(OpenHelp()))
    [tap] = await telegram.waiting()
    pulse = telegram.town.app.services.pulse
    calls = []
    for _ in range(2):
        pulse.pushed = None
        calls.append(asyncio.create_task(telegram.push(tap)))
        for _ in range(200):
            if pulse.pushed is not None and begun:
                break
            await asyncio.sleep(0.02)
    go_on.set()
    assert [(await call).status_code for call in calls] == [200, 200]
    assert begun == [tap["update_id"]]
    assert heard(phone) == ["help"]


async def test_nothing_overtakes_a_tap_that_has_to_come_again(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 1
    await phone.press(phone.last.id, encode(OpenHelp()))
    [tap] = await telegram.waiting()
    await phone.send("/menu")
    [text] = await telegram.waiting()
    codes = [(await telegram.push(one)).status_code for one in (tap, text, tap, text)]
    assert codes == [503, 503, 200, 200]
    assert heard(phone) == ["help", "menu"]
    other = await with_menu(telegram.town, "Fiktif Dua")
    assert await telegram.push_all() == [200]
    assert "Fiktif Dua" in other.last.said


async def test_what_waits_behind_a_tap_that_has_to_come_again_comes_again_too(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def help_(update: Any, ctx: Any) -> None:
        if not begun.is_set():
            begun.set()
            await go_on.wait()
            raise ConnectionError
        await home_presses.help_(update, ctx)

    monkeypatch.setitem(ROUTES.presses, OpenHelp, Route(help_, Right.LINKED))
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    await phone.press(phone.last.id, encode(OpenHelp()))
    [tap] = await telegram.waiting()
    await phone.send("/menu")
    [text] = await telegram.waiting()
    pulse = telegram.town.app.services.pulse
    first = asyncio.create_task(telegram.push(tap))
    await asyncio.wait_for(begun.wait(), 30)
    pulse.pushed = None
    behind = asyncio.create_task(telegram.push(text))
    for _ in range(200):
        if pulse.pushed is not None:
            break
        await asyncio.sleep(0.02)
    go_on.set()
    answers = await asyncio.gather(first, behind)
    assert [answer.status_code for answer in answers] == [503, 503]
    assert [(await telegram.push(one)).status_code for one in (tap, text)] == [200, 200]
    assert heard(phone) == ["help", "menu"]


async def test_nobody_waits_for_ever_for_what_never_comes(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 1
    await phone.press(phone.last.id, encode(OpenHelp()))
    assert await telegram.push_all() == [503]
    monkeypatch.setattr(lanes, "RETURN_SECONDS", 0.0)
    await phone.send("/menu")
    assert await telegram.push_all() == [200]


async def test_a_tap_that_telegram_forgot_is_told_at_the_next_contact(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    monkeypatch.setattr(lanes, "RETURN_SECONDS", 0.0)
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 2
    await phone.press(phone.last.id, encode(OpenHelp()))
    [forgotten] = await telegram.waiting()
    assert (await telegram.push(forgotten)).status_code == 503
    await phone.press(phone.last.id, encode(OpenHelp()))
    [late] = await telegram.waiting()
    assert (await telegram.push(late)).status_code == 503
    assert (await telegram.push(late)).status_code == 200
    assert "mungkin tidak terproses" not in phone.last.text
    monkeypatch.setattr(lanes, "TAP_SECONDS", 0.0)
    await phone.send("/menu")
    assert await telegram.push_all() == [200]
    await phone.hears("mungkin tidak terproses")
    await phone.send("/menu")
    assert await telegram.push_all() == [200]
    assert "mungkin tidak terproses" not in phone.last.text


async def test_what_comes_again_costs_no_patience(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    monkeypatch.setattr(patience, "A_SECOND", 0.0)
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 1
    for _ in range(patience.BURST - 1):
        await phone.press(phone.last.id, encode(OpenHelp()))
    taps = await telegram.waiting()
    assert {(await telegram.push(tap)).status_code for tap in taps} == {503}
    in_response = [bool((await telegram.push(tap)).content) for tap in taps]
    called = [c for c in telegram.town.sandbox.calls if c.method == "answerCallbackQuery"]
    assert sum(in_response) + len(called) >= patience.BURST - 1
    assert "Mohon tunggu sebentar, lalu coba lagi." not in phone.alerts


async def test_what_was_refused_unasked_costs_patience_all_the_same(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    monkeypatch.setattr(patience, "A_SECOND", 0.0)
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 1
    await phone.press(phone.last.id, encode(OpenHelp()))
    assert await telegram.push_all() == [503]
    for number in range(patience.BURST + 20):
        await phone.send(f"kata {number}")
    codes = await telegram.push_all()
    assert (codes.count(503), codes.count(200)) == (patience.BURST - 2, 22)


async def test_a_replica_refuses_nobody_whom_another_one_serves(
    telegram: Telegram, away: dict[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    monkeypatch.setattr(lanes, "RETURN_SECONDS", 1.0)
    phone = await with_menu(telegram.town)
    await telegram.push_all()
    away[phone.telegram_id] = 1
    await phone.press(phone.last.id, encode(OpenHelp()))
    codes = await telegram.push_all()
    for _ in range(5):
        await asyncio.sleep(0.4)
        await phone.send("/menu")
        codes += await telegram.push_all()
    assert (codes[:2], codes[-1]) == ([503, 503], 200)
