"""HR looks at one participant and may remove the person, who is told the reason."""

from datetime import datetime

from telegram import Update

from domain.ids import EnrolmentId
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.reception import asking, reasons
from handlers.seats.hr import participants as lists
from handlers.seats.screens import removing as screens
from storage.seats import holding, participants

FLOW = "removal"


async def one(update: Update, ctx: Context) -> None:
    """Shows one participant."""
    pressed = ctx.pressed(actions.OpenParticipant)
    found = await participants.one(ctx.store, pressed.enrolment, now=ctx.now)
    if found is None:
        await lists.show_offerings(ctx, 0)
    else:
        await ctx.show(screens.card(ctx.words, found, pressed.back))


async def ask_reason(update: Update, ctx: Context) -> None:
    """Asks why the participant is removed (Batalkan Keikutsertaan)."""
    enrolment = ctx.pressed(actions.AskRemoval).enrolment
    found = await participants.one(ctx.store, enrolment, now=ctx.now)
    if found is None or not found.removable:
        await _present(ctx, enrolment)
        return
    await reasons.ask(ctx, FLOW, screens.ask_reason(ctx.words, found), enrolment=enrolment)


async def remove(update: Update, ctx: Context) -> None:
    """Removes with a reason chosen by button."""
    pressed = ctx.pressed(actions.Remove)
    await _remove(
        ctx, pressed.enrolment, screens.REASONS[pressed.reason], shown=ctx.shown(pressed.seen)
    )


async def typed_reason(update: Update, ctx: Context) -> None:
    """Removes with the typed reason."""
    enrolment = EnrolmentId(reasons.about(ctx, "enrolment"))
    found = await participants.one(ctx.store, enrolment, now=ctx.now)
    reason = await reasons.typed(
        ctx, again=screens.ask_reason(ctx.words, found) if found else None
    )
    if reason is not None:
        await _remove(ctx, enrolment, reason)


async def _remove(
    ctx: Context, enrolment: EnrolmentId, reason: str, *, shown: int | datetime | None = None
) -> None:
    done = await holding.remove(
        ctx.store, ctx.act, enrolment=enrolment, reason=reason, shown=shown
    )
    # Only after the removal is stored: otherwise a crash in between would lose the reason.
    await asking.end(ctx)
    await _present(ctx, enrolment, mine=done)


async def _present(ctx: Context, enrolment: EnrolmentId, *, mine: bool = False) -> None:
    """Shows the participant, just removed if `mine`; an unknown one leads to the offerings."""
    found = await participants.one(ctx.store, enrolment, now=ctx.now)
    if found is None:
        await lists.show_offerings(ctx, 0)
    else:
        await ctx.show((screens.done if mine else screens.card)(ctx.words, found))
