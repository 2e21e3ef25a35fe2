"""Applies the sheets of holidays and policies."""

from datetime import date, datetime

from sqlalchemy import and_, cast, null, select

from domain.imports.preview import LoadTally
from domain.office.holidays import HolidayEffect
from storage.database.columns import Utc
from storage.imports.loads.basics import Load
from storage.imports.loads.comparing import About
from storage.imports.tables import staged_holiday, staged_policy
from storage.office.holidays import fit_offerings
from storage.office.tables import holiday, policy


async def load_holidays(load: Load, *, now: datetime) -> tuple[LoadTally, HolidayEffect]:
    """Writes the holidays; coming offerings around new ones leave them out."""
    s, h = staged_holiday, holiday
    origin = s.outerjoin(h, and_(h.c.day == s.c.day, h.c.removed_at.is_(None)))
    new = select(s.c.day).select_from(origin).where(load.staged(s), h.c.day.is_(None))
    days: list[date] = list((await load.session.execute(new)).scalars())
    tally = await load.merge(
        h,
        keys={"day": s.c.day},
        values={"name": s.c.name, "removed_at": cast(null(), Utc)},
        origin=origin,
        where=load.staged(s),
        titles={"name": "KETERANGAN"},
        about=About(s, s.c.name),
    )
    return tally, await fit_offerings(load.session, days, now=now)


async def load_policies(load: Load) -> LoadTally:
    """Writes the values of policies; what held before stays, with its day."""
    s, p = staged_policy, policy
    return await load.merge(
        p,
        keys={"name": s.c.name, "since": s.c.since},
        values={"value": s.c.value},
        origin=s.outerjoin(p, and_(p.c.name == s.c.name, p.c.since == s.c.since)),
        where=load.staged(s),
        titles={"value": "NILAI"},
        about=About(s, s.c.name),
    )
