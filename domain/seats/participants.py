"""Offerings and their participants as HR sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.ids import EnrolmentId, OfferingId
from domain.seats.deciding import SeatState


@dataclass(frozen=True, slots=True)
class OfferingLine:
    """An offering in HR's list, with how many people it concerns."""

    id: OfferingId
    code: str
    title: str
    label: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    people: int
    called_off: bool
    called_off_reason: str | None
    several: bool
    """The training has other runs, so that its name alone does not tell this one."""

    @property
    def run(self) -> str | None:
        """What tells this run from the others of its training."""
        return self.label if self.several else None


@dataclass(frozen=True, slots=True)
class Participant:
    """One person's state in an offering."""

    enrolment_id: EnrolmentId
    nip: str
    name: str
    linked: bool
    position: str | None
    unit: str | None
    state: SeatState
    since: datetime
    place_in_queue: int | None
    attendance: str | None
    certificate: str | None
    reason: str | None = None
    answer_by: datetime | None = None
    """Until when an offered seat is held."""


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """One person of an offering, with what HR may do about it."""

    offering: OfferingLine
    one: Participant
    removable: bool
    """Has a seat or waits for one, and it is not over; a request is refused instead."""
    seen: int
    """What the buttons are about (domain/seats/seen.py)."""


@dataclass(frozen=True, slots=True)
class Participants:
    """An offering and the people who signed up, seats first."""

    offering: OfferingLine
    quota: int
    people: tuple[Participant, ...]
    """All people of the offering, or one page of them."""
    counts: Mapping[tuple[SeatState, str | None], int]
    """How many people by state and attendance."""
    total: int

    def with_state(self, *states: SeatState) -> int:
        """How many people have one of these states."""
        return sum(n for (state, _), n in self.counts.items() if state in states)

    def with_attendance(self, *recorded: str) -> int:
        """How many people with a seat have one of these recorded."""
        seated = {key: n for key, n in self.counts.items() if key[0] is SeatState.ENROLLED}
        return sum(n for (_, attendance), n in seated.items() if attendance in recorded)
