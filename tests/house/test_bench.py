"""Every part of the bench that can be asked for measures something."""

from contextlib import nullcontext

import pytest

from bench import __main__ as bench


class NoEngines:
    def __init__(self, *_: object) -> None:
        pass

    async def postgresql(self) -> str:
        return ""

    def close(self) -> None:
        pass


@pytest.mark.parametrize("part", ["bursts", "postgresql", "replicas", "broadcast"])
async def test_a_part_alone_measures_something(part: str, monkeypatch: pytest.MonkeyPatch):
    measured = []

    async def note(*arguments: object) -> None:
        measured.append(arguments)

    monkeypatch.setattr(bench, "Engines", NoEngines)
    monkeypatch.setattr(bench, "on_first_core", nullcontext)
    for name in ("compare", "grow", "broadcast"):
        monkeypatch.setattr(bench, name, note)
    await bench.main([part])
    assert len(measured) == 1
