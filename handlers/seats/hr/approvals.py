"""HR decides on sign-ups (Permintaan); the first decision counts and closes all notices."""

from datetime import datetime

from telegram import Message, Update

from domain.ids import EnrolmentId
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.reception import asking, reasons
from handlers.seats.hr import notices
from handlers.seats.screens import approvals as screens
from storage.accounts import data_requests
from storage.seats import approvals, signing_up

FLOW = "request"


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of the sign-ups that wait for a decision."""
    await _list(ctx, ctx.pressed(actions.OpenRequests).page)


async def one(update: Update, ctx: Context) -> None:
    """Shows one sign-up; Kembali of the question for the reason leads here."""
    await _present(ctx, ctx.pressed(actions.OpenRequest).enrolment)


async def approve(update: Update, ctx: Context) -> None:
    """Approves a sign-up (Setujui)."""
    pressed = ctx.pressed(actions.Approve)
    await _decide(ctx, pressed.enrolment, approve=True, reason=None, shown=ctx.shown(pressed.seen))


async def ask_reason(update: Update, ctx: Context) -> None:
    """Asks why the sign-up is refused (Tolak)."""
    enrolment = ctx.pressed(actions.AskRefusalReason).enrolment
    found = await approvals.request(ctx.store, enrolment, now=ctx.now)
    if found is None or not found.pending:
        await _present(ctx, enrolment)
        return
    await reasons.ask(ctx, FLOW, screens.ask_reason(ctx.words, found), enrolment=enrolment)


async def refuse(update: Update, ctx: Context) -> None:
    """Refuses with a reason chosen by button."""
    pressed = ctx.pressed(actions.Refuse)
    reason = screens.REASONS[pressed.reason]
    await _decide(
        ctx, pressed.enrolment, approve=False, reason=reason, shown=ctx.shown(pressed.seen)
    )


async def typed_reason(update: Update, ctx: Context) -> None:
    """Refuses with the typed reason."""
    enrolment = EnrolmentId(reasons.about(ctx, "enrolment"))
    found = await approvals.request(ctx.store, enrolment, now=ctx.now)
    reason = await reasons.typed(
        ctx, again=screens.ask_reason(ctx.words, found) if found else None
    )
    if reason is not None:
        await _decide(ctx, enrolment, approve=False, reason=reason)


async def _decide(
    ctx: Context,
    enrolment: EnrolmentId,
    *,
    approve: bool,
    reason: str | None,
    shown: int | datetime | None = None,
) -> None:
    decided = await signing_up.decide_request(
        ctx.store,
        ctx.act,
        enrolment=enrolment,
        approve=approve,
        reason=reason,
        shown=shown,
    )
    # Only after the decision is stored: otherwise a crash in between would lose the reason.
    await asking.end(ctx)
    await _present(ctx, enrolment, mine=decided)
    ctx.services.in_background(
        notices.close(ctx.services, enrolment, except_for=_pressed(update=ctx.incoming))
    )


async def _present(ctx: Context, enrolment: EnrolmentId, *, mine: bool = False) -> None:
    """Shows the sign-up: undecided, just decided (`mine`) or decided before; else the list."""
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
    """The number of the pressed message, which already shows the decision."""
    query = update.callback_query
    return query.message.message_id if query and isinstance(query.message, Message) else None
