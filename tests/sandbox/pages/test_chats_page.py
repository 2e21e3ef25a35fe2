import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import Update

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import PNG, Caller


async def state(call: Caller, since: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = (await call.client.get(f"{call.url}/desk/state?since={since}")).json()
    return found


async def action(call: Caller, phone: Phone, name: str, **asked: Any) -> httpx.Response:
    return await call.client.post(f"{call.url}/desk/phones/{phone.telegram_id}/{name}", json=asked)


async def test_the_page_and_its_parts_are_served(call: Caller):
    page = await call.client.get(call.url)
    assert page.status_code == 200
    for part in ("desk.js", "phone.js", "message.css"):
        assert (await call.client.get(f"{call.url}/page/{part}")).status_code == 200
    assert "http" not in page.text  # nothing from elsewhere


async def test_only_visible_phones_and_only_what_is_new(
    call: Caller, sandbox: Sandbox, phone: Phone
):
    hidden = sandbox.phone("Contoh Dua", "+6284000000002", visible=False)
    first = await state(call)
    assert [p["id"] for p in first["phones"]] == [phone.telegram_id]
    assert [m["text"] for m in first["phones"][0]["messages"]] == ["/start"]
    await call("sendMessage", chat_id=phone.telegram_id, text="halo")
    second = await state(call, first["version"])
    assert [m["text"] for m in second["phones"][0]["messages"]] == ["halo"]
    assert second["calls"][-1]["method"] == "sendMessage"
    assert (await action(call, hidden, "start")).status_code == 404


async def test_actions_of_a_person(call: Caller, sandbox: Sandbox):
    phone = sandbox.phone()
    other = sandbox.phone("Contoh Dua", "+6284000000002")
    await action(call, phone, "start", payload="p-1")
    await action(call, phone, "text", text="**tebal**")
    await action(call, phone, "contact")
    await action(call, phone, "contact", of=other.telegram_id)
    await action(call, phone, "sticker")
    start, text, own, card, sticker = phone.messages
    assert start.text == "/start p-1"
    assert (text.text, text.entities[0]["type"]) == ("tebal", "bold")
    assert own.contact is not None
    assert own.contact["user_id"] == phone.telegram_id
    assert card.contact is not None
    assert card.contact["user_id"] == other.telegram_id
    assert sticker.sticker
    await action(call, phone, "block")
    assert (await state(call))["phones"][0]["blocked"]
    await action(call, phone, "unblock")
    assert not phone.chat.blocked


async def test_a_tap_turns_until_it_is_answered(call: Caller, phone: Phone):
    await call(
        "sendMessage",
        chat_id=phone.telegram_id,
        text="a",
        reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]},
    )
    await action(call, phone, "press", message=phone.last.id, data="a")
    assert (await state(call))["phones"][0]["waiting"] == [[phone.last.id, "a"]]
    query = (await call("getUpdates"))[-1]["callback_query"]["id"]
    await call("answerCallbackQuery", callback_query_id=query, text="Baik", show_alert=True)
    shown = (await state(call))["phones"][0]
    assert shown["waiting"] == []
    assert shown["answers"] == [{"text": "Baik", "window": True}]


async def test_files_both_ways(call: Caller, phone: Phone):
    path = f"{call.url}/desk/phones/{phone.telegram_id}/file"
    await call.client.post(path, files={"file": ("data.csv", b"a;b", "text/csv")})
    await call.client.post(path, files={"file": ("x.png", PNG, "image/png")})
    assert phone.messages[1].document == ("data.csv", b"a;b")
    assert phone.messages[2].photo == PNG
    await call("sendDocument", chat_id=str(phone.telegram_id), document=("é.txt", b"x"))
    document = phone.last.document_file
    assert document is not None
    got = await call.client.get(f"{call.url}/desk/file/{document.id}")
    assert got.content == b"x"
    assert "%C3%A9.txt" in got.headers["content-disposition"]
    assert (await call.client.get(f"{call.url}/desk/file/none")).status_code == 404


async def test_the_clock_moves_forward_only(call: Caller, sandbox: Sandbox):
    before = sandbox.clock.now()
    for asked, code in (
        ({"seconds": 86400}, 200),
        ({"to": "2100-01-01T08:00:00+07:00"}, 200),
        ({"to": "2001-01-01T08:00:00+07:00"}, 400),
        ({"to": "besok"}, 400),
        ({}, 400),
    ):
        assert (await call.client.post(f"{call.url}/desk/clock", json=asked)).status_code == code
    assert sandbox.clock.now().year == 2100
    assert before.year < 2100


@pytest.mark.parametrize(
    ("name", "asked", "code"),
    [
        ("dance", {}, 404),
        ("text", {"text": " "}, 400),
        ("text", {"text": "a", "reply": 99}, 400),
        ("edit", {"message": 1, "text": " "}, 400),
        ("location", {"latitude": 99, "longitude": 0}, 400),
        ("press", {}, 400),
        ("key", {"label": "tidak ada"}, 400),
        ("contact", {"of": 5}, 400),
    ],
)
async def test_actions_that_cannot_be_done(
    call: Caller, phone: Phone, name: str, asked: dict[str, Any], code: int
):
    response = await action(call, phone, name, **asked)
    assert response.status_code == code
    assert response.json()["error"]


