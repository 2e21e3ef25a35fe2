"""Rows of the sheets about posts: who is above whom, and who acts for a post."""

from dataclasses import dataclass
from datetime import date

from domain.decisions.mandates import LONGEST_LETTER, LONGEST_TERM
from domain.decisions.states import MandateKind
from domain.imports.cells import ERASED, Cells
from domain.imports.problems import Expected, RowProblem
from domain.imports.staff import named, position_key
from domain.people.superiors import SuperiorKind

NO_END = date.min
"""A cell that empties the stored last day."""
_SUPERIORS = {
    "PENILAI": SuperiorKind.RATER,
    "PEJABAT PENILAI": SuperiorKind.RATER,
    "ATASAN LANGSUNG": SuperiorKind.RATER,
    "KETUA TIM": SuperiorKind.TEAM_LEADER,
}
_MANDATES = {
    "PLT": MandateKind.VACANT,
    "PLT.": MandateKind.VACANT,
    "PELAKSANA TUGAS": MandateKind.VACANT,
    "PLH": MandateKind.ABSENT,
    "PLH.": MandateKind.ABSENT,
    "PELAKSANA HARIAN": MandateKind.ABSENT,
    "DELEGASI": MandateKind.DELEGATE,
}


@dataclass(frozen=True, slots=True)
class SuperiorRow:
    """Who is above a person."""

    nip: str
    superior_nip: str
    kind: str
    since: date | None
    """None: without a day, as the staff sheet says it."""
    until: date | None
    """None keeps what is stored."""


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A person who acts for a post."""

    position_key: str
    unit_code: str | None
    nip: str
    kind: str
    since: date
    until: date
    letter: str | None


def read_superior(cells: Cells) -> SuperiorRow:
    """One row of the sheet of superiors; problems are noted in `cells`."""
    nip, above = cells.nip("NIP"), cells.nip("NIP ATASAN")
    if nip and above and nip.digits == above.digits:
        cells.note(RowProblem.ONESELF, "NIP ATASAN")
    kind = cells.choice("JENIS", _SUPERIORS, Expected.SUPERIOR)
    since = _day(cells, "MULAI")
    until = NO_END if cells.optional("SELESAI") == ERASED else _day(cells, "SELESAI")
    _in_order(cells, since, until)
    return SuperiorRow(
        nip=nip.digits if nip else "",
        superior_nip=above.digits if above else "",
        kind=(kind or SuperiorKind.RATER).value,
        since=since,
        until=until,
    )


def read_mandate(cells: Cells) -> MandateRow:
    """One row of the sheet of mandates; problems are noted in `cells`."""
    post = named(cells, "JABATAN NAMA", required=True)
    nip = cells.nip("NIP")
    cells.required("JENIS")
    kind = cells.choice("JENIS", _MANDATES, Expected.MANDATE)
    since, until = cells.day("MULAI"), cells.day("SELESAI")
    for column, day in (("MULAI", since), ("SELESAI", until)):
        if day is not None:
            cells.in_years(column, day)
    _in_order(cells, since, until)
    if kind is MandateKind.VACANT and since and until and until - since > LONGEST_TERM:
        cells.note(RowProblem.LONG_TERM, "SELESAI")
    return MandateRow(
        position_key=position_key(post) if post else "",
        unit_code=cells.optional("UNOR ID") or None,
        nip=nip.digits if nip else "",
        kind=kind.value if kind else "",
        since=since or date.min,
        until=until or date.min,
        letter=cells.optional("NOMOR SURAT", most=LONGEST_LETTER),
    )


def _day(cells: Cells, column: str) -> date | None:
    if not cells.optional(column):
        return None
    day = cells.day(column)
    if day is not None:
        cells.in_years(column, day)
    return day


def _in_order(cells: Cells, since: date | None, until: date | None) -> None:
    if since and until and NO_END < until < since:
        cells.note(RowProblem.ORDER, "SELESAI")
