"""The days on which the office works, as they are known now."""

from domain.decisions.clock import WorkDays
from storage.catalogue.sessions import holidays
from storage.database.store import Transaction

WEEKDAYS = frozenset(range(1, 6))
"""Monday to Friday, as ISO numbers."""


async def work_days(session: Transaction, *, zone: str) -> WorkDays:
    """The working days of the office; `zone` says when a day begins."""
    return WorkDays(WEEKDAYS, await holidays(session), zone)
