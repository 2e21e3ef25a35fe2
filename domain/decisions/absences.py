"""Days on which a person who decides is not at the office."""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Absence:
    """Days of absence, the last one included; no reason is asked for."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether the person is away on a day."""
        return self.since <= day <= self.until


def friday(today: date) -> date:
    """The Friday of this week; at the weekend, that of the next."""
    return today + _DAY * ((_FRIDAY - today.weekday()) % 7)
