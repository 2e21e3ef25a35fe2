"""Who may: resolves the person behind every update anew, or shows why not."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from telegram import Update

from handlers.accounts.screens import linking as linking_screens
from handlers.reception import command_list, looks
from handlers.screens import trouble
from storage.people import actors as people_actors

if TYPE_CHECKING:
    from bot.intake.replying import BotContext

Handler = Callable[[Update, Any], Coroutine[Any, Any, None]]


def anyone(handler: Handler) -> Handler:
    """For people who are linked and people who are not yet; never for those who left service."""

    async def guarded(update: Update, ctx: "BotContext") -> None:
        await resolve(ctx)
        if ctx.actor is not None and not ctx.actor.active:
            await ctx.show(trouble.inactive(ctx.words))
        else:
            await handler(update, ctx)

    return guarded


def linked(handler: Handler) -> Handler:
    """For people in service whose account is linked."""

    async def guarded(update: Update, ctx: "BotContext") -> None:
        if ctx.actor is None:
            await ctx.show(linking_screens.not_linked(ctx.words))
        else:
            await handler(update, ctx)

    return anyone(guarded)


def hr(handler: Handler) -> Handler:
    """For people with the HR role, at this very press."""

    async def guarded(update: Update, ctx: "BotContext") -> None:
        if ctx.person.hr:
            command_list.offer(ctx)
            await looks.note(ctx)
            await handler(update, ctx)
        else:
            await ctx.show(trouble.no_right(ctx.words))

    return linked(guarded)


async def resolve(ctx: "BotContext") -> None:
    """Who is it? Whoever writes to us again is reachable again."""
    if ctx.actor is not None:
        return
    ctx.actor, was_unreachable = await people_actors.resolve(ctx.store, ctx.telegram_id)
    if was_unreachable:
        await people_actors.set_reachable(ctx.store, ctx.telegram_id)
