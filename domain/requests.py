"""What HR decides or settles: sign-ups that need approval, and requests about personal data."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.enrolment import State
from domain.ids import EnrolmentId, OfferingId, PersonId

ALERT_AFTER = timedelta(hours=48)
"""HR is reminded of a correction a day before its 3 × 24 hours are over."""


@dataclass(frozen=True, slots=True)
class Request:
    """A sign-up that HR decides on, as it stands now."""

    enrolment_id: EnrolmentId
    offering_id: OfferingId
    name: str
    linked: bool
    """Whether a message finds the person."""
    position: str | None
    unit: str | None
    title: str
    starts_at: datetime
    timezone: str
    gaps: tuple[str, ...]
    """What the person lacks and the training answers."""
    left: int
    quota: int
    state: State
    pending: bool
    place_in_queue: int | None
    reason: str | None
    decided_by: str | None
    decided_at: datetime | None
    waiting: int
    """Sign-ups and requests about data that wait in all."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A sign-up in the list of those that wait."""

    enrolment_id: EnrolmentId
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class SentNotice:
    """A notice about a request in the chat of somebody who could have decided."""

    chat_id: int
    message_id: int
    language: str | None


@dataclass(frozen=True, slots=True)
class LateCancel:
    """Somebody gave a seat back shortly before the start."""

    name: str
    unit: str | None
    title: str
    offering_id: OfferingId
    starts_at: datetime
    timezone: str
    reason: str | None


class DataKind(StrEnum):
    """What a person asks for under the law on personal data."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class DataRequest:
    """A request about personal data (UU 27/2022: to be settled within 3 × 24 hours)."""

    id: int
    person_id: PersonId
    kind: DataKind
    name: str
    linked: bool
    unit: str | None
    field: str | None
    content: str | None
    created_at: datetime
    due_at: datetime
    settled_at: datetime | None
    settled_by: str | None
