"""The letter of assignment (surat tugas): whom a unit sends, and the number once it is signed."""

from dataclasses import dataclass
from datetime import date

from domain.catalogue.offerings import Offering
from domain.ids import UnitId
from domain.imports.dates.day_first import Written, read_written

LONGEST_NUMBER = 80
"""Letters of the number of a letter."""


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """The number of a signed letter, and its date."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class SentPerson:
    """One line of a letter."""

    nip: str
    name: str
    """With titles."""
    grade: str | None
    position: str | None


@dataclass(frozen=True, slots=True)
class LetterUnit:
    """One unit with the people whom it sends."""

    id: UnitId | None
    """None: people of no known unit."""
    name: str | None
    people: tuple[SentPerson, ...]
    signed: LetterNumber | None


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """The people of an offering as letters name them, by unit."""

    offering: Offering
    code: str
    units: tuple[LetterUnit, ...]
    waiting: int
    """People who wait for a decision, and are not in it."""

    @property
    def people(self) -> int:
        """How many people it names."""
        return sum(len(one.people) for one in self.units)

    @property
    def numbered(self) -> bool:
        """Whether every unit has signed its letter."""
        return all(one.signed is not None for one in self.units)

    def unit(self, number: int) -> LetterUnit | None:
        """The unit with this number."""
        return next((one for one in self.units if one.id == number), None)


def read_number(text: str) -> LetterNumber | None:
    """`800/123/BKPSDM/2026, 2/12/2026`: the number, a comma, the date; None: not understood."""
    number, comma, day = " ".join(text.split()).rpartition(",")
    read = read_written(day.strip()) if comma else None
    if not isinstance(read, Written) or read.day is None or read.is_range or read.opens:
        return None
    number = number.strip()
    return LetterNumber(number, read.day) if 0 < len(number) <= LONGEST_NUMBER else None
