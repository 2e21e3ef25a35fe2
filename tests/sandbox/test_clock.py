from datetime import UTC, timedelta

from sandbox import Phone, Sandbox
from sandbox.clock import MovableClock


async def test_who_asked_is_told_of_a_move():
    clock = MovableClock()
    told: list[str] = []

    async def later() -> None:
        told.append("async")

    clock.on_move(lambda: told.append("sync"))
    clock.on_move(later)
    before = clock.now()
    await clock.move(timedelta(days=3))
    assert told == ["sync", "async"]
    assert clock.now() - before >= timedelta(days=3)
    assert clock.now().tzinfo is UTC


async def test_messages_carry_the_moved_time(sandbox: Sandbox, phone: Phone):
    sandbox.clock.advance(timedelta(days=30))
    message = await phone.send("a")
    assert message.date - phone.messages[0].date >= timedelta(days=30)
