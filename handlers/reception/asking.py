"""What the next text means, by the update at hand: asked once, left in its order."""

from typing import TYPE_CHECKING, Any

from storage.process import dialogues

if TYPE_CHECKING:
    from bot.intake.replying import BotContext


async def ask(ctx: "BotContext", flow: str, step: str, **data: Any) -> None:
    """The next text means this step; where this update comes again, nothing changes."""
    await dialogues.begin(ctx.store, ctx.act, flow=flow, step=step, data=data)


async def go_on(ctx: "BotContext", flow: str, step: str, **data: Any) -> None:
    """As `ask`, where this update has an effect of its own, or may act again."""
    await dialogues.go_on(ctx.store, ctx.act, flow=flow, step=step, data=data)


async def end(ctx: "BotContext", *, but: str | None = None) -> bool:
    """Nothing is awaited any more that was asked before, unless of this flow; True if it was."""
    return await dialogues.end(ctx.store, ctx.act, but=but)
