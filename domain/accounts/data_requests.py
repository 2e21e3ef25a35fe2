"""Requests about personal data."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import DataRequestId, PersonId

ALERT_AFTER = timedelta(hours=48)
"""HR is reminded of a correction a day before its 3 × 24 hours are over."""


class DataKind(StrEnum):
    """What a person asks for under the law on personal data."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class DataRequest:
    """A request about personal data, which HR must settle within 3 × 24 hours (UU 27/2022)."""

    id: DataRequestId
    person_id: PersonId
    kind: DataKind
    nip: str
    name: str
    linked: bool
    unit: str | None
    field: str | None
    content: str | None
    created_at: datetime
    due_at: datetime
    settled_at: datetime | None
    settled_by: str | None
