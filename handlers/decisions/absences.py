"""A person who decides says when they are not at the office (Tidak di Tempat)."""

from datetime import timedelta

from telegram import Update

from domain.decisions.absences import Absence, friday
from handlers.actions.decisions import absences as actions
from handlers.context import Context
from handlers.decisions.appointing import read_days
from handlers.decisions.mandates import today
from handlers.decisions.screens import absences as screens
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.decisions.posts import absences

FLOW, STEP = "away", "days"
LONGEST = timedelta(days=366)
"""A longer absence is a slip of the pen, or the end of an office."""


async def main(update: Update, ctx: Context) -> None:
    """Shows whether the person is away, and who is asked meanwhile."""
    await ctx.show(await _main(ctx))


async def for_today(update: Update, ctx: Context) -> None:
    """Is away today (Hari Ini)."""
    await _away(ctx, ctx.pressed(actions.AwayToday).day, until_friday=False)


async def until_friday(update: Update, ctx: Context) -> None:
    """Is away until Friday (Sampai Jumat)."""
    await _away(ctx, ctx.pressed(actions.AwayUntilFriday).day, until_friday=True)


async def ask(update: Update, ctx: Context) -> None:
    """Asks for the days (Ketik Tanggal)."""
    await asking.ask(ctx, FLOW, STEP)
    await ctx.show(screens.ask(ctx.words, today(ctx)))


async def typed(update: Update, ctx: Context) -> None:
    """Takes the typed days."""
    read = read_days(ctx.text)
    if read is None or read[1] < today(ctx) or read[1] - read[0] > LONGEST:
        await asking.go_on(ctx, FLOW, STEP)
        again = screens.ask(ctx.words, today(ctx))
        over = read is not None and read[1] < today(ctx)
        await ctx.show(again.under(screens.days_wrong(ctx.words, over=over)))
        return
    await asking.end(ctx)
    await _set(ctx, Absence(*read))


async def end(update: Update, ctx: Context) -> None:
    """Is back (Akhiri)."""
    await absences.end(ctx.store, ctx.act, today=today(ctx))
    waiting = await absences.waiting(ctx.store, ctx.person.person_id, today=today(ctx))
    fresh = await _main(ctx)
    await ctx.show(fresh.under(screens.welcome_back(ctx.words, waiting)))


async def _away(ctx: Context, number: int, *, until_friday: bool) -> None:
    day = today(ctx)
    if number != day.toordinal():
        # The screen is of another day: its buttons meant other days.
        await ctx.show(trouble.old_button(ctx.words, await _main(ctx)))
        return
    await _set(ctx, Absence(day, friday(day) if until_friday else day))


async def _set(ctx: Context, days: Absence) -> None:
    who, day = ctx.person.person_id, today(ctx)
    waiting = await absences.waiting(ctx.store, who, today=day) if days.holds(day) else 0
    await absences.set_away(ctx.store, ctx.act, days, today=day)
    stand_in = await absences.stand_in(ctx.store, who, today=day)
    fresh = await _main(ctx)
    await ctx.show(fresh.under(screens.away(ctx.words, days, waiting, stand_in)))


async def _main(ctx: Context) -> Screen:
    who, day = ctx.person.person_id, today(ctx)
    if not await absences.may_be_asked(ctx.store, who, today=day):
        return screens.nothing_to_decide(ctx.words)
    found = await absences.coming(ctx.store, who, today=day)
    stand_in = await absences.stand_in(ctx.store, who, today=day)
    return screens.main(ctx.words, found, stand_in, today=day)
