"""Goes through screens: waits for each button, then taps it."""

from typing import Any


async def walk(phone: Any, *labels: str) -> None:
    """Taps one label after the other, each as soon as the newest message shows it."""
    for label in labels:
        await phone.until(lambda p, label=label: any(label in each for each in p.labels))
        await phone.tap(label)


async def tap(phone: Any, label: str, hears: str) -> None:
    await phone.tap(label)
    await phone.hears(hears)
