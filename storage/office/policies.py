"""The values that the office has set, as they hold on a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.office.policies import Policies, policies
from storage.database.store import Store, Transaction
from storage.office.tables import policy


async def today(session: Transaction, *, now: datetime, zone: str) -> Policies:
    """What holds now in the transaction that is ruled by it: a handful of rows."""
    return policies(await _values(session, now.astimezone(ZoneInfo(zone)).date()))


async def set_until(store: Store, day: date) -> dict[str, tuple[str, date]]:
    """By name, what the office has set, and since when it holds on a day."""
    rows = select(policy).where(policy.c.since <= day).order_by(policy.c.since)
    async with store.read() as session:
        return {row.name: (row.value, row.since) for row in await session.execute(rows)}


async def _values(session: Transaction, day: date) -> dict[str, str]:
    rows = select(policy.c.name, policy.c.value).where(policy.c.since <= day)
    found = await session.execute(rows.order_by(policy.c.since))
    return {row.name: row.value for row in found}
