"""What the next text means, by the update at hand: asked once, left in its order."""

from typing import Any

from handlers.context import Context
from storage.process import dialogues


async def ask(ctx: Context, flow: str, step: str, **data: Any) -> None:
    """The next text means this step; where this update comes again, nothing changes."""
    await dialogues.begin(ctx.store, ctx.act, flow=flow, step=step, data=data)


async def go_on(ctx: Context, flow: str, step: str, **data: Any) -> None:
    """As `ask`, where this update has an effect of its own, or may act again."""
    await dialogues.go_on(ctx.store, ctx.act, flow=flow, step=step, data=data)


async def end(ctx: Context, *, but: str | None = None) -> bool:
    """Nothing is awaited any more that was asked before, unless of this flow; True if it was."""
    return await dialogues.end(ctx.store, ctx.act, but=but)
