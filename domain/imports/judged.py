"""One row of a file, read and checked by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from domain.imports.cells import Cell, Cells, shown
from domain.imports.competency import (
    AssessmentRow,
    CompetencyRow,
    RequirementRow,
    read_assessment,
    read_competency,
    read_requirement,
)
from domain.imports.layout.dittos import unclear
from domain.imports.layout.texts import holds_a_nip, name_and_nip, unprotected
from domain.imports.office import HolidayRow, PolicyRow, read_holiday_row, read_policy_row
from domain.imports.posts.rows import MandateRow, SuperiorRow, read_mandate, read_superior
from domain.imports.presence import read_presence
from domain.imports.problems import Found, RowProblem, Severity
from domain.imports.sheets import Layout, SheetKind
from domain.imports.staff import StaffRow, UnitRow, read_staff, read_unit
from domain.imports.training import (
    ParticipantRow,
    SessionRow,
    TrainingRow,
    read_participant,
    read_session_row,
    read_training,
)

Row = (
    StaffRow
    | UnitRow
    | CompetencyRow
    | RequirementRow
    | AssessmentRow
    | TrainingRow
    | SessionRow
    | ParticipantRow
    | HolidayRow
    | PolicyRow
    | SuperiorRow
    | MandateRow
)

_READERS: dict[SheetKind, Callable[[Cells], Row]] = {
    SheetKind.STAFF: read_staff,
    SheetKind.UNIT: read_unit,
    SheetKind.COMPETENCY: read_competency,
    SheetKind.REQUIREMENT: read_requirement,
    SheetKind.ASSESSMENT: read_assessment,
    SheetKind.TRAINING: read_training,
    SheetKind.SESSION: read_session_row,
    SheetKind.PARTICIPANT: read_participant,
    SheetKind.HOLIDAY: read_holiday_row,
    SheetKind.POLICY: read_policy_row,
    SheetKind.SUPERIOR: read_superior,
    SheetKind.MANDATE: read_mandate,
}


@dataclass(frozen=True, slots=True)
class JudgedSheet:
    """A recognised sheet of a file."""

    number: int
    """Counted over all files of one import, from 0."""
    file: str
    name: str
    kind: SheetKind
    columns: tuple[str, ...]
    ignored: int
    presence: bool = False
    """A list of people of one offering, which the file does not name."""
    offering: tuple[str, str | None] | None = None
    """Title of the offering that HR chose for such a list, and its run if there are several."""

    @property
    def awaits(self) -> bool:
        """Whether HR has to choose the offering."""
        return self.presence and self.offering is None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with the problems found in it."""

    sheet: int
    number: int
    """As the spreadsheet counts, from 1."""
    values: Row
    """Only to be used where the row is not refused."""
    cells: tuple[str, ...]
    """The taken columns as read, in the order of Sheet.columns."""
    found: tuple[Found, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the row is not loaded."""
        return any(f.problem.severity is Severity.REFUSED for f in self.found)


def read_row(
    layout: Layout,
    *,
    sheet: int,
    number: int,
    cells: Sequence[Cell],
    today: date,
    zone: ZoneInfo,
    since_1904: bool = False,
    across: str | None = None,
    surplus: bool = False,
) -> ReadRow | None:
    """Reads one row below the titles; None for one that is empty in all taken columns.

    `across`: the range of a merged cell that gives one value for several columns. `surplus`: the
    row has more cells than titles, so that no cell is sure to stand below its own.
    """
    taken: dict[str, Cell] = {
        column: unprotected(cells[place]) if place < len(cells) else None
        for column, place in layout.places.items()
    }
    if layout.kind is SheetKind.STAFF:
        name, nip = name_and_nip(taken.get("NAMA"), taken.get("NIP BARU"))
        taken |= {"NAMA": name, "NIP BARU": nip}
    as_read = tuple(shown(taken[column]) for column in layout.columns)
    marks = unclear(layout, taken)
    taken |= dict.fromkeys(marks)
    reader = Cells(taken, today=today, zone=zone, since_1904=since_1904)
    reader.found += [Found(RowProblem.DITTO, column, mark) for column, mark in marks.items()]
    if not any(as_read) and not reader.found:
        return None
    if across is not None:
        reader.found.append(Found(RowProblem.MERGED, layout.columns[0], across))
    if surplus:
        reader.found.append(Found(RowProblem.SURPLUS, layout.columns[0]))
    if layout.kind is SheetKind.STAFF and holds_a_nip(taken["NAMA"]):
        reader.note(RowProblem.NIP_TWO, "NAMA")
    read = read_presence if layout.presence else _READERS[layout.kind]
    values = read(reader)
    return ReadRow(sheet, number, values, as_read, tuple(reader.found))
