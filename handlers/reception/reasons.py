"""Asks for a reason, which is chosen by button or typed, and takes the typed one."""

from handlers.context import Context
from handlers.reception import asking
from handlers.screens.screen import Screen
from handlers.screens.trouble import too_long

LIMIT = 300
"""The most characters of a typed reason."""
STEP = "reason"


async def ask(ctx: Context, flow: str, question: Screen, **about: int) -> None:
    """Shows the question; the next text is the reason. `about` is the id of the row it is for."""
    await asking.ask(ctx, flow, STEP, **about)
    await ctx.show(question)


def about(ctx: Context, name: str) -> int:
    """The id that `ask` got under this name; 0, which no row has, if no question is open."""
    return int(ctx.dialogue.data[name]) if ctx.dialogue else 0


async def typed(ctx: Context, again: Screen | None) -> str | None:
    """The typed reason; None if it is too long: then the question is shown again.

    If there is no question to show, because its row no longer exists, any length is taken.
    """
    if again is None or len(ctx.text) <= LIMIT:
        return ctx.text
    await ctx.show(too_long(ctx.words, length=len(ctx.text), most=LIMIT, again=again))
    return None
