import asyncio
import time
from typing import Any

import httpx
import pytest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import PNG, Caller


async def test_parameters_come_in_every_form(call: Caller, phone: Phone):
    asked: dict[str, Any] = {"chat_id": phone.telegram_id, "text": "halo"}
    for response in (
        await call.client.get(f"{call.base}/sendMessage", params=asked),
        await call.client.post(f"{call.base}/SENDMESSAGE", json=asked),
        await call.client.post(f"{call.base}/sendMessage", data=asked),
        await call.client.post(f"{call.base}/sendMessage", data=asked, files={"x": b"1"}),
    ):
        assert response.json()["result"]["text"] == "halo"
    assert [m.text for m in phone.messages if not m.outgoing] == ["halo"] * 4


async def test_who_does_not_know_the_token_gets_nothing(call: Caller):
    response = await call.client.get(f"{call.url}/bot1:WRONG/getMe")
    assert response.status_code == 401
    assert response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    response = await call.client.get(f"{call.url}/file/bot1:WRONG/documents/x")
    assert response.status_code == 401


async def test_a_method_that_is_not_there(call: Caller):
    assert await call.refused("sendRocket") == (404, "Not Found: method not found")


async def test_a_body_that_is_no_object(call: Caller):
    response = await call.client.post(
        f"{call.base}/getMe", content=b"[", headers={"content-type": "application/json"}
    )
    assert response.json()["error_code"] == 400


@pytest.mark.parametrize(("kind", "code"), [("500", 500), ("429", 429)])
async def test_told_errors_strike_before_the_effect(
    call: Caller, sandbox: Sandbox, phone: Phone, kind: str, code: int
):
    sandbox.faults.fail("sendMessage", kind, times=2, seconds=7)
    for _ in range(2):
        answer = await call.answer("sendMessage", chat_id=phone.telegram_id, text="a")
        assert answer["error_code"] == code
        assert answer.get("parameters") == ({"retry_after": 7} if code == 429 else None)
    assert phone.labels == []
    await call("sendMessage", chat_id=phone.telegram_id, text="b")
    assert phone.last.said == "b"


@pytest.mark.parametrize(("kind", "arrives"), [("drop_before", False), ("drop_after", True)])
async def test_a_lost_connection_before_and_after_the_effect(
    call: Caller, sandbox: Sandbox, phone: Phone, kind: str, arrives: bool
):
    sandbox.faults.fail("*", kind)
    with pytest.raises(httpx.TransportError):
        await call.answer("sendMessage", chat_id=phone.telegram_id, text="a")
    assert [m.said for m in phone.messages if not m.outgoing] == ["a"] * arrives
    assert sandbox.calls[-1].error == "connection dropped"
    await call("getMe")


async def test_slowness_ends_at_the_caller_with_a_time_out(
    call: Caller, sandbox: Sandbox, phone: Phone
):
    sandbox.faults.fail("sendMessage", "slow", seconds=30)
    with pytest.raises(httpx.ReadTimeout):
        await call.client.post(f"{call.base}/sendMessage", json={}, timeout=0.1)
    sandbox.faults.clear()


async def test_faults_of_other_methods_wait(call: Caller, sandbox: Sandbox, phone: Phone):
    sandbox.faults.fail("sendPhoto", "500")
    await call("sendMessage", chat_id=phone.telegram_id, text="a")
    assert (await call.refused("sendPhoto"))[0] == 500


async def test_the_log_says_what_was_called_and_hides_the_token(
    call: Caller, sandbox: Sandbox, phone: Phone
):
    await call("sendMessage", chat_id=phone.telegram_id, text="a")
    await call.refused("sendMessage", chat_id=1, text="a")
    await call("sendPhoto", chat_id=str(phone.telegram_id), photo=("p.png", PNG))
    await call("getUpdates")
    good, bad, photo = sandbox.calls
    assert (good.method, good.chat_id, good.code) == ("sendMessage", phone.telegram_id, 200)
    assert good.result["text"] == "a"
    assert (bad.code, bad.error) == (400, "Bad Request: chat not found")
    assert photo.params["photo"] == f"<p.png, {len(PNG)} bytes>"
    assert sandbox.world.token not in repr(sandbox.calls)


async def test_latency_is_added_to_every_call(call: Caller, sandbox: Sandbox):
    sandbox.latency = 0.05
    started = time.monotonic()
    await call("getMe")
    assert time.monotonic() - started >= 0.05


async def test_it_stops_at_once_while_polls_and_pages_are_open():
    sandbox = Sandbox()
    async with httpx.AsyncClient() as client:
        async with sandbox.serve() as url:
            base = f"{url}/bot{sandbox.world.token}"
            poll = asyncio.create_task(client.get(f"{base}/getUpdates?timeout=40", timeout=50))
            page = asyncio.create_task(client.get(f"{url}/desk/events", timeout=50))
            await client.get(f"{base}/getMe")
            await asyncio.sleep(0.05)
        async with asyncio.timeout(3):
            assert (await poll).json()["result"] == []
            assert (await page).text.startswith("data: {")


async def test_it_can_be_away_for_a_while():
    sandbox = Sandbox()
    async with httpx.AsyncClient() as client:
        async with sandbox.serve() as url:
            port = httpx.URL(url).port or 0
        with pytest.raises(httpx.ConnectError):
            await client.get(url)
        async with sandbox.serve(port=port) as again:
            assert again == url
            await sandbox.phone().start()
            response = await client.get(f"{url}/bot{sandbox.world.token}/getUpdates?timeout=40")
            assert len(response.json()["result"]) == 1
            with pytest.raises(OSError, match="in use"):
                async with Sandbox().serve(port=port):
                    pass
