"""Attempts to link an account that failed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import FailureId, PersonId


class FailureReason(StrEnum):
    """Why a number could not be linked. HR is told the reason; the person is not."""

    UNKNOWN = "unknown"
    SHARED = "shared"
    LINKED = "linked"
    INACTIVE = "inactive"
    CODE = "code"
    """The number fits, the link code is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed attempt to link, as it stands now."""

    id: FailureId
    phone: str
    reason: FailureReason
    at: datetime
    person_id: PersonId | None = None
    name: str | None = None
    nip: str | None = None
    sharers: tuple[str, ...] = ()
    """Every person with this number, if several people have it."""
    linked_at: datetime | None = None
    """Since when the person's other account is linked; None once it was let go."""
    settled: bool = False
