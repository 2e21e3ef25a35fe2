"""What loading a set of files would change, or has changed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import ImportLogId
from domain.imports.judged import JudgedSheet
from domain.imports.layout.passed import PassedOver
from domain.imports.layout.titles import rank
from domain.imports.problems import FileRefusal, Found
from domain.imports.sheets import COLUMNS, NearMiss, SheetKind
from domain.imports.staff import ServiceStatus
from domain.office.policies import DEFAULTS, Policy

UNDOABLE = timedelta(days=7)
"""How long the last import can be undone."""
WATCHED = ("NAMA", "JABATAN NAMA", "UNOR NAMA")
"""Columns of the staff sheet that rarely change for many people at once."""
LARGE_CHANGE = int(DEFAULTS[Policy.LARGE_CHANGE])
"""Percent of the known people of a file; more is unusual."""
MOST_COMPARED = 50_000
"""Changes in one file: more would take too much memory, and no person reads them."""
FEW = 3
"""Fewer changes than this are never unusual."""


@dataclass(frozen=True, slots=True)
class LoadTally:
    """Rows counted by what they change in the database."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "LoadTally") -> "LoadTally":
        return LoadTally(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True)
class Effects:
    """What a load causes beside its rows: people told of a change, people leaving service."""

    tally: LoadTally = field(default_factory=LoadTally)
    moved: int = 0
    """Offerings whose time or place changes, or that are called off."""
    called_off: int = 0
    """Of these, the ones that are called off."""
    told: int = 0
    """People who are told of these changes."""
    told_off: int = 0
    """Of these, the ones whose offering is called off."""
    nominated: int = 0
    """People who are told that they are to take part."""
    leaving: int = 0
    """People who leave service with this load."""
    missing: int | None = None
    """People in service whom the staff sheet does not name; None without such a sheet."""
    holidays: int = 0
    """Public holidays that are new, or named anew."""
    mandates: int = 0
    """Mandates that are new or change."""
    superiors: int = 0
    """People who have another superior than before."""
    requests_moved: int = 0
    """Open requests that another superior decides."""


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """How many stored values of one column an import changes."""

    column: str
    """The title as HR knows it."""
    changed: int
    lost: int
    """Of these, the ones that are emptied."""
    examples: tuple[tuple[str, str], ...]
    """The stored and the new value; an empty word where there is none."""


@dataclass(frozen=True, slots=True)
class OfferingChange:
    """An offering that an import moves, calls off, or puts into the past."""

    title: str
    label: str | None
    """The number of the run, if the training has several."""
    timezone: str
    before: datetime | None
    """When it was to start; None: it is new."""
    starts_at: datetime
    called_off: bool
    people: int
    """People who count on it."""
    past: bool
    """The import makes it start in the past."""
    recorded: int
    """People with recorded attendance, where it is moved into the future."""
    clashes: int
    """People who hold a seat in another training at the new time."""

    @property
    def unusual(self) -> bool:
        """Whether HR has to confirm it by itself."""
        return bool(self.people or self.past or self.recorded)


@dataclass(frozen=True, slots=True)
class EarlyPresence:
    """An offering of which an import records who was there before it has begun."""

    code: str
    title: str
    timezone: str
    starts_at: datetime
    rows: tuple[tuple[int, int], ...]
    """Sheet and row of each person."""


