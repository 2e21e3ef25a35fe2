"""One participant of an offering; HR takes somebody off, who is told why."""

from telegram import Update

from domain.ids import EnrolmentId
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.reception import asking
from handlers.screens.trouble import too_long
from handlers.seats.hr import participants as lists
from handlers.seats.screens import removing as screens
from storage.seats import holding, participants

FLOW = "removal"
REASON_LIMIT = 300
"""Characters of a typed reason."""


async def one(update: Update, ctx: Context) -> None:
    """A number of the list."""
    await _present(ctx, ctx.pressed(actions.OpenParticipant).enrolment)


async def ask_reason(update: Update, ctx: Context) -> None:
    """Batalkan Keikutsertaan: why?"""
    enrolment = ctx.pressed(actions.AskRemoval).enrolment
    found = await participants.one(ctx.store, enrolment, now=ctx.now)
    if found is None or not found.removable:
        await _present(ctx, enrolment)
        return
    await asking.ask(ctx, FLOW, "reason", enrolment=enrolment)
    await ctx.show(screens.ask_reason(ctx.words, found))


async def remove(update: Update, ctx: Context) -> None:
    """A reason chosen by button."""
    pressed = ctx.pressed(actions.Remove)
    await _remove(ctx, pressed.enrolment, screens.REASONS[pressed.reason])


async def typed_reason(update: Update, ctx: Context) -> None:
    """A reason in one's own words."""
    enrolment = EnrolmentId(ctx.dialogue.data["enrolment"] if ctx.dialogue else 0)
    found = await participants.one(ctx.store, enrolment, now=ctx.now)
    if found is not None and len(ctx.text) > REASON_LIMIT:
        again, length = screens.ask_reason(ctx.words, found), len(ctx.text)
        await ctx.show(too_long(ctx.words, length=length, most=REASON_LIMIT, again=again))
    else:
        await _remove(ctx, enrolment, ctx.text)


async def _remove(ctx: Context, enrolment: EnrolmentId, reason: str) -> None:
    done = await holding.remove(
        ctx.store,
        enrolment=enrolment,
        reason=reason,
        by=ctx.person.person_id,
        key=ctx.update_key,
        now=ctx.now,
        real_now=ctx.real_now,
    )
    # Only now: a question closed before its answer is kept would lose the answer in a crash.
    await asking.end(ctx)
    await _present(ctx, enrolment, mine=done)


async def _present(ctx: Context, enrolment: EnrolmentId, *, mine: bool = False) -> None:
    """The participant as things stand; gone from the store: the offerings."""
    found = await participants.one(ctx.store, enrolment, now=ctx.now)
    if found is None:
        await lists.show_offerings(ctx, 0)
    else:
        await ctx.show((screens.done if mine else screens.card)(ctx.words, found))
