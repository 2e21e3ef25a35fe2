"""Competencies of a post against a person's ratings: gaps, job person match, category."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from domain.ids import CompetencyId, OfferingId
from domain.seats.deciding import SeatState


class Group(StrEnum):
    """The three groups of UU 20/2023 and PermenPANRB 38/2017, in the order they are shown."""

    MANAGERIAL = "managerial"
    SOCIOCULTURAL = "sociocultural"
    TECHNICAL = "technical"


class Category(StrEnum):
    """The category of a job person match, by one of the two schemes (Settings.jpm_scheme)."""

    FIT = "fit"
    STILL_FIT = "still_fit"
    LESS_FIT = "less_fit"
    OPTIMAL = "optimal"
    FAIRLY_OPTIMAL = "fairly_optimal"
    LESS_OPTIMAL = "less_optimal"


SCHEMES: dict[str, tuple[tuple[int, Category], ...]] = {
    "pengisian": ((80, Category.FIT), (68, Category.STILL_FIT), (0, Category.LESS_FIT)),
    "pemetaan": (
        (90, Category.OPTIMAL),
        (78, Category.FAIRLY_OPTIMAL),
        (0, Category.LESS_OPTIMAL),
    ),
}
"""Lowest percentage of each category: filling a post; mapping (Peraturan BRIN 3/2023)."""


@dataclass(frozen=True, slots=True)
class CompetencyStanding:
    """One competency that the post requires, with the person's level."""

    id: CompetencyId
    code: str
    name: str
    group: Group
    required: int
    actual: int | None
    """None: not rated yet, which is not level 0."""
    assessed_on: date | None = None

    @property
    def gap(self) -> int:
        """Levels missing; 0 where met or not rated."""
        return max(0, self.required - self.actual) if self.actual is not None else 0


@dataclass(frozen=True, slots=True)
class Profile:
    """All competencies of a person's post."""

    post: str | None
    standings: tuple[CompetencyStanding, ...]
    name: str = ""

    @property
    def gaps(self) -> tuple[CompetencyStanding, ...]:
        """Below the standard, largest gap first, then in the order of the codes."""
        short = (s for s in self.standings if s.gap)
        return tuple(sorted(short, key=lambda s: (-s.gap, s.code)))

    @property
    def rated(self) -> tuple[CompetencyStanding, ...]:
        """Those with a rating."""
        return tuple(s for s in self.standings if s.actual is not None)

    @property
    def unrated(self) -> int:
        """How many have no rating yet."""
        return len(self.standings) - len(self.rated)

    @property
    def assessed_on(self) -> date | None:
        """The newest assessment."""
        return max((s.assessed_on for s in self.rated if s.assessed_on), default=None)

    @property
    def match(self) -> Fraction | None:
        """Job person match in percent over the rated competencies; None without any."""
        return job_person_match(self.standings)

    def of(self, group: Group) -> tuple[CompetencyStanding, ...]:
        """The competencies of one group, by code."""
        return tuple(sorted((s for s in self.standings if s.group is group), key=lambda s: s.code))


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """An open offering that answers a gap."""

    offering_id: OfferingId
    title: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    seats_left: int
    seen: int
    """For its buttons (domain/seats/seen.py)."""
    state: SeatState | None = None
    """Of the person who has signed up for it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A training that the person took part in after the last rating."""

    title: str
    starts_at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class CompetencyDetail:
    """One competency, what its levels mean, and what closes the gap."""

    standing: CompetencyStanding
    meanings: dict[int, str]
    answers: tuple[GapAnswer, ...] = ()
    more: int = 0
    """Open offerings beyond those in `answers`."""
    mine: tuple[GapAnswer, ...] = ()
    """Those that the person has signed up for."""
    followed: Followed | None = None
    """The last one attended, which the next rating will count."""


def job_person_match(standings: Iterable[CompetencyStanding]) -> Fraction | None:
    """Sum of the levels held over the sum required, in percent; a surplus never hides a gap."""
    rated = [(s.actual, s.required) for s in standings if s.actual is not None]
    required = sum(level for _, level in rated)
    if not required:
        return None
    return Fraction(100 * sum(min(actual, level) for actual, level in rated), required)


def category(match: Fraction, scheme: str) -> Category:
    """The category of an exact percentage. Raises KeyError for an unknown scheme."""
    return next(name for edge, name in SCHEMES[scheme] if match >= edge)


def truncated(match: Fraction) -> str:
    """A percentage to one decimal, never rounded up: 79.99 reads `79.9`, not `80`."""
    tenths = int(match * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
