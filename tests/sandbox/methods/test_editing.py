import json
from datetime import timedelta
from typing import Any

import pytest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import PNG, Caller

KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


async def sent(call: Caller, phone: Phone, **facts: Any) -> dict[str, Any]:
    """A message of the bot, as the address of a later edit."""
    result = await call("sendMessage", chat_id=phone.telegram_id, text="lama", **facts)
    return {"chat_id": phone.telegram_id, "message_id": result["message_id"]}


async def sent_photo(call: Caller, phone: Phone) -> dict[str, Any]:
    chat = phone.telegram_id
    result = await call("sendPhoto", chat_id=str(chat), photo=("a.png", PNG), caption="lama")
    return {"chat_id": chat, "message_id": result["message_id"]}


async def test_an_edit_takes_the_place_of_the_old(call: Caller, phone: Phone):
    here = await sent(call, phone, reply_markup=KEYBOARD)
    edited = await call("editMessageText", text="<b>baru</b>", parse_mode="HTML", **here)
    assert edited["edit_date"] >= edited["date"]
    assert (phone.last.id, phone.last.said, phone.last.edited) == (
        here["message_id"],
        "baru",
        True,
    )
    assert phone.labels == []  # a keyboard that is not given again goes


async def test_the_same_again_is_refused(call: Caller, phone: Phone):
    here = await sent(call, phone, reply_markup=KEYBOARD)
    code, words = await call.refused("editMessageText", text="lama", reply_markup=KEYBOARD, **here)
    assert code == 400
    assert words.startswith("Bad Request: message is not modified: specified new message content")
    assert (await call.refused("editMessageReplyMarkup", reply_markup=KEYBOARD, **here))[0] == 400
    await call("editMessageReplyMarkup", **here)
    assert phone.labels == []
    assert not phone.last.edited
    await call("editMessageText", text="lama", reply_markup=KEYBOARD, **here)
    assert phone.labels == ["A"]


async def test_a_text_has_no_caption_and_a_picture_no_text(call: Caller, phone: Phone):
    text, photo = await sent(call, phone), await sent_photo(call, phone)
    assert await call.refused("editMessageCaption", caption="a", **text) == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )
    assert await call.refused("editMessageText", text="a", **photo) == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    await call("editMessageCaption", caption="baru", **photo)
    assert phone.last.caption == "baru"


async def test_the_file_of_a_message_can_change(call: Caller, phone: Phone):
    photo = await sent_photo(call, phone)
    media = {"type": "document", "media": "attach://new", "caption": "tabel"}
    await call(
        "editMessageMedia",
        **{name: str(value) for name, value in photo.items()},
        media=json.dumps(media),
        new=("a.csv", b"a;b"),
    )
    assert phone.last.document == ("a.csv", b"a;b")
    assert phone.last.photo is None
    assert phone.last.caption == "tabel"
    text = await sent(call, phone)
    refused = await call.refused("editMessageMedia", media=media, **text)
    assert refused == (400, "Bad Request: there is no media in the message to edit")


@pytest.mark.parametrize(
    "markup", [{"keyboard": [["A"]]}, {"remove_keyboard": True}, {"force_reply": True}]
)
async def test_what_carries_another_keyboard_cannot_be_edited(
    call: Caller, phone: Phone, markup: dict[str, Any]
):
    here = await sent(call, phone, reply_markup=markup)
    refused = await call.refused("editMessageText", text="baru", **here)
    assert refused == (400, "Bad Request: message can't be edited")


async def test_messages_of_people_and_of_nobody(call: Caller, phone: Phone):
    here = {"chat_id": phone.telegram_id, "message_id": phone.messages[0].id}
    refused = await call.refused("editMessageText", text="a", **here)
    assert refused == (400, "Bad Request: message can't be edited")
    here["message_id"] = 999
    for method, doing in (("editMessageText", "edit"), ("deleteMessage", "delete")):
        refused = await call.refused(method, text="a", **here)
        assert refused == (400, f"Bad Request: message to {doing} not found")


async def test_what_is_deleted_is_gone(call: Caller, phone: Phone):
    here = await sent(call, phone)
    assert await call("deleteMessage", **here) is True
    assert phone.labels == []
    assert await call.refused("deleteMessage", **here) == (
        400,
        "Bad Request: message to delete not found",
    )
    assert await call.refused("editMessageText", text="a", **here) == (
        400,
        "Bad Request: message to edit not found",
    )


async def test_after_two_days_nothing_can_be_deleted(call: Caller, sandbox: Sandbox, phone: Phone):
    here = await sent(call, phone)
    other = await sent(call, phone)
    sandbox.clock.advance(timedelta(hours=47))
    await call("deleteMessage", **other)
    sandbox.clock.advance(timedelta(hours=2))
    assert await call.refused("deleteMessage", **here) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    await call("editMessageText", text="baru", **here)
    chat, number = here.values()
    await call("deleteMessages", chat_id=chat, message_ids=[number, 999])
    assert phone.last.said == "baru"
