from typing import Any

from sandbox import Phone
from tests.sandbox.conftest import Caller

COMMANDS = [{"command": "menu", "description": "Menu"}]


async def test_who_the_bot_is(call: Caller):
    me = await call("getMe")
    assert (me["id"], me["username"], me["is_bot"]) == (100001, "bangkom_bot", True)


async def test_menus_are_kept_by_scope_and_language(call: Caller, phone: Phone):
    own = {"type": "chat", "chat_id": phone.telegram_id}
    await call("setMyCommands", commands=COMMANDS, language_code="en")
    await call("setMyCommands", commands=COMMANDS, scope=own)
    assert await call("getMyCommands") == []
    assert await call("getMyCommands", language_code="en") == COMMANDS
    assert await call("getMyCommands", scope=own) == COMMANDS
    await call("deleteMyCommands", scope=own)
    assert await call("getMyCommands", scope=own) == []


async def test_menus_that_are_refused(call: Caller):
    asked: dict[str, Any] = {"commands": COMMANDS}
    stranger = {"type": "chat", "chat_id": 5}
    assert await call.refused("setMyCommands", scope=stranger, **asked) == (
        400,
        "Bad Request: chat not found",
    )
    assert (await call.refused("setMyCommands", scope={"type": "moon"}, **asked))[0] == 400
    assert await call.refused("setMyCommands", commands=COMMANDS * 101) == (
        400,
        "Bad Request: BOT_COMMANDS_TOO_MUCH",
    )


async def test_a_chat_is_shown_to_who_may_write_there(call: Caller, phone: Phone):
    assert (await call("getChat", chat_id=phone.telegram_id))["type"] == "private"
    assert (await call.refused("getChat", chat_id=5))[0] == 400
