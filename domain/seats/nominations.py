"""Nominations: people are named for an offering, and answer whether they will take part."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zlib import crc32
from zoneinfo import ZoneInfo

from domain.announcements.audience import Audience
from domain.catalogue.offerings import Offering
from domain.catalogue.sessions import is_working_day
from domain.ids import EnrolmentId, NominationDraftId, NominationId, PersonId
from domain.lists import Page
from domain.seats.deciding import SeatState, SignUpOutcome
from domain.seats.seen import SHOWN

MOST_NOMINATED = 500
"""People named by one sending: far more than an offering has seats."""
ANSWER_DAYS = 3
"""Working days in which a person is to answer, if nothing else is chosen."""
ANSWER_BY = time(16)
"""The hour at which the last day for an answer ends: offices are open until then."""
MORNING = time(8)
"""The hour of a working day at which the office reads what came of its nominations."""
LAST_ANSWER = timedelta(hours=2)
"""Before the start: the last moment for an answer."""
SUBSTITUTE_ANSWERS = timedelta(hours=24)
"""In which a person is to answer who is to replace another one."""
REMIND_AFTER = timedelta(days=1)
"""How long after a reminder the next one may go out."""


class NominationState(StrEnum):
    """The present state of one nomination; the words are stored, and stay."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    """No answer came in time; the person is not blamed."""
    ENDED = "ended"
    """The offering was called off or began, or the person left service."""


ANSWERABLE = (NominationState.ASKED, NominationState.DECLINED, NominationState.UNANSWERED)
"""States in which the person can still answer, while there is time."""


class NominatedBy(StrEnum):
    """As what a person names others; the words are stored, and stay."""

    HR = "hr"
    SUPERIOR = "superior"
    """The own superior of each person named: the nomination is the superior's yes."""
    UNIT = "unit"
    """The officer of a unit."""
    COLLEAGUE = "colleague"
    """A person who gave up the seat, and names a substitute."""


class NominationReason(StrEnum):
    """Reasons that buttons offer, as stored; any other text was typed."""

    GAP = ":gap"
    POST = ":post"
    QUOTA = ":quota"


class NominatorNumber(IntEnum):
    """`NominatedBy` in a button."""

    HR = 0
    SUPERIOR = 1
    UNIT = 2
    COLLEAGUE = 3

    @property
    def office(self) -> NominatedBy:
        """As what the person names others."""
        return _OFFICES[self]


_OFFICES = {
    NominatorNumber.HR: NominatedBy.HR,
    NominatorNumber.SUPERIOR: NominatedBy.SUPERIOR,
    NominatorNumber.UNIT: NominatedBy.UNIT,
    NominatorNumber.COLLEAGUE: NominatedBy.COLLEAGUE,
}
NUMBERS = {office: number for number, office in _OFFICES.items()}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is to be named and why, while it is prepared in the chat."""

    audience: Audience = field(default_factory=Audience)
    """A group: a gap that the training answers, units, posts."""
    people: tuple[PersonId, ...] = ()
    """Named one by one, besides the group."""
    until: datetime | None = None
    """When the answer is due; None: nothing was chosen."""
    reason: str | None = None

    @property
    def empty(self) -> bool:
        """Whether no person is chosen."""
        return self.audience.empty and not self.people

    def with_group(self, audience: Audience) -> "Chosen":
        """The same with another group."""
        return replace(self, audience=audience)

    def with_person(self, who: PersonId, *, on: bool) -> "tuple[PersonId, ...]":
        """The people with or without one of them; twice is once."""
        rest = tuple(one for one in self.people if one != who)
        return (*rest, who) if on else rest


@dataclass(frozen=True, slots=True)
class Weighed:
    """The people who were chosen, by what speaks for or against asking them."""

    able: int = 0
    """They are asked."""
    with_gap: int = 0
    """Of these, people with a gap that the training answers."""
    unlinked: int = 0
    """Of these, people whom no message reaches yet."""
    clashing: int = 0
    """They sit in another training at that time."""
    enrolled: int = 0
    asked: int = 0
    """The same office has asked them already."""
    many: bool = False
    """There are more than MOST_NOMINATED: the other figures are not counted."""


@dataclass(frozen=True, slots=True)
class NominationDraft:
    """A nomination that is being prepared."""

    id: NominationDraftId
    offering: Offering
    office: NominatedBy
    post: str | None
    """What the people named read as the office; None: the HR unit."""
    chosen: Chosen
    weighed: Weighed
    related: int
    """People in reach with a gap that the training answers."""
    until: datetime | None
    """When the answer is due; None: there is no time left before the start."""
    revision: int
    named: int = 0
    """People whom the office has named for the offering before."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person in the list from which people are named."""

    id: PersonId
    nip: str
    name: str
    """With titles."""
    position: str | None
    gap: bool
    clash: bool
    enrolled: bool
    on: bool


