"""Faults that a test can order: errors, lost connections, slow answers."""

import asyncio
import random
from dataclasses import dataclass

from sandbox.rules.rates import too_many
from sandbox.rules.refusal import TelegramRefusal

KINDS = ("500", "500_after", "429", "drop_before", "drop_after", "slow", "hang")
ANY = "*"


class DropConnection(Exception):  # noqa: N818 - it is told, not a failure of ours
    """Closes the socket without an answer."""


@dataclass(slots=True)
class Fault:
    """A fault of the next `times` calls of a method ("*": any method)."""

    method: str
    kind: str
    times: int
    seconds: float


class Faults:
    """The ordered faults; each is removed when it is used up."""

    def __init__(self) -> None:
        self._told: list[Fault] = []
        self._weather: dict[str, float] = {}
        self._seconds = 1.0
        self._dice = random.Random()  # noqa: S311 - weather, not a secret

    def fail(
        self, method: str = ANY, kind: str = "500", *, times: int = 1, seconds: float = 1.0
    ) -> None:
        """Orders a fault. `seconds`: how slow, or the retry_after of a 429."""
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {KINDS}")
        self._told.append(Fault(method.lower(), kind, times, seconds))

    def weather(self, seed: int, shares: dict[str, float], *, seconds: float = 1.0) -> None:
        """From now on random faults (by the seed) hit these shares of all calls but polls."""
        if not set(shares) <= set(KINDS):
            raise ValueError(f"kinds must be of {KINDS}")
        self._weather, self._seconds = dict(shares), seconds
        self._dice = random.Random(seed)  # noqa: S311 - weather, not a secret

    @property
    def waiting(self) -> int:
        """How many ordered faults have not struck yet."""
        return sum(fault.times for fault in self._told)

    def clear(self) -> None:
        """Removes all faults."""
        self._told.clear()
        self._weather.clear()

    def take(self, method: str) -> Fault | None:
        """The fault of this call, if there is one."""
        for fault in self._told:
            if fault.method in (ANY, method.lower()):
                fault.times -= 1
                if fault.times <= 0:
                    self._told.remove(fault)
                return fault
        return self._strike(method)

    def _strike(self, method: str) -> Fault | None:
        if not self._weather or method.lower() == "getupdates":
            return None
        drawn = self._dice.random()
        for kind, share in self._weather.items():
            drawn -= share
            if drawn < 0:
                return Fault(method, kind, 1, self._seconds)
        return None


async def strike_before(fault: Fault | None) -> None:
    """Called before the effect of a call."""
    if fault is None:
        return
    match fault.kind:
        case "500":
            raise TelegramRefusal(500, "Internal Server Error")
        case "429":
            raise too_many(fault.seconds)
        case "drop_before":
            raise DropConnection
        case "slow":
            await asyncio.sleep(fault.seconds)
        case "hang":
            await asyncio.sleep(fault.seconds)
            raise DropConnection


def strike_after(fault: Fault | None) -> None:
    """Called after the effect of a call."""
    if fault is None:
        return
    if fault.kind == "drop_after":
        raise DropConnection
    if fault.kind == "500_after":
        raise TelegramRefusal(500, "Internal Server Error")
