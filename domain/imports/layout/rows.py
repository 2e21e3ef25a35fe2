"""Tells rows of data from what else stands in a sheet: totals, signatures, headings of groups."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from domain.imports.cells import Cell, shown
from domain.imports.layout.titles import rank
from domain.imports.sheets import REQUIRED, Layout

EXAMPLE = "CONTOH:"
"""Begins the row of a template that only shows what to write."""
_NIPS = ("NIP BARU", "NIP")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:MENGETAHUI|DIKETAHUI|MENYETUJUI|DISETUJUI|DISAHKAN|DIBUAT|DISUSUN|A\.\s?N\.|TEMBUSAN)\b"
    r"|[^,\d]{3,40},\s*(?:TANGGAL\s+)?(?:\d{1,2}|\.{2,}|_{2,})\s+[A-Z]+\s+\d{4}",
)
_SUMMED = re.compile(
    r"(?:SUB\s?-?TOTAL|GRAND TOTAL|TOTAL|JUMLAH|JML|REKAP\w*|CATATAN|KETERANGAN|KET|NB|SUMBER)\b"
)
_TOTAL = re.compile(r"(?:SUB\s?-?TOTAL|GRAND TOTAL|TOTAL|JUMLAH|JML)\b")
"""Begins a row of sums, even if its other cells look like a person."""
_GROUP = re.compile(
    r"(?:DINAS|BADAN|KECAMATAN|KELURAHAN|BAGIAN|BIDANG|SUB\w*|SEKSI|UPTD?|PUSKESMAS|SDN?|SMPN?|"
    r"SMAN?|TKN?|RSUD|RUMAH SAKIT|SEKRETARIAT|INSPEKTORAT|KANTOR|SATUAN|UNIT|PEMERINTAH|GOLONGAN|"
    r"GOL|ESELON|KELOMPOK|TAHUN|TRIWULAN|SEMESTER)\b"
)
_NUMBERED = re.compile(r"(?:[IVXL]+|[A-Z])[.)]?")
"""How groups are numbered: `II.`, `B`."""


_NUMBER_INSIDE = re.compile(r"\bNIP\b\D{0,4}\d")


class RowSort(Enum):
    """What a row below the titles is."""

    DATA = "data"
    NOISE = "noise"
    """Passed over and counted."""
    DOUBTFUL = "doubtful"
    """Noise at the end of a sheet; among rows of data an incomplete row, which is refused."""


class RowSorter:
    """Sorts the rows of one sheet, in their order."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._number = next((c for c in _NIPS if c in REQUIRED[layout.kind]), None)
        self._required = [c for c in REQUIRED[layout.kind] if c in layout.places]
        self._signed = False
        """A signature has begun: what is incomplete below it belongs to it."""
        self._fewest: int | None = None
        """The fewest filled cells of a complete row."""
        self._labelled = False
        """The numbers of people have their word, too: it does not tell a signature."""

    def sort(self, cells: Sequence[Cell], *, wide: bool) -> RowSort:
        """Sorts one row. `wide`: one merged cell covers several taken columns."""
        texts = [shown(cell).upper() for cell in cells]
        taken = {c: texts[p] for c, p in self._layout.places.items() if p < len(texts)}
        filled = [text for text in taken.values() if text]
        first = next(filter(None, texts), "")
        if first.startswith(EXAMPLE) or _column_numbers(texts) or self._titles_again(taken):
            return RowSort.NOISE
        if self._total(texts):
            return RowSort.NOISE
        if (signer := self._signer(texts)) is not None:
            return signer
        if self._complete(taken):
            self._signed = False
            count = sum(map(bool, texts))
            self._fewest = count if self._fewest is None else min(count, self._fewest)
            alone = self._number and taken.get(self._number) != taken.get("NAMA")
            self._labelled |= bool(alone) and taken[str(self._number)].startswith("NIP")
            return RowSort.DATA
        if _SUMMED.match(first) or self._signature(texts, filled):
            return RowSort.NOISE
        numbered = len(filled) == 2 and _NUMBERED.fullmatch(first) is not None
        if numbered and not _like_a_number(filled[-1]):
            return RowSort.NOISE
        if len(filled) > 1 and not wide:
            return RowSort.DATA
        return self._lonely(taken, filled, first, wide=wide)

    def _total(self, texts: Sequence[str]) -> bool:
        """Whether a column that is not taken, such as NO, begins a row of sums."""
        place = next((place for place, text in enumerate(texts) if text), 0)
        untaken = place not in self._layout.places.values()
        return untaken and bool(texts) and _TOTAL.match(texts[place]) is not None

    def _signer(self, texts: Sequence[str]) -> RowSort | None:
        """The name and the number of the officer who signs; None for any other row.

        Nothing stands beside them, and the number has its word: `NIP. 1970…`.
        """
        filled = list(filter(None, texts))
        if self._number is None or self._fewest is None or self._labelled:
            return None
        if len(filled) >= min(3, self._fewest):
            return None
        numbers = sum(1 for text in filled if _NUMBER_INSIDE.search(text))
        if numbers == 2 or (numbers and self._signed):
            return RowSort.NOISE
        return RowSort.DOUBTFUL if numbers and self._complete_signer(texts) else None

    def _complete_signer(self, texts: Sequence[str]) -> bool:
        taken = {c: texts[p] for c, p in self._layout.places.items() if p < len(texts)}
        return self._complete(taken)

    def _signature(self, texts: Sequence[str], filled: Sequence[str]) -> bool:
        """Whether the row belongs to a place for signatures; never more than two cells beside."""
        if len(filled) > 2:
            return False
        if any(map(_SIGNED.match, texts)):
            self._signed = True
        return self._signed or any(map(_signature_number, texts))

    def _complete(self, taken: dict[str, str]) -> bool:
        if self._number and not _like_a_number(taken.get(self._number, "")):
            return False
        return all(taken.get(column) for column in self._required)

    def _titles_again(self, taken: dict[str, str]) -> bool:
        """Whether the titles are repeated, as on every printed page."""
        if self._number and _like_a_number(taken.get(self._number, "")):
            return False  # the row of a person, without a look at each cell
        again = [c for c, text in taken.items() if text and rank(text, c) is not None]
        return len(again) > 1 and len(again) * 2 > len(self._layout.places)

    def _lonely(
        self, taken: dict[str, str], filled: list[str], first: str, *, wide: bool
    ) -> RowSort:
        """A row with one filled cell at most: a heading, a piece of text, or a lost person."""
        key = taken.get(self._number or self._required[0], "")
        if _like_a_number(key):
            return RowSort.DATA
        if wide or (self._number and key and filled):
            return RowSort.NOISE
        if not self._number and key:
            return RowSort.DATA
        text = filled[0] if filled else first
        if not filled or _GROUP.match(text) or _NUMBERED.fullmatch(first):
            return RowSort.NOISE
        return RowSort.DATA if first.rstrip(".").isdigit() else RowSort.DOUBTFUL


def _column_numbers(texts: Sequence[str]) -> bool:
    """Whether the row numbers the columns: 1, 2, 3 …"""
    numbers = [text.strip("().") for text in texts if text]
    if len(numbers) < 3 or not all(n.isascii() and n.isdigit() and len(n) < 4 for n in numbers):
        return False
    # Some of the columns may be hidden.
    return all(a < b for a, b in pairwise(map(int, numbers)))


def _like_a_number(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    meant = digits >= 5 or (digits > 0 and not any(map(str.isalpha, text)))
    return meant or bool(_SCIENTIFIC.fullmatch(text))


def _signature_number(text: str) -> bool:
    return text.startswith("NIP") and _like_a_number(text)