async def test_the_menu_of_the_narrowest_scope(call: Caller, phone: Phone):
    async def menu() -> list[str]:
        shown = (await state(call))["phones"][0]["commands"]
        return [one["command"] for one in shown]

    async def set_menu(name: str, **where: Any) -> None:
        commands = [{"command": name, "description": name}]
        await call("setMyCommands", commands=commands, **where)

    await set_menu("umum")
    assert await menu() == ["umum"]
    await set_menu("indonesia", language_code="id")
    assert await menu() == ["indonesia"]
    await set_menu("sendiri", scope={"type": "chat", "chat_id": phone.telegram_id})
    assert await menu() == ["sendiri"]
    await call("setMyDescription", description="Apa ini")
    assert (await state(call))["phones"][0]["description"] == "Apa ini"


async def test_news_arrive_by_themselves(call: Caller, phone: Phone):
    async with call.client.stream("GET", f"{call.url}/desk/events") as events:
        lines = events.aiter_lines()

        async def news() -> dict[str, Any]:
            async for line in lines:
                if line.startswith("data: "):
                    told: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return told
            raise AssertionError("the stream has ended")

        assert [m["text"] for m in (await news())["phones"][0]["messages"]] == ["/start"]
        await call("sendMessage", chat_id=phone.telegram_id, text="halo")
        told = await news()
        assert [m["text"] for m in told["phones"][0]["messages"]] == ["halo"]
        assert [c["method"] for c in told["calls"]] == ["sendMessage"]


async def test_what_a_client_can_send_is_what_the_bot_api_says(call: Caller, phone: Phone):
    await call("getUpdates", offset=-1)
    asked = await action(call, phone, "text", text="halo")
    first = phone.messages[-1]
    await action(call, phone, "text", text="**lagi**", reply=first.id)
    await action(call, phone, "voice")
    await action(call, phone, "location", latitude=3.59, longitude=98.67)
    path = f"{call.url}/desk/phones/{phone.telegram_id}/file"
    picture = {"file": ("x.png", PNG, "image/png")}
    await call.client.post(path, files=picture, data={"caption": "ruang kelas"})
    assert asked.status_code == 200
    _, said, again, voice, place, photo = (u["message"] for u in await call("getUpdates"))
    assert again["reply_to_message"]["text"] == said["text"] == "halo"
    assert voice["voice"]["mime_type"] == "audio/ogg"
    assert voice["voice"]["duration"] > 0
    assert place["location"] == {"latitude": 3.59, "longitude": 98.67}
    assert (photo["caption"], len(photo["photo"])) == ("ruang kelas", 1)
    parsed = [Update.de_json({"update_id": 1, "message": m}, None) for m in (voice, place, photo)]
    assert parsed[0].message is not None
    assert parsed[0].message.voice is not None


async def test_own_messages_can_be_edited(call: Caller, phone: Phone):
    await call("getUpdates", offset=-1, allowed_updates=["message", "edited_message"])
    await action(call, phone, "text", text="halo")
    mine = phone.messages[-1]
    assert (await action(call, phone, "edit", message=mine.id, text="*")).status_code == 200
    assert (await action(call, phone, "edit", message=mine.id, text="__hai__")).status_code == 200
    edited = (await call("getUpdates"))[-1]["edited_message"]
    assert (edited["text"], edited["entities"][0]["type"]) == ("hai", "italic")
    assert edited["edit_date"] >= edited["date"]
    await call("sendMessage", chat_id=phone.telegram_id, text="dari bot")
    for asked in ({"message": phone.last.id, "text": "x"}, {"message": 99, "text": "x"}):
        assert (await action(call, phone, "edit", **asked)).status_code == 400


async def test_a_jump_says_what_it_caused(call: Caller, sandbox: Sandbox, phone: Phone):
    hidden = sandbox.phone("Contoh Dua", "+6284000000002", visible=False)
    await hidden.start()
    hours: list[int] = []

    async def remind() -> None:
        hours.append(sandbox.clock.now().hour)
        if len(hours) in (2, 3):
            text = f"Besok\nke-{len(hours)}"
            await call("sendMessage", chat_id=phone.telegram_id, text=text)
            await call("sendMessage", chat_id=hidden.telegram_id, text=text)

    sandbox.clock.on_move(remind)
    await call("sendMessage", chat_id=phone.telegram_id, text="sebelumnya")
    moved = await call.client.post(f"{call.url}/desk/clock", json={"seconds": 5 * 3600})
    news = moved.json()["news"]
    assert [(one["phone"], one["text"]) for one in news["messages"]] == [
        (phone.telegram_id, "Besok")
    ] * 2
    assert news["others"] == 2
    first, second = (datetime.fromisoformat(one["at"]) for one in news["messages"])
    assert second - first >= timedelta(minutes=59)
    assert len(hours) >= 5
