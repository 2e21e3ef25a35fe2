"""HR keeps the public holidays (Hari Libur): a list, a typed day, a figure that removes one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from telegram import Update

from domain.lists import Page
from domain.office.holidays import Holiday, HolidayEffect, read_holiday
from handlers.actions import desk as actions
from handlers.context import Context
from handlers.office import screens
from handlers.reception import asking
from handlers.reception.quiet import quiet_hours
from handlers.screens import dates, trouble
from handlers.screens.screen import Screen
from storage.office import holidays

FLOW, STEP = "holidays", "day"


async def listing(update: Update, ctx: Context) -> None:
    """Shows the holidays of this year and the years to come (Hari Libur)."""
    await ctx.show(await _listing(ctx, page=ctx.pressed(actions.OpenHolidays).page))


async def ask(update: Update, ctx: Context) -> None:
    """Asks for a day and its name (Tambah Libur)."""
    await asking.ask(ctx, FLOW, STEP)
    await ctx.show(screens.ask(ctx.words, _year(ctx)))


async def typed(update: Update, ctx: Context) -> None:
    """Adds the typed holiday."""
    new = read_holiday(ctx.text)
    if new is None:
        await asking.go_on(ctx, FLOW, STEP)
        await ctx.show(screens.unread(ctx.words, _year(ctx)))
        return
    await asking.end(ctx)
    effect = _heard(ctx, await holidays.add(ctx.store, ctx.act, new))
    found, missing = await _found(ctx, page=0)
    await ctx.show(screens.added(ctx.words, found, new, effect, missing=missing, now=ctx.now))


async def remove(update: Update, ctx: Context) -> None:
    """Removes the holiday that the list showed."""
    pressed = ctx.pressed(actions.RemoveHoliday)
    day = _day(pressed.day)
    gone = None
    if day is not None:
        gone = await holidays.remove(ctx.store, ctx.act, day, mark=pressed.mark)
    if gone is None:
        await ctx.show(trouble.old_button(ctx.words, await _listing(ctx)))
        return
    there, at, changed = gone
    effect = _heard(ctx, changed)
    found, missing = await _found(ctx, page=0)
    shown = screens.removed(ctx.words, found, there, at, effect, missing=missing, now=ctx.now)
    await ctx.show(shown)


async def restore(update: Update, ctx: Context) -> None:
    """Takes a removal back (Urungkan)."""
    pressed = ctx.pressed(actions.RestoreHoliday)
    day, back = _day(pressed.day), None
    if day is not None:
        moment = datetime.fromtimestamp(pressed.removed, UTC)
        back = await holidays.restore(ctx.store, ctx.act, day, removed_at=moment)
    fresh = await _listing(ctx)
    if back is None:
        await ctx.show(trouble.old_button(ctx.words, fresh))
    else:
        there, changed = back
        effect = _heard(ctx, changed)
        await ctx.show(screens.restored(ctx.words, fresh, there, effect, now=ctx.now))


def _heard(ctx: Context, effect: HolidayEffect) -> HolidayEffect:
    """The effect, with the moment after the quiet hours at which people read of it."""
    at = effect.tell_at
    return effect if at is None else replace(effect, tell_at=quiet_hours(ctx.settings).over(at))


async def _listing(ctx: Context, *, page: int = 0) -> Screen:
    found, missing = await _found(ctx, page=page)
    return screens.listing(ctx.words, found, missing=missing)


async def _found(ctx: Context, *, page: int) -> tuple[Page[Holiday], int | None]:
    """One page from this year on; and the year, if it has none."""
    year = _year(ctx)
    found = await holidays.listed(ctx.store, since=date(year, 1, 1), page=page)
    return found, None if await holidays.known(ctx.store, year) else year


def _year(ctx: Context) -> int:
    return dates.local(ctx.now, ctx.settings.timezone).year


def _day(number: int) -> date | None:
    """The day of a button; None for one that was forged."""
    return date.fromordinal(number) if 0 < number <= date.max.toordinal() else None
