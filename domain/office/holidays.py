"""Public holidays of the office, as HR types and loads them."""

from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from domain.imports.dates.day_first import Written, read_written

LONGEST_NAME = 200
"""Letters of a holiday's name."""
YEARS = range(2000, 2101)
"""Any other year is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the office does not work."""

    day: date
    name: str

    @property
    def mark(self) -> int:
        """A number of the name: the button of an older list removes only what that list showed."""
        return crc32(self.name.encode())


@dataclass(frozen=True, slots=True)
class HolidayEffect:
    """What holidays changed of offerings that take place around them."""

    offerings: int = 0
    people: int = 0
    """People who are told."""
    tell_at: datetime | None = None
    """When the first of them are told."""


def read_holiday(text: str) -> Holiday | None:
    """A typed day and its name, `25/12/2026 Natal`; None where one of them is not understood."""
    words = text.split()
    for end in range(1, len(words)):
        # The fewest words that are a day: the name may begin with a word such as HARI.
        day = read_written(" ".join(words[:end]).rstrip(":;,-–"))
        name = " ".join(words[end:]).lstrip(":;,-– ")
        if isinstance(day, Written) and day.day is not None and not day.is_range:
            known = day.day.year in YEARS and 0 < len(name) <= LONGEST_NAME
            return Holiday(day.day, name) if known else None
    return None
