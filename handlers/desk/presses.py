"""Menu HR."""

from telegram import Update

from handlers.context import Context
from handlers.desk import screens
from storage.desk import figures


async def open_desk(update: Update, ctx: Context) -> None:
    """/hr, Menu HR."""
    await ctx.show(screens.desk(ctx.words, await figures.figures(ctx.store, now=ctx.now)))
