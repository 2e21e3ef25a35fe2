"""The webhook: it answers 200 only after handling, and refuses requests without the secret."""

import asyncio

import httpx
import pytest
from sqlalchemy import func, select
from telegram.error import InvalidToken

from bot.commands import operator
from bot.intake import lanes, webhook
from bot.intake.webhook import MOST_BYTES, SECRET_HEADER
from handlers.actions import encode
from handlers.actions.home import OpenHelp
from handlers.actions.seats import Enrol
from sandbox import Sandbox
from sandbox.pushing import Hook
from storage.database import store
from storage.process.tables import lane
from storage.seats.tables import enrolment
from tests.support.engines import Engines
from tests.support.town import TOKEN, Town, settings_for, town_on
from tests.support.webhooks import GOOD, SECRET, Telegram, hooked


async def test_what_is_pushed_is_answered_in_the_chat_and_then_confirmed(telegram: Telegram):
    phone = await telegram.town.citizen()
    await phone.send("/menu")
    assert await telegram.push_all() == [200]
    assert "Bapak/Ibu Contoh Satu" in phone.last.text


@pytest.mark.parametrize(
    "headers",
    [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "lain"}, {SECRET_HEADER: SECRET + "x"}],
    ids=["none", "empty", "another", "longer"],
)
async def test_nothing_happens_without_the_secret(telegram: Telegram, headers: dict[str, str]):
    phone = await telegram.town.citizen()
    await phone.send("/menu")
    [update] = await telegram.waiting()
    assert (await telegram.push(update, headers)).status_code == 403
    assert all(message.outgoing for message in phone.messages)


