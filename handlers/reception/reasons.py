"""A reason, chosen by button or typed: asks for it, and takes what was typed."""

from handlers.context import Context
from handlers.reception import asking
from handlers.screens.screen import Screen
from handlers.screens.trouble import too_long

LIMIT = 300
"""Characters of a typed reason."""
STEP = "reason"


async def ask(ctx: Context, flow: str, question: Screen, **about: int) -> None:
    """Shows the question; the next text is the reason. `about` is an id: of what."""
    await asking.ask(ctx, flow, STEP, **about)
    await ctx.show(question)


def about(ctx: Context, name: str) -> int:
    """The id that `ask` was given by this name; 0, which no row has, where nothing was asked."""
    return int(ctx.dialogue.data[name]) if ctx.dialogue else 0


async def typed(ctx: Context, again: Screen | None) -> str | None:
    """The typed reason; None where it is too long: then the question is shown again.

    Without a question to show, because its subject is gone, any text is the reason.
    """
    if again is None or len(ctx.text) <= LIMIT:
        return ctx.text
    await ctx.show(too_long(ctx.words, length=len(ctx.text), most=LIMIT, again=again))
    return None
