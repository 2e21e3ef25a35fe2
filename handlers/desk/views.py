"""The desk as several presses show it."""

from domain.desk import DeskFigures
from handlers.context import Context
from handlers.desk import screens
from handlers.people.views import FLOW
from handlers.reception import asking
from handlers.screens.screen import Screen
from storage.desk import figures


async def desk(ctx: Context) -> Screen:
    """The desk as it stands now; what is typed then is searched for."""
    await await_search(ctx)
    return screens.desk(ctx.words, await figures_now(ctx))


async def await_search(ctx: Context) -> None:
    """Whatever is typed next is searched for among people and offerings."""
    await asking.go_on(ctx, FLOW, "everything")


async def figures_now(ctx: Context) -> DeskFigures:
    """The figures of the desk as they stand now."""
    return await figures.figures(ctx.store, now=ctx.now, zone=ctx.settings.timezone)