@dataclass(frozen=True, slots=True)
class Nominated:
    """One nomination as the person named sees it."""

    id: NominationId
    person: PersonId
    offering: Offering
    office: NominatedBy
    post: str | None
    reason: str | None
    until: datetime
    state: NominationState
    asked_at: datetime
    answered_at: datetime | None
    refusal: str | None
    replaced: str | None
    """The name of the person whom this one would replace."""
    enrolment: EnrolmentId | None = None
    mine: SeatState | None = None
    """The state of the person in the offering."""

    @property
    def seen(self) -> int:
        """The number by which a button knows what its message showed."""
        there = self.offering
        parts = (there.starts_at, there.ends_at, self.asked_at, self.answered_at, self.state)
        return crc32(" ".join(map(str, parts)).encode()) % SHOWN

    def can_answer(self, now: datetime) -> bool:
        """Whether an answer still has an effect: in time, or late while sign-up is open."""
        there = self.offering
        if self.state not in ANSWERABLE or there.called_off or now >= there.starts_at:
            return False
        return now < self.until or now < there.closes_at


@dataclass(frozen=True, slots=True)
class NominationAnswer:
    """What became of an answer."""

    nominated: Nominated
    outcome: SignUpOutcome | None = None
    """Of a person who is willing; None: the person declined, or nothing was done."""


@dataclass(frozen=True, slots=True)
class NomineeLine:
    """One person in the list of those whom an office has named."""

    id: NominationId
    nip: str
    name: str
    state: NominationState
    seat: SeatState | None
    linked: bool


@dataclass(frozen=True, slots=True)
class Substitutes:
    """People of the unit who could take the place of a person who gave up late."""

    given_up: EnrolmentId
    offering: Offering
    replaced: str
    """The name of the person who gave up, with titles."""
    unit: str
    page: Page[Nominee]
    free: int
    """Seats that are free now."""
    queued: int
    letter: str | None
    """The number of the letter of the unit, which has to be changed."""
    until: datetime
    """When the substitute has to answer."""


@dataclass(frozen=True, slots=True)
class NomineeCard:
    """One person whom an office has named, with the answer."""

    id: NominationId
    person: PersonId
    nip: str
    name: str
    """With titles."""
    position: str | None
    unit: str | None
    linked: bool
    offering: Offering
    office: NominatedBy
    state: NominationState
    seat: SeatState | None
    reason: str | None
    refusal: str | None
    until: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Nominations:
    """The people whom an office has named for an offering, with their answers."""

    offering: Offering
    office: NominatedBy
    page: Page[NomineeLine]
    accepted: int
    declined: int
    waiting: int
    """No answer yet; those whom no message reaches are not among them."""
    unlinked: int
    """No answer yet, and no message reaches them."""
    unanswered: int
    """Their time is over."""
    can_remind: int
    """Of those who wait, people who were not reminded within REMIND_AFTER."""


def usual_deadline(
    now: datetime, starts_at: datetime, zone: str, holidays: Collection[date]
) -> datetime | None:
    """ANSWER_DAYS working days from now, before the start; None if it is too late to ask."""
    days = list(_working_days(now, zone, holidays, ANSWER_DAYS))
    until = min(_end_of(days[-1], zone), starts_at - LAST_ANSWER)
    return until if until > now else None


def offered_deadlines(
    now: datetime, starts_at: datetime, zone: str, holidays: Collection[date], *, most: int = 4
) -> tuple[datetime, ...]:
    """The ends of the next working days that lie before the start."""
    ends = (_end_of(day, zone) for day in _working_days(now, zone, holidays, most))
    return tuple(one for one in ends if now < one <= starts_at - LAST_ANSWER)


def substitute_deadline(now: datetime, starts_at: datetime) -> datetime | None:
    """When a substitute has to answer; None if it is too late to ask."""
    until = min(now + SUBSTITUTE_ANSWERS, starts_at - LAST_ANSWER)
    return until if until > now else None


def next_morning(now: datetime, zone: str, holidays: Collection[date]) -> datetime:
    """When an officer or a superior reads what can wait: 08.00 of a working day."""
    day = now.astimezone(ZoneInfo(zone)).date()
    while True:
        morning = datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
        if morning > now and is_working_day(day, holidays):
            return morning
        day += timedelta(days=1)


def is_late(
    now: datetime, starts_at: datetime, zone: str, holidays: Collection[date], *, days: int
) -> bool:
    """Whether at most so many working days are left before the day of the start."""
    first, last = (each.astimezone(ZoneInfo(zone)).date() for each in (now, starts_at))
    if starts_at <= now:
        return False
    between = (first + timedelta(days=each) for each in range(1, (last - first).days + 1))
    return sum(is_working_day(each, holidays) for each in between) <= days


def _working_days(
    now: datetime, zone: str, holidays: Collection[date], most: int
) -> Iterator[date]:
    """The next working days after today."""
    day = now.astimezone(ZoneInfo(zone)).date()
    found = 0
    while found < most:
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            found += 1
            yield day


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, ANSWER_BY, ZoneInfo(zone)).astimezone(UTC)
