"""Lists in pages: which page is shown."""

from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE = 5
"""Entries on one page of a list."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 0 and is always an existing page."""

    items: tuple[T, ...]
    number: int
    total: int
    size: int = PAGE

    @property
    def pages(self) -> int:
        """How many pages the list has; at least one, which may be empty."""
        return pages_of(self.total, self.size)


def pages_of(total: int, size: int = PAGE) -> int:
    """How many pages a list has."""
    return max(1, -(-total // size))


def kept_within(number: int, total: int, size: int = PAGE) -> int:
    """The page number asked for, or the last page if the list has become shorter."""
    return min(number, pages_of(total, size) - 1)


def percent(part: int, whole: int) -> str:
    """`66.6`, `40`: cut after one decimal, so that 99.97 never reads 100; of nothing it is 0."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"
