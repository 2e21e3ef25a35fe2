"""HR looks through the offerings (Angkatan): by state, by typed words, one at a time."""

from telegram import Update

from domain.catalogue.changes import OfferingState
from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.ids import OfferingId
from handlers.actions import offerings as actions
from handlers.catalogue.screens.hr import runs as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from storage.catalogue.hr import lists
from storage.process import dialogues

FLOW = "offerings"
SEARCH = "search"


async def first_page(update: Update, ctx: Context) -> None:
    """Shows the offerings that are open for sign-up (/angkatan); a typed text then searches."""
    await _show(ctx, OfferingState.OPEN, 0)


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of a state, or of what the last search found."""
    pressed = ctx.pressed(actions.ListRuns)
    if pressed.search is None:
        await _show(ctx, screens.STATES[pressed.state], pressed.page)
        return
    text = await last_search(ctx)
    if text is None:
        await _show(ctx, OfferingState.OPEN, 0)
        return
    await _await_search(ctx, text)
    same = search_mark(text) == pressed.search
    found = await lists.found(ctx.store, text, page=pressed.page if same else 0, now=ctx.now)
    fresh = screens.searched(ctx.words, found, text=text)
    await ctx.show(fresh if same else trouble.old_button(ctx.words, fresh))


async def search(update: Update, ctx: Context) -> None:
    """Shows the offerings that have the typed words in title, code or run."""
    text = ctx.text[:LONGEST_SEARCH]
    await _await_search(ctx, text)
    found = await lists.found(ctx.store, text, page=0, now=ctx.now)
    await ctx.show(screens.searched(ctx.words, found, text=text))


async def one(update: Update, ctx: Context) -> None:
    """Shows the card of an offering; a typed text still searches."""
    await _await_search(ctx, await last_search(ctx))
    await show_card(ctx, ctx.pressed(actions.OpenRun).offering)


async def show_card(ctx: Context, offering: OfferingId) -> None:
    """Shows the card; an unknown offering leads to the list."""
    found = await lists.card(ctx.store, offering, now=ctx.now)
    if found is None:
        await _show(ctx, OfferingState.OPEN, 0)
    else:
        await ctx.show(screens.card(ctx.words, found))


async def last_search(ctx: Context) -> str | None:
    """The typed words that the officer searched for last, while their list can be turned."""
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    known = asked is not None and asked.flow == FLOW and not asked.expired
    text: str | None = asked.data.get("text") if asked is not None and known else None
    return text


async def _show(ctx: Context, state: OfferingState, page: int) -> None:
    await _await_search(ctx)
    found = await lists.listing(ctx.store, state=state, page=page, now=ctx.now)
    await ctx.show(screens.listing(ctx.words, found, state))


async def _await_search(ctx: Context, text: str | None = None) -> None:
    await asking.go_on(ctx, FLOW, SEARCH, text=text)
