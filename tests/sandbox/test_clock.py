from datetime import UTC, datetime, timedelta

from sandbox import Phone, Sandbox
from sandbox.clock import LONGEST_WALK, MovableClock


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


async def test_a_walk_stops_at_every_full_hour():
    clock = MovableClock()
    seen: list[datetime] = []
    clock.on_move(lambda: seen.append(clock.now()))
    begin = clock.now()
    await clock.walk(timedelta(hours=30, minutes=5))
    *hours, end = seen
    assert len(hours) in (30, 31)
    assert all((moment.minute, moment.second) == (0, 0) for moment in hours)
    assert end - begin >= timedelta(hours=30, minutes=5)


async def test_of_a_long_way_the_end_is_walked():
    clock = MovableClock()
    steps: list[datetime] = []
    clock.on_move(lambda: steps.append(clock.now()))
    await clock.walk(timedelta(days=400))
    assert len(steps) <= LONGEST_WALK / timedelta(hours=1) + 2
