"""Who gets a seat: one decision per sign-up, and what each refusal says about the next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import OfferingId

PROMOTION_STOPS = timedelta(hours=24)
"""Before the start: from then on nobody is promoted from the queue any more."""
LATE = timedelta(hours=24)
"""Before the start: somebody who cannot come after all is told to HR."""


class State(StrEnum):
    """The present state of one person in one offering; the history keeps all of them."""

    ENROLLED = "enrolled"
    QUEUED = "queued"
    REQUESTED = "requested"
    """Waits for HR's decision and holds a seat meanwhile."""
    CANCELLED = "cancelled"
    REFUSED = "refused"


OPEN = (State.ENROLLED, State.QUEUED, State.REQUESTED)
"""States in which the person still counts on the training."""
SEATED = (State.ENROLLED, State.REQUESTED)
"""States that hold a seat."""


class Reason(StrEnum):
    """Reasons that are offered or set by a rule, as kept; any other text was typed."""

    DUTY = ":duty"
    PERSONAL = ":personal"
    CLASH = ":clash"
    LEFT_SERVICE = ":left-service"
    QUEUE_CLOSED = ":queue-closed"
    FEW_SEATS = ":few-seats"
    UNFIT_POST = ":unfit-post"
    TAKEN_BEFORE = ":taken-before"


class Why(StrEnum):
    """Why nobody, or not this person, can sign up now."""

    GONE = "gone"
    OFF = "off"
    STARTED = "started"
    CLOSED = "closed"
    CLASH = "clash"
    FULL = "full"
    """No seat is left and the queue has closed."""


@dataclass(frozen=True, slots=True)
class Session:
    """When another training of the same person takes place."""

    offering_id: OfferingId
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides about seats of an offering, and how many are taken."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    quota: int
    needs_approval: bool
    called_off: bool
    taken: int
    queue_closed: bool = False

    @property
    def seats_left(self) -> int:
        """Never below zero, though HR's list may exceed the quota."""
        return max(0, self.quota - self.taken)

    @property
    def promotes_until(self) -> datetime:
        """Until when a free seat goes to the queue."""
        return self.starts_at - PROMOTION_STOPS

    def promotes(self, now: datetime) -> bool:
        """Whether a free seat still goes to the queue."""
        return not self.queue_closed and not self.called_off and now < self.promotes_until


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The seat is held."""


@dataclass(frozen=True, slots=True)
class Queued:
    """Waits for a seat; `position` counts from 1."""

    position: int


@dataclass(frozen=True, slots=True)
class Requested:
    """Waits for HR's decision."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """No sign-up, and why; `clash` is the training to cancel first."""

    why: Why
    clash: Session | None = None


Outcome = Enrolled | Queued | Requested | Refused


def decide(terms: Terms, *, own: Iterable[Session], waiting: int, now: datetime) -> Outcome:
    """What becomes of a sign-up of somebody who is not in yet.

    `own` are the sessions at the same time in which this person holds a seat.
    """
    if terms.called_off:
        return Refused(Why.OFF)
    if now >= terms.starts_at:
        return Refused(Why.STARTED)
    if now >= terms.closes_at:
        return Refused(Why.CLOSED)
    clash = clashing(terms.kind, terms.starts_at, terms.ends_at, own)
    if clash is not None:
        return Refused(Why.CLASH, clash)
    if terms.seats_left:
        return Requested(since=now) if terms.needs_approval else Enrolled()
    return Queued(waiting + 1) if terms.promotes(now) else Refused(Why.FULL)


def clashing(
    kind: str, starts_at: datetime, ends_at: datetime, own: Iterable[Session]
) -> Session | None:
    """The first session that overlaps; e-learning is taken at any time and never clashes."""
    if is_e_learning(kind):
        return None
    overlapping = (
        other
        for other in own
        if not is_e_learning(other.kind)
        and other.starts_at < ends_at
        and starts_at < other.ends_at
    )
    return min(overlapping, key=lambda other: other.starts_at, default=None)


def is_e_learning(kind: str) -> bool:
    """JENIS as HR writes it: `e-learning`, `E-Learning`, `elearning`."""
    return "".join(letter for letter in kind.casefold() if letter.isalnum()) == "elearning"
