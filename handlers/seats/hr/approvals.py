"""Permintaan: the first decision wins, whoever made it; the others' notices say so."""

from telegram import Message, Update

from domain.ids import EnrolmentId
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.reception import asking
from handlers.screens.trouble import too_long
from handlers.seats.hr import notices
from handlers.seats.screens import approvals as screens
from storage.accounts import data_requests
from storage.seats import approvals, signing_up

FLOW = "request"
REASON_LIMIT = 300
"""Characters of a typed reason."""


async def listing(update: Update, ctx: Context) -> None:
    """Permintaan."""
    await _list(ctx, ctx.pressed(actions.OpenRequests).page)


async def one(update: Update, ctx: Context) -> None:
    """Kembali from the question for the reason: the sign-up, undecided."""
    await _present(ctx, ctx.pressed(actions.OpenRequest).enrolment)


async def approve(update: Update, ctx: Context) -> None:
    """Setujui."""
    await _decide(ctx, ctx.pressed(actions.Approve).enrolment, approve=True, reason=None)


async def ask_reason(update: Update, ctx: Context) -> None:
    """Tolak: why?"""
    enrolment = ctx.pressed(actions.AskRefusalReason).enrolment
    found = await approvals.request(ctx.store, enrolment, now=ctx.now)
    if found is None or not found.pending:
        await _present(ctx, enrolment)
        return
    await asking.ask(ctx, FLOW, "reason", enrolment=enrolment)
    await ctx.show(screens.ask_reason(ctx.words, found))


async def refuse(update: Update, ctx: Context) -> None:
    """A reason chosen by button."""
    pressed = ctx.pressed(actions.Refuse)
    reason = screens.REASONS[pressed.reason]
    await _decide(ctx, pressed.enrolment, approve=False, reason=reason)


async def typed_reason(update: Update, ctx: Context) -> None:
    """A reason in one's own words."""
    enrolment = EnrolmentId(ctx.dialogue.data["enrolment"] if ctx.dialogue else 0)
    if len(ctx.text) > REASON_LIMIT:
        found = await approvals.request(ctx.store, enrolment, now=ctx.now)
        if found is not None:
            again = screens.ask_reason(ctx.words, found)
            most = REASON_LIMIT
            await ctx.show(too_long(ctx.words, length=len(ctx.text), most=most, again=again))
            return
    await _decide(ctx, enrolment, approve=False, reason=ctx.text)


async def _decide(
    ctx: Context, enrolment: EnrolmentId, *, approve: bool, reason: str | None
) -> None:
    decided = await signing_up.decide_request(
        ctx.store,
        enrolment=enrolment,
        approve=approve,
        reason=reason,
        by=ctx.person.person_id,
        key=ctx.update_key,
        now=ctx.now,
        real_now=ctx.real_now,
    )
    # Only now: a question closed before its answer is kept would lose the answer in a crash.
    await asking.end(ctx)
    await _present(ctx, enrolment, mine=decided)
    ctx.services.in_background(
        notices.close(ctx.services, enrolment, except_for=_pressed(update=ctx.incoming))
    )


async def _present(ctx: Context, enrolment: EnrolmentId, *, mine: bool = False) -> None:
    """The sign-up as it stands: to decide, decided just now, or gone."""
    found = await approvals.request(ctx.store, enrolment, now=ctx.now)
    if found is None:
        await _list(ctx, 0)
    elif found.pending:
        await ctx.show(screens.notice(ctx.words, found))
    else:
        stands = mine and found.decided_by is not None
        await ctx.show((screens.done if stands else screens.gone)(ctx.words, found))


async def _list(ctx: Context, page: int) -> None:
    waiting = await approvals.pending(ctx.store, page=page, now=ctx.now)
    data = await data_requests.waiting(ctx.store)
    await ctx.show(screens.listing(ctx.words, waiting, data_requests=data))


def _pressed(update: Update) -> int | None:
    """The message that was pressed: it shows the decision already."""
    query = update.callback_query
    return query.message.message_id if query and isinstance(query.message, Message) else None
