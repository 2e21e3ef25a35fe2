"""Every named part of the benchmark measures something."""

from contextlib import nullcontext

import pytest

from bench import __main__ as bench
from bench.scale.measure import INFORMED, Path, Site, Times
from bench.scale.tables import row


class NoEngines:
    def __init__(self, *_: object) -> None:
        pass

    async def postgresql(self) -> str:
        return ""

    async def close(self) -> None:
        pass


@pytest.mark.parametrize("part", ["bursts", "postgresql", "replicas", "broadcast", "rush"])
async def test_a_part_alone_measures_something(part: str, monkeypatch: pytest.MonkeyPatch):
    measured = []

    async def note(*arguments: object) -> None:
        measured.append(arguments)

    monkeypatch.setattr(bench, "Engines", NoEngines)
    monkeypatch.setattr(bench, "on_first_core", nullcontext)
    for name in ("compare", "grow", "broadcast", "rush"):
        monkeypatch.setattr(bench, name, note)
    await bench.main([part])
    assert len(measured) == 1


def test_slow_figures_stay_apart():
    async def act(_: Site) -> None:
        pass

    slow = Path("slow", INFORMED, act)
    shown = row(slow, [Times((2066.88,)), Times((12066.88,))])
    assert " ".join(shown.split()) == "slow 2066.88 / 2066.88 12066.88 / 12066.88 5.84x"
