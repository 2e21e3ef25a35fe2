"""The states of an offering, and the events of its history that HR makes in the chat."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.ids import ChangeId, OfferingId
from domain.office.policies import DEFAULTS, Policy

UNDO_FOR = timedelta(minutes=int(DEFAULTS[Policy.UNDO_MINUTES]))
"""How long notices of a change wait, so that HR can take the change back (policy UNDO_MINUTES)."""
NO_WAIT = timedelta(hours=24)
"""What begins within this time is told at once."""


class OfferingState(StrEnum):
    """The state of an offering as HR sees it; it follows from the dates and is not stored."""

    DRAFT = "draft"
    """Prepared in the chat; a row of offering_draft."""
    OPEN = "open"
    CLOSED = "closed"
    """Sign-up is closed, the training has not begun."""
    RUNNING = "running"
    OVER = "over"
    CALLED_OFF = "called_off"
    ARCHIVED = "archived"


class ChangeEvent(StrEnum):
    """What an officer did to an offering; the words are stored, and stay."""

    MADE = "made"
    CHANGED = "changed"
    OPENED = "opened"
    CLOSED = "closed"
    CALLED_OFF = "called_off"
    REOPENED = "reopened"
    ARCHIVED = "archived"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with the values of the columns that it changed."""

    id: ChangeId
    offering_id: OfferingId
    event: ChangeEvent
    before: dict[str, Any]
    after: dict[str, Any]
    at: datetime
    by: str
    """The name of the officer, without titles."""
    tell_at: datetime | None
    """When the people concerned are told; None: no person is."""
    undone: bool
    speakers: int = 0
    """Speakers who are told."""
    undo_for: timedelta = UNDO_FOR
    """How long HR can take back what no person is told of."""

    def can_be_undone(self, now: datetime) -> bool:
        """Whether no person has been told of it yet, and it is not long ago.

        What was made in the chat becomes a draft again instead.
        """
        if self.undone or self.event is ChangeEvent.MADE:
            return False
        return now < (self.tell_at or self.at + self.undo_for)


def state_of(
    *,
    starts_at: datetime,
    ends_at: datetime,
    closes_at: datetime,
    called_off: bool,
    archived: bool,
    now: datetime,
) -> OfferingState:
    """The state of an offering that is no draft."""
    if archived:
        return OfferingState.ARCHIVED
    if called_off:
        return OfferingState.CALLED_OFF
    if now >= ends_at:
        return OfferingState.OVER
    if now >= starts_at:
        return OfferingState.RUNNING
    return OfferingState.OPEN if now < closes_at else OfferingState.CLOSED


def tell_at(starts_at: datetime, *, now: datetime, wait: timedelta = UNDO_FOR) -> datetime:
    """When the people concerned are told of a change made now."""
    return now if starts_at - now < NO_WAIT else now + wait
