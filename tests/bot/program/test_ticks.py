"""The metronome runs the ticks, and reports a tick that does not end."""

import asyncio

import pytest

from bot.program import ticks
from bot.program.services import ProcessServices
from tests.support.engines import Engines
from tests.support.town import town_on
from tests.support.waiting import until


async def test_a_tick_that_hangs_is_told_of_once_a_minute_and_not_at_every_beat(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, log_lines: list[str]
):
    begun, end = asyncio.Event(), asyncio.Event()

    def told() -> list[str]:
        return [line for line in log_lines if "tick still at work tick=hang" in line]

    async def hang(services: ProcessServices) -> None:
        begun.set()
        await end.wait()

    monkeypatch.setattr(ticks, "TICKS", ((0.05, hang),))
    monkeypatch.setattr(ticks, "LONG_SECONDS", 0.4)
    async with town_on(await engines.sqlite()):
        await until(lambda: len(told()) == 2)
        assert begun.is_set()
        end.set()
    assert [line for line in log_lines if "maximum number of running instances" in line] == []
    assert 2 <= len(told()) <= 3
