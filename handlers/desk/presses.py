"""Opens the HR desk."""

from telegram import Update

from handlers.context import Context
from handlers.desk import screens
from storage.desk import figures


async def open_desk(update: Update, ctx: Context) -> None:
    """Shows the HR desk (/hr, Menu HR)."""
    await ctx.show(screens.desk(ctx.words, await figures.figures(ctx.store, now=ctx.now)))
