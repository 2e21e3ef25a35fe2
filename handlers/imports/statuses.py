"""HR says what words of status mean that the program does not know (Kedudukan Hukum)."""

from telegram import Update

from handlers.actions import imports as actions
from handlers.context import Context
from handlers.imports.outcomes import undecided
from handlers.imports.screens import statuses as screens
from storage.imports import runs
from storage.imports.taught import statuses


async def listing(update: Update, ctx: Context) -> None:
    """Lists the words with what they are taken to mean."""
    pressed = ctx.pressed(actions.OpenStatuses)
    made = await undecided(ctx, pressed.run)
    if made is not None:
        await ctx.show(screens.statuses(ctx.words, pressed.run, made, page=pressed.page))


async def teach(update: Update, ctx: Context) -> None:
    """Remembers what a word means, and makes the preview anew."""
    pressed = ctx.pressed(actions.TeachStatus)
    made = await undecided(ctx, pressed.run)
    if made is None or pressed.word >= len(made.statuses):
        return
    word = made.statuses[pressed.word].word
    await statuses.teach(ctx.store, ctx.act, pressed.run, word=word, leaves=pressed.leaves)
    await runs.renew(ctx.store, pressed.run, now=ctx.now)
    made = await undecided(ctx, pressed.run)
    if made is not None:
        await ctx.show(screens.statuses(ctx.words, pressed.run, made, page=pressed.word))
