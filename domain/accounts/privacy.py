"""A person's preferences, a count of the data kept about the person, and correction requests."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import DataRequestId


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a linked person chose."""

    language: str | None
    """None: the default language until changed."""
    picture: bool
    muted: frozenset[str]
    """Kinds of reminders that are switched off."""


@dataclass(frozen=True, slots=True)
class KeptData:
    """How much data is kept about a person, in numbers."""

    name: str
    """With titles."""
    nip: str
    phone: str | None
    position: str | None
    unit: str | None
    assessments: int
    trainings: int
    forms: int
    linked_at: datetime
    consent_version: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A request to correct personal data."""

    number: DataRequestId
    name: str
    """Of the person who asked, with titles."""
    due_at: datetime
