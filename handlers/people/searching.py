"""HR searches for people, narrows what was found, and downloads it."""

from dataclasses import replace

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH
from domain.people.staff import StaffChoice
from handlers.actions import people as actions
from handlers.context import Context
from handlers.documents import people_files
from handlers.people import views
from handlers.people.screens import lists as screens
from handlers.people.views import Search
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.words import plain
from storage.people.finding import search as finding


async def ask(update: Update, ctx: Context) -> None:
    """Asks for what a caller says (Cari Pegawai)."""
    await asking.ask(ctx, views.FLOW, "search")
    await ctx.show(screens.ask(ctx.words))


async def search(update: Update, ctx: Context) -> None:
    """Searches for the typed words or digits."""
    text = ctx.text[:LONGEST_SEARCH]
    meant = await finding.meant(ctx.store, text)
    screen = await views.listing(ctx, Search(StaffChoice(meant or text)))
    await ctx.show(screen.under(screens.near(ctx.words, text)) if meant else screen)


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the last search, or the page that was seen last."""
    pressed = ctx.pressed(actions.ListStaff)
    last = await views.kept(ctx)
    if last is None:
        await ask(update, ctx)
    elif pressed.search is None:
        await ctx.show(await views.listing(ctx, last))
    elif pressed.search == last.chosen.mark:
        await ctx.show(await views.listing(ctx, replace(last, page=pressed.page)))
    else:
        await _older(ctx, last)


async def open_narrowing(update: Update, ctx: Context) -> None:
    """Shows what the last search can be narrowed to (Saring)."""
    pressed = ctx.pressed(actions.OpenNarrowing)
    last = await views.kept(ctx)
    if last is None:
        await ask(update, ctx)
    elif pressed.search != last.chosen.mark:
        await _older(ctx, last)
    else:
        facts = await finding.narrowing(ctx.store, last.chosen, page=pressed.page)
        unit = await finding.unit_name(ctx.store, last.chosen)
        await ctx.show(screens.narrowing(ctx.words, facts, last.chosen, unit=unit, page=last.page))


async def narrow(update: Update, ctx: Context) -> None:
    """Narrows the last search, or the whole roster."""
    pressed = ctx.pressed(actions.ListNarrowedStaff)
    last = Search(StaffChoice("")) if pressed.search is None else await views.kept(ctx)
    if last is None:
        await ask(update, ctx)
    elif pressed.search not in (None, last.chosen.mark):
        await _older(ctx, last)
    else:
        chosen = replace(last.chosen, unit=pressed.unit, only=pressed.only)
        await ctx.show(await views.listing(ctx, replace(last, chosen=chosen, page=0)))


async def download(update: Update, ctx: Context) -> None:
    """Sends an .xlsx with all people that the last search found (Unduh)."""
    last = await views.kept(ctx)
    if last is None:
        await ask(update, ctx)
        return
    if ctx.pressed(actions.DownloadStaff).search != last.chosen.mark:
        await _older(ctx, last)
        return
    people = await finding.everyone(ctx.store, last.chosen, most=screens.MOST_IN_A_FILE)
    unit = await finding.unit_name(ctx.store, last.chosen)
    head = screens.searched(ctx.words, last.chosen, unit)
    document = await people_files.people_file(
        ctx.words,
        "pegawai",
        people_files.staff(ctx.words, people, narrowed=plain(head)),
        now=ctx.now,
    )
    await ctx.show(screens.file(ctx.words, document, total=len(people), head=head, now=ctx.now))


async def _older(ctx: Context, last: Search) -> None:
    await ctx.show(trouble.old_button(ctx.words, await views.listing(ctx, replace(last, page=0))))
