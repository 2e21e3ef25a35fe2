"""Offerings as HR sees them: the list by state, the card of one, and who speaks there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.catalogue.changes import Change, OfferingState
from domain.catalogue.editing import Edit
from domain.catalogue.offerings import Occupancy, Offering
from domain.catalogue.sessions import TrainingSession
from domain.ids import OfferingId, PersonId, SpeakerId
from domain.lists import Page
from domain.seats.deciding import BusyTime
from domain.seats.seen import seen

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
    within: OfferingState | None = None
    """The only state of what a search found, while others have such offerings, too."""
    everywhere: int = 0
    """How many offerings a search found in all states."""


@dataclass(frozen=True, slots=True)
class RunCard:
    """One offering with what HR may do about it."""

    offering: Offering
    code: str
    state: OfferingState
    occupancy: Occupancy
    can_go_on: bool
    """It is not over, so that a calling off can be taken back."""
    requests: int
    """People who hold a seat until HR decides."""
    recorded: int
    """People whose presence is recorded."""
    shown: int
    """What the buttons are about (domain/seats/seen.py)."""
    description: str | None
    speakers: int
    """Different people who speak in its sessions."""
    speakers_to_come: int
    """Of these, people of the roster whose sessions are not over: they hear of a calling off."""
    last: Change | None
    """The newest change that HR made in the chat."""
    letters: int = 0
    """Signed letters of assignment for it."""


@dataclass(frozen=True, slots=True)
class EditPlan:
    """What a change would do."""

    edit: Edit
    offering: Offering
    seated: int
    """People with a seat who would be told; 0: they need not know."""
    queued: int
    clashes: int
    """People with a seat who have another training at the new time."""
    recorded: int
    """People whose hours it changes, once the training has begun."""
    lower: bool
    """More people hold seats than the new quota."""
    holidays: tuple[tuple[date, str], ...] = ()
    """Public holidays on which new sessions lie."""
    closes_at: datetime | None = None
    """When sign-up then closes, where that moves along; None: it stays."""
    speakers: int = 0
    """Speakers of the roster who would be told."""
    runs: int = 1
    """Offerings of the training, which all show the new value."""


@dataclass(frozen=True, slots=True)
class Told:
    """A change that was made, and how many people are told of it."""

    change: Change
    card: RunCard
    people: int
    unlinked: int
    """Of these, people whom no message reaches."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """One person in one session, with the answer."""

    id: SpeakerId
    person: PersonId
    person_name: str
    """With titles."""
    willing: bool | None
    """None: no answer yet."""
    offering: Offering
    session: TrainingSession
    number: int
    """Of the session among those of the offering, from 1."""
    active: bool
    """The person is in service."""

    @property
    def shown(self) -> int:
        """The number by which a button knows what it asks about."""
        return seen(self.session)


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker of a session as HR sees it."""

    id: SpeakerId
    name: str
    person: PersonId | None
    """None: from outside."""
    willing: bool | None
    clash: BusyTime | None
    """Another training of the person at the same time."""
