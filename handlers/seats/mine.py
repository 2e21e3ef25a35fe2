"""A person's own trainings (Pelatihan Saya)."""

from zoneinfo import ZoneInfo

from telegram import Update

from domain.hours import learning_hours
from domain.seats.mine import local_year
from handlers.actions.seats import ListMine
from handlers.context import Context
from handlers.seats.screens import mine as screens
from storage.seats import mine as seats_mine


async def coming(update: Update, ctx: Context) -> None:
    """Shows the trainings to come (/saya)."""
    await _show(ctx, ListMine())


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of a tab."""
    await _show(ctx, ctx.pressed(ListMine))


async def _show(ctx: Context, wanted: ListMine) -> None:
    zone = ctx.settings.timezone
    mine = await seats_mine.mine(
        ctx.store,
        person_id=ctx.person.person_id,
        past=wanted.past,
        page=wanted.page,
        year=local_year(ctx.now, zone),
        now=ctx.now,
    )
    hours = learning_hours(
        mine.employment,
        year=ctx.now.astimezone(ZoneInfo(zone)).year,
        hours=mine.hours,
        target_pns=ctx.settings.jp_target_pns,
        ceiling_pppk=ctx.settings.jp_ceiling_pppk,
    )
    await ctx.show(screens.listing(ctx.words, mine, hours, past=wanted.past))
