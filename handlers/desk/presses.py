"""Menu HR."""

from typing import TYPE_CHECKING

from telegram import Update

from handlers.desk import screens
from storage.desk import figures

if TYPE_CHECKING:
    from bot.intake.replying import BotContext


async def open_desk(update: Update, ctx: "BotContext") -> None:
    """/hr, Menu HR."""
    await ctx.show(screens.desk(ctx.words, await figures.figures(ctx.store, now=ctx.now)))
