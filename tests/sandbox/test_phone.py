import asyncio

import pytest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import PNG, Caller


async def says(call: Caller, phone: Phone, text: str, *rows: list[str]) -> int:
    """A message of the bot with buttons whose data is their label."""
    keyboard = [[{"text": label, "callback_data": label} for label in row] for row in rows]
    sent = await call(
        "sendMessage",
        chat_id=phone.telegram_id,
        text=text,
        reply_markup={"inline_keyboard": keyboard},
    )
    number: int = sent["message_id"]
    return number


async def newest(call: Caller) -> dict[str, dict[str, object]]:
    update: dict[str, dict[str, object]] = (await call("getUpdates"))[-1]
    return update


def test_the_same_number_is_the_same_phone():
    sandbox = Sandbox()
    assert sandbox.phone(number="+62840000001") is sandbox.phone("X", number="+62840000001")
    assert sandbox.phone(number="+62840000002").telegram_id != 0
    assert sandbox.phone(number="+62840000003", telegram_id=77).telegram_id == 77


async def test_start_with_the_payload_of_a_link(call: Caller, sandbox: Sandbox):
    await sandbox.phone().start("p-1a")
    message = (await newest(call))["message"]
    assert message["text"] == "/start p-1a"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_the_own_contact_and_others(call: Caller, sandbox: Sandbox, phone: Phone):
    await phone.share_contact()
    contact = (await newest(call))["message"]["contact"]
    assert contact == {
        "phone_number": phone.number.lstrip("+"),
        "first_name": phone.name,
        "user_id": phone.telegram_id,
    }
    other = sandbox.phone("Contoh Dua", "+6284000000002")
    await phone.share_contact(of=other, forwarded=True, number="+62811")
    message = (await newest(call))["message"]
    assert message["contact"] == {
        "phone_number": "62811",
        "first_name": "Contoh Dua",
        "user_id": other.telegram_id,
    }
    assert message["forward_origin"]["type"] == "hidden_user"  # type: ignore[index]


async def test_the_newest_button_with_the_label_is_tapped(call: Caller, phone: Phone):
    await says(call, phone, "lama", ["Daftar"])
    number = await says(call, phone, "baru", ["Daftar"], ["Cari Pelatihan"])
    await phone.tap("Daftar")
    query = (await newest(call))["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("Daftar", number)  # type: ignore[index]
    await phone.tap("Pelatihan")
    assert (await newest(call))["callback_query"]["data"] == "Cari Pelatihan"


async def test_a_button_that_is_not_there_says_what_is(call: Caller, phone: Phone):
    await says(call, phone, "a", ["Menu Utama"])
    with pytest.raises(LookupError, match=r"no button 'Daftar'; visible: .*Menu Utama"):
        await phone.tap("Daftar")


async def test_keys_of_the_reply_keyboard(call: Caller, phone: Phone):
    keyboard = {
        "keyboard": [[{"text": "Bagikan Nomor HP", "request_contact": True}], [{"text": "Lain"}]],
        "one_time_keyboard": True,
    }
    for label, has in (("Bagikan Nomor HP", "contact"), ("Lain", "text")):
        await call("sendMessage", chat_id=phone.telegram_id, text="a", reply_markup=keyboard)
        await phone.tap(label)
        assert has in (await newest(call))["message"]
        assert phone.keyboard_labels == []


async def test_forged_and_forgotten_buttons(call: Caller, phone: Phone):
    number = await says(call, phone, "a", ["A"])
    await phone.press(number, "forged")
    assert (await newest(call))["callback_query"]["data"] == "forged"
    await call("deleteMessage", chat_id=phone.telegram_id, message_id=number)
    await phone.press(number, "A")
    message = (await newest(call))["callback_query"]["message"]
    assert message["date"] == 0  # type: ignore[index]


async def test_files_pictures_stickers_and_edits(call: Caller, phone: Phone):
    await phone.send_photo(PNG, "foto")
    assert (await newest(call))["message"]["photo"]
    await phone.send_sticker()
    assert (await newest(call))["message"]["sticker"]
    message = await phone.send("/x lama")
    await phone.edit(message.id, "baru")
    edited = (await newest(call))["edited_message"]
    assert edited["text"] == "baru"
    assert edited["edit_date"]
    assert "entities" not in edited


async def test_blocking_is_told_once(call: Caller, phone: Phone):
    phone.block()
    phone.block()
    change = (await newest(call))["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"  # type: ignore[index]
    await phone.start()
    updates = await call("getUpdates")
    kinds = [next(key for key in u if key != "update_id") for u in updates]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]


async def test_a_group_hears_everybody(call: Caller, sandbox: Sandbox, phone: Phone):
    group = sandbox.group("Rapat")
    other = sandbox.phone("Contoh Dua", "+6284000000002")
    await other.send("/start", chat=group)
    message = (await newest(call))["message"]
    assert message["chat"] == {"id": group.id, "type": "group", "title": "Rapat"}
    assert message["from"]["first_name"] == "Contoh Dua"  # type: ignore[index]
    await call("sendMessage", chat_id=group.id, text="halo")
    assert [m.said for m in group.messages.values()] == ["/start", "halo"]
    assert (await call.refused("sendMessage", chat_id=other.telegram_id, text="a"))[0] == 400


async def test_waiting_for_what_is_said(call: Caller, phone: Phone):
    number = await says(call, phone, "Menu")
    await phone.send("lanjut")
    waiting = asyncio.create_task(phone.hears("baru"))
    await says(call, phone, "lain")
    await call("editMessageText", chat_id=phone.telegram_id, message_id=number, text="Menu baru")
    assert (await waiting).id == number
    await phone.until(lambda p: p.messages[-1].said == "lain")


async def test_waiting_in_vain_shows_the_conversation(call: Caller, phone: Phone):
    await says(call, phone, "Menu", ["Bantuan"])
    await phone.send("halo")
    with pytest.raises(AssertionError, match=r"< Menu\n  \[Bantuan\]\n> halo"):
        await phone.hears("Menu", timeout=0.05)  # said before the last action


def test_nothing_said_yet():
    with pytest.raises(LookupError):
        _ = Sandbox().phone().last
