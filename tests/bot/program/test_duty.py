"""One process runs the ticks, and only as long as it is sure of its lease."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.program import duty
from bot.program.ticks import TICKS
from storage.process import leases
from tests.support.engines import Engines
from tests.support.town import Town, town_on

NAMES = {tick.__name__ for _, tick in TICKS}


@pytest.fixture
async def two(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Town, Town]]:
    """Two programs on one database; neither looks after its duty or ticks by itself."""
    monkeypatch.setattr(duty, "RENEW_SECONDS", 3600.0)
    url = await engines.postgresql()
    async with town_on(url) as first:
        metronome(first).scheduler.pause()
        async with town_on(url) as second:
            metronome(second).scheduler.pause()
            yield first, second


def metronome(town: Town) -> Any:
    return town.app.job_queue


async def ticked(town: Town) -> set[str]:
    """What is done when the metronome calls everything once."""
    pulse = town.app.services.pulse
    pulse.ticked.clear()
    for job in metronome(town).jobs():
        await job.run(town.app)
    return set(pulse.ticked)


async def test_one_of_several_programs_runs_the_ticks(two: tuple[Town, Town]):
    first, second = two
    assert (await ticked(first), await ticked(second)) == (NAMES, set())


async def test_who_is_not_sure_of_the_duty_leaves_the_ticks_alone(
    two: tuple[Town, Town], monkeypatch: pytest.MonkeyPatch
):
    first, second = (town.app.services.duty for town in two)
    with monkeypatch.context() as frozen:
        frozen.setattr(leases, "DUTY_LEASE", timedelta(0))
        await first.look()
    assert not first.mine
    assert await ticked(two[0]) == set()
    await second.look()
    await first.look()
    assert (first.mine, second.mine) == (False, True)
    assert (await ticked(two[0]), await ticked(two[1])) == (set(), NAMES)
