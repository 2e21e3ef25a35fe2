"""Trainings and their offerings (angkatan: dated runs of a training with seats)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.decisions.states import ApprovalBy
from domain.ids import OfferingId, TrainingId
from domain.seats.deciding import promotes_until as seats_promotes_until

LONGEST_TITLE = 200
"""Characters: it stands whole in details and confirmations, which fit under a picture."""


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

    @property
    def run(self) -> str | None:
        """What tells this run from the others of its training."""
        return self.label if self.several else None

    @property
    def promotes_until(self) -> datetime:
        """Until when a seat that becomes free is given to the queue."""
        return seats_promotes_until(self.starts_at)

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
