"""HR takes the whole catalogue as a file (Unduh Katalog)."""

from telegram import Update

from handlers.catalogue.screens import whole as screens
from handlers.context import Context
from handlers.documents.workbooks import workbook
from storage.catalogue.whole import whole


async def download(update: Update, ctx: Context) -> None:
    """Sends an .xlsx with all trainings and offerings, which can be loaded again."""
    found = await whole(ctx.store)
    document = await workbook(ctx.words, "katalog", screens.sheets(ctx.words, found), now=ctx.now)
    await ctx.show(screens.file(ctx.words, document, found, now=ctx.now))
