"""A person who is named for an offering answers (Bersedia, Berhalangan)."""

from telegram import Update

from domain.ids import NominationId
from domain.seats.deciding import SeatRefused
from domain.seats.nominations import Nominated, NominationState
from handlers.actions.seating import nominations as actions
from handlers.context import Context
from handlers.reception import asking, reasons
from handlers.screens import trouble
from handlers.seats.nominations.choosing import FLOW
from handlers.seats.presses import detail_screen
from handlers.seats.screens import cancelling, signed
from handlers.seats.screens.nominations import answering as screens
from storage.seats.nominations import answering

REFUSAL = "refusal"


async def answer(update: Update, ctx: Context) -> None:
    """Keeps the answer; a willing person gets a seat, a place in the queue, or asks for one."""
    pressed = ctx.pressed(actions.SayWilling)
    done = await answering.answer(
        ctx.store, ctx.act, pressed.nomination, willing=pressed.willing, shown=pressed.shown
    )
    if done is None:
        await _present(ctx, pressed.nomination, old=True)
    elif done.outcome is None:
        await _show(ctx, done.nominated)
    elif isinstance(done.outcome, SeatRefused):
        await ctx.show(await detail_screen(ctx, done.nominated.offering.id))
    else:
        there = done.nominated.offering
        await ctx.show(signed.signed(ctx.words, there, done.outcome, back=None))


async def open_answer(update: Update, ctx: Context) -> None:
    """Shows the question again while it can be answered (Ubah Jawaban)."""
    number = ctx.pressed(actions.OpenAnswer).nomination
    found = await answering.nominated(ctx.store, number, who=ctx.person.person_id)
    if found is not None and found.can_answer(ctx.now):
        await ctx.show(screens.question(ctx.words, found))
    else:
        await _present(ctx, number)


async def give_reason(update: Update, ctx: Context) -> None:
    """Keeps an offered reason."""
    pressed = ctx.pressed(actions.GiveRefusal)
    await _keep(ctx, pressed.nomination, cancelling.KEPT[pressed.reason])


async def ask_reason(update: Update, ctx: Context) -> None:
    """Asks for a reason in the person's own words (Alasan Lain)."""
    number = ctx.pressed(actions.AskRefusalText).nomination
    await asking.ask(ctx, FLOW, REFUSAL, nomination=number)
    await ctx.show(screens.ask_refusal_text(ctx.words))


async def typed_reason(update: Update, ctx: Context) -> None:
    """Keeps the typed reason."""
    reason = await reasons.typed(ctx, screens.ask_refusal_text(ctx.words))
    if reason is not None:
        await _keep(ctx, NominationId(reasons.about(ctx, "nomination")), reason)


async def _keep(ctx: Context, number: NominationId, reason: str) -> None:
    await answering.give_reason(ctx.store, ctx.act, number, reason=reason)
    await asking.end(ctx)
    await _present(ctx, number)


async def _present(ctx: Context, number: NominationId, *, old: bool = False) -> None:
    """Shows the nomination as it stands."""
    found = await answering.nominated(ctx.store, number, who=ctx.person.person_id)
    if found is None:
        await ctx.show(screens.gone(ctx.words))
    elif found.state is NominationState.DECLINED and found.can_answer(ctx.now) and not old:
        await ctx.show(screens.declined(ctx.words, found))
    elif found.can_answer(ctx.now):
        await ctx.show(trouble.old_button(ctx.words, screens.question(ctx.words, found)))
    else:
        await _over(ctx, found)


async def _show(ctx: Context, found: Nominated) -> None:
    if found.state is NominationState.DECLINED and found.refusal is None:
        await ctx.show(screens.ask_refusal(ctx.words, found))
    else:
        await _present(ctx, found.id)


async def _over(ctx: Context, found: Nominated) -> None:
    """The offering as it stands; under a line where the nomination is over without an answer."""
    shown = await detail_screen(ctx, found.offering.id)
    if found.state is NominationState.ACCEPTED:
        await ctx.show(shown)
    else:
        await ctx.show(shown.under(screens.over_line(ctx.words, found)))
