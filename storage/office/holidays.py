"""The public holidays: HR lists, adds and removes them; coming offerings keep to them."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import exists, func, select, update

from domain.act import Act
from domain.catalogue.sessions import SessionPlan
from domain.lists import PAGE, Page, kept_within
from domain.office.holidays import Holiday, HolidayEffect
from domain.people.audit import AuditChange
from storage.catalogue import changing
from storage.catalogue.tables import offering
from storage.database.effects import Effect
from storage.database.store import Store, Transaction, insert_for
from storage.office.tables import holiday
from storage.people import audit
from storage.people.revision import lock_revision

_DAY = timedelta(days=1)
_KEPT = holiday.c.removed_at.is_(None)


async def listed(store: Store, *, since: date, page: int) -> Page[Holiday]:
    """One page of the holidays from a day on."""
    of = (_KEPT, holiday.c.day >= since)
    async with store.read() as session:
        total = (await session.execute(select(func.count()).where(*of))).scalar_one()
        number = kept_within(page, total)
        rows = select(holiday.c.day, holiday.c.name).where(*of).order_by(holiday.c.day)
        found = await session.execute(rows.limit(PAGE).offset(number * PAGE))
        return Page(tuple(Holiday(*row) for row in found), number, total)


async def since(store: Store, day: date) -> tuple[Holiday, ...]:
    """All holidays from a day on."""
    rows = select(holiday.c.day, holiday.c.name).where(_KEPT, holiday.c.day >= day)
    async with store.read() as session:
        return tuple(Holiday(*row) for row in await session.execute(rows.order_by(holiday.c.day)))


async def known(store: Store, year: int) -> bool:
    """Whether there is a holiday in this year."""
    there = exists().where(_KEPT, holiday.c.day.between(date(year, 1, 1), date(year, 12, 31)))
    async with store.read() as session:
        return bool((await session.execute(select(there))).scalar_one())


async def add(store: Store, act: Act, new: Holiday) -> HolidayEffect:
    """Adds a holiday, or names the day anew; returns what that changed."""
    async with store.effect(act) as tx:
        if not tx.first:
            return HolidayEffect()
        # Before the day and the offerings: a file that is saved locks the offerings first.
        await lock_revision(tx.session)
        query = select(holiday.c.name).where(holiday.c.day == new.day, _KEPT).with_for_update()
        old = (await tx.session.execute(query)).scalar_one_or_none()
        if old == new.name:
            return HolidayEffect()
        values = {"name": new.name, "removed_at": None}
        write = insert_for(tx.session, holiday).values(day=new.day, **values)
        await tx.session.execute(
            write.on_conflict_do_update(index_elements=[holiday.c.day], set_=values)
        )
        return await _changed(tx, new.day, old, new.name)


async def remove(
    store: Store, act: Act, day: date, *, mark: int
) -> tuple[Holiday, datetime, HolidayEffect] | None:
    """Removes a holiday that still has the name with this mark; returns it, and when it went.

    None if there is no such holiday; a removal that is delivered again returns the same.
    """
    async with store.effect(act) as tx:
        await lock_revision(tx.session)
        query = select(holiday).where(holiday.c.day == day).with_for_update()
        row = (await tx.session.execute(query)).one_or_none()
        if row is None or Holiday(row.day, row.name).mark != mark:
            return None
        there = Holiday(row.day, row.name)
        if not tx.first or row.removed_at is not None:
            again = not tx.first and row.removed_at is not None
            return (there, row.removed_at, HolidayEffect()) if again else None
        gone = act.now.replace(microsecond=0)
        await tx.session.execute(
            update(holiday).where(holiday.c.day == day).values(removed_at=gone)
        )
        return there, gone, await _changed(tx, day, row.name, None)


async def restore(
    store: Store, act: Act, day: date, *, removed_at: datetime
) -> tuple[Holiday, HolidayEffect] | None:
    """Takes a removal back; None if the day has been changed since."""
    async with store.effect(act) as tx:
        await lock_revision(tx.session)
        query = select(holiday).where(holiday.c.day == day).with_for_update()
        row = (await tx.session.execute(query)).one_or_none()
        if row is None:
            return None
        there = Holiday(row.day, row.name)
        if not tx.first:
            return (there, HolidayEffect()) if row.removed_at is None else None
        if row.removed_at != removed_at:
            return None
        await tx.session.execute(
            update(holiday).where(holiday.c.day == day).values(removed_at=None)
        )
        return there, await _changed(tx, day, None, row.name)


async def fit_offerings(
    session: Transaction, days: Collection[date], *, now: datetime
) -> HolidayEffect:
    """Gives coming offerings around these days the sessions that the holidays leave them.

    Those for which HR has given the sessions keep them. People whose days change are told.
    """
    if not days:
        return HolidayEffect()
    first, last = (datetime.combine(each, time(), UTC) for each in (min(days), max(days)))
    around = select(offering).where(
        offering.c.starts_at > now,
        offering.c.called_off_at.is_(None),
        offering.c.session_plan != SessionPlan.GIVEN.value,
        # Days begin at another hour in each zone.
        offering.c.starts_at < last + 2 * _DAY,
        offering.c.ends_at > first - _DAY,
    )
    locked = await session.execute(around.order_by(offering.c.id).with_for_update())
    return await changing.fit(session, locked.all(), now=now)


async def _changed(tx: Effect, day: date, old: str | None, new: str | None) -> HolidayEffect:
    words = [f"{day.isoformat()} {each}" if each else None for each in (old, new)]
    await audit.noted(tx, "holidays_changed", about=None, changes=[AuditChange("holiday", *words)])
    return await fit_offerings(tx.session, [day], now=tx.act.now)