@dataclass(frozen=True, slots=True)
class SheetConflict:
    """Rows of one sheet that are refused, since another says otherwise of the same people."""

    sheet: str
    counts: str
    """The sheet whose rows are taken."""
    rows: int


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A word below KEDUDUKAN HUKUM that the program does not know."""

    word: str
    people: int
    standing: ServiceStatus
    """What HR says that it means; AS_BEFORE: nothing yet."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What HR sees before and after saving."""

    files: tuple[str, ...]
    sheets: tuple[JudgedSheet, ...]
    refusals: tuple[tuple[str, FileRefusal], ...]
    effects: Effects
    warned: int
    refused: int
    passed: tuple[PassedOver, ...] = ()
    """What was not read."""
    readable_again: bool = False
    """The file can be got again, to be read in another way."""
    rows: tuple[int, ...] = ()
    """Rows of each sheet."""
    columns: tuple[ColumnChange, ...] = ()
    offerings: tuple[OfferingChange, ...] = ()
    known: int = 0
    """People of the staff sheets who are stored already."""
    conflicts: tuple[SheetConflict, ...] = ()
    log: ImportLogId | None = None
    """Its entry in the history, once it is saved."""
    early: tuple[EarlyPresence, ...] = ()
    large_change: int = LARGE_CHANGE
    """The percentage that held when it was made."""
    newer: int = 0
    """Values that the chat changed after the last import, and that the file changes back."""
    statuses: tuple[StatusWord, ...] = ()

    @property
    def disputed(self) -> tuple[JudgedSheet, ...]:
        """The sheets of which HR says which one counts; the one that is taken most comes first."""
        rows: dict[str, int] = {}
        for one in self.conflicts:
            rows[one.counts] = rows.get(one.counts, 0) + one.rows
        for one in self.conflicts:
            rows.setdefault(one.sheet, 0)
        found = [sheet for sheet in self.sheets if sheet.name in rows]
        return tuple(sorted(found, key=lambda sheet: -rows[sheet.name]))

    @property
    def large(self) -> tuple[ColumnChange, ...]:
        """Columns of people that change more than usual, and all that lose a value."""
        return tuple(
            one
            for one in self.columns
            if one.lost
            or (
                one.column in WATCHED
                and one.changed >= FEW
                and one.changed * 100 > self.known * self.large_change
            )
        )

    @property
    def unusual(self) -> bool:
        """Whether saving needs a second tap."""
        return bool(self.large or self.early) or any(one.unusual for one in self.offerings)

    @property
    def awaits(self) -> bool:
        """Whether HR has to choose the offering of a list before anything is saved."""
        return any(sheet.awaits for sheet in self.sheets)

    @property
    def used(self) -> int:
        """Columns taken."""
        return sum(len(sheet.columns) for sheet in self.sheets)

    @property
    def ignored(self) -> int:
        """Columns dropped."""
        return sum(sheet.ignored for sheet in self.sheets)

    @property
    def unmatched(self) -> tuple[tuple[str, SheetKind], ...]:
        """The titles that were not recognised, each once, with the kind of their sheet."""
        titles = {title: one.kind for one in self.passed if one.kind for title in one.ignored}
        if self.near:
            titles |= dict.fromkeys(self.near.unmatched, self.near.kind)
        return tuple(titles.items())

    @property
    def either(self) -> str | None:
        """A sheet of superiors that could be staff data as well: it has names, posts or units."""
        return next(
            (
                one.sheet
                for one in self.passed
                if one.kind is SheetKind.SUPERIOR
                and _any(one.ignored, "NAMA")
                and (_any(one.ignored, "JABATAN NAMA") or _any(one.ignored, "UNOR NAMA"))
            ),
            None,
        )

    @property
    def near(self) -> NearMiss | None:
        """What the titles of a file come closest to that is refused, as one is missing."""
        return next((refusal.near for _, refusal in self.refusals if refusal.near), None)

    def open_columns(self, kind: SheetKind) -> tuple[str, ...]:
        """The columns that a title of a sheet of this kind can be matched with."""
        if self.near and self.near.kind is kind:
            return self.near.wanted
        taken = {c for sheet in self.sheets if sheet.kind is kind for c in sheet.columns}
        return tuple(column for column in COLUMNS[kind] if column not in taken)


def _any(titles: tuple[str, ...], column: str) -> bool:
    return any(rank(title, column) is not None for title in titles)


@dataclass(frozen=True, slots=True)
class LoggedImport:
    """An import that was saved, as HR's history shows it."""

    id: ImportLogId
    files: tuple[str, ...]
    at: datetime
    officer: str | None
    """None: on the command line."""
    new: int
    changed: int
    undone: int | None
    """Rows that went back; None where it was not undone."""
    undoable: bool
    """The last one, saved within UNDOABLE."""


@dataclass(frozen=True, slots=True)
class UndoFigures:
    """What undoing an import does, or has done."""

    restored: int
    stayed: int
    """Rows that were changed or used since, and stay."""
    told: int
    """People who are told that an offering is as before."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One problem with where it stands; warnings that say the same are one."""

    sheet: JudgedSheet
    row: int
    found: Found
    alike: tuple[int, ...] = ()
    """The next rows with the same warning."""
    more: int = 0
    """How many rows besides have it."""


@dataclass(frozen=True, slots=True)
class SpoiltRow:
    """A refused or warned row with all its problems."""

    sheet: JudgedSheet
    row: int
    cells: tuple[str, ...]
    refused: bool
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """A person in service whom the staff sheet does not name."""

    nip: str
    name: str
    unit: str | None


class Consequence(StrEnum):
    """What a change does."""

    NEW = "new"
    CHANGED = "changed"
    LOST = "lost"
    """The stored value is emptied."""
    LEAVES = "leaves"
    """The person leaves service."""


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One stored value that changes, or something that is new."""

    sheet: int
    row: int
    nip: str
    name: str
    """Of the person, or of what else the row is about."""
    column: str
    old: str
    new: str
    consequence: Consequence
    told: int = 0
    """People who are told of it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes of an import, at most MOST_COMPARED."""

    files: tuple[str, ...]
    sheets: tuple[JudgedSheet, ...]
    values: tuple[ChangedValue, ...]
    more: bool
