"""The values that the office has set, as they hold on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.office.policies import Policies, policies
from storage.database.store import Store, Transaction
from storage.office.tables import policy


async def today(session: Transaction, *, now: datetime, zone: str) -> Policies:
    """What holds now in the transaction that is ruled by it: a handful of rows."""
    return (await dated(session)).on(now, zone)


class DatedPolicies:
    """What the office has set, to be asked for many moments after one reading."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    def on(self, moment: datetime, zone: str) -> Policies:
        """What held at a moment."""
        day = moment.astimezone(ZoneInfo(zone)).date()
        return policies({row.name: row.value for row in self._rows if row.since <= day})


async def dated(session: Transaction) -> DatedPolicies:
    """All that the office has set: a handful of rows."""
    return DatedPolicies((await session.execute(select(policy).order_by(policy.c.since))).all())


async def set_until(store: Store, day: date) -> dict[str, tuple[str, date]]:
    """By name, what the office has set, and since when it holds on a day."""
    rows = select(policy).where(policy.c.since <= day).order_by(policy.c.since)
    async with store.read() as session:
        return {row.name: (row.value, row.since) for row in await session.execute(rows)}
