"""Lanes that replicas share, seen from one process that takes them."""

import asyncio

import pytest

from bot.intake import shared_lanes
from bot.intake.shared_lanes import SharedLanes
from domain.ids import TelegramId
from tests.support.engines import Engines, opened


async def test_a_lane_that_is_given_in_the_moment_of_giving_up_is_taken(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared_lanes, "PATIENCE_SECONDS", 0.2)
    lane, loop = TelegramId(7), asyncio.get_running_loop()
    async with opened(await engines.sqlite()) as store:
        lanes = SharedLanes(store)
        taking = asyncio.create_task(lanes.take(lane))
        await asyncio.sleep(0)
        number = lanes._wanted[lane][0]

        def stand_still() -> None:
            # The answer and the end of the patience are noticed in the same turn of the loop.
            until = loop.time() + 0.3
            while loop.time() < until:
                pass
            loop.call_soon(lanes._tell, lane, number)

        loop.call_soon(stand_still)
        assert (await taking).number == number