async def test_strangers_are_said_once_a_minute_with_their_number(
    telegram: Telegram, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    def said() -> list[int]:
        lines = [r for r in caplog.records if r.message == "webhook called without the secret"]
        return [vars(line)["times"] for line in lines]

    for _ in range(50):
        assert (await telegram.push({"update_id": 1}, {})).status_code == 403
    assert said() == [1]
    monkeypatch.setattr(webhook, "QUIET_SECONDS", 0.0)
    await telegram.push({"update_id": 1}, {})
    assert said() == [1, 50]


async def test_a_tap_is_answered_in_the_response_to_telegram(telegram: Telegram):
    phone = await telegram.town.citizen()
    await phone.send("/menu")
    await telegram.push_all()
    await phone.press(phone.last.id, encode(OpenHelp()))
    [update] = await telegram.waiting()
    answer = await telegram.push(update)
    assert answer.json() == {
        "method": "answerCallbackQuery",
        "callback_query_id": update["callback_query"]["id"],
    }
    assert "answerCallbackQuery" not in [call.method for call in telegram.town.sandbox.calls]
    await phone.send("/menu")
    [update] = await telegram.waiting()
    assert (await telegram.push(update)).content == b""


async def test_what_is_no_update_is_refused(telegram: Telegram):
    async def post(content: bytes) -> int:
        answer = await telegram.client.post("/hook", content=content, headers=GOOD)
        return answer.status_code

    assert await post(b"") == 400
    assert await post(b"{") == 400
    assert await post(b"[1]") == 400
    assert await post(b'{"update_id": "x"}') == 400
    assert await post(b"\xff\xfe") == 400
    assert await post(b"[" * 200_000) == 400
    assert await post(b'{"a":' * 150_000) == 400
    assert await post(b" " * (MOST_BYTES + 1)) == 413
    assert (await telegram.client.get("/hook", headers=GOOD)).status_code == 405
    assert (await telegram.client.post("/", headers=GOOD)).status_code == 404


async def test_an_update_that_cannot_be_parsed_is_not_sent_for_ever(telegram: Telegram):
    broken = {"update_id": 1, "message": {"message_id": "broken"}}
    assert (await telegram.push(broken)).status_code == 200


async def test_delivered_twice_acts_once_and_shows_the_same(telegram: Telegram):
    town = telegram.town
    phone = await town.citizen()
    offering = await town.make.offering()
    await phone.send("/menu")
    await telegram.push_all()
    await phone.press(phone.last.id, encode(Enrol(offering)))
    [update] = await telegram.waiting()
    answers = await asyncio.gather(*(telegram.push(update) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    async with town.store.read() as session:
        assert (await session.execute(select(func.count()).select_from(enrolment))).scalar() == 1
    assert "terdaftar" in phone.last.text.lower()


async def test_while_the_database_is_busy_telegram_is_told_when_to_come_again(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lanes, "PAUSES", ())
    settings = hooked()
    async with (
        town_on(await engines.sqlite(), **settings) as town,
        httpx.AsyncClient(base_url=f"http://{settings['WEBHOOK_LISTEN']}") as client,
    ):
        telegram = Telegram(town, client)
        phone = await town.citizen()
        offering = await town.make.offering()
        await phone.send("/menu")
        await telegram.push_all()
        await phone.press(phone.last.id, encode(Enrol(offering)))
        [tap] = await telegram.waiting()
        with monkeypatch.context() as soon:
            soon.setattr(store, "BUSY_SECONDS", 0.1)
            async with town.store.write():
                refused = await telegram.push(tap)
        assert (refused.status_code, refused.headers.get("Retry-After")) == (503, "2")
        assert (await telegram.push(tap)).status_code == 200
        async with town.store.read() as session:
            assert (
                await session.execute(select(func.count()).select_from(enrolment))
            ).scalar() == 1
        assert "terdaftar" in phone.last.text.lower()


async def test_a_persons_updates_keep_their_order_when_pushed_at_once(telegram: Telegram):
    phone = await telegram.town.citizen()
    for word in ("/menu", "/pengaturan", "/bantuan", "/menu"):
        await phone.send(word)
    answers = []
    for update in await telegram.waiting():
        answers.append(asyncio.create_task(telegram.push(update)))
        await asyncio.sleep(0.02)  # Telegram sends them in order, on several connections
    await asyncio.gather(*answers)
    said = [message.text.split("\n")[0] for message in phone.messages if not message.outgoing]
    assert said[0] == said[3]
    assert len(set(said)) == 3


async def test_lanes_are_given_back(engines: Engines):
    settings = hooked()
    async with (
        town_on(await engines.postgresql(), **settings) as town,
        httpx.AsyncClient(base_url=f"http://{settings['WEBHOOK_LISTEN']}") as client,
    ):
        telegram = Telegram(town, client)
        phones = [await town.citizen(f"Contoh {number}") for number in range(20)]
        for phone in phones:
            await phone.send("/menu")
        assert await telegram.push_all() == [200] * 20
        for _ in range(100):
            async with town.store.read() as session:
                left = (await session.execute(select(func.count()).select_from(lane))).scalar()
            if not left:
                break
            await asyncio.sleep(0.05)
        assert left == 0


async def test_a_refused_token_loses_no_tap_and_ends_the_program(
    telegram: Telegram, caplog: pytest.LogCaptureFixture
):
    phone = await telegram.town.citizen()
    telegram.town.sandbox.world.token = "100001:ANOTHER"
    await phone.send("/menu")
    [update] = await telegram.waiting()
    assert (await telegram.push(update)).status_code == 503
    assert "the token is refused, the update waits" in caplog.messages
    assert not [record for record in caplog.records if record.exc_info]
    with pytest.raises(InvalidToken):
        await webhook.Webhook(telegram.town.app).watch()
    telegram.town.sandbox.world.token = TOKEN
    assert (await telegram.push(update)).status_code == 200
    assert "Bapak/Ibu Contoh Satu" in phone.last.text


async def test_a_stop_waits_for_answers_that_are_slow(engines: Engines):
    url, settings = await engines.sqlite(), hooked()
    started: asyncio.Future[Town] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        async with town_on(url, **settings) as town:
            started.set_result(town)
            await asyncio.Event().wait()

    program = asyncio.create_task(work())
    async with httpx.AsyncClient(base_url=f"http://{settings['WEBHOOK_LISTEN']}") as client:
        telegram = Telegram(await started, client)
        phone = await telegram.town.citizen()
        telegram.town.sandbox.faults.fail("sendMessage", "slow", seconds=2.0)
        await phone.send("/menu")
        assert await telegram.push_all() == [200]
        assert all(message.outgoing for message in phone.messages)
    program.cancel()  # as SIGTERM does
    await asyncio.wait([program])
    assert "Bapak/Ibu Contoh Satu" in phone.last.text


async def test_the_operator_is_told_that_telegram_calls_nobody(
    engines: Engines, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "200")
    url, sandbox = await engines.sqlite(), Sandbox(token=TOKEN)
    async with sandbox.serve(port=0) as api:
        settings = settings_for(url, api, **hooked())
        assert await operator.check(settings) == 1
        assert "Telegram calls nobody: run `bangkom webhook set`." in capsys.readouterr().out
        sandbox.pushing.hook = Hook("https://bot.example/hook", SECRET)
        assert await operator.check(settings) == 0


async def test_who_polls_is_told_that_a_webhook_is_set(
    engines: Engines, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "200")
    url, sandbox = await engines.sqlite(), Sandbox(token=TOKEN)
    async with sandbox.serve(port=0) as api:
        assert await operator.check(settings_for(url, api)) == 0
        sandbox.pushing.hook = Hook("https://bot.example/hook", SECRET)
        assert await operator.check(settings_for(url, api)) == 1
        assert "run `bangkom webhook delete`." in capsys.readouterr().out
