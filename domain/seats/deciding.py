"""Who gets a seat: one decision per sign-up; each refusal names the next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.catalogue.sessions import InSessions, TrainingSession, overlap
from domain.ids import OfferingId

LATE = timedelta(hours=24)
"""Before the start: a person who cancels later than this is reported to HR."""


class SeatState(StrEnum):
    """The present state of one person in one offering; the history keeps all of them."""

    ENROLLED = "enrolled"
    QUEUED = "queued"
    REQUESTED = "requested"
    """Waits for a decision; a seat is held for it."""
    OFFERED = "offered"
    """A seat is held until the person answers."""
    INTERESTED = "interested"
    """Signed up where seats are given by need or by draw after sign-up closes; holds no seat."""
    CANCELLED = "cancelled"
    REFUSED = "refused"


OPEN = (
    SeatState.ENROLLED,
    SeatState.QUEUED,
    SeatState.REQUESTED,
    SeatState.OFFERED,
    SeatState.INTERESTED,
)
"""States in which the person still counts on the training."""
WAITING = (SeatState.REQUESTED, SeatState.QUEUED)
"""States in which a decision about the sign-up may be open."""
SEATED = (SeatState.ENROLLED, SeatState.REQUESTED, SeatState.OFFERED)
"""States that hold a seat."""


def is_removable(state: SeatState, *, ends_at: datetime, now: datetime) -> bool:
    """Whether HR may remove the person. A request is refused, a past absence recorded."""
    return state in OPEN and state is not SeatState.REQUESTED and now < ends_at


class SeatEndReason(StrEnum):
    """Reasons that buttons offer or a rule sets, as stored; any other text was typed."""

    DUTY = ":duty"
    PERSONAL = ":personal"
    CLASH = ":clash"
    LEFT_SERVICE = ":left-service"
    LAPSED = ":lapsed"
    """The training began, and no office had decided."""
    QUEUE_CLOSED = ":queue-closed"
    OFFERS_MISSED = ":offers-missed"
    TRANSFER_UNDONE = ":transfer-undone"
    FEW_SEATS = ":few-seats"
    UNFIT_POST = ":unfit-post"
    TAKEN_BEFORE = ":taken-before"
    URGENT_DUTY = ":urgent-duty"
    UNIT_QUOTA = ":unit-quota"
    BUDGET = ":budget"


class Why(StrEnum):
    """Why no person, or not this one, can sign up now."""

    OFF = "off"
    STARTED = "started"
    CLOSED = "closed"
    CLASH = "clash"
    FULL = "full"
    """No seat is left and the queue has closed."""


@dataclass(frozen=True, slots=True)
class BusyTime:
    """Another training of the same person, with its time."""

    offering_id: OfferingId
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    sessions: tuple[TrainingSession, ...] = ()
    """The stored ones; none: each day from the hour of the start to that of the end."""


class Attended(InSessions, Protocol):
    """A training that fills hours of a person's days; e-learning does not."""

    @property
    def kind(self) -> str: ...


class Terms(Attended, Protocol):
    """What an offering says about signing up."""

    @property
    def closes_at(self) -> datetime: ...
    @property
    def quota(self) -> int: ...
    @property
    def needs_approval(self) -> bool: ...
    @property
    def called_off(self) -> bool: ...
    @property
    def notes_interest(self) -> bool: ...
    def promotes(self, now: datetime) -> bool:
        """Whether a free seat still goes to the queue."""
        ...


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The seat is held."""


@dataclass(frozen=True, slots=True)
class Queued:
    """The person waits for a seat; `position` counts from 1."""

    position: int


@dataclass(frozen=True, slots=True)
class Requested:
    """The sign-up holds a seat and waits for HR's decision."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """A seat is held until the person answers; `until` is None where no time is set."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Interested:
    """The person is noted; seats are given after sign-up closes."""


@dataclass(frozen=True, slots=True)
class SeatRefused:
    """No sign-up, and why; `clash` is the training that the person must cancel first."""

    why: Why
    clash: BusyTime | None = None


SignUpOutcome = Enrolled | Queued | Requested | Offered | Interested | SeatRefused


def decide(
    terms: Terms,
    *,
    taken: int,
    waiting: int,
    own: Iterable[BusyTime],
    now: datetime,
    returning: bool = False,
    admitted: bool = True,
) -> SignUpOutcome:
    """Decides the sign-up of a person who does not take part yet.

    `taken` seats and `waiting` people of this offering; `own` are the trainings at the same time
    in which this person holds a seat. A person who is `returning` gave a seat up after sign-up had
    closed and can take it back while it is free. `admitted`: the quotas by unit leave one of the
    free seats to this person.
    """
    if terms.called_off:
        return SeatRefused(Why.OFF)
    if now >= terms.starts_at:
        return SeatRefused(Why.STARTED)
    if now >= terms.closes_at and not returning:
        return SeatRefused(Why.CLOSED)
    clash = clashing(terms, own)
    if clash is not None:
        return SeatRefused(Why.CLASH, clash)
    if terms.notes_interest and not returning:
        return Interested()
    if taken < terms.quota and admitted:
        return Requested(since=now) if terms.needs_approval else Enrolled()
    return Queued(waiting + 1) if terms.promotes(now) else SeatRefused(Why.FULL)


def clashing(there: Attended, own: Iterable[BusyTime]) -> BusyTime | None:
    """The first training with a session at the same time as one of this offering.

    E-learning is taken at any time and never clashes.
    """
    if is_e_learning(there.kind):
        return None
    overlapping = (
        other for other in own if not is_e_learning(other.kind) and overlap(there, other)
    )
    return min(overlapping, key=lambda other: other.starts_at, default=None)


def is_e_learning(kind: str) -> bool:
    """Whether JENIS names e-learning; HR writes `e-learning`, `E-Learning` or `elearning`."""
    return "".join(letter for letter in kind.casefold() if letter.isalnum()) == "elearning"
