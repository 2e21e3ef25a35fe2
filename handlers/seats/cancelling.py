"""A person gives up a seat (Batalkan): asked once, with an optional reason afterwards."""

from datetime import datetime

from telegram import Update

from domain.ids import OfferingId
from domain.seats.deciding import SeatState
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.home import presses as home_presses
from handlers.reception import asking, reasons
from handlers.screens import trouble
from handlers.seats.presses import detail_screen, show_present
from handlers.seats.screens import cancelling as screens
from storage.catalogue import offerings
from storage.seats import holding, signing_up
from storage.seats.nominations.substitutes import can_replace

FLOW = "cancel"


async def ask(update: Update, ctx: Context) -> None:
    """Asks before a seat is given up (Batalkan)."""
    pressed = ctx.pressed(actions.CancelAsk)
    person = ctx.person.person_id
    found = await offerings.detail(
        ctx.store, person=person, offering=pressed.offering, now=ctx.now
    )
    mine, there = (found.mine, found.offering) if found else (None, None)
    if there is None or mine is None or not mine.open or there.called_off:
        await ctx.show(await detail_screen(ctx, pressed.offering))
    elif mine.state is not SeatState.QUEUED and ctx.now >= there.starts_at:
        await ctx.show(screens.too_late(ctx.words, there))
    else:
        await ctx.show(screens.ask(ctx.words, there, mine, back=pressed.back))


async def cancel(update: Update, ctx: Context) -> None:
    """Gives up the seat (Ya, Batalkan; under the reminder of the day before also Batalkan)."""
    pressed = ctx.pressed(actions.CancelNow)
    offering = pressed.offering
    done = await signing_up.cancel(
        ctx.store, ctx.act, offering=offering, shown=ctx.shown(pressed.seen)
    )
    if done is None:
        await show_present(ctx, offering)
    elif isinstance(done, signing_up.OutOfDate):
        asked = screens.ask(ctx.words, done.offering, done.mine, back=None)
        await ctx.show(trouble.old_button(ctx.words, asked))
    elif isinstance(done, signing_up.TooLate):
        await ctx.show(screens.too_late(ctx.words, done.offering))
    else:
        late = await can_replace(ctx.store, ctx.act, offering, zone=ctx.settings.timezone)
        shown = screens.done(ctx.words, done.offering, done.was, seen=done.seen, late=late)
        await ctx.show(shown)


async def give_reason(update: Update, ctx: Context) -> None:
    """Stores a reason chosen by button."""
    pressed = ctx.pressed(actions.GiveReason)
    await _keep(ctx, pressed.offering, screens.KEPT[pressed.reason], shown=ctx.shown(pressed.seen))


async def ask_reason(update: Update, ctx: Context) -> None:
    """Asks for a reason in the person's own words (Alasan Lain)."""
    offering = ctx.pressed(actions.AskCancelReason).offering
    await reasons.ask(ctx, FLOW, screens.ask_reason(ctx.words), offering=offering)


async def typed_reason(update: Update, ctx: Context) -> None:
    """Stores the typed reason."""
    reason = await reasons.typed(ctx, screens.ask_reason(ctx.words))
    if reason is not None:
        await _keep(ctx, OfferingId(reasons.about(ctx, "offering")), reason)


async def skip_reason(update: Update, ctx: Context) -> None:
    """Shows the menu without a reason (Lewati)."""
    await home_presses.menu(update, ctx)


async def _keep(
    ctx: Context, offering: OfferingId, reason: str, *, shown: int | datetime | None = None
) -> None:
    kept = await holding.give_reason(
        ctx.store, ctx.act, offering=offering, reason=reason, shown=shown
    )
    # Only after the reason is stored: otherwise a crash in between would lose it.
    await asking.end(ctx)
    if kept:
        late = await can_replace(ctx.store, ctx.act, offering, zone=ctx.settings.timezone)
        await ctx.show(screens.thanks(ctx.words, late))
    else:
        await show_present(ctx, offering)
