"""An office decides: one, many at once, taken back, handed over. The first answer counts."""

from dataclasses import replace

from telegram import Message, Update

from domain.decisions.views import DecisionView
from domain.ids import DecisionId, EnrolmentId
from handlers.actions import decisions as actions
from handlers.actions import seats as older
from handlers.context import Context
from handlers.decisions import notices
from handlers.decisions.screens import many
from handlers.decisions.screens import one as screens
from handlers.decisions.views import seen
from handlers.reception import asking, reasons
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.accounts import data_requests
from storage.decisions import handing, seats
from storage.decisions.lists import ticks, views
from storage.decisions.seats import Answer, Undone
from storage.people import audit

FLOW, MANY = "decision", "decisions"
_OLDER_REASONS = {
    older.RefusalReason.SEATS: actions.RefusalGround.SEATS,
    older.RefusalReason.POST: actions.RefusalGround.POST,
    older.RefusalReason.TAKEN_BEFORE: actions.RefusalGround.TAKEN_BEFORE,
}


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of what waits for this person (Permintaan, /permintaan)."""
    action = ctx.action
    paged = isinstance(action, actions.ListDecisions | older.OpenRequests)
    await ctx.show(await list_screen(ctx, action.page if paged else 0))  # type: ignore[union-attr]


async def one(update: Update, ctx: Context) -> None:
    """Shows one decision with its history (Rincian)."""
    await _present(ctx, ctx.pressed(actions.OpenDecision).decision, details=True)


async def oldest(update: Update, ctx: Context) -> None:
    """Shows the oldest decision that waits (Rincian under the list)."""
    found = await views.only(ctx.store, ctx.person.person_id, **_mine(ctx))
    if found is None:
        await ctx.show(await list_screen(ctx, 0))
    else:
        await _present(ctx, found, details=True)


async def approve(update: Update, ctx: Context) -> None:
    """Says yes (Setujui)."""
    pressed = ctx.pressed(actions.ApproveDecision)
    await _decide(ctx, pressed.decision, approve=True, shown=pressed.seen)


async def ask_reason(update: Update, ctx: Context) -> None:
    """Asks why it is refused (Tolak)."""
    await _ask_reason(ctx, ctx.pressed(actions.AskDecisionReason).decision)


async def refuse(update: Update, ctx: Context) -> None:
    """Says no with a reason chosen by button."""
    pressed = ctx.pressed(actions.RefuseDecision)
    reason = screens.REASONS[pressed.reason]
    await _decide(ctx, pressed.decision, approve=False, reason=reason, shown=pressed.seen)


async def typed_reason(update: Update, ctx: Context) -> None:
    """Says no with the typed reason."""
    decision = DecisionId(reasons.about(ctx, "decision"))
    found = await seen(ctx, decision)
    again = screens.ask_reason(ctx.words, found) if found else None
    reason = await reasons.typed(ctx, again=again)
    if reason is not None:
        await _decide(ctx, decision, approve=False, reason=reason)


async def tick(update: Update, ctx: Context) -> None:
    """Ticks one in the list, or takes its tick away."""
    pressed = ctx.pressed(actions.TurnTick)
    await ticks.turn(ctx.store, ctx.act, pressed.decision)
    await ctx.show(await list_screen(ctx, pressed.page))


async def tick_page(update: Update, ctx: Context) -> None:
    """Ticks all of the page as it was shown; a list that has changed is shown anew."""
    pressed = ctx.pressed(actions.TickPage)
    page = await views.waiting(ctx.store, ctx.person.person_id, page=pressed.page, **_mine(ctx))
    same = many.mark(page) == pressed.mark
    if same:
        await ticks.set_all(ctx.store, ctx.act, [each.id for each in page.items])
    screen = await list_screen(ctx, pressed.page)
    await ctx.show(screen if same else trouble.old_button(ctx.words, screen))


async def approve_ticked(update: Update, ctx: Context) -> None:
    """Says yes to all that are ticked (Setujui Terpilih)."""
    await _decide_many(ctx, approve=True)


async def ask_ticked_reason(update: Update, ctx: Context) -> None:
    """Asks why all that are ticked are refused (Tolak Terpilih)."""
    chosen = await ticks.ticked(ctx.store, ctx.person.person_id, now=ctx.now)
    if not chosen:
        await ctx.show(await list_screen(ctx, 0))
        return
    await reasons.ask(ctx, MANY, screens.ask_reason_of_many(ctx.words, len(chosen)))


async def refuse_ticked(update: Update, ctx: Context) -> None:
    """Says no to all that are ticked, with a reason chosen by button."""
    reason = screens.REASONS[ctx.pressed(actions.RefuseTicked).reason]
    await _decide_many(ctx, approve=False, reason=reason)


async def typed_ticked_reason(update: Update, ctx: Context) -> None:
    """Says no to all that are ticked, with the typed reason."""
    chosen = await ticks.ticked(ctx.store, ctx.person.person_id, now=ctx.now)
    again = screens.ask_reason_of_many(ctx.words, len(chosen)) if chosen else None
    reason = await reasons.typed(ctx, again=again)
    if reason is not None:
        await _decide_many(ctx, approve=False, reason=reason)


async def undo(update: Update, ctx: Context) -> None:
    """Takes an answer back while nobody has been told (Urungkan)."""
    decision = ctx.pressed(actions.UndoDecision).decision
    done = await seats.undo(ctx.store, ctx.act, [decision])
    if done == [Undone.UNDONE]:
        await _present(ctx, decision)
    else:
        why = _why(ctx, done[0] if done else Undone.CHANGED)
        await ctx.show(many.not_undone(ctx.words, why))


async def undo_many(update: Update, ctx: Context) -> None:
    """Takes back what was decided at once."""
    at = ctx.pressed(actions.UndoMany).at
    chosen = await views.decided_at(ctx.store, ctx.person.person_id, second=at)
    done = await seats.undo(ctx.store, ctx.act, chosen)
    back = sum(one is Undone.UNDONE for one in done)
    if back:
        await ctx.show(many.undone(ctx.words, back))
    else:
        why = _why(ctx, done[0] if done else Undone.CHANGED)
        await ctx.show(many.not_undone(ctx.words, why))


async def ask_hand(update: Update, ctx: Context) -> None:
    """Asks to which office it is handed over (Alihkan)."""
    decision = ctx.pressed(actions.AskHand).decision
    found = await seen(ctx, decision)
    if found is None or found.mine is None:
        await _present(ctx, decision)
        return
    zone = ctx.settings.timezone
    offices = await handing.choices(ctx.store, decision, now=ctx.now, zone=zone)
    await ctx.show(screens.ask_hand(ctx.words, found, offices))


async def hand_over(update: Update, ctx: Context) -> None:
    """Hands over to an office."""
    pressed = ctx.pressed(actions.HandTo)
    zone = ctx.settings.timezone
    to = await handing.hand_over(ctx.store, ctx.act, pressed.decision, pressed.office, zone=zone)
    if to is None:
        await _present(ctx, pressed.decision)
    else:
        await ctx.show(screens.handed(ctx.words, pressed.decision, to))
        ctx.services.in_background(notices.look_at_decisions(ctx.services))


async def undo_hand(update: Update, ctx: Context) -> None:
    """Takes a hand-over back (Urungkan)."""
    decision = ctx.pressed(actions.UndoHand).decision
    await handing.take_back(ctx.store, ctx.act, decision)
    await _present(ctx, decision)


async def older_one(update: Update, ctx: Context) -> None:
    """A button of an older message, which names the sign-up: shows its decision."""
    found = await views.newest_of(ctx.store, ctx.pressed(older.OpenRequest).enrolment)
    await _present_or_list(ctx, found)


async def older_approve(update: Update, ctx: Context) -> None:
    """Setujui of an older message."""
    pressed = ctx.pressed(older.Approve)
    await _older(ctx, pressed.enrolment, approve=True, shown=ctx.shown(pressed.seen))


async def older_ask_reason(update: Update, ctx: Context) -> None:
    """Tolak of an older message."""
    found = await views.newest_of(ctx.store, ctx.pressed(older.AskRefusalReason).enrolment)
    if found is None:
        await ctx.show(await list_screen(ctx, 0))
    else:
        await _ask_reason(ctx, found)


async def older_refuse(update: Update, ctx: Context) -> None:
    """A reason under an older question."""
    pressed = ctx.pressed(older.Refuse)
    reason = screens.REASONS[_OLDER_REASONS[pressed.reason]]
    shown = ctx.shown(pressed.seen)
    await _older(ctx, pressed.enrolment, approve=False, reason=reason, shown=shown)


async def older_typed_reason(update: Update, ctx: Context) -> None:
    """A reason that answers a question of an older version."""
    enrolment = EnrolmentId(reasons.about(ctx, "enrolment"))
    reason = await reasons.typed(ctx, again=None)
    if reason is not None:
        await _older(ctx, enrolment, approve=False, reason=reason[: reasons.LIMIT])


async def list_screen(ctx: Context, page: int) -> Screen:
    """The list of what waits, with ticks; for HR also the requests about data."""
    person, hr = ctx.person.person_id, ctx.person.hr
    found = await views.waiting(ctx.store, person, page=page, **_mine(ctx))
    if found.items:
        await audit.note(ctx.store, "requests_seen", actor=person, about=None, at=ctx.now)
    chosen = await ticks.ticked(ctx.store, person, now=ctx.now) if found.total else []
    data = await data_requests.waiting(ctx.store) if hr else 0
    return many.listing(ctx.words, found, ticked=len(chosen), hr=hr, data=data)


async def _ask_reason(ctx: Context, decision: DecisionId) -> None:
    found = await seen(ctx, decision)
    if found is None or found.mine is None:
        await _present(ctx, decision)
        return
    question = screens.ask_reason(ctx.words, found)
    await reasons.ask(ctx, FLOW, question, decision=decision)


async def _decide(
    ctx: Context,
    decision: DecisionId,
    *,
    approve: bool,
    reason: str | None = None,
    shown: int | None = None,
) -> None:
    answer = await seats.decide(
        ctx.store, ctx.act, decision, approve=approve, reason=reason, shown=shown
    )
    # Only after the decision is stored: otherwise a crash in between would lose the reason.
    await asking.end(ctx)
    await _present(ctx, decision, mine=answer not in (Answer.GONE, Answer.NOT_YOURS))
    _close(ctx, decision)


async def _older(
    ctx: Context,
    enrolment: EnrolmentId,
    *,
    approve: bool,
    reason: str | None = None,
    shown: object = None,
) -> None:
    mine = await seats.decide_request(
        ctx.store,
        ctx.act,
        enrolment=enrolment,
        approve=approve,
        reason=reason,
        shown=shown,  # type: ignore[arg-type]
    )
    await asking.end(ctx)
    found = await views.newest_of(ctx.store, enrolment)
    await _present_or_list(ctx, found, mine=mine)
    if found is not None:
        _close(ctx, found)


async def _decide_many(ctx: Context, *, approve: bool, reason: str | None = None) -> None:
    person = ctx.person.person_id
    chosen = await ticks.ticked(ctx.store, person, now=ctx.now)
    if not chosen:
        await asking.end(ctx)
        await ctx.show(await list_screen(ctx, 0))
        return
    done = await seats.decide_many(ctx.store, ctx.act, chosen, approve=approve, reason=reason)
    await asking.end(ctx)
    left = await views.count(ctx.store, person, **_mine(ctx))
    await ctx.show(many.decided(ctx.words, done, now=ctx.now, left=left))
    for one in done.done:
        _close(ctx, one)


async def _present(
    ctx: Context, decision: DecisionId, *, mine: bool = False, details: bool = False
) -> None:
    """Shows the decision: open, just decided (`mine`), or decided before; else the list."""
    found = await seen(ctx, decision)
    if found is None:
        await ctx.show(screens.not_yours(ctx.words))
    elif found.mine is not None and details:
        onward = await views.after(ctx.store, found, ctx.person.person_id, **_mine(ctx))
        await ctx.show(screens.one(ctx.words, replace(found, next_id=onward)))
    elif found.mine is not None:
        await ctx.show(screens.notice(ctx.words, found))
    else:
        await ctx.show((screens.done if _stands(found, mine) else screens.gone)(ctx.words, found))


async def _present_or_list(
    ctx: Context, decision: DecisionId | None, *, mine: bool = False
) -> None:
    if decision is None:
        await ctx.show(await list_screen(ctx, 0))
    else:
        await _present(ctx, decision, mine=mine)


def _stands(found: DecisionView, mine: bool) -> bool:
    return (mine or found.undo_until is not None) and found.decided_by is not None


def _close(ctx: Context, decision: DecisionId) -> None:
    query = ctx.incoming.callback_query
    pressed = query.message.message_id if query and isinstance(query.message, Message) else None
    ctx.services.in_background(notices.close(ctx.services, decision, except_for=pressed))


def _mine(ctx: Context) -> notices.Mine:
    return {"hr": ctx.person.hr, "now": ctx.now, "zone": ctx.settings.timezone}


def _why(ctx: Context, what: Undone) -> str:
    words = {
        Undone.RECORDED: ctx.words.label("kehadiran sudah dicatat"),
        Undone.TAKEN: ctx.words.label("tempat sudah terisi"),
    }
    return words.get(what, ctx.words.label("sudah diubah lagi"))
