"""Who is talking to us, as far as the rules care."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PersonId, TelegramId


def full_name(title_before: str | None, name: str, title_after: str | None) -> str:
    """The name with its titles as in the roster: `{gelar_depan} {nama}, {gelar_belakang}`."""
    front = f"{title_before} {name}" if title_before else name
    return f"{front}, {title_after}" if title_after else front


@dataclass(frozen=True, slots=True)
class Actor:
    """A linked person behind an update. The right is read anew for every update."""

    telegram_id: TelegramId
    person_id: PersonId
    name: str
    """With titles."""
    active: bool
    hr: bool
    language: str | None
    """None: the default language until changed."""
    picture: bool
    """Kompetensi Saya as a picture (else as text)."""
    awaits_text: bool
    """Whether a question waits for what this person types."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a linked person chose."""

    language: str | None
    """None: the default language until changed."""
    picture: bool
    muted: frozenset[str]
    """Kinds of reminders that are switched off."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a person, in figures."""

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
    """A request to put personal data right."""

    number: int
    name: str
    """Of the person who asked, with titles."""
    due_at: datetime
