"""HR says which offering a list of people belongs to, which then is previewed as any file."""

from telegram import Update

from handlers.actions import imports as actions
from handlers.context import Context
from handlers.imports.outcomes import outcome, which_offering
from handlers.imports.screens import run as screens
from storage.imports import choosing, runs


async def which(update: Update, ctx: Context) -> None:
    """Shows a page of offerings; after saving, what was saved."""
    pressed = ctx.pressed(actions.ListOfferings)
    made = await runs.preview(ctx.store, pressed.run)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
    elif made.saved:
        await ctx.show(screens.outcome(ctx.words, pressed.run, made.preview, saved=True))
    else:
        await ctx.show(
            await which_offering(
                ctx.store, ctx.words, pressed.run, made.preview, page=pressed.page, now=ctx.now
            )
        )


async def chosen(update: Update, ctx: Context) -> None:
    """Takes the offering that was chosen and shows the preview."""
    pressed = ctx.pressed(actions.ChooseOffering)
    await choosing.choose(ctx.store, ctx.act, pressed.run, pressed.offering)
    made = await runs.renew(ctx.store, pressed.run, now=ctx.now)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
        return
    await ctx.show(
        await outcome(
            ctx.store, ctx.words, pressed.run, made.preview, saved=made.saved, now=ctx.now
        )
    )
