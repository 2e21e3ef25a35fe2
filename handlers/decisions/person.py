"""The person who waits reminds the office, once."""

from telegram import Update

from handlers.actions import decisions as actions
from handlers.context import Context
from handlers.decisions.screens import nudged as screens
from storage.decisions import clock
from storage.decisions.lists import views


async def nudge(update: Update, ctx: Context) -> None:
    """Reminds the office where an own sign-up lies (Ingatkan)."""
    pressed = ctx.pressed(actions.NudgeOffice)
    person, zone = ctx.person.person_id, ctx.settings.timezone
    await clock.nudge(ctx.store, ctx.act, enrolment_id=pressed.enrolment, zone=zone)
    where = await views.where(ctx.store, person, pressed.offering, now=ctx.now, zone=zone)
    await ctx.show(screens.nudged(ctx.words, pressed.offering, where))
