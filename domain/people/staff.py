"""People of the roster as HR sees them."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from domain.catalogue.listing import search_mark
from domain.decisions.mandates import Mandate
from domain.hours import LearningHours
from domain.ids import EnrolmentId, PersonId, UnitId
from domain.lists import Page
from domain.people.superiors import SuperiorToday
from domain.seats.deciding import SeatState


class StaffOnly(IntEnum):
    """What a search for people can be narrowed to; the numbers stand in buttons."""

    UNLINKED = 0
    """In service, without a linked account."""
    WITH_GAPS = 1
    """In service, below the standard of the post in a competency."""


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """Which people are listed: what was typed (nothing: the whole roster), narrowed to what."""

    text: str
    unit: UnitId | None = None
    only: StaffOnly | None = None

    @property
    def narrowed(self) -> bool:
        return self.unit is not None or self.only is not None

    @property
    def mark(self) -> int:
        """Identifies this choice in a button."""
        if not self.narrowed:
            return search_mark(self.text)
        return search_mark(f"{self.text} {self.unit} {self.only}")


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit with how many of the people found work there."""

    id: UnitId
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the people found can be narrowed to; units with most people first."""

    unlinked: int
    with_gaps: int
    units: Page[UnitCount]


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
    trainings: int
    """All that the person ever signed up for."""
    superior: SuperiorToday | None
    mandates: tuple[Mandate, ...] = ()
    """That the person has, or will have."""


@dataclass(frozen=True, slots=True)
class StaffTraining:
    """A training in the list of one person."""

    enrolment_id: EnrolmentId
    title: str
    run: str | None
    """The number of the run, if the training has several."""
    starts_at: datetime
    timezone: str
    hours: int
    called_off: bool
    state: SeatState
    attendance: str | None


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
