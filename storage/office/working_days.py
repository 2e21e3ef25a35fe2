"""The days on which the office works, as they are known now."""

from datetime import datetime

from domain.decisions.clock import WorkDays
from storage.catalogue.sessions import holidays
from storage.database.store import Transaction
from storage.office import policies


async def work_days(session: Transaction, *, now: datetime, zone: str) -> WorkDays:
    """The working days of the office; `zone` says when a day begins."""
    rules = await policies.today(session, now=now, zone=zone)
    return WorkDays(rules.weekdays, await holidays(session), zone)
