"""The bot's real client with the sandbox: it parses all answers and types every error."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import PNG, Caller
from tests.support.waiting import until


@pytest.fixture
async def bot(call: Caller) -> AsyncIterator[Bot]:
    async with bot_at(call, call.sandbox.world.token) as bot:
        yield bot


def bot_at(call: Caller, token: str) -> Bot:
    return Bot(
        token,
        base_url=f"{call.url}/bot",
        base_file_url=f"{call.url}/file/bot",
        request=HTTPXRequest(connection_pool_size=4, read_timeout=10),
    )


async def test_a_conversation(bot: Bot, phone: Phone):
    button = InlineKeyboardButton("Daftar", callback_data="d", style="success")
    sent = await bot.send_message(
        phone.telegram_id,
        '<b>Halo</b> <a href="https://contoh.go.id">situs</a>',
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup([[button]]),
    )
    assert sent.text_html == '<b>Halo</b> <a href="https://contoh.go.id">situs</a>'
    await phone.tap("Daftar")
    *_, update = await bot.get_updates(timeout=5)
    query = update.callback_query
    assert query is not None
    assert query.from_user.id == phone.telegram_id
    await query.answer("baik", show_alert=True)
    await query.edit_message_text("selesai")
    assert (phone.last.said, phone.alerts) == ("selesai", ["baik"])
    await bot.delete_message(phone.telegram_id, sent.message_id)
    await bot.get_updates(offset=update.update_id + 1)
    assert not await bot.get_updates()


async def test_every_kind_of_update_is_understood(bot: Bot, sandbox: Sandbox, phone: Phone):
    await phone.send("/menu")
    await phone.share_contact(forwarded=True)
    await phone.send_sticker()
    await phone.send_photo(PNG, "foto")
    await phone.send_file("a.xlsx", b"x")
    message = await phone.send("lama")
    await phone.edit(message.id, "baru")
    await phone.send("halo", chat=sandbox.group("Rapat"))
    await phone.press(99, "lama")
    phone.block()
    updates = await bot.get_updates()
    messages = [u.message for u in updates if u.message is not None]
    assert messages[1].text == "/menu"
    assert messages[2].contact is not None
    assert messages[2].forward_origin is not None
    assert messages[3].sticker is not None
    assert messages[4].photo
    assert messages[5].document is not None
    assert messages[5].document.mime_type is not None
    assert messages[7].chat.type == "group"
    assert updates[-3].message is messages[7]
    assert updates[-2].callback_query is not None
    assert updates[-1].my_chat_member is not None
    assert not any(u.api_kwargs for u in updates)


async def test_files_both_ways(bot: Bot, phone: Phone):
    photo = await bot.send_photo(phone.telegram_id, PNG, caption="a")
    again = await bot.send_photo(phone.telegram_id, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    await bot.edit_message_media(
        InputMediaPhoto(PNG + b"2", caption="b"), phone.telegram_id, photo.message_id
    )
    await bot.send_document(phone.telegram_id, b"x,y", filename="a.csv")
    assert phone.last.document == ("a.csv", b"x,y")
    assert phone.messages[1].photo == PNG + b"2"
    await phone.send_file("b.csv", b"1,2")
    *_, update = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"1,2"


async def test_keyboards_and_menus(bot: Bot, phone: Phone):
    key = KeyboardButton("Bagikan Nomor HP", request_contact=True)
    await bot.send_message(phone.telegram_id, "a", reply_markup=ReplyKeyboardMarkup([[key]]))
    assert phone.keyboard_labels == ["Bagikan Nomor HP"]
    scope = BotCommandScopeChat(phone.telegram_id)
    await bot.set_my_commands([BotCommand("menu", "Menu")], scope=scope)
    assert (await bot.get_my_commands(scope=scope))[0].command == "menu"
    assert (await bot.get_chat(phone.telegram_id)).first_name == phone.name


async def test_errors_have_their_types(call: Caller, bot: Bot, sandbox: Sandbox, phone: Phone):
    chat = phone.telegram_id
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "a")
    sandbox.faults.fail("sendMessage", "429", seconds=3)
    with pytest.raises(RetryAfter, match="Flood control"):
        await bot.send_message(chat, "a")
    sandbox.faults.fail("sendMessage", "slow", seconds=30)
    with pytest.raises(TimedOut):
        await bot.send_message(chat, "a", read_timeout=0.2)
    phone.block()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(chat, "a")
    with pytest.raises(InvalidToken):
        await bot_at(call, "1:WRONG").initialize()


async def test_two_polls_are_one_too_many(bot: Bot, call: Caller):
    older = asyncio.create_task(bot.get_updates(timeout=20))
    await until(lambda: call.sandbox.world.updates._poll)
    newer = asyncio.create_task(call("getUpdates", timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await older
    await call.sandbox.phone().start()
    assert len(await newer) == 1
