"""People of the roster as HR sees them."""

from dataclasses import dataclass
from datetime import datetime

from domain.hours import LearningHours
from domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person as the files that HR downloads show people."""

    nip: str
    name: str
    """Without titles."""
    title_before: str | None
    title_after: str | None
    position: str | None
    unit: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A person in a list of search results."""

    id: PersonId
    nip: str
    name: str
    position: str | None
    unit: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class StaffLearning:
    """What HR tells a person on the telephone: hours, gaps, trainings, superior."""

    hours: LearningHours
    attended: int
    """Trainings of this year that were attended or passed."""
    coming: int
    """Seats in trainings that have not ended."""
    gaps: tuple[str, ...]
    """Competencies below the standard of the post, the largest gap first."""
    superior: str | None


@dataclass(frozen=True, slots=True)
class StaffCard:
    """What HR sees of one person, including the state of the person's link."""

    id: PersonId
    nip: str
    name: str
    position: str | None
    unit: str | None
    phone: str | None
    phone_shared_by: int
    """How many people in service have this number, this person included."""
    active: bool
    legal_status: str | None
    linked_at: datetime | None
    released_at: datetime | None
    unreachable_at: datetime | None
    hr: bool

    @property
    def linked(self) -> bool:
        return self.linked_at is not None and self.released_at is None


@dataclass(frozen=True, slots=True)
class NumberTaken:
    """The number was not saved because these people have it already."""

    names: tuple[str, ...]
