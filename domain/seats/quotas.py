"""Seats of an offering by unit: at most so many for a unit, or so many kept for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from domain.ids import UnitId

MOST = 999
"""Seats of a unit."""
_KEPT = "cadangan"
_MARK = re.compile(rf"\(?\s*\b{_KEPT}\b\s*\)?", re.IGNORECASE)


class QuotaMode(StrEnum):
    """The words are stored."""

    MOST = "most"
    """A unit gets no more than its seats."""
    RESERVE = "reserve"
    """The seats of a unit are kept for it until some days before sign-up closes."""


@dataclass(frozen=True, slots=True)
class UnitQuota:
    """The seats of each unit, or of the units that are named."""

    mode: QuotaMode
    each: int | None = None
    units: Mapping[UnitId, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, kept: str | None) -> Self | None:
        """Reads what `kept` wrote; None: there is no quota by unit."""
        if not kept:
            return None
        mode, _, rest = kept.partition(" ")
        if rest.isdigit():
            return cls(QuotaMode(mode), each=int(rest))
        pairs = (one.split(":") for one in rest.split())
        return cls(QuotaMode(mode), units={UnitId(int(unit)): int(n) for unit, n in pairs})

    @property
    def kept(self) -> str:
        """As the column `unit_quota` holds it: `most 2`, `reserve 12:5 14:2`."""
        if self.each is not None:
            return f"{self.mode} {self.each}"
        return " ".join([str(self.mode), *(f"{u}:{n}" for u, n in sorted(self.units.items()))])

    def written(self, names: Mapping[UnitId, str]) -> str:
        """As HR writes it in KUOTA UNIT: `2`, or `Dinas A:5; Dinas B:2 (cadangan)`."""
        text = (
            str(self.each)
            if self.each is not None
            else "; ".join(
                f"{names.get(unit, unit)}:{n}" for unit, n in sorted(self.units.items())
            )
        )
        return f"{text} ({_KEPT})" if self.mode is QuotaMode.RESERVE else text


@dataclass(frozen=True, slots=True)
class WrittenQuota:
    """A quota as HR wrote it, with units by their names or codes."""

    mode: QuotaMode
    each: int | None
    units: tuple[tuple[str, int], ...]


def read_quota(text: str) -> WrittenQuota | None:
    """Reads `2` or `Dinas A:5; Dinas B:2`, perhaps with `(cadangan)`; None if it is neither."""
    mode = QuotaMode.RESERVE if _MARK.search(text) else QuotaMode.MOST
    words = _MARK.sub("", text).strip()
    if words.isdecimal():
        # Kept seats need the names of their units.
        fits = int(words) <= MOST and mode is QuotaMode.MOST
        return WrittenQuota(mode, int(words), ()) if fits else None
    units = []
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", words))):
        name, _, seats = part.rpartition(":")
        if not name.strip() or not seats.strip().isdecimal() or int(seats) > MOST:
            return None
        units.append((" ".join(name.split()), int(seats)))
    return WrittenQuota(mode, None, tuple(units)) if units else None


def folded_unit(name: str) -> str:
    """A unit's name or code as two spellings of it are compared."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The unit above each unit; None for a unit at the top."""

    above: Mapping[UnitId, UnitId | None]

    def path(self, unit: UnitId | None) -> tuple[UnitId, ...]:
        """A unit and those above it, up to the top."""
        found: list[UnitId] = []
        while unit is not None and unit not in found:
            found.append(unit)
            unit = self.above.get(unit)
        return tuple(found)

    @property
    def root(self) -> UnitId | None:
        """The one unit above all others; None if there are several trees."""
        tops = {self.path(unit)[-1] for unit, above in self.above.items() if above is not None}
        return next(iter(tops)) if len(tops) == 1 else None


@dataclass(frozen=True, slots=True)
class UnitRoom:
    """What the quota by unit leaves for the people of one unit."""

    unit: UnitId
    seats: int
    """Of the quota."""
    held: int

    @property
    def left(self) -> int:
        """Seats of the unit that are not taken."""
        return max(0, self.seats - self.held)


class UnitSeats:
    """Counts the seats that people of each unit hold, while seats are given one by one."""

    def __init__(
        self, quota: UnitQuota, tree: UnitTree, held: Iterable[tuple[UnitId | None, int]]
    ) -> None:
        self.quota = quota
        self.tree = tree
        self._root = tree.root
        self._held: dict[UnitId, int] = {}
        for unit, people in held:
            self.add(unit, people)

    @property
    def with_people(self) -> frozenset[UnitId]:
        """The units whose people hold seats."""
        return frozenset(unit for unit, people in self._held.items() if people)

    def unit_of(self, unit: UnitId | None) -> UnitId | None:
        """The unit whose quota counts for a person of this unit; None: none does.

        Of units that are named, the nearest one above the person. Where each has the same, the
        office as such: the highest unit below the root of the tree.
        """
        path = self.tree.path(unit)
        if self.quota.each is None:
            return next((one for one in path if one in self.quota.units), None)
        below = [one for one in path if one != self._root]
        return below[-1] if below else (path[-1] if path else None)

    def room(self, unit: UnitId | None) -> UnitRoom | None:
        """The seats of the unit of a person; None if it has no quota."""
        mine = self.unit_of(unit)
        if mine is None:
            return None
        seats = self.quota.units.get(mine) if self.quota.each is None else self.quota.each
        return UnitRoom(mine, seats or 0, self._held.get(mine, 0))

    def allows(self, unit: UnitId | None, *, left: int, open_to_all: bool) -> bool:
        """Whether a person of this unit may take one of the seats that are left.

        `open_to_all`: what is kept for units is everybody's by now.
        """
        room = self.room(unit)
        if self.quota.mode is QuotaMode.MOST:
            return left > 0 and (room is None or room.left > 0)
        if open_to_all:
            return left > 0
        mine = room.unit if room is not None else None
        for_others = sum(
            max(0, seats - self._held.get(each, 0))
            for each, seats in self.quota.units.items()
            if each != mine
        )
        own = room.left if room is not None else 0
        return left - for_others > 0 or (own > 0 and left > 0)

    def add(self, unit: UnitId | None, people: int = 1) -> None:
        """Notes that people of a unit hold seats."""
        mine = self.unit_of(unit)
        if mine is not None:
            self._held[mine] = self._held.get(mine, 0) + people
