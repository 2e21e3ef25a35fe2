import pytest

from sandbox import Phone, world
from sandbox.rules.limits import DOWNLOAD_BYTES
from tests.sandbox.conftest import Caller

TOO_OLD = (
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
)


async def tapped(call: Caller, phone: Phone) -> str:
    await call(
        "sendMessage",
        chat_id=phone.telegram_id,
        text="a",
        reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]},
    )
    await phone.tap("A")
    query: dict[str, str] = (await call("getUpdates"))[-1]["callback_query"]
    assert query["data"] == "a"
    return query["id"]


async def test_a_tap_is_answered_once(call: Caller, phone: Phone):
    query = await tapped(call, phone)
    assert phone.world.taps
    await call("answerCallbackQuery", callback_query_id=query, text="Tersimpan")
    assert not phone.world.taps
    assert phone.alerts == ["Tersimpan"]
    assert await call.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD


async def test_an_answer_without_words_shows_nothing(call: Caller, phone: Phone):
    await call("answerCallbackQuery", callback_query_id=await tapped(call, phone))
    assert phone.alerts == []


async def test_an_answer_that_comes_too_late(
    call: Caller, phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    query = await tapped(call, phone)
    monkeypatch.setattr(world, "ANSWER_SECONDS", -1.0)
    assert await call.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD


async def test_the_words_of_an_answer_are_few(call: Caller, phone: Phone):
    query = await tapped(call, phone)
    refused = await call.refused("answerCallbackQuery", callback_query_id=query, text="a" * 201)
    assert refused == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_a_file_of_a_person_can_be_fetched(call: Caller, phone: Phone):
    await phone.send_file("data.xlsx", b"content", "silakan")
    message = (await call("getUpdates"))[-1]["message"]
    assert message["caption"] == "silakan"
    found = await call("getFile", file_id=message["document"]["file_id"])
    path = f"{call.url}/file/bot{phone.world.token}/{found['file_path']}"
    assert (await call.client.get(path)).content == b"content"
    assert (await call.client.get(f"{path}x")).status_code == 404


async def test_files_that_cannot_be_fetched(call: Caller, phone: Phone):
    big = await phone.send_file("besar.xlsx", bytes(DOWNLOAD_BYTES + 1))
    assert big.document_file is not None
    refused = await call.refused("getFile", file_id=big.document_file.id)
    assert refused == (400, "Bad Request: file is too big")
    refused = await call.refused("getFile", file_id="gone")
    assert refused == (400, "Bad Request: wrong file identifier/HTTP URL specified")
