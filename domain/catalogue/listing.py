"""The catalogue of offerings that are open for sign-up: its lists and filters."""

from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from enum import StrEnum
from zlib import crc32
from zoneinfo import ZoneInfo

from domain.catalogue.offerings import Mode
from domain.ids import CompetencyId, OfferingId
from domain.lists import Page

LONGEST_SEARCH = 100
"""Characters of a typed search that are used."""
SEARCH_MARKS = 36**4
"""Marks that fit into a button as four characters of base 36."""


class Tab(StrEnum):
    """Which part of the catalogue."""

    MINE = "mine"
    """Trainings that answer a gap of this person."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; all that is set must hold."""

    month: int | None = None
    """Counted from the year 0: year * 12 + month - 1, on the house's own calendar."""
    mode: Mode | None = None
    competency: CompetencyId | None = None

    @property
    def any(self) -> bool:
        """Whether anything is set."""
        return self != Filter()


def real_month(number: int | None) -> int | None:
    """A month as counted in Filter, if the calendar has it: buttons can be made up."""
    if number is None or not 12 <= number < 12 * MAXYEAR:
        return None
    return number


class Mark(StrEnum):
    """How this person takes part in a listed offering."""

    NONE = "none"
    ENROLLED = "enrolled"
    QUEUED = "queued"
    REQUESTED = "requested"
    OFFERED = "offered"
    INTERESTED = "interested"
    REFUSED = "refused"
    """HR has refused a sign-up of this person; another one may be made."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """An open offering in a list."""

    offering_id: OfferingId
    title: str
    starts_at: datetime
    timezone: str
    left: int
    mark: Mark
    position: int | None
    """The place in the queue, from 1, if the person is in it."""
    run: str | None
    """The number of the run, if the training has several."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the catalogue; `page` counts from 0 and always exists."""

    entries: tuple[CatalogueEntry, ...]
    page: int
    total: int
    everything: int
    """All open offerings that the filter leaves, whichever the tab."""
    competencies: tuple[str, ...] = ()
    """Names of the competencies the list is narrowed to."""


@dataclass(frozen=True, slots=True)
class Results:
    """What the last search of a person found, one page of it."""

    text: str
    found: Page[CatalogueEntry]
    meant: tuple[str, ...] = ()
    """Searches that may have been meant, if a word occurs nowhere."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A competency to filter by, with how many offerings are open for it."""

    competency: CompetencyId
    name: str
    offerings: int


def month_number(moment: datetime, zone: str) -> int:
    """The local month of a moment, counted from the year 0."""
    there = moment.astimezone(ZoneInfo(zone))
    return there.year * 12 + there.month - 1


def month_bounds(number: int, zone: str) -> tuple[datetime, datetime] | None:
    """First moment of a month and of the next, in UTC; None for a month no calendar has."""
    if not 12 <= number < 9999 * 12 + 11:
        return None
    first, after = (
        datetime(n // 12, n % 12 + 1, 1, tzinfo=ZoneInfo(zone)) for n in (number, number + 1)
    )
    return first.astimezone(UTC), after.astimezone(UTC)


def search_mark(text: str) -> int:
    """A short hash that identifies a search in a button, which has no room for the words."""
    return crc32(" ".join(text.casefold().split()).encode()) % SEARCH_MARKS
