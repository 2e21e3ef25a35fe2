"""The figures of the HR menu, and what its search found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.catalogue.runs import RunLine
from domain.catalogue.sessions import is_working_day
from domain.lists import Page
from domain.people.staff import StaffLine

LATE_AFTER = 4
"""Working days after which a request that is not decided is called late."""


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """The figures that the HR menu shows."""

    active: int
    linked: int
    offerings: int
    """Open for sign-up."""
    seats: int
    taken: int
    requests: int
    """Sign-ups that wait for a decision."""
    late: int
    """Of these, the ones that wait for more than LATE_AFTER working days."""
    data_requests: int
    failed: int
    roles: int
    """Of unit officers, also those that wait for their code."""
    trainings: int
    """In the catalogue, without those that are archived."""
    mandates: int
    """That hold today."""
    drafts: int
    """Offerings that HR officers have begun to make."""
    took_part: int
    """In offerings that ended during the last year."""
    answered: int
    open_decisions: int = 0
    """Of all offices."""

    @property
    def unlinked(self) -> int:
        return self.active - self.linked

    @property
    def waiting(self) -> int:
        """How many requests wait for HR in the list that Permintaan opens."""
        return self.requests + self.data_requests


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures that the menu of a unit officer shows, of the own tree."""

    active: int
    linked: int
    offerings: int
    """Not ended, of these units or with people of these units."""
    seats: int
    """That people of these units hold in them."""
    short: int
    """People below the standard of their post in a competency."""

    @property
    def unlinked(self) -> int:
        return self.active - self.linked


@dataclass(frozen=True, slots=True)
class LastImport:
    """What was imported last."""

    files: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Hits:
    """What a text typed at the desk found: people and offerings, the first page of each."""

    text: str
    people: Page[StaffLine]
    offerings: Page[RunLine]

    @property
    def person(self) -> StaffLine | None:
        """The only person found."""
        return self.people.items[0] if self.people.total == 1 else None

    @property
    def offering(self) -> RunLine | None:
        """The only offering found."""
        return self.offerings.items[0] if self.offerings.total == 1 else None

    @property
    def total(self) -> int:
        return self.people.total + self.offerings.total


def late_before(now: datetime, zone: str, *, holidays: Collection[date]) -> datetime:
    """What has waited since before this moment has waited more than LATE_AFTER working days."""
    day, passed = now.astimezone(ZoneInfo(zone)).date(), 0
    while passed <= LATE_AFTER:
        passed += is_working_day(day, holidays)
        day -= timedelta(days=1)
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return midnight.astimezone(UTC)
