"""PTB's requests over aiohttp: time-outs, uploads, kinds of errors, a clean stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.sending.request import TelegramRequest, never_connected
from sandbox import Sandbox
from tests.support.town import TOKEN
from tests.support.waiting import until


@asynccontextmanager
async def desk(**options: Any) -> AsyncIterator[tuple[Sandbox, Bot, Any]]:
    sandbox = Sandbox(token=TOKEN)
    phone = sandbox.phone()
    sandbox.open_chat(phone)
    async with sandbox.serve() as url:
        request = TelegramRequest(connections=8, **options)
        async with Bot(TOKEN, base_url=f"{url}/bot", request=request) as bot:
            yield sandbox, bot, phone


async def test_a_slow_answer_times_out_and_its_fate_is_unknown():
    async with desk(read_timeout=0.3) as (sandbox, bot, phone):
        sandbox.faults.fail("sendMessage", "slow", seconds=1.5)
        with pytest.raises(TimedOut) as told:
            await bot.send_message(phone.telegram_id, "halo")
        assert not never_connected(told.value)


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_a_connection_lost_after_sending_is_unknown(kind: str):
    async with desk() as (sandbox, bot, phone):
        sandbox.faults.fail("sendMessage", kind)
        with pytest.raises(NetworkError) as told:
            await bot.send_message(phone.telegram_id, "halo")
        assert not never_connected(told.value)


async def test_where_nobody_listens_nothing_was_sent():
    async with desk() as (_, bot, phone):
        away = Bot(
            TOKEN, base_url="http://127.0.0.1:9/bot", request=TelegramRequest(connections=1)
        )
        await away.request.initialize()
        with pytest.raises(NetworkError) as told:
            await away.send_message(phone.telegram_id, "halo")
        assert never_connected(told.value)
        await away.request.shutdown()
        assert bot.username


async def test_refusals_come_through_by_their_kind():
    async with desk() as (sandbox, bot, phone):
        with pytest.raises(BadRequest, match="too long"):
            await bot.send_message(phone.telegram_id, "x" * 4097)
        sandbox.faults.fail("sendMessage", "429", seconds=7)
        with pytest.raises(RetryAfter):
            await bot.send_message(phone.telegram_id, "halo")
        sandbox.faults.fail("sendMessage", "500")
        with pytest.raises(NetworkError):
            await bot.send_message(phone.telegram_id, "halo")
        phone.block()
        with pytest.raises(Forbidden):
            await bot.send_message(phone.telegram_id, "halo")


async def test_files_travel_both_ways():
    async with desk() as (_, bot, phone):
        content = bytes(range(256)) * 4000
        sent = await bot.send_document(phone.telegram_id, content, filename="daftar.xlsx")
        assert phone.last.document == ("daftar.xlsx", content)
        assert sent.document is not None
        assert sent.document.file_size == len(content)


async def test_a_hundred_calls_at_once_all_arrive():
    async with desk() as (sandbox, bot, phone):
        sandbox.latency = 0.02
        sends = (bot.send_message(phone.telegram_id, f"pesan {n}") for n in range(100))
        await asyncio.gather(*sends)
        assert len([m for m in phone.messages if m.said.startswith("pesan")]) == 100


async def test_the_proxy_is_used():
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.close()

    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    request = TelegramRequest(connections=1, proxy_url=f"http://127.0.0.1:{port}")
    await request.initialize()
    bot = Bot(TOKEN, base_url="http://bot-api.example/bot", request=request)
    with pytest.raises(NetworkError):
        await bot.send_message(1, "halo")
    await request.shutdown()
    server.close()
    assert asked[0].startswith(b"POST http://bot-api.example/bot")


async def test_it_has_to_be_opened_and_can_be_opened_again():
    async with desk() as (_, bot, phone):
        await bot.request.shutdown()
        with pytest.raises(NetworkError, match="not initialised"):
            await bot.send_message(phone.telegram_id, "halo")
        await bot.request.initialize()
        await bot.send_message(phone.telegram_id, "halo lagi")
        assert phone.last.said == "halo lagi"


async def test_a_server_that_hangs_up_without_a_word_is_unknown():
    async def rude(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    server = await asyncio.start_server(rude, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
    request = TelegramRequest(connections=1)
    await request.initialize()
    with pytest.raises(NetworkError) as told:
        await Bot(TOKEN, base_url=address, request=request).send_message(1, "halo")
    assert not never_connected(told.value)
    assert TOKEN not in str(told.value)
    await request.shutdown()
    server.close()


async def test_a_full_pool_means_not_sent():
    async with desk() as (sandbox, bot, phone):
        narrow = TelegramRequest(connections=1)
        await narrow.initialize()
        busy = Bot(TOKEN, base_url=bot.base_url.removesuffix(TOKEN), request=narrow)
        sandbox.faults.fail("sendMessage", "slow", seconds=1)
        first = asyncio.create_task(busy.send_message(phone.telegram_id, "satu"))
        await until(lambda: not sandbox.faults.waiting)
        with pytest.raises(NetworkError) as told:
            await busy.send_message(
                phone.telegram_id, "dua", pool_timeout=0.1, connect_timeout=0.1
            )
        assert never_connected(told.value)
        await first
        await narrow.shutdown()
        assert [m.said for m in phone.messages] == ["satu"]


@pytest.mark.parametrize("code", [200, 400, 401, 404, 502])
async def test_a_page_of_somebody_in_between_is_no_word_of_telegram(code: int):
    page = f"HTTP/1.1 {code} Contoh\r\nContent-Length: 13\r\n\r\n<html></html>".encode()

    async def portal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(page)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(portal, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
    request = TelegramRequest(connections=1)
    await request.initialize()
    with pytest.raises(NetworkError) as told:
        await Bot(TOKEN, base_url=address, request=request).send_message(1, "halo")
    assert type(told.value) is NetworkError
    assert not never_connected(told.value)
    await request.shutdown()
    server.close()
