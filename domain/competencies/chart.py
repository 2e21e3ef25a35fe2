"""What the picture of the competencies shows, already in the reader's language."""

import hashlib
from dataclasses import dataclass

DESIGN = 1
"""Rises with every change of how it is drawn: old pictures are not sent again."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One competency; `actual` None: not rated."""

    name: str
    actual: int | None
    required: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything on the picture, in the reader's language."""

    title: str
    subtitle: str
    match: str
    category: str
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    legend: tuple[str, str, str]
    """Level held, missing, required."""
    unrated: str

    @property
    def digest(self) -> str:
        """The name of this content: equal pictures are uploaded once."""
        return hashlib.sha256(f"{DESIGN} {self!r}".encode()).hexdigest()
