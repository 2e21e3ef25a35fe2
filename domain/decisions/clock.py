"""The clock of a decision, in working days of the office; nothing is approved by silence."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, NOON = time(8), time(13)
"""Local times at which further decisions are told together."""
MOST_UNASKED = 3
"""Messages about decisions that a person gets in a day without asking."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DecisionDays:
    """After how many working days something happens to an open decision."""

    remind: int
    escalate: int
    """The next superior decides as well."""
    raise_to_hr: int
    """It stands in HR's line of attention."""


@dataclass(frozen=True, slots=True)
class WorkDays:
    """The days on which the office works."""

    weekdays: frozenset[int]
    """ISO numbers: Monday is 1."""
    holidays: Collection[date]
    zone: str

    def works(self, day: date) -> bool:
        """Whether the office works on this day."""
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def today(self, now: datetime) -> date:
        """The local day of a moment."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def at(self, day: date, clock: time) -> datetime:
        """A local time of a day, in UTC."""
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def passed(self, since: datetime, now: datetime) -> int:
        """The working days after the day of `since`, up to today."""
        day, today, count = self.today(since), self.today(now), 0
        while day < today:
            day += _DAY
            count += self.works(day)
        return count

    def after(self, since: datetime, days: int) -> date:
        """The day that is so many working days after that of `since`."""
        day, left = self.today(since), days
        while left > 0:
            day += _DAY
            left -= self.works(day)
        return day

    def asked_before(self, now: datetime, days: int) -> datetime:
        """What was asked before this moment has waited so many working days.

        The day counts from its morning on.
        """
        local = now.astimezone(ZoneInfo(self.zone))
        day, left = local.date(), days
        if local.time() < MORNING:
            day -= _DAY
        while True:
            left -= self.works(day)
            if left <= 0:
                return self.at(day, time(0))
            day -= _DAY

    def told_together(self, now: datetime) -> datetime:
        """When decisions after the day's first are told: at 13.00, or the next morning."""
        today = self.today(now)
        noon = self.at(today, NOON)
        if now < noon and self.works(today):
            return noon
        return self.at(self.after(now, 1), MORNING)
