"""A small rush on a slow database: every tap has its effect, and no person sees a fault."""

from pathlib import Path

from tests.chaos.rush import rush
from tests.support.engines import Engines


async def test_a_rush_loses_nothing_and_shows_no_fault(engines: Engines, tmp_path: Path):
    url = await engines.postgresql()
    came = await rush(url, tmp_path, 60, 2, seed=7, trip=0.05, presses=6)
    assert came.found.wrong == []
    wanted = came.found.figures["effects asked for"]
    assert wanted["Enrol"]
    assert came.found.figures["enrolments"]
    assert came.updates > 300
