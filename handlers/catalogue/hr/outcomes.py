"""Shows what an officer did to an offering, or the offering as it stands."""

from datetime import datetime

from domain.catalogue.runs import Told
from domain.ids import ChangeId, OfferingId
from domain.outbox.quiet import SOON
from handlers.catalogue.hr.lists import show_card
from handlers.catalogue.screens.hr import runs
from handlers.catalogue.screens.hr import stages as screens
from handlers.context import Context
from handlers.reception.quiet import quiet_hours
from handlers.screens import trouble
from storage.catalogue.hr import history, lists, stages


async def show(ctx: Context, change: ChangeId | None, *, offering: OfferingId) -> None:
    """Shows what was changed; None: nothing was, and the offering is shown as it stands."""
    told = await stages.told(ctx.store, change, now=ctx.now) if change is not None else None
    if told is None:
        card = await lists.card(ctx.store, offering, now=ctx.now)
        if card is None:
            await show_card(ctx, offering)
        else:
            await ctx.show(trouble.old_button(ctx.words, runs.card(ctx.words, card)))
        return
    when = _when(ctx, told)
    await ctx.show(screens.done(ctx.words, told, told_at=when, now=ctx.now))


async def show_mine(ctx: Context, offering: OfferingId) -> None:
    """Shows what this officer did last, if no other has changed the offering since."""
    mine = await history.mine(ctx.store, offering, ctx.person.person_id)
    await show(ctx, mine, offering=offering)


def _when(ctx: Context, told: Told) -> datetime | None:
    """When people read of it: after the quiet hours, unless the training begins soon."""
    at = told.change.tell_at
    if at is None or told.card.offering.starts_at - at <= SOON:
        return at
    return quiet_hours(ctx.settings).over(at)
