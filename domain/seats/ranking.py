"""The order in which people get seats by need or by draw: points by part, and a lot for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from domain.ids import EnrolmentId, PersonId, UnitId
from domain.seats.deciding import SeatState

GAP_EACH, GAP_MOST = 10, 30
"""Points for each level missing in what the training answers, and at most."""
UNIT, HOURS, NOMINATED, FIRST = 25, 20, 15, 10
KEY_BITS = 128
"""Bits of the key of a draw."""


class Part(StrEnum):
    """What gives points; the words are stored."""

    GAP = "gap"
    UNIT = "unit"
    """The quota of the person's unit is not filled."""
    HOURS = "hours"
    """The hours of the year are not reached."""
    NOMINATED = "nominated"
    FIRST = "first"
    """The person has not attended a training for these competencies."""


@dataclass(frozen=True, slots=True)
class Need:
    """What decides about the points of a person for an offering."""

    gap: int = 0
    """Levels missing in what the training answers."""
    unit_open: bool = False
    hours_short: bool = False
    nominated: bool = False
    first: bool = False

    @property
    def points(self) -> dict[Part, int]:
        """The points by part, without those that give none."""
        given = {
            Part.GAP: min(GAP_MOST, GAP_EACH * max(0, self.gap)),
            Part.UNIT: UNIT if self.unit_open else 0,
            Part.HOURS: HOURS if self.hours_short else 0,
            Part.NOMINATED: NOMINATED if self.nominated else 0,
            Part.FIRST: FIRST if self.first else 0,
        }
        return {part: points for part, points in given.items() if points}


@dataclass(frozen=True, slots=True)
class Contender:
    """A person who is noted as interested."""

    enrolment: EnrolmentId
    person: PersonId
    unit: UnitId | None
    points: dict[Part, int]
    """Empty in a draw: all have the same chance."""

    @property
    def total(self) -> int:
        """All points."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One person in the order in which seats were given."""

    rank: int
    nip: str
    name: str
    unit: str | None
    points: dict[str, int]
    state: SeatState


def lot(key: str, enrolment: EnrolmentId) -> str:
    """The lot of an enrolment: with the key, every person can calculate the order again."""
    return sha256(f"{key}{enrolment}".encode()).hexdigest()


def ranked(candidates: Iterable[Contender], key: str) -> list[Contender]:
    """The most points first; among the same points the lot decides."""
    return sorted(candidates, key=lambda one: (-one.total, lot(key, one.enrolment)))
