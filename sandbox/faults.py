"""Faults that can be told: errors, lost connections, slowness."""

import asyncio
from dataclasses import dataclass

from sandbox.rates import too_many
from sandbox.refusal import Refusal

KINDS = ("500", "429", "drop_before", "drop_after", "slow")
ANY = "*"


class DropConnection(Exception):  # noqa: N818 - it is told, not a failure of ours
    """Close the socket without an answer."""


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of a method ("*": of any)."""

    method: str
    kind: str
    times: int
    seconds: float


class Faults:
    """A list that empties as it is used."""

    def __init__(self) -> None:
        self._told: list[Fault] = []

    def fail(
        self, method: str = ANY, kind: str = "500", *, times: int = 1, seconds: float = 1.0
    ) -> None:
        """Tells a fault. `seconds`: how slow, or the retry_after of a 429."""
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {KINDS}")
        self._told.append(Fault(method.lower(), kind, times, seconds))

    def clear(self) -> None:
        """Everything works again."""
        self._told.clear()

    def take(self, method: str) -> Fault | None:
        """The fault of this call, if one was told."""
        for fault in self._told:
            if fault.method in (ANY, method.lower()):
                fault.times -= 1
                if fault.times <= 0:
                    self._told.remove(fault)
                return fault
        return None


async def strike_before(fault: Fault | None) -> None:
    """What happens before the effect."""
    if fault is None:
        return
    match fault.kind:
        case "500":
            raise Refusal(500, "Internal Server Error")
        case "429":
            raise too_many(fault.seconds)
        case "drop_before":
            raise DropConnection
        case "slow":
            await asyncio.sleep(fault.seconds)


def strike_after(fault: Fault | None) -> None:
    """What happens after the effect."""
    if fault is not None and fault.kind == "drop_after":
        raise DropConnection
