"""What offices write around and between values in one cell."""

import re

from domain.imports.cells import Cell
from domain.people.identity import nip_digits

_PROTECTED = re.compile(r'="([^"]*)"')
"""A formula that keeps the digits of a number, as web applications write it into CSV."""
_NIP_INSIDE = re.compile(
    r"[\s/|,;(\[\-–]*(?:\bNI\s?P(?:\s?PPPK|PPK)?\b\s*[.:]*\s*)?"
    r"(?<!\d)['’`]?(\d(?:[\s.\-]?\d){17})(?!\d)[\s)\]/|,;\-–]*",
    re.IGNORECASE,
)


def unprotected(cell: Cell) -> Cell:
    """The text inside `="…"`; any other cell as it is."""
    found = _PROTECTED.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found[1] if found else cell


def name_and_nip(name: Cell, nip: Cell) -> tuple[Cell, Cell]:
    """Parts a name and the NIP in the same cell; cells that hold one of them stay as they are.

    A NIP beside the name that is not the one of its own cell stays in the name's cell: the row
    is then refused, since nothing tells which one is meant.
    """
    found = _NIP_INSIDE.search(name) if isinstance(name, str) else None
    if found is None or not isinstance(name, str):
        return name, nip
    left = " ".join(f"{name[: found.start()]} {name[found.end() :]}".split())
    inside = nip_digits(found[1])
    own = None if nip is None or nip == name or not str(nip).strip() else str(nip)
    if own is not None and nip_digits(own) != inside:
        return name, nip
    return left, inside


def holds_a_nip(name: Cell) -> bool:
    """Whether a NIP stands in the cell of a name."""
    return isinstance(name, str) and _NIP_INSIDE.search(name) is not None
