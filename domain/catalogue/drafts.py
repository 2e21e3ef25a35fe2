"""An offering that HR prepares in the chat: what is known of it so far, and what is missing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.catalogue.offerings import Mode
from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.ids import CompetencyId, OfferingId, TrainingId


class DraftField(StrEnum):
    """The questions of a draft, in the order in which they are asked."""

    TITLE = "title"
    KIND = "kind"
    MODE = "mode"
    HOURS = "hours"
    TIME = "time"
    PLACE = "place"
    QUOTA = "quota"
    GOALS = "goals"
    CLOSES = "closes"


OPTIONAL = (DraftField.PLACE, DraftField.GOALS, DraftField.CLOSES)
"""Questions that can be passed over."""
OF_TRAINING = (
    DraftField.TITLE,
    DraftField.KIND,
    DraftField.MODE,
    DraftField.HOURS,
    DraftField.GOALS,
)
"""Not asked where the training is in the catalogue already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingDraft:
    """What is known of an offering before it is opened; None: not asked or not answered yet."""

    training: TrainingId | None = None
    """A training of the catalogue; None: a new one, described by the fields below."""
    title: str | None = None
    kind: str | None = None
    mode: Mode | None = None
    hours: int | None = None
    description: str | None = None
    goals: tuple[tuple[CompetencyId, int], ...] = ()
    """Competencies with the level that the training leads to."""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    timezone: str | None = None
    place: str | None = None
    url: str | None = None
    quota: int | None = None
    closes_at: datetime | None = None
    needs_approval: bool = False
    plan: SessionPlan = SessionPlan.DAILY
    sessions: tuple[TrainingSession, ...] = ()
    passed: tuple[DraftField, ...] = ()
    """Optional questions that the officer passed over."""
    copied_from: OfferingId | None = None
