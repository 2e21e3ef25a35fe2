"""What the HR desk shows: figures, people of the roster, failed tries to link, participants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from domain.enrolment import State
from domain.ids import EnrolmentId, OfferingId, PersonId

PAGE = 5
"""Entries on one page of a list."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 0 and is always an existing page."""

    items: tuple[T, ...]
    number: int
    total: int
    size: int = PAGE

    @property
    def pages(self) -> int:
        """At least one, be it empty."""
        return pages_of(self.total, self.size)


def pages_of(total: int, size: int = PAGE) -> int:
    """How many pages a list has."""
    return max(1, -(-total // size))


def kept_within(number: int, total: int, size: int = PAGE) -> int:
    """The page asked for, or the last one where the list became shorter meanwhile."""
    return min(number, pages_of(total, size) - 1)


def percent(part: int, whole: int) -> str:
    """`66.6`, `40`: cut after one decimal, so that 99.97 never reads 100; of nothing it is 0."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """The figures of Menu HR."""

    active: int
    linked: int
    offerings: int
    """Open for sign-up."""
    seats: int
    taken: int
    requests: int
    """Sign-ups that wait for a decision."""
    data_requests: int
    failed: int
    took_part: int
    """In offerings that ended during the last year."""
    answered: int

    @property
    def unlinked(self) -> int:
        return self.active - self.linked

    @property
    def waiting(self) -> int:
        """All that Permintaan leads to."""
        return self.requests + self.data_requests


@dataclass(frozen=True, slots=True)
class UnlinkedSummary:
    """How many people in service are not linked, and where most of them work."""

    total: int
    biggest: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person as HR's files name people."""

    nip: str
    name: str
    """Without titles."""
    title_before: str | None
    title_after: str | None
    position: str | None
    unit: str | None
    phone: str | None


class FailureReason(StrEnum):
    """Why a number could not be linked; HR learns it, the person does not."""

    UNKNOWN = "unknown"
    SHARED = "shared"
    LINKED = "linked"
    INACTIVE = "inactive"
    CODE = "code"
    """The number fits, the link code is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A try to link that failed, as it stands now."""

    id: int
    phone: str
    reason: FailureReason
    at: datetime
    person_id: PersonId | None = None
    name: str | None = None
    sharers: tuple[str, ...] = ()
    """Everybody with this number, when several have it."""
    linked_at: datetime | None = None
    """Since when the person's other account is linked; None once it was let go."""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A person in a list of search results."""

    id: PersonId
    name: str
    unit: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class StaffCard:
    """What HR sees of one person, and what the link is like."""

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
    """A number was not kept, since these people have it already."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferingLine:
    """An offering in HR's list, with how many people it concerns."""

    id: OfferingId
    code: str
    title: str
    label: str
    starts_at: datetime
    timezone: str
    people: int


@dataclass(frozen=True, slots=True)
class Participant:
    """One person's state in an offering."""

    enrolment_id: EnrolmentId
    nip: str
    name: str
    linked: bool
    position: str | None
    unit: str | None
    state: State
    since: datetime
    place_in_queue: int | None
    attendance: str | None
    certificate: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """One person of an offering, with what HR may do about it."""

    offering: OfferingLine
    one: Participant
    removable: bool
    """Holds a seat or waits for one, and it is not over; a request is refused instead."""


@dataclass(frozen=True, slots=True)
class Participants:
    """An offering and the people who signed up, seats first."""

    offering: OfferingLine
    quota: int
    people: tuple[Participant, ...]
    """Everybody, or one page of them."""
    counts: Mapping[tuple[State, str | None], int]
    """How many people by state and attendance."""
    total: int

    def with_state(self, *states: State) -> int:
        """How many people have one of these states."""
        return sum(n for (state, _), n in self.counts.items() if state in states)

    def with_attendance(self, *recorded: str) -> int:
        """How many people with a seat have one of these recorded."""
        seated = {key: n for key, n in self.counts.items() if key[0] is State.ENROLLED}
        return sum(n for (_, attendance), n in seated.items() if attendance in recorded)
