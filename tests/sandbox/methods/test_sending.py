import json
from typing import Any

import pytest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import PNG, Caller


async def test_a_message_with_everything(call: Caller, phone: Phone):
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a", "style": "success"}]]}
    sent = await call(
        "sendMessage",
        chat_id=phone.telegram_id,
        text="<b>Halo</b> Anda",
        parse_mode="HTML",
        protect_content=True,
        reply_markup=json.dumps(keyboard),
        link_preview_options={"is_disabled": True},
    )
    assert sent["text"] == "Halo Anda"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert sent["has_protected_content"] is True
    assert sent["reply_markup"] == keyboard
    assert sent["chat"] == {"id": phone.telegram_id, "type": "private", "first_name": phone.name}
    assert sent["from"]["is_bot"] is True
    assert phone.last.protected
    assert [(b.label, b.data, b.style) for row in phone.last.buttons for b in row] == [
        ("A", "a", "success")
    ]


async def test_nobody_is_written_to_who_has_not_begun(call: Caller, sandbox: Sandbox):
    stranger = sandbox.phone()
    for chat in (stranger.telegram_id, 5, "@someone"):
        refused = await call.refused("sendMessage", chat_id=chat, text="a")
        assert refused == (400, "Bad Request: chat not found")
    assert await call.refused("sendMessage", text="a") == (400, "Bad Request: chat_id is empty")


async def test_who_blocks_and_who_is_gone(call: Caller, phone: Phone):
    asked: dict[str, Any] = {"chat_id": phone.telegram_id, "text": "a"}
    phone.block()
    assert await call.refused("sendMessage", **asked) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    phone.unblock()
    await call("sendMessage", **asked)
    phone.deactivate()
    assert await call.refused("sendMessage", **asked) == (403, "Forbidden: user is deactivated")


async def test_a_picture_is_uploaded_once_and_then_known(call: Caller, phone: Phone):
    sent = await call(
        "sendPhoto",
        chat_id=str(phone.telegram_id),
        photo=("a.png", PNG),
        caption="<i>x</i>",
        parse_mode="HTML",
    )
    photo = sent["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (3, 2, len(PNG))
    assert (sent["caption"], phone.last.caption, phone.last.photo) == ("x", "x", PNG)
    again = await call("sendPhoto", chat_id=phone.telegram_id, photo=photo["file_id"])
    assert again["photo"][-1]["file_id"] == photo["file_id"] == phone.last.photo_file_id


async def test_a_document_with_its_name(call: Caller, phone: Phone):
    sent = await call(
        "sendDocument", chat_id=str(phone.telegram_id), document=("jadwal.ics", b"BEGIN")
    )
    assert sent["document"]["file_name"] == "jadwal.ics"
    assert sent["document"]["mime_type"] == "text/calendar"
    assert phone.last.document == ("jadwal.ics", b"BEGIN")


async def test_an_upload_may_be_attached_under_another_name(call: Caller, phone: Phone):
    await call(
        "sendDocument",
        chat_id=str(phone.telegram_id),
        document="attach://file0",
        file0=("a.txt", b"x"),
    )
    assert phone.last.document == ("a.txt", b"x")


async def test_files_that_are_not_there_or_of_another_kind(call: Caller, phone: Phone):
    chat = phone.telegram_id
    assert await call.refused("sendPhoto", chat_id=chat, photo="gone") == (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    )
    assert await call.refused("sendPhoto", chat_id=chat) == (
        400,
        "Bad Request: there is no photo in the request",
    )
    sent = await call("sendDocument", chat_id=str(chat), document=("a.txt", b"x"))
    refused = await call.refused("sendPhoto", chat_id=chat, photo=sent["document"]["file_id"])
    assert refused == (400, "Bad Request: can't use file of type Document as Photo")


async def test_a_keyboard_stays_until_it_is_taken_away(call: Caller, phone: Phone):
    chat = phone.telegram_id
    keyboard = {"keyboard": [[{"text": "Bagikan", "request_contact": True}], ["Lain"]]}
    await call("sendMessage", chat_id=chat, text="a", reply_markup=keyboard)
    await call("sendMessage", chat_id=chat, text="b")
    assert phone.keyboard_labels == ["Bagikan", "Lain"]
    await call("sendMessage", chat_id=chat, text="c", reply_markup={"remove_keyboard": True})
    assert phone.keyboard_labels == []


async def test_a_copy_has_no_sender_and_may_have_another_caption(call: Caller, phone: Phone):
    mine = await phone.send_photo(PNG, "punya saya")
    copied = await call(
        "copyMessage",
        chat_id=phone.telegram_id,
        from_chat_id=phone.telegram_id,
        message_id=mine.id,
    )
    assert copied == {"message_id": phone.last.id}
    assert (phone.last.caption, phone.last.photo) == ("punya saya", PNG)
    refused = await call.refused(
        "copyMessage", chat_id=phone.telegram_id, from_chat_id=phone.telegram_id, message_id=999
    )
    assert refused == (400, "Bad Request: message to copy not found")


async def test_replies_point_at_what_is_there(call: Caller, phone: Phone):
    asked = await phone.send("apa?")
    sent = await call(
        "sendMessage",
        chat_id=phone.telegram_id,
        text="ini",
        reply_parameters={"message_id": asked.id},
    )
    assert sent["reply_to_message"]["text"] == "apa?"
    gone = {"chat_id": phone.telegram_id, "text": "a", "reply_parameters": {"message_id": 999}}
    assert await call.refused("sendMessage", **gone) == (
        400,
        "Bad Request: message to be replied not found",
    )


async def test_a_forced_reply_is_answered_by_the_next_text(call: Caller, phone: Phone):
    asked = await call(
        "sendMessage", chat_id=phone.telegram_id, text="Nama?", reply_markup={"force_reply": True}
    )
    await phone.send("Contoh")
    await phone.send("lagi")
    first, second = (await call("getUpdates"))[-2:]
    assert first["message"]["reply_to_message"]["message_id"] == asked["message_id"]
    assert "reply_to_message" not in second["message"]


async def test_too_many_messages_are_told_to_wait(call: Caller, sandbox: Sandbox, phone: Phone):
    sandbox.rate_limit = 2
    asked: dict[str, Any] = {"chat_id": phone.telegram_id, "text": "a"}
    await call("sendMessage", **asked)
    await call("sendMessage", **asked)
    answer = await call.answer("sendMessage", **asked)
    assert answer["error_code"] == 429
    assert answer["parameters"] == {"retry_after": 1}


async def test_bad_markup_leaves_nothing_behind(call: Caller, phone: Phone):
    for asked in (
        {"text": "<b>a", "parse_mode": "HTML"},
        {"text": "a", "parse_mode": "Markdown"},
        {"text": "a" * 4097},
        {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "A"}]]}},
        {"text": "a", "reply_markup": "{"},
        {"text": "a", "reply_markup": {"keys": []}},
    ):
        code, _ = await call.refused("sendMessage", chat_id=phone.telegram_id, **asked)
        assert code == 400
    assert len(phone.messages) == 1


@pytest.mark.parametrize("action", ["typing", "upload_document"])
async def test_busy_is_shown_until_the_message_comes(call: Caller, phone: Phone, action: str):
    await call("sendChatAction", chat_id=phone.telegram_id, action=action)
    assert phone.world.typing
    await call("sendMessage", chat_id=phone.telegram_id, text="a")
    assert not phone.world.typing
