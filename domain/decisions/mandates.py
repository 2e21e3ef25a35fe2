"""Mandates: who acts for a post, from which day to which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.decisions.states import MandateKind
from domain.ids import MandateId, PersonId, PositionId, UnitId

LONGEST_TERM = timedelta(days=92)
"""Three months: a mandate for a vacant post is seldom longer (learning.md section 3)."""
LONGEST_LETTER = 80
"""Characters of the number of a letter."""


@dataclass(frozen=True, slots=True)
class Post:
    """A position in a unit, with the people who hold it."""

    position: PositionId
    unit: UnitId | None
    """None: the position exists once."""
    title: str
    unit_name: str | None
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mandate:
    """A person who acts for a post."""

    id: MandateId
    kind: MandateKind
    position: PositionId
    unit: UnitId | None
    title: str
    """Of the post."""
    unit_name: str | None
    holder: PersonId
    name: str
    since: date
    until: date
    """The last day."""
    letter: str | None
    ended: bool
    """Ended before its last day."""

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return not self.ended and self.since <= day <= self.until

    def over(self, day: date) -> bool:
        """Whether it is over before a day."""
        return self.ended or self.until < day


@dataclass(frozen=True, slots=True)
class NewMandate:
    """What HR wants to set."""

    position: PositionId
    unit: UnitId | None
    kind: MandateKind
    holder: PersonId
    since: date
    until: date
    letter: str | None = None

    @property
    def long(self) -> bool:
        """Whether it lasts longer than is usual for a vacant post."""
        return self.kind is MandateKind.VACANT and self.until - self.since > LONGEST_TERM

    def in_the_way(self, others: Sequence[Mandate]) -> Mandate | None:
        """Another person who acts for the same post on some of the same days.

        Delegates decide beside others, so that they are in nobody's way.
        """
        if self.kind is MandateKind.DELEGATE:
            return None
        return next(
            (
                one
                for one in others
                if not one.ended
                and one.kind is not MandateKind.DELEGATE
                and one.since <= self.until
                and self.since <= one.until
                and (one.holder, one.since) != (self.holder, self.since)
            ),
            None,
        )
