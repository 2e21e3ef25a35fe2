"""Sign-ups that HR decides on, and late cancellations."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import EnrolmentId, OfferingId
from domain.seats.deciding import SeatState


@dataclass(frozen=True, slots=True)
class Request:
    """A sign-up that HR decides on, as it stands now."""

    enrolment_id: EnrolmentId
    offering_id: OfferingId
    nip: str
    name: str
    linked: bool
    """Whether a message can reach the person."""
    position: str | None
    unit: str | None
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    gaps: tuple[str, ...]
    """What the person lacks and the training answers."""
    left: int
    quota: int
    state: SeatState
    pending: bool
    place_in_queue: int | None
    reason: str | None
    decided_by: str | None
    decided_at: datetime | None
    waiting: int
    """Sign-ups and requests about data that wait in all."""
    seen: int
    """What the buttons are about (domain/seats/seen.py)."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A sign-up in the list of those that wait."""

    enrolment_id: EnrolmentId
    nip: str
    name: str
    unit: str | None
    title: str
    seen: int


@dataclass(frozen=True, slots=True)
class SentNotice:
    """A notice about a request, in the chat of an HR officer who could have decided it."""

    chat_id: int
    message_id: int
    language: str | None


@dataclass(frozen=True, slots=True)
class LateCancel:
    """A person gave a seat back shortly before the start."""

    nip: str
    name: str
    unit: str | None
    title: str
    offering_id: OfferingId
    starts_at: datetime
    ends_at: datetime
    timezone: str
    reason: str | None
    enrolment_id: EnrolmentId
