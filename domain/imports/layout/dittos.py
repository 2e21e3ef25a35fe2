"""Ditto marks (`"`, idem, s.d.a.), and other cells that hold no word where a name belongs."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from domain.imports.cells import Cell, shown
from domain.imports.dates.day_first import read_day
from domain.imports.sheets import COLUMNS, Layout

_QUOTES = "\"'`´”“„‟″〃’‘‚«»"
_QUOTED = re.compile(rf"[\s\-–—.,:]*[{_QUOTES}][\s\-–—.,:{_QUOTES}]*|,{{2,}}")
_DITTO = frozenset(
    (
        "idem",
        "ditto",
        "dto",
        "sda",
        "sdatas",
        "samadenganatas",
        "samadenganyangatas",
        "samadengandiatas",
        "samadgnatas",
        "samaatas",
        "samadiatas",
    )
)
"""Their letters alone."""
_LONGEST = 40
_NO_WORD = frozenset(
    ["na", "nihil", "null", "none", "nan", "tidakada", "belumada", "tdkada", "kosong"]
)
_NOT_FOUND = re.compile(r"#?N/A", re.IGNORECASE)
_OF_ONE = (
    "NIP",
    "NIP BARU",
    "NAMA",
    "NOMOR HP",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "NOMOR SERTIFIKAT",
)
"""Columns in which no two rows say the same."""


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says that it is as the one above."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and _is_ditto(cell)


def is_word(cell: Cell) -> bool:
    """Whether a cell can be the name of a post or a unit: no number, no day, no `n/a`."""
    if not isinstance(cell, str):
        return False
    letters = _letters(cell)
    return len(letters) > 1 and letters not in _NO_WORD and not is_ditto(cell)


def is_name(cell: Cell) -> bool:
    """Whether a cell can be the name of a person."""
    if not isinstance(cell, str):
        return False
    if any(map(str.isdigit, cell)) and read_day(cell) is not None:
        return False
    return bool(_letters(cell)) and not is_ditto(cell) and not _NOT_FOUND.fullmatch(cell.strip())


def is_code(cell: Cell) -> bool:
    """Whether a cell can be the code of a unit, which may be a number."""
    text = shown(cell)
    signs = "".join(filter(str.isalnum, text.casefold()))
    return bool(signs.strip("0")) and signs not in _NO_WORD and not is_ditto(cell)


class Dittos:
    """Gives the cells of a sheet that say "as above" what stands above; rows come in order."""

    def __init__(self, layout: Layout) -> None:
        self.count = 0
        self._places = [layout.places[column] for column in _repeatable(layout)]
        self._above: Sequence[Cell] = ()

    def resolved(self, cells: Sequence[Cell]) -> list[Cell]:
        """The row with what its ditto marks mean; a mark below nothing stays."""
        row = list(cells)
        for place in self._places:
            if place < len(row) and is_ditto(row[place]):
                above = self._above[place] if place < len(self._above) else None
                if shown(above) and not is_ditto(above):
                    row[place] = above
                    self.count += 1
        self._above = row
        return row

    def forget(self) -> None:
        """Something else stands between the rows: a mark below it may mean that."""
        self._above = ()


def unclear(layout: Layout, taken: Mapping[str, Cell]) -> dict[str, str]:
    """The ditto marks that are left in a row, by column: nothing above says what they mean."""
    return {c: shown(taken[c]) for c in _repeatable(layout) if is_ditto(taken[c])}


def _repeatable(layout: Layout) -> list[str]:
    return [c for c in layout.places if c in COLUMNS[layout.kind] and c not in _OF_ONE]


@lru_cache(maxsize=4096)
def _is_ditto(cell: str) -> bool:
    text = shown(cell)
    return _letters(text) in _DITTO or _QUOTED.fullmatch(text) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
