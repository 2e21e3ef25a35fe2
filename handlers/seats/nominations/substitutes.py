"""A substitute is named for a person who gave up a seat late (Usulkan Pengganti)."""

from telegram import Update

from handlers.actions.seating import nominations as actions
from handlers.context import Context
from handlers.seats.screens.nominations import substitutes as screens
from storage.people import audit
from storage.seats.nominations import substitutes


async def pick(update: Update, ctx: Context) -> None:
    """Shows one page of the colleagues."""
    pressed = ctx.pressed(actions.OpenSubstitutes)
    who, zone = ctx.person.person_id, ctx.settings.timezone
    found = await substitutes.choice(
        ctx.store, who, pressed.enrolment, page=pressed.page, now=ctx.now, zone=zone
    )
    if found is None:
        await ctx.show(screens.gone(ctx.words))
        return
    await audit.note(ctx.store, "nominations.people_seen", actor=who, about=None, at=ctx.now)
    await ctx.show(screens.pick(ctx.words, found))


async def name(update: Update, ctx: Context) -> None:
    """Asks a colleague."""
    pressed = ctx.pressed(actions.NameSubstitute)
    who, zone = ctx.person.person_id, ctx.settings.timezone
    done = await substitutes.name_substitute(
        ctx.store, ctx.act, pressed.enrolment, pressed.person, zone=zone
    )
    found = await substitutes.choice(
        ctx.store, who, pressed.enrolment, page=0, now=ctx.now, zone=zone
    )
    if found is None:
        await ctx.show(screens.gone(ctx.words))
    else:
        await ctx.show((screens.asked if done else screens.pick)(ctx.words, found))
