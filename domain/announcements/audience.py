"""Whom an announcement is for. Choices of different kinds narrow it, of the same kind widen it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum
from typing import Any


class Kind(IntEnum):
    """What an audience is chosen by, from a list."""

    UNIT = 0
    """With all its sub-units."""
    POSITION = 1
    COMPETENCY = 2
    """Rated below the standard of the post in it."""
    OFFERING = 3
    """Its participants."""


@dataclass(frozen=True, slots=True)
class Audience:
    """What was chosen, by id; people are looked up when it is counted or sent to."""

    everybody: bool = False
    related: bool = False
    """A gap in any competency that the announced training answers."""
    units: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    competencies: tuple[int, ...] = ()
    offerings: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen yet; the audience then has no people."""
        return self == Audience()

    def chosen(self, kind: Kind) -> tuple[int, ...]:
        """The ids chosen of one kind."""
        found: tuple[int, ...] = getattr(self, _FIELDS[kind])
        return found

    def with_everybody(self, *, on: bool) -> "Audience":
        """The audience with every person in service; earlier choices are dropped."""
        return Audience(everybody=True) if on else replace(self, everybody=False)

    def with_related(self, *, on: bool) -> "Audience":
        """The audience with or without the limit to people whose gap the training answers."""
        return replace(self, related=on, everybody=self.everybody and not on)

    def with_choice(self, kind: Kind, chosen: int, *, on: bool) -> "Audience":
        """One entry of a list switched on or off; twice is once."""
        before = self.chosen(kind)
        rest = tuple(one for one in before if one != chosen)
        after = (before if chosen in before else (*rest, chosen)) if on else rest
        changes: dict[str, Any] = {_FIELDS[kind]: after}
        return replace(self, everybody=self.everybody and not on, **changes)

    def without(self, kind: Kind) -> "Audience":
        """The audience without what was chosen of one kind."""
        nothing: dict[str, Any] = {_FIELDS[kind]: ()}
        return replace(self, **nothing)

    def to_facts(self) -> dict[str, Any]:
        """The audience as stored with the announcement; empty choices are left out."""
        facts: dict[str, Any] = {}
        if self.everybody:
            facts["everybody"] = True
        if self.related:
            facts["related"] = True
        return facts | {
            name: list(ids) for name in _FIELDS.values() if (ids := getattr(self, name))
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Audience":
        """What `to_facts` wrote."""
        lists: dict[str, Sequence[int]] = {name: facts.get(name, ()) for name in _FIELDS.values()}
        return cls(
            everybody=bool(facts.get("everybody")),
            related=bool(facts.get("related")),
            **{name: tuple(ids) for name, ids in lists.items()},
        )


_FIELDS = {
    Kind.UNIT: "units",
    Kind.POSITION: "positions",
    Kind.COMPETENCY: "competencies",
    Kind.OFFERING: "offerings",
}


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many an audience has, at a moment."""

    linked: int = 0
    """They receive it."""
    unlinked: int = 0
    """They do not."""

    def differs_from(self, shown: "HeadCount") -> bool:
        """Whether HR must confirm the preview again because the count has changed.

        In a large audience a newly linked person is no reason to ask again: on a day when many
        people link, the preview would never be up to date.
        """
        if self.linked + self.unlinked != shown.linked + shown.unlinked:
            return True
        return abs(self.linked - shown.linked) * 100 > shown.linked


@dataclass(frozen=True, slots=True)
class Seen:
    """An audience as HR sees it."""

    audience: Audience
    count: HeadCount = HeadCount()
    examples: tuple[str, ...] = ()
    """Names of a few who will receive it, with titles."""
    names: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """What was chosen, by name."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list to choose an audience from."""

    id: int
    name: str
    people: int
    """Linked people of this entry alone."""
    on: bool
    run: str | None = None
    """The number of the run of an offering, if its training has several."""
    starts_at: datetime | None = None
    timezone: str | None = None
