"""Reaction forms (Kirkpatrick level 1): who may answer until when, and the next question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zlib import crc32
from zoneinfo import ZoneInfo

from domain.ids import EnrolmentId, FormId, OfferingId, QuestionId
from domain.outbox.quiet import Quiet
from domain.reminders import FEEDBACK_H1, FEEDBACK_H3, FORM_CLOSES

SHOWN = 36**4
"""Four digits in a button."""
TEXT_LIMIT = 1000
"""Characters of a suggestion."""


class Door(StrEnum):
    """Whether a person may answer the form of an offering now, and if not, why."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    ABSENT = "absent"
    """The person had no seat at the end, or was recorded as absent."""


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
        """The question in short words, as the summary shows it."""
        return self.wording[language]["short"]


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """One answer; both value and text are None if the question was skipped."""

    value: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its questions and their scale. Answers of two forms are never added up."""

    id: FormId
    scale: Mapping[int, Mapping[str, str]]
    """What each value means, by language; in rising order."""
    questions: tuple[Question, ...]

    @property
    def scaled(self) -> tuple[Question, ...]:
        """The questions answered on the scale; the form is complete once all of them are."""
        return tuple(q for q in self.questions if q.kind is QuestionKind.SCALE)

    def question(self, number: int) -> Question | None:
        """The question with this number, if the form has it."""
        return next((q for q in self.questions if q.number == number), None)

    def accepts(self, number: int, given: FormAnswer) -> bool:
        """Whether the form has this question and the answer is one it can take."""
        asked = self.question(number)
        if asked is None:
            return False
        if asked.kind is QuestionKind.SCALE:
            return given.text is None and (given.value is None or given.value in self.scale)
        return given.value is None and len(given.text or "") <= TEXT_LIMIT


@dataclass(frozen=True, slots=True)
class FilledForm:
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
    answers: Mapping[int, FormAnswer]
    """By the number of the question; skipped ones too."""
    reminded: bool
    """Whether the person wants to be reminded of feedback."""
    present: bool = False
    """Whether HR has recorded that the person was there."""
    submitted_at: datetime | None = None
    """When the person sent it; from then on an answer changes only through Ubah."""
    stale: bool = False
    """The pressed button was out of date, so nothing was changed."""

    @property
    def closing_day(self) -> date:
        """The last local day on which answers count."""
        return closing_day(self.ends_at, self.timezone)

    @property
    def next_question(self) -> Question | None:
        """The first question neither answered nor skipped; None: only the summary is left."""
        return next((q for q in self.form.questions if q.number not in self.answers), None)

    @property
    def complete(self) -> bool:
        """Whether every question on the scale is answered or skipped."""
        return all(q.number in self.answers for q in self.form.scaled)

    def shown(self, number: int) -> int:
        """The answer to a question as a number for its buttons; 0 as long as it has none."""
        given = self.answers.get(number)
        return 0 if given is None else 1 + _number_of(given)

    @property
    def shown_all(self) -> int:
        """All answers as a number for the buttons of the summary."""
        return crc32(repr(sorted((n, self.shown(n)) for n in self.answers)).encode()) % SHOWN

    def takes(self, number: int, *, change: bool, shown: int | None) -> bool:
        """Whether a question may be answered: a button's message must show the present answer.

        Once the form was sent, an answer changes only through Ubah (`change`). Typed text shows
        nothing: `shown` is None.
        """
        fits = shown is None or shown == self.shown(number)
        return fits and (change or self.submitted_at is None)

    @property
    def answered(self) -> int:
        """How many questions on the scale have a value."""
        return sum(
            q.number in self.answers and self.answers[q.number].value is not None
            for q in self.form.scaled
        )

    def next_reminder(self, quiet: Quiet, *, now: datetime) -> date | None:
        """The local day of the next reminder to answer; None: no more reminders."""
        for rule in (FEEDBACK_H1, FEEDBACK_H3):
            planned = rule.planned_at(self.ends_at, self.timezone, quiet)
            if self.reminded and planned > now:
                return planned.astimezone(ZoneInfo(self.timezone)).date()
        return None


@dataclass(frozen=True, slots=True)
class Fillable:
    """A form that the person can answer now; a complete one can still be changed."""

    offering_id: OfferingId
    title: str
    closing_day: date
    complete: bool = False
    sent: bool = False


def _number_of(given: FormAnswer) -> int:
    return crc32(f"{given.value} {given.text}".encode()) % SHOWN


def closes_at(ends_at: datetime, zone: str) -> datetime:
    """The first moment that is too late: the local midnight after the seventh day."""
    return FORM_CLOSES.of(ends_at, zone)


def closing_day(ends_at: datetime, zone: str) -> date:
    """The last local day on which answers count (H+7)."""
    return closes_at(ends_at, zone).astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


def door(*, took_part: bool, ends_at: datetime, zone: str, now: datetime) -> Door:
    """Whether a person may answer: from the end of the offering to the end of day seven."""
    if not took_part:
        return Door.ABSENT
    if now < ends_at:
        return Door.NOT_YET
    return Door.OPEN if now < closes_at(ends_at, zone) else Door.CLOSED
