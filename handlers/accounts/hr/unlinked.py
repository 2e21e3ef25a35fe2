"""HR sees who is not linked (Belum Terhubung): figures, a file, an invitation to forward."""

from telegram import Update

from handlers.accounts.screens import unlinked as screens
from handlers.context import Context
from handlers.documents import people_files
from storage.desk import unlinked


async def summary(update: Update, ctx: Context) -> None:
    """Shows how many people are not linked, and the units where most of them work."""
    await ctx.show(screens.unlinked(ctx.words, await unlinked.unlinked_summary(ctx.store)))


async def download(update: Update, ctx: Context) -> None:
    """Sends an .xlsx with every person who is not linked (Unduh)."""
    people = await unlinked.unlinked_people(ctx.store)
    document = await people_files.people_file(
        ctx.words, "belum-terhubung", people_files.unlinked(ctx.words, people), now=ctx.now
    )
    shown = screens.unlinked_file(ctx.words, document, total=len(people), now=ctx.now)
    await ctx.show(shown)


async def invitation(update: Update, ctx: Context) -> None:
    """Sends the invitation as a message of its own, so that it can be forwarded."""
    await ctx.show(screens.invitation(ctx.words, username=ctx.services.username))
