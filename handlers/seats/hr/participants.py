"""HR looks at the participants of an offering (Peserta) and downloads the list."""

from telegram import Update

from domain.catalogue.listing import search_mark
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.documents import people_files
from handlers.reception import asking
from handlers.seats.screens import participants as screens
from storage.process import dialogues
from storage.seats import participants

FLOW = "participants"


async def pick(update: Update, ctx: Context) -> None:
    """Shows a page of the offerings, or of what the last search found; the next text searches."""
    pressed = ctx.pressed(actions.PickOffering)
    if pressed.search is None:
        await show_offerings(ctx, pressed.page)
        return
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    text = asked.data.get("text") if asked and asked.flow == FLOW and not asked.expired else None
    if text is None or search_mark(text) != pressed.search:
        # Another search was made since, or none is kept: this one cannot be repeated.
        await show_offerings(ctx, 0)
        return
    await asking.go_on(ctx, FLOW, "search", text=text)
    await _show_found(ctx, text, pressed.page)


async def search(update: Update, ctx: Context) -> None:
    """Shows the offerings that have the typed words in title, code or run."""
    await asking.go_on(ctx, FLOW, "search", text=ctx.text)
    await _show_found(ctx, ctx.text, 0)


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
    """Shows one page of all offerings; a text that is typed then searches them."""
    await asking.go_on(ctx, FLOW, "search")
    found = await participants.offerings(ctx.store, page=page, now=ctx.now)
    await ctx.show(screens.offerings(ctx.words, found))


async def _show_found(ctx: Context, text: str, page: int) -> None:
    found = await participants.offerings(ctx.store, page=page, now=ctx.now, text=text)
    if found.total:
        await ctx.show(screens.offerings(ctx.words, found, text=text))
    else:
        every = await participants.offerings(ctx.store, page=0, now=ctx.now)
        await ctx.show(screens.not_found(ctx.words, every, text=text))
