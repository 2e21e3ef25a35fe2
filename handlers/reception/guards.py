"""Checks rights: reads anew who an update is from, and runs its handler or shows why not."""

from telegram import Update

from handlers.accounts.screens import linking as linking_screens
from handlers.context import Context
from handlers.reception import command_list, looks
from handlers.reception.routes import Right, Route
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.people import actors as people_actors


async def enter(route: Route, update: Update, ctx: Context) -> None:
    """Runs the handler of a route if the person has its right; else shows why not."""
    await resolve(ctx)
    refusal = _refusal(route.right, ctx)
    if refusal is not None:
        await ctx.show(refusal)
        return
    if route.right is Right.HR:
        command_list.offer(ctx)
    if route.look is not None:
        await looks.note(ctx, route.look)
    await route.handler(update, ctx)


async def resolve(ctx: Context) -> None:
    """Reads which linked person the update is from; a person who writes is reachable again."""
    if ctx.actor is not None:
        return
    ctx.actor, was_unreachable = await people_actors.resolve(ctx.store, ctx.telegram_id)
    if was_unreachable:
        await people_actors.set_reachable(ctx.store, ctx.telegram_id)


def _refusal(right: Right, ctx: Context) -> Screen | None:
    """What a person sees who lacks the right; None for one who has it."""
    if ctx.actor is None:
        return None if right is Right.ANYONE else linking_screens.not_linked(ctx.words)
    if not ctx.actor.active:
        return trouble.inactive(ctx.words)
    if right is Right.HR and not ctx.actor.hr:
        return trouble.no_right(ctx.words)
    return None
