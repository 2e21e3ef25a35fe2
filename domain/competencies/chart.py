"""What the picture of the competencies shows, already in the reader's language."""

import hashlib
from dataclasses import dataclass

DESIGN = 2
"""Rises with every change of how it is drawn: old pictures are not sent again."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One rated competency."""

    name: str
    actual: int
    required: int


@dataclass(frozen=True, slots=True)
class HoursBar:
    """The hours of the year; `percent` of the bar is filled, None: there is no bar."""

    label: str
    figures: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything on the picture, in the reader's language."""

    headline: str
    post: str
    assessed: str
    bars: tuple[Bar, ...]
    legend: tuple[str, str]
    """Level held, level missing; drawn where a level is missing."""
    folded: tuple[str, ...]
    """Lines about the competencies that have no bar."""
    hours: HoursBar

    @property
    def digest(self) -> str:
        """The name of this content: equal pictures are uploaded once."""
        return hashlib.sha256(f"{DESIGN} {self!r}".encode()).hexdigest()
