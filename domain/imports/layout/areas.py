"""Merged cells: where they lie, and the value that a sheet shows in all of their cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.imports.cells import Cell
from domain.imports.layout.titles import column_letters

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
MOST_AT_ONCE = 400
"""More merged cells cannot lie side by side in one row; a file that says so is hostile."""


class OverlappingError(Exception):
    """More merged cells lie over one row than it has columns."""


class Area(NamedTuple):
    """The cells of one merged cell: columns from 0, rows from 1, both ends included."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def address(self) -> str:
        """As a spreadsheet writes it: `B2:C4`."""
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


def area_of(written: str) -> Area | None:
    """Reads `B2:C4`; None for a single cell or a text that is no range."""
    found = _RANGE.fullmatch(written.upper())
    if found is None:
        return None
    left, right = _column(found[1]), _column(found[3])
    top, bottom = int(found[2]), int(found[4])
    if (left, top) == (right, bottom) or right < left or bottom < top:
        return None
    return Area(left, top, right, bottom)


@dataclass(slots=True)
class _Reaching:
    area: Area
    value: Cell = None


class Filling:
    """Gives each row the values of the merged cells that reach over it; rows come in order."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._waiting = sorted(areas, key=lambda area: area.top, reverse=True)
        self._open: list[_Reaching] = []

    def fill(
        self, number: int, cells: Sequence[Cell], taken: Sequence[int]
    ) -> tuple[list[Cell], tuple[Area, ...]]:
        """The row with what its sheet shows, and merged cells that no single column can have.

        `taken`: the places of the columns that are read, in their order. A merged cell over one
        of them gives its value to that column. Over several it tells nothing about any of them:
        it is returned.
        """
        self._open = [one for one in self._open if one.area.bottom >= number]
        while self._waiting and self._waiting[-1].top <= number:
            area = self._waiting.pop()
            if area.bottom >= number:
                at = area.left
                anchored = area.top == number and at < len(cells)
                self._open.append(_Reaching(area, cells[at] if anchored else None))
        if len(self._open) > MOST_AT_ONCE:
            raise OverlappingError
        filled = list(cells)
        across: list[Area] = []
        for one in self._open:
            covered = [place for place in taken if one.area.left <= place <= one.area.right]
            if not covered:
                continue
            filled += [None] * (covered[-1] + 1 - len(filled))
            alone = len(covered) == 1
            for place in covered:
                # What stands below a merged cell is not shown.
                if place != one.area.left or number != one.area.top:
                    filled[place] = one.value if alone else None
            if not alone and one.value is not None:
                across.append(one.area)
        return filled, tuple(across)

    def open_areas(self) -> Iterator[Area]:
        """The merged cells over the row that was filled last."""
        return (one.area for one in self._open)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
