"""What loading a set of files would change, or has changed."""

from dataclasses import dataclass, field

from domain.imports.judged import JudgedSheet
from domain.imports.problems import FileRefusal, Found


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
    leaving: int = 0
    """People who leave service with this load."""
    missing: int | None = None
    """People in service whom the staff sheet does not name; None without such a sheet."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What HR sees before and after saving."""

    files: tuple[str, ...]
    sheets: tuple[JudgedSheet, ...]
    refusals: tuple[tuple[str, FileRefusal], ...]
    effects: Effects
    warned: int
    refused: int

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


@dataclass(frozen=True, slots=True)
class Complaint:
    """One problem with where it stands."""

    sheet: JudgedSheet
    row: int
    found: Found


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
