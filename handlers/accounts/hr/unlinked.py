"""Belum Terhubung: how many, the list as a file, a message to forward."""

from telegram import Update

from handlers.accounts.screens import unlinked as screens
from handlers.context import Context
from handlers.documents import people_files
from storage.desk import unlinked


async def summary(update: Update, ctx: Context) -> None:
    """How many are not linked, and where most of them work."""
    await ctx.show(screens.unlinked(ctx.words, await unlinked.unlinked_summary(ctx.store)))


async def download(update: Update, ctx: Context) -> None:
    """Unduh: everybody who is not linked, as .xlsx."""
    people = await unlinked.unlinked_people(ctx.store)
    document = await people_files.people_file(
        "belum-terhubung", people_files.unlinked(ctx.words, people)
    )
    shown = screens.unlinked_file(ctx.words, document, total=len(people), now=ctx.now)
    await ctx.show(shown)


async def invitation(update: Update, ctx: Context) -> None:
    """The text to forward, in a message of its own."""
    await ctx.show(screens.invitation(ctx.words, username=ctx.services.username))
