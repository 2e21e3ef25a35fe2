"""Opens and closes the question that gives a person's next text its meaning."""

from typing import Any

from handlers.context import Context
from storage.process import dialogues


async def ask(ctx: Context, flow: str, step: str, **data: Any) -> None:
    """Opens this step for the next text; does nothing if Telegram delivers this update again."""
    await dialogues.begin(ctx.store, ctx.act, flow=flow, step=step, data=data)


async def go_on(ctx: Context, flow: str, step: str, **data: Any) -> None:
    """Like `ask`, for an update that has another effect too, or that may open its step again."""
    await dialogues.go_on(ctx.store, ctx.act, flow=flow, step=step, data=data)


async def end(ctx: Context, *, but: str | None = None) -> bool:
    """Closes the open question if it was asked before and is not of flow `but`; True if it did."""
    return await dialogues.end(ctx.store, ctx.act, but=but)
