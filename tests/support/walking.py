"""Goes through screens: waits for each button, then taps it."""

from typing import Any


async def walk(phone: Any, *labels: str) -> None:
    """Taps one label after the other, each as soon as the newest message shows it.

    A figure is the whole label: other labels may end with the same one.
    """
    for label in labels:
        await phone.until(lambda p, label=label: _shown(label, p.labels))
        await phone.tap(label)


async def tap(phone: Any, label: str, hears: str) -> None:
    await phone.tap(label)
    await phone.hears(hears)


def _shown(label: str, labels: list[str]) -> bool:
    return label in labels if label.isdecimal() else any(label in each for each in labels)
