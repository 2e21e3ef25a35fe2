"""Checks rights: reads who sent an update from the database, and runs its handler or refuses."""

from telegram import Update

from domain.ids import PersonId
from domain.people.reach import EVERYBODY
from handlers.accounts.screens import linking as linking_screens
from handlers.context import Context
from handlers.reception import command_list, looks, screens
from handlers.reception.routes import Right, Route
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.people import actors as people_actors
from storage.people import reach


async def enter(route: Route, update: Update, ctx: Context) -> None:
    """Runs the handler of a route if the person has the right; otherwise shows the refusal."""
    await resolve(ctx)
    refusal = _refusal(route.right, ctx)
    if refusal is None and route.right is Right.OFFICER:
        refusal = await _out_of_reach(route, ctx)
    if refusal is not None:
        await ctx.show(refusal)
        return
    if route.right is Right.HR:
        command_list.offer(ctx)
    if route.look is not None:
        await looks.note(ctx, route.look)
    await route.handler(update, ctx)


async def resolve(ctx: Context) -> None:
    """Reads the linked person; a person who blocked the bot and writes again is reachable."""
    if ctx.actor is not None:
        return
    ctx.actor, was_unreachable = await people_actors.resolve(ctx.store, ctx.telegram_id, ctx.today)
    if was_unreachable:
        await people_actors.set_reachable(ctx.store, ctx.telegram_id)


def _refusal(right: Right, ctx: Context) -> Screen | None:
    """The screen for a person without the right; None for a person with it."""
    if ctx.actor is None:
        return None if right is Right.ANYONE else linking_screens.not_linked(ctx.words)
    if not ctx.actor.active:
        return trouble.inactive(ctx.words)
    if right is Right.HR and not ctx.actor.hr:
        return trouble.no_right(ctx.words)
    if right is Right.OFFICER and not (ctx.actor.hr or ctx.actor.officer):
        return trouble.no_right(ctx.words)
    return None


async def _out_of_reach(route: Route, ctx: Context) -> Screen | None:
    """Reads whose data the officer may see; a refusal if the button's person is none of these."""
    me = ctx.person
    own = await reach.reach_of(ctx.store, me.person_id, ctx.today) if me.officer else None
    ctx.reach = EVERYBODY if (own is None or own.empty) and me.hr else own
    if ctx.reach is None or ctx.reach.empty:
        return trouble.no_right(ctx.words)
    asked = route.look.about if route.look is not None else None
    who = looks.about(ctx, asked) if asked == "person" else None
    if who is None or me.hr or await reach.sees(ctx.store, ctx.reach, PersonId(who)):
        return None
    return screens.outside(ctx.words, ctx.reach.name or "")
