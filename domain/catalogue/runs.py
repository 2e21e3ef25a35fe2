"""Offerings as HR sees them: the list by state, and the card of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.catalogue.changes import OfferingState
from domain.catalogue.offerings import Occupancy, Offering
from domain.ids import OfferingId
from domain.lists import Page

LISTED = (
    OfferingState.OPEN,
    OfferingState.CLOSED,
    OfferingState.RUNNING,
    OfferingState.OVER,
    OfferingState.CALLED_OFF,
    OfferingState.ARCHIVED,
)
"""The states that HR's list is opened by, in the order of its buttons."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """An offering in HR's list."""

    id: OfferingId
    title: str
    code: str
    label: str
    state: OfferingState
    starts_at: datetime
    timezone: str
    taken: int
    """Seats, with those that are held for requests."""
    quota: int


@dataclass(frozen=True, slots=True)
class RunList:
    """One page of HR's offerings in one state, or of those that a search found."""

    page: Page[RunLine]
    counts: Mapping[OfferingState, int]
    """How many offerings there are in each state."""


@dataclass(frozen=True, slots=True)
class RunCard:
    """One offering with what HR may do about it."""

    offering: Offering
    code: str
    state: OfferingState
    occupancy: Occupancy
    requests: int
    """People who hold a seat until HR decides."""
    description: str | None
