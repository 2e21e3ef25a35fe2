"""HR looks at all open decisions by age, reminds the offices, downloads a file."""

from telegram import Update

from handlers.context import Context
from handlers.decisions.documents import open_decisions
from handlers.decisions.screens import many
from storage.decisions import clock
from storage.decisions.lists import ages as stored


async def ages(update: Update, ctx: Context) -> None:
    """Shows all open decisions by age (Lama Menunggu)."""
    zone = ctx.settings.timezone
    await ctx.show(many.ages(ctx.words, await stored.ages(ctx.store, now=ctx.now, zone=zone)))


async def remind(update: Update, ctx: Context) -> None:
    """Reminds every office with the messages of the next working morning (Ingatkan Semua)."""
    told = await clock.remind_all(ctx.store, now=ctx.now, zone=ctx.settings.timezone)
    await ctx.show(many.reminded(ctx.words, told))


async def download(update: Update, ctx: Context) -> None:
    """Sends all open decisions as a file (Unduh)."""
    rows = await stored.lines(ctx.store, now=ctx.now, zone=ctx.settings.timezone)
    file = await open_decisions(ctx.words, rows, now=ctx.now)
    await ctx.show(many.file(ctx.words, file, len(rows)))
