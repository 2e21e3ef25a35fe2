"""Reaction forms (level 1): who may answer until when, and which question comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.ids import EnrolmentId, FormId, OfferingId, QuestionId
from domain.outbox.quiet import Quiet
from domain.reminders import FEEDBACK_H1, FEEDBACK_H3, FORM_CLOSES

TEXT_LIMIT = 1000
"""Characters of a suggestion."""


class Door(StrEnum):
    """Whether a person can answer the form of an offering now."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    ABSENT = "absent"
    """Without a seat at the end, or recorded as absent."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; the wording is by language, then `long`, `short` and perhaps `online`."""

    id: QuestionId
    number: int
    kind: QuestionKind
    wording: Mapping[str, Mapping[str, str]]

    def long(self, language: str, *, online: bool) -> str:
        """The question as it is asked."""
        words = self.wording[language]
        return words.get("online", words["long"]) if online else words["long"]

    def short(self, language: str) -> str:
        """The question as the summary names it."""
        return self.wording[language]["short"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; neither value nor text where the question was skipped."""

    value: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The questions with the scale they are answered on: never mixed between forms."""

    id: FormId
    scale: Mapping[int, Mapping[str, str]]
    """What each value means, by language; in rising order."""
    questions: tuple[Question, ...]

    @property
    def scaled(self) -> tuple[Question, ...]:
        """The questions that are answered by a number; a form is complete with these."""
        return tuple(q for q in self.questions if q.kind is QuestionKind.SCALE)

    def question(self, number: int) -> Question | None:
        """The question with this number, if the form has it."""
        return next((q for q in self.questions if q.number == number), None)

    def accepts(self, number: int, given: Answer) -> bool:
        """Whether the form has this question and the answer is one it can take."""
        asked = self.question(number)
        if asked is None:
            return False
        if asked.kind is QuestionKind.SCALE:
            return given.text is None and (given.value is None or given.value in self.scale)
        return given.value is None and len(given.text or "") <= TEXT_LIMIT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's form for one offering, as it stands."""

    person_name: str
    """With titles."""
    offering_id: OfferingId
    enrolment_id: EnrolmentId | None
    title: str
    ends_at: datetime
    timezone: str
    online: bool
    door: Door
    form: Form
    answers: Mapping[int, Answer]
    """By the number of the question; skipped ones too."""
    reminded: bool
    """Whether the person wants to be reminded of feedback."""

    @property
    def closing_day(self) -> date:
        """The last local day on which answers count."""
        return closing_day(self.ends_at, self.timezone)

    @property
    def next_question(self) -> Question | None:
        """The first one neither answered nor skipped; None: all that is left is the summary."""
        return next((q for q in self.form.questions if q.number not in self.answers), None)

    @property
    def complete(self) -> bool:
        """Whether every question on the scale is answered or skipped."""
        return all(q.number in self.answers for q in self.form.scaled)

    @property
    def answered(self) -> int:
        """How many questions on the scale have a value."""
        return sum(
            q.number in self.answers and self.answers[q.number].value is not None
            for q in self.form.scaled
        )

    def next_reminder(self, quiet: Quiet, *, now: datetime) -> date | None:
        """The local day on which the person is asked again, if ever."""
        for rule in (FEEDBACK_H1, FEEDBACK_H3):
            planned = rule.planned_at(self.ends_at, self.timezone, quiet)
            if self.reminded and planned > now:
                return planned.astimezone(ZoneInfo(self.timezone)).date()
        return None


@dataclass(frozen=True, slots=True)
class Fillable:
    """A form that its person can fill in now; a complete one can still be changed."""

    offering_id: OfferingId
    title: str
    closing_day: date
    complete: bool = False


def closes_at(ends_at: datetime, zone: str) -> datetime:
    """The first moment that is too late: the local midnight after the seventh day."""
    return FORM_CLOSES.of(ends_at, zone)


def closing_day(ends_at: datetime, zone: str) -> date:
    """The last local day on which answers count (H+7)."""
    return closes_at(ends_at, zone).astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


def door(*, took_part: bool, ends_at: datetime, zone: str, now: datetime) -> Door:
    """Open from the end of the offering to the end of the seventh day, to those who took part."""
    if not took_part:
        return Door.ABSENT
    if now < ends_at:
        return Door.NOT_YET
    return Door.OPEN if now < closes_at(ends_at, zone) else Door.CLOSED
