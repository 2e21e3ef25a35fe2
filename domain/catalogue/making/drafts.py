"""An offering that HR prepares in the chat: what is known of it so far, and what is missing."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.catalogue.offerings import Mode
from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.decisions.states import ApprovalBy
from domain.ids import CompetencyId, DraftId, OfferingId, TrainingId


class DraftField(StrEnum):
    """The questions of a draft, in the order in which they are asked."""

    TITLE = "title"
    KIND = "kind"
    MODE = "mode"
    HOURS = "hours"
    TIME = "time"
    PLACE = "place"
    URL = "url"
    QUOTA = "quota"
    GOALS = "goals"
    CLOSES = "closes"
    DESCRIPTION = "description"
    APPROVAL = "approval"


OPTIONAL = (DraftField.PLACE, DraftField.URL, DraftField.GOALS, DraftField.CLOSES)
"""Questions that can be passed over."""
NOT_ASKED = (DraftField.DESCRIPTION, DraftField.APPROVAL)
"""What an officer adds without being asked."""
OF_TRAINING = (
    DraftField.TITLE,
    DraftField.KIND,
    DraftField.MODE,
    DraftField.HOURS,
    DraftField.GOALS,
    DraftField.DESCRIPTION,
)
"""Not asked where the training is in the catalogue already."""


class NotTakenBack(StrEnum):
    """Why an offering does not become a draft again."""

    LATE = "late"
    PEOPLE = "people"
    """A person has signed up, or had."""
    CHANGED = "changed"
    ANNOUNCED = "announced"


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
    approval_by: ApprovalBy = ApprovalBy.HR
    plan: SessionPlan = SessionPlan.DAILY
    sessions: tuple[TrainingSession, ...] = ()
    passed: tuple[DraftField, ...] = ()
    """Optional questions that the officer passed over."""
    copied_from: OfferingId | None = None

    def with_goal(self, competency: CompetencyId, level: int) -> "OfferingDraft":
        """With this level of the competency; without the competency if it is 0."""
        others = [goal for goal in self.goals if goal[0] != competency]
        return replace(self, goals=(*others, *([(competency, level)] if level else ())))

    def of(self, training: TrainingId) -> "OfferingDraft":
        """A run of this training of the catalogue, which says its own part."""
        return replace(
            self,
            training=training,
            title=None,
            kind=None,
            mode=None,
            hours=None,
            description=None,
            goals=(),
        )

    def passed_over(self, field: DraftField) -> "OfferingDraft":
        """With an optional question passed over."""
        known = field in self.passed or field not in OPTIONAL
        return self if known else replace(self, passed=(*self.passed, field))


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list."""

    id: DraftId
    title: str | None
    starts_at: datetime | None
    timezone: str | None
    author: str
    """The name of the officer who made it."""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """A draft with what its training says, if that is in the catalogue."""

    id: DraftId
    revision: int
    """Rises with each change: a button names what was on the screen."""
    content: OfferingDraft
    title: str | None
    code: str | None
    """The code of the training; None: it is new, the code is made when it is opened."""
    kind: str | None
    mode: Mode | None
    hours: int | None
    description: str | None
    goals: tuple[tuple[str, int], ...]
    """Names of competencies, with the level that the training leads to."""
    label: str
    """The number that the run gets (Angkatan)."""
    author: str
    changed_at: datetime
    held: tuple[TrainingSession, ...]
    """Its sessions, given or usual; empty while the time is not known."""
    holidays: tuple[tuple[date, str], ...]
    """Public holidays on which it takes place, by name."""
    offering: OfferingId | None
    """What became of it; None: it is still a draft."""

    @property
    def sessions(self) -> int:
        """How many sessions there are."""
        return len(self.held)

    def value(self, field: DraftField) -> Any:
        """What is known about a question; None or an empty tuple: nothing."""
        known = self.content
        others = {
            DraftField.TIME: known.starts_at,
            DraftField.CLOSES: known.closes_at,
            DraftField.APPROVAL: known.needs_approval,
        }
        if field in others:
            return others[field]
        return getattr(self if field in OF_TRAINING else known, field.value)

    @property
    def fields(self) -> tuple[DraftField, ...]:
        """What can be said about it: a training of the catalogue says its own part."""
        own = [
            field
            for field in DraftField
            if self.content.training is None or field not in OF_TRAINING
        ]
        unfit = {
            Mode.ONLINE: DraftField.PLACE,
            Mode.ONSITE: DraftField.URL,
            None: DraftField.URL,
        }
        left_out = unfit.get(self.mode)
        return tuple(field for field in own if field is not left_out)

    @property
    def missing(self) -> tuple[DraftField, ...]:
        """What has to be said before it can be opened."""
        free = (*OPTIONAL, *NOT_ASKED)
        return tuple(f for f in self.fields if f not in free and self.value(f) is None)

    @property
    def next_question(self) -> DraftField | None:
        """The first question that is neither answered nor passed over."""
        asked = (f for f in self.fields if f not in NOT_ASKED and f not in self.content.passed)
        return next((f for f in asked if self.value(f) in (None, ())), None)

    def is_change(self, field: DraftField) -> bool:
        """Whether an answer to this question changes a draft that could be opened already.

        It is not, on the way through the questions: for the next one and the one before it.
        """
        following = self.next_question
        if following is None:
            return True
        on_the_way = field in (following, self.before(following))
        return field in NOT_ASKED or not (self.missing or on_the_way)

    def before(self, field: DraftField) -> DraftField | None:
        """The question before this one; None for the first."""
        asked = [f for f in self.fields if f not in NOT_ASKED]
        place = asked.index(field) if field in asked else 0
        return asked[place - 1] if place else None

    def closes_at(self) -> datetime | None:
        """Until when people can sign up: never later than the start."""
        start, closes = self.content.starts_at, self.content.closes_at
        return min(start, closes) if start is not None and closes is not None else start

    def can_open(self, now: datetime) -> bool:
        """Whether people could sign up for it now."""
        closes_at = self.closes_at()
        return not self.missing and closes_at is not None and closes_at > now
