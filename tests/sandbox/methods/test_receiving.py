from sandbox import Phone
from tests.sandbox.conftest import Caller


async def test_what_people_say_arrives_in_order(call: Caller, phone: Phone):
    await phone.send("satu")
    updates = await call("getUpdates", timeout=5)
    assert [u["message"]["text"] for u in updates] == ["/start", "satu"]
    await call("getUpdates", offset=updates[-1]["update_id"] + 1)
    assert await call("getUpdates") == []


async def test_no_poll_while_a_webhook_is_set(call: Caller, phone: Phone):
    await call("setWebhook", url="https://contoh.go.id/hook")
    info = await call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://contoh.go.id/hook", 1)
    code, words = await call.refused("getUpdates")
    assert code == 409
    assert "while webhook is active" in words
    await call("deleteWebhook", drop_pending_updates=True)
    assert await call("getUpdates") == []


async def test_a_webhook_needs_https(call: Caller):
    code, words = await call.refused("setWebhook", url="http://contoh.go.id")
    assert code == 400
    assert "HTTPS" in words


async def test_numbers_that_are_none(call: Caller):
    assert await call.refused("getUpdates", offset="x") == (
        400,
        "Bad Request: invalid offset specified",
    )
