"""HR looks at the participants of an offering (Peserta) and downloads the list."""

from telegram import Update

from handlers.actions import seats as actions
from handlers.context import Context
from handlers.documents import people_files
from handlers.seats.screens import participants as screens
from storage.seats import participants


async def pick(update: Update, ctx: Context) -> None:
    """Shows the offerings that have participants."""
    await show_offerings(ctx, ctx.pressed(actions.PickOffering).page)


async def listing(update: Update, ctx: Context) -> None:
    """Shows the participants of an offering, five a page."""
    pressed = ctx.pressed(actions.OpenParticipants)
    found = await participants.of_offering(ctx.store, pressed.offering, page=pressed.page)
    if found is None:
        await show_offerings(ctx, 0)
    else:
        facts, page = found
        await ctx.show(screens.participants(ctx.words, facts, page=page))


async def download(update: Update, ctx: Context) -> None:
    """Sends an .xlsx with every participant (Unduh)."""
    offering = ctx.pressed(actions.DownloadParticipants).offering
    found = await participants.of_offering(ctx.store, offering, page=None)
    if found is None:
        await show_offerings(ctx, 0)
    else:
        facts, _ = found
        document = await people_files.people_file(
            ctx.words,
            people_files.participants_name(facts),
            people_files.participants(ctx.words, facts),
            people_files.attendance(ctx.words, facts),
            now=ctx.now,
        )
        await ctx.show(screens.file(ctx.words, document, facts, now=ctx.now))


async def show_offerings(ctx: Context, page: int) -> None:
    """Shows one page of the offerings that have participants."""
    found = await participants.offerings(ctx.store, page=page, now=ctx.now)
    await ctx.show(screens.offerings(ctx.words, found))
