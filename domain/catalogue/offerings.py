"""Trainings and their offerings (angkatan: dated runs of a training with seats)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.decisions.states import ApprovalBy
from domain.ids import OfferingId, TrainingId
from domain.office.policies import DEFAULTS, Policy
from domain.seats.filling import SeatFilling
from domain.seats.quotas import UnitQuota

LONGEST_TITLE = 200
"""Characters: it stands whole in details and confirmations, which fit under a picture."""

QUEUE_HOURS = int(DEFAULTS[Policy.QUEUE_CUTOFF])
"""Hours before the start, from which on no free seat goes to the queue."""


class Mode(StrEnum):
    """How a training is held."""

    ONSITE = "onsite"
    ONLINE = "online"
    BLENDED = "blended"


@dataclass(frozen=True, slots=True)
class Offering:
    """A dated run of a training, with what the training says."""

    id: OfferingId
    training_id: TrainingId
    title: str
    label: str
    several: bool
    """The training has other runs, so that its name alone does not tell this one."""
    kind: str
    mode: Mode
    hours: int
    """JP of 45 minutes."""
    starts_at: datetime
    ends_at: datetime
    timezone: str
    place: str | None
    url: str | None
    quota: int
    closes_at: datetime
    needs_approval: bool
    called_off: bool
    called_off_reason: str | None
    queue_closed: bool
    sequence: int = 0
    """How often what a calendar shows of it has changed."""
    moved_at: datetime | None = None
    """When a file or HR last moved it to another time."""
    plan: SessionPlan = SessionPlan.DAILY
    sessions: tuple[TrainingSession, ...] = ()
    """The stored ones, without their speakers; none with the plan DAILY."""
    most_sessions: int = 0
    """The most stored sessions that it ever had."""
    archived: bool = False
    """HR has put it out of its lists."""
    approval_by: ApprovalBy = ApprovalBy.HR
    """Who approves, where `needs_approval`."""
    filling: SeatFilling = SeatFilling.ORDER
    offer_hours: int = 0
    """For how long a free seat is offered; 0: it is given at once."""
    unit_quota: UnitQuota | None = None
    queue_hours: int = QUEUE_HOURS
    allotted_at: datetime | None = None
    """When seats were given by need or by draw."""

    @property
    def run(self) -> str | None:
        """What tells this run from the others of its training."""
        return self.label if self.several else None

    @property
    def promotes_until(self) -> datetime:
        """Until when a seat that becomes free is given to the queue."""
        return self.starts_at - timedelta(hours=self.queue_hours)

    @property
    def notes_interest(self) -> bool:
        """Whether a sign-up is only noted, since seats are given when sign-up has closed."""
        return self.filling is not SeatFilling.ORDER and self.allotted_at is None

    def promotes(self, now: datetime) -> bool:
        """Whether a seat that becomes free is still given to the queue."""
        return not self.queue_closed and not self.called_off and now < self.promotes_until


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How full an offering is."""

    taken: int
    waiting: int

    def left(self, quota: int) -> int:
        """Free seats; never below zero, though HR's own list may exceed the quota."""
        return max(0, quota - self.taken)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When and where an offering was to take place before it was moved."""

    starts_at: datetime
    ends_at: datetime
    place: str | None
    url: str | None = None
    sessions: tuple[tuple[datetime, datetime, str | None], ...] = ()
    """Start, end and place of each stored session; none: each day the same."""
