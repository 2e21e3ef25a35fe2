"""The catalogue as HR sees it: all trainings with their search, and the card of one."""

from telegram import Update

from domain.catalogue.changes import OfferingState
from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.catalogue.trainings import TrainingLine
from domain.ids import TrainingId
from domain.lists import Page
from handlers.actions import catalogue as actions
from handlers.catalogue.hr import lists
from handlers.catalogue.screens.hr import runs as run_screens
from handlers.catalogue.screens.making import trainings as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.screens.screen import Screen
from storage.catalogue import trainings
from storage.catalogue.hr import lists as offerings
from storage.process import dialogues

FLOW = "catalogue"


async def listing(update: Update, ctx: Context) -> None:
    """Shows a page of the trainings, or of what the last search found; the next text searches."""
    pressed = ctx.pressed(actions.ListCatalogue)
    text = None
    if pressed.search is not None:
        asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
        searched = asked is not None and asked.flow == FLOW and not asked.expired
        text = asked.data.get("text") if asked and searched else None
        if text is None or search_mark(text) != pressed.search:
            text = None
    page = pressed.page if text is not None or pressed.search is None else 0
    await show_list(ctx, page, archived=pressed.archived, choosing=pressed.choosing, text=text)


async def search(update: Update, ctx: Context) -> None:
    """Shows the trainings that have the typed words in title or code."""
    asked = ctx.dialogue.data if ctx.dialogue else {}
    archived, choosing = asked.get("archived", False), asked.get("choosing", False)
    text = ctx.text[:LONGEST_SEARCH]
    await show_list(ctx, 0, archived=archived, choosing=choosing, text=text)


async def show_list(
    ctx: Context,
    page: int = 0,
    *,
    archived: bool = False,
    choosing: bool = False,
    text: str | None = None,
) -> None:
    """Shows one page of the trainings; a text that is typed then searches them."""
    kept = {} if text is None else {"text": text}
    await asking.go_on(ctx, FLOW, "search", archived=archived, choosing=choosing, **kept)
    found = await trainings.listed(ctx.store, page=page, archived=archived, text=text)
    if text is not None and not found.total:
        found = await trainings.listed(ctx.store, page=0, archived=archived)
        every = await _listed(ctx, found, archived=archived, choosing=choosing, text=None)
        await ctx.show(screens.not_found(ctx.words, every, text=text))
        return
    await ctx.show(await _listed(ctx, found, archived=archived, choosing=choosing, text=text))


async def open_one(update: Update, ctx: Context) -> None:
    """Shows the card of a training."""
    await show(ctx, ctx.pressed(actions.OpenTraining).training)


async def runs(update: Update, ctx: Context) -> None:
    """Lists the offerings of a training, as a search for its code does."""
    pressed = ctx.pressed(actions.ListRunsOf)
    card = await trainings.look(ctx.store, pressed.training, now=ctx.now)
    if card is None:
        await show_list(ctx)
        return
    await lists.keep(ctx, lists.Listed(text=card.code))
    found = await offerings.found(ctx.store, card.code, page=0, now=ctx.now)
    state = OfferingState.OPEN
    back = actions.OpenTraining(card.id)
    shown = run_screens.searched(ctx.words, found, state, text=card.code, back=back)
    await ctx.show(shown)


async def archive(update: Update, ctx: Context) -> None:
    """Archives a training, or offers it again."""
    pressed = ctx.pressed(actions.SetArchived)
    card = await trainings.set_archived(ctx.store, ctx.act, pressed.training, on=pressed.on)
    await (show_list(ctx) if card is None else ctx.show(screens.card(ctx.words, card)))


async def show(ctx: Context, training: TrainingId) -> None:
    """Shows the training as it stands; the list, if there is none."""
    card = await trainings.look(ctx.store, training, now=ctx.now)
    await (show_list(ctx) if card is None else ctx.show(screens.card(ctx.words, card)))


async def _listed(
    ctx: Context,
    found: Page[TrainingLine],
    *,
    archived: bool,
    choosing: bool,
    text: str | None,
) -> Screen:
    others = (await trainings.listed(ctx.store, page=0, archived=not archived)).total
    return screens.listing(
        ctx.words, found, archived=archived, choosing=choosing, others=others, text=text
    )
