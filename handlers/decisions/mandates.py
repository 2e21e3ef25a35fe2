"""HR reads the mandates, opens one and ends it (Mandat)."""

from datetime import date

from telegram import Update

from handlers.actions.decisions import mandates as actions
from handlers.context import Context
from handlers.decisions.screens import mandates as screens
from handlers.screens import dates, trouble
from handlers.screens.screen import Screen
from storage.decisions.posts import mandates


async def listing(update: Update, ctx: Context) -> None:
    """Shows the mandates that hold or will begin."""
    await ctx.show(await list_screen(ctx, page=ctx.pressed(actions.ListMandates).page))


async def card(update: Update, ctx: Context) -> None:
    """Shows one mandate."""
    one = await mandates.one(ctx.store, ctx.pressed(actions.OpenMandate).mandate)
    if one is None:
        await ctx.show(trouble.old_button(ctx.words, await list_screen(ctx)))
        return
    await ctx.show(screens.card(ctx.words, one, today=today(ctx)))


async def end(update: Update, ctx: Context) -> None:
    """Ends a mandate (Akhiri)."""
    number = ctx.pressed(actions.EndMandate).mandate
    done = await mandates.end(ctx.store, ctx.act, number, today=today(ctx))
    one = await mandates.one(ctx.store, number)
    fresh = await list_screen(ctx)
    if one is None or not done:
        await ctx.show(trouble.old_button(ctx.words, fresh))
        return
    await ctx.show(screens.ended(ctx.words, fresh, one))


async def list_screen(ctx: Context, *, page: int = 0) -> Screen:
    """The list as it is now."""
    found, holding = await mandates.listed(ctx.store, today=today(ctx), page=page)
    return screens.listing(ctx.words, found, holding=holding, today=today(ctx))


def today(ctx: Context) -> date:
    """The day at the office."""
    return dates.local(ctx.now, ctx.settings.timezone).date()
