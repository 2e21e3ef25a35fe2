"""The sandbox's webhooks: queues, repetitions and the load balancer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from sandbox import Sandbox
from sandbox.pushing import SECRET_HEADER, Hook, queue_of

Answer = Callable[[dict[str, Any]], Any]


class Receiver:
    """A bot that answers pushes as it is told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: set[str] = set()
        self.answer: Answer = lambda update: 200
        self.at_once: dict[Any, int] = {}
        self.most: dict[Any, int] = {}

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.secrets.add(request.headers.get(SECRET_HEADER, ""))
        queue = queue_of(update)
        self.at_once[queue] = self.at_once.get(queue, 0) + 1
        self.most[queue] = max(self.most.get(queue, 0), self.at_once[queue])
        try:
            status = self.answer(update)
            if asyncio.iscoroutine(status):
                status = await status
            return status if isinstance(status, web.Response) else web.Response(status=status)
        finally:
            self.at_once[queue] -= 1

    @property
    def said(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture
async def desk() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    sandbox.pushing.first_pause = 0.02
    sandbox.pushing.longest_pause = 0.1
    async with sandbox.serve():
        yield sandbox


@pytest.fixture
async def receiver(desk: Sandbox) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    async with listening(receiver) as address:
        desk.pushing.receivers = [address]
        desk.pushing.hook = Hook("https://bot.example/hook", "rahasia")
        yield receiver


async def emptied(desk: Sandbox) -> None:
    for _ in range(500):
        if not desk.pending_updates():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{desk.pending_updates()} updates wait")


async def test_every_update_comes_with_the_secret_and_in_order(desk: Sandbox, receiver: Receiver):
    phone = desk.phone()
    for number in range(5):
        await phone.send(f"kata {number}")
    await emptied(desk)
    assert receiver.said == [f"kata {number}" for number in range(5)]
    assert receiver.secrets == {"rahasia"}


async def test_one_at_a_time_in_a_queue_and_queues_side_by_side(desk: Sandbox, receiver: Receiver):
    meet = asyncio.Barrier(3)

    async def together(update: dict[str, Any]) -> int:
        async with asyncio.timeout(5):
            await meet.wait()  # only if three queues are served at once
        return 200

    receiver.answer = together
    phones = [desk.phone(f"Contoh {n}", f"+6284000000{n:03d}") for n in range(3)]
    for phone in phones:
        await phone.send("satu")
        await phone.send("dua")
    await emptied(desk)
    assert set(receiver.most.values()) == {1}
    assert len(receiver.got) == 6


async def test_a_text_and_a_tap_of_one_person_may_come_at_once(desk: Sandbox, receiver: Receiver):
    meet = asyncio.Barrier(2)

    async def together(update: dict[str, Any]) -> int:
        async with asyncio.timeout(5):
            await meet.wait()
        return 200

    receiver.answer = together
    phone = desk.phone()
    sent = await phone.send("halo")
    await phone.press(sent.id, "xx")
    await emptied(desk)


async def test_a_response_may_carry_a_call(desk: Sandbox, receiver: Receiver):
    def answer(update: dict[str, Any]) -> web.Response:
        chat = update["message"]["chat"]["id"]
        call = {"method": "sendMessage", "chat_id": chat, "text": "dalam jawaban"}
        return web.json_response(call)

    receiver.answer = answer
    phone = desk.phone()
    await phone.send("halo")
    await emptied(desk)
    assert phone.last.text == "dalam jawaban"


async def test_what_failed_comes_again_and_holds_up_only_its_queue(
    desk: Sandbox, receiver: Receiver
):
    budi = desk.phone("Contoh Satu", "+6284000000001")
    sari = desk.phone("Fiktif Dua", "+6284000000002")
    left = [500, 503, 404]
    receiver.answer = lambda u: left.pop() if left and u["message"]["text"] == "awal" else 200
    await budi.send("awal")
    await budi.send("lanjut")
    await sari.send("lain")
    await emptied(desk)
    assert [word for word in receiver.said if word != "lain"] == ["awal"] * 4 + ["lanjut"]
    assert receiver.said.index("lain") < len(receiver.said) - 1
    assert desk.pushing.hook is not None
    assert "Wrong response from the webhook" in desk.pushing.hook.last_error


async def test_the_balancer_passes_over_who_is_down(desk: Sandbox, receiver: Receiver):
    [up] = desk.pushing.receivers
    desk.pushing.receivers = ["http://127.0.0.1:1", up]
    phone = desk.phone()
    for number in range(4):
        await phone.send(f"kata {number}")
    await emptied(desk)
    assert receiver.said == [f"kata {number}" for number in range(4)]


async def test_nothing_is_lost_between_pushing_and_polling(desk: Sandbox, receiver: Receiver):
    receiver.answer = lambda update: 503
    phone = desk.phone()
    await phone.send("halo")
    for _ in range(200):
        if len(receiver.got) > 1:
            break
        await asyncio.sleep(0.02)
    desk.pushing.hook = None
    found = await desk.world.updates.fetch(offset=0, limit=10, seconds=0, allowed=None)
    assert [update["message"]["text"] for update in found] == ["halo"]


async def test_a_call_without_an_answer_is_repeated(desk: Sandbox, receiver: Receiver):
    desk.pushing.patience = 0.2
    hung: list[int] = []

    async def hang_once(update: dict[str, Any]) -> int:
        if not hung:
            hung.append(1)
            await asyncio.sleep(5)
        return 200

    receiver.answer = hang_once
    await desk.phone().send("halo")
    await emptied(desk)
    assert receiver.said == ["halo", "halo"]
    assert desk.pushing.deliveries[0].status == 0


def test_weather_is_drawn_by_its_seed():
    def strikes(seed: int) -> list[str | None]:
        desk = Sandbox()
        desk.faults.weather(seed, {"429": 0.2, "500": 0.1})
        drawn = [desk.faults.take("sendMessage") for _ in range(50)]
        assert desk.faults.take("getUpdates") is None
        return [fault.kind if fault else None for fault in drawn]

    assert strikes(7) == strikes(7)
    assert strikes(7) != strikes(8)
    assert {None, "429", "500"} == set(strikes(7))
