"""The screen that an import has reached: a refusal, a question, the preview, or what was saved."""

from datetime import datetime

from domain.ids import ImportId
from domain.imports.preview import ImportPreview
from handlers.context import Context
from handlers.imports.screens import choosing as choosing_screens
from handlers.imports.screens import run as screens
from handlers.screens.screen import Screen
from handlers.screens.words import Words
from storage.database.store import Store
from storage.imports import choosing, runs


async def outcome(
    store: Store,
    words: Words,
    run: ImportId,
    made: ImportPreview,
    *,
    now: datetime,
    saved: bool = False,
    renewed: bool = False,
) -> Screen:
    """Says why the file is refused, asks for the offering of a list, or shows the preview."""
    if made.refusals:
        return screens.refused_file(words, made.refusals[0][1], run=run)
    if made.awaits:
        return await which_offering(store, words, run, made, page=0, now=now)
    return screens.outcome(words, run, made, saved=saved, renewed=renewed)


async def undecided(ctx: Context, run: ImportId) -> ImportPreview | None:
    """The preview of an import that is not saved; otherwise what became of it is shown."""
    made = await runs.preview(ctx.store, run)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
        return None
    if made.saved:
        await ctx.show(screens.outcome(ctx.words, run, made.preview, saved=True))
        return None
    return made.preview


async def which_offering(
    store: Store, words: Words, run: ImportId, made: ImportPreview, *, page: int, now: datetime
) -> Screen:
    """One page of the offerings that a list may belong to."""
    coming = not choosing_screens.marks(made)
    found = await choosing.offerings(store, page=page, coming=coming, now=now)
    return choosing_screens.which_offering(words, run, made, found)
