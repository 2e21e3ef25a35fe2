import asyncio

import pytest

from sandbox import updates as module
from sandbox.rules.refusal import TelegramRefusal
from sandbox.updates import Updates


async def fetched(queue: Updates, offset: int = 0, limit: int = 100, **more: object) -> list[int]:
    allowed = more.get("allowed")
    got = await queue.fetch(offset=offset, limit=limit, seconds=0, allowed=allowed)  # type: ignore[arg-type]
    return [update["update_id"] for update in got]


def filled(count: int) -> tuple[Updates, list[int]]:
    queue = Updates()
    ids = [queue.add("message", {"n": n}) for n in range(count)]
    return queue, [number for number in ids if number is not None]


async def test_what_was_not_confirmed_comes_again():
    queue, ids = filled(3)
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert await fetched(queue) == ids
    assert await fetched(queue, limit=2) == ids[:2]
    assert await fetched(queue, offset=ids[1]) == ids[1:]
    assert await fetched(queue) == ids[1:]
    assert await fetched(queue, offset=ids[2] + 1) == []
    assert len(queue) == 0


async def test_a_negative_offset_forgets_all_but_the_newest():
    queue, ids = filled(5)
    assert await fetched(queue, offset=-2) == ids[3:]
    assert await fetched(queue) == ids[3:]


async def test_kinds_that_were_not_asked_for_are_not_kept():
    queue = Updates()
    assert await fetched(queue, allowed=["message"]) == []
    assert queue.add("callback_query", {}) is None
    assert queue.add("message", {}) is not None
    assert len(await fetched(queue)) == 1  # remembered without being said again
    await fetched(queue, allowed=[])
    assert queue.add("callback_query", {}) is not None
    assert queue.add("chat_member", {}) is None


async def test_a_poll_waits_until_something_comes():
    queue = Updates()
    poll = asyncio.create_task(queue.fetch(offset=0, limit=100, seconds=20, allowed=None))
    await asyncio.sleep(0)
    queue.add("message", {})
    assert len(await poll) == 1


async def test_a_newer_poll_ends_the_older_one():
    queue = Updates()
    older = asyncio.create_task(queue.fetch(offset=0, limit=100, seconds=20, allowed=None))
    await asyncio.sleep(0)
    newer = asyncio.create_task(queue.fetch(offset=0, limit=100, seconds=20, allowed=None))
    with pytest.raises(TelegramRefusal) as refusal:
        await older
    assert refusal.value.code == 409
    assert "terminated by other getUpdates request" in refusal.value.description
    queue.add("message", {})
    assert len(await newer) == 1


async def test_a_tap_is_forgotten_sooner_than_a_message(monkeypatch: pytest.MonkeyPatch):
    queue = Updates()
    now = module.time.monotonic()
    queue.add("message", {})
    queue.add("callback_query", {})
    monkeypatch.setattr(module.time, "monotonic", lambda: now + 151)
    (left,) = await queue.fetch(offset=0, limit=100, seconds=0, allowed=None)
    assert "message" in left


async def test_a_server_that_stops_sends_polls_home():
    queue = Updates()
    poll = asyncio.create_task(queue.fetch(offset=0, limit=100, seconds=20, allowed=None))
    await asyncio.sleep(0)
    queue.close()
    assert await poll == []
