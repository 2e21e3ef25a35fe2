"""HR takes the whole catalogue as a file (Unduh Katalog)."""

from telegram import Update

from handlers.actions import offerings as actions
from handlers.catalogue.screens import whole as screens
from handlers.catalogue.screens.hr.runs import STATES, state_name
from handlers.context import Context
from handlers.documents.workbooks import workbook
from handlers.screens.words import Words
from storage.catalogue.whole import in_one_state, whole


async def download(update: Update, ctx: Context) -> None:
    """Sends an .xlsx with all trainings and offerings, which can be loaded again."""
    found = await whole(ctx.store)
    document = await workbook(ctx.words, "katalog", screens.sheets(ctx.words, found), now=ctx.now)
    await ctx.show(screens.file(ctx.words, document, found, now=ctx.now))


async def download_state(update: Update, ctx: Context) -> None:
    """Sends the same file with the offerings in one state alone (Unduh)."""
    state = STATES[ctx.pressed(actions.DownloadRuns).state]
    found = await in_one_state(ctx.store, state, now=ctx.now)
    written = screens.sheets(ctx.words, found, state=state)
    # Names of files are Indonesian in every language.
    indonesian = Words("id", ctx.words.house)
    document = await workbook(
        ctx.words, f"angkatan-{state_name(indonesian, state)}", written, now=ctx.now
    )
    await ctx.show(screens.file(ctx.words, document, found, state=state, now=ctx.now))
