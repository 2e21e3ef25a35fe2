"""What an office sees of a decision: one, a line of the list, and all that are open."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.decisions.deciders import Via
from domain.decisions.states import DecisionEvent, DecisionState, DecisionStep
from domain.ids import DecisionId, EnrolmentId, OfferingId
from domain.seats.approvals import Request


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history."""

    event: DecisionEvent
    at: datetime
    post: str | None


@dataclass(frozen=True, slots=True)
class OfficeNow:
    """The office where a decision lies."""

    post: str | None
    """None: HR, or a superior whose post is not known."""
    via: Via


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision about a sign-up as one person sees it."""

    id: DecisionId
    step: DecisionStep
    state: DecisionState
    request: Request
    """The sign-up itself."""
    hours: int
    """JP of the training."""
    year: int
    """JP of the person this year."""
    target: int | None
    """What the year asks of the person; None: nothing."""
    away: int
    """Colleagues of the unit who are not there at that time."""
    colleagues: int
    decide_by: date
    office: OfficeNow
    asked_at: datetime
    mine: Via | None
    """By which right the viewer decides; None: not at all."""
    open: bool
    """Whether it can still be decided."""
    begun: bool
    """The training has begun."""
    decided_by: str | None
    decided_as: str | None
    decided_at: datetime | None
    undo_until: datetime | None
    """Until then the viewer can take the answer back, and no person is told."""
    as_officer: bool
    """The viewer is an HR officer."""
    known: bool
    """The viewer may see it: decides, has decided, was told of it, or is an HR officer."""
    forwarded: bool
    """The superior's yes, and HR is asked."""
    reason: str | None
    history: tuple[Step, ...]
    next_id: DecisionId | None = None
    """The next one in the viewer's list."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in the list."""

    id: DecisionId
    nip: str
    name: str
    title: str
    starts_at: datetime
    timezone: str
    waited: int
    """Working days."""
    late: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class DecidedMany:
    """What came of deciding about several at once."""

    approved: int = 0
    queued: int = 0
    refused: int = 0
    gone: int = 0
    done: tuple[DecisionId, ...] = ()
    tell_at: datetime | None = None
    """Until then they can be taken back, and no person is told."""


@dataclass(frozen=True, slots=True)
class NextOffice:
    """An office to which a decision can be handed over."""

    number: int
    """As `HandTo` numbers it."""
    post: str | None
    """None: HR."""
    of_unit: bool = False
    """The officers of a unit."""


@dataclass(frozen=True, slots=True)
class SlowOffice:
    """An office, and how many of the oldest decisions wait there."""

    post: str | None
    """None: HR."""
    waiting: int


@dataclass(frozen=True, slots=True)
class Ages:
    """All open decisions by age, in working days."""

    total: int
    waited: int
    """Working days, of all together."""
    fresh: int
    """At most two days."""
    slow: int
    """Three or four."""
    late: int
    """More."""
    slowest: tuple[SlowOffice, ...]
    """Offices with the oldest decisions."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open decision in HR's file."""

    nip: str
    name: str
    unit: str | None
    title: str
    starts_at: datetime
    asked_at: datetime
    waited: int
    post: str | None
    step: DecisionStep


@dataclass(frozen=True, slots=True)
class WhereItLies:
    """What the person sees of an own request."""

    enrolment: EnrolmentId
    offering: OfferingId
    office: OfficeNow
    since: datetime
    can_nudge: bool
