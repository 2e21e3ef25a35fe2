"""What the main menu shows."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import OfferingId


@dataclass(frozen=True, slots=True)
class NextSession:
    """The person's next training, or the one that is running."""

    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open training, which one tap signs up for.

    It is for the largest gap that no other training of the person answers already.
    """

    offering_id: OfferingId
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    competency: str
    """The name of what it improves."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new for a person since the menu last told it."""

    trainings: int = 0
    """Trainings that close a gap of the person, have a free seat, and were loaded since."""
    presences: int = 0
    """Messages about recorded attendance."""
    decisions: int = 0
    """Decisions of HR about sign-ups."""


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """The facts of one person's menu."""

    employment: str | None
    """The kind of employment as HR's file has it (column JENIS PEGAWAI NAMA): PNS, CPNS or PPPK.
    It decides what the hours are measured against."""
    hours: int
    """Of this local year, attended or passed."""
    next_session: NextSession | None
    feedback: int
    """Forms that wait for this person."""
    requests: int
    """What waits for this person's decision."""
    asked: int = 0
    """The person's own sign-ups that wait for HR's decision."""
    queued: int = 0
    """Queues in which the person waits."""
    hosting: int = 0
    """Offerings at which the person receives people."""
    proposal: Proposal | None = None
    news: News | None = None
    """None if there is nothing new."""
    leads: bool = False
    """The person may be asked for decisions as a superior or unit officer."""
