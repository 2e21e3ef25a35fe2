"""A nomination gets its reason and its deadline, is previewed, and sent (Kirim Pencalonan)."""

from dataclasses import replace
from datetime import UTC, datetime

from telegram import Update

from domain.announcements.moments import read_time
from domain.ids import NominationDraftId
from domain.seats.nominations import LAST_ANSWER, Chosen
from handlers.actions.seating import nominations as actions
from handlers.context import Context
from handlers.reception import asking, reasons
from handlers.screens import trouble
from handlers.seats.nominations import states
from handlers.seats.nominations.choosing import FLOW, gone, read
from handlers.seats.screens.nominations import sending as screens
from storage.seats.nominations import asking as nominations
from storage.seats.nominations import drafts

UNTIL = "until"


async def ask_reason(update: Update, ctx: Context) -> None:
    """Asks why these people are named (Lanjut)."""
    number = ctx.pressed(actions.AskNominationReason).draft
    draft = await read(ctx, number)
    if draft is None:
        await gone(ctx)
        return
    await reasons.ask(ctx, FLOW, screens.ask_reason(ctx.words, draft), draft=number)


async def choose_reason(update: Update, ctx: Context) -> None:
    """Keeps an offered reason, and shows the preview."""
    pressed = ctx.pressed(actions.ChooseNominationReason)
    await _keep_reason(ctx, pressed.draft, screens.REASONS[pressed.reason])


async def typed_reason(update: Update, ctx: Context) -> None:
    """Keeps the typed reason, and shows the preview."""
    number = NominationDraftId(reasons.about(ctx, "draft"))
    draft = await read(ctx, number)
    again = screens.ask_reason(ctx.words, draft) if draft is not None else None
    reason = await reasons.typed(ctx, again=again)
    if reason is not None:
        await _keep_reason(ctx, number, reason)


async def preview(update: Update, ctx: Context) -> None:
    """Shows the message as it will be received."""
    await _preview(ctx, ctx.pressed(actions.PreviewNomination).draft)


async def ask_until(update: Update, ctx: Context) -> None:
    """Asks until when the answer is awaited (Ubah Batas)."""
    number = ctx.pressed(actions.AskAnswerTime).draft
    draft = await read(ctx, number)
    if draft is None:
        await gone(ctx)
        return
    await asking.ask(ctx, FLOW, UNTIL, draft=number)
    offered = await drafts.deadlines(ctx.store, draft.offering, now=ctx.now)
    await ctx.show(screens.ask_until(ctx.words, draft, offered))


async def choose_until(update: Update, ctx: Context) -> None:
    """Keeps an offered deadline."""
    pressed = ctx.pressed(actions.SetAnswerTime)
    moment = datetime.fromtimestamp(pressed.minute * 60, tz=UTC)
    await _keep_until(ctx, pressed.draft, moment)


async def typed_until(update: Update, ctx: Context) -> None:
    """Keeps the typed deadline."""
    number = NominationDraftId(reasons.about(ctx, "draft"))
    draft = await read(ctx, number)
    if draft is None:
        await gone(ctx)
        return
    moment = read_time(ctx.text, now=ctx.now, zone=draft.offering.timezone)
    await _keep_until(ctx, number, moment)


async def send(update: Update, ctx: Context) -> None:
    """Asks the people as previewed."""
    pressed = ctx.pressed(actions.NominatePeople)
    done = await nominations.send(
        ctx.store,
        ctx.act,
        pressed.draft,
        revision=pressed.revision,
        zone=ctx.settings.timezone,
    )
    if done is None:
        await gone(ctx)
    elif done.changed is not None:
        fresh = screens.preview(ctx.words, done.changed)
        await ctx.show(trouble.old_button(ctx.words, fresh))
    else:
        await states.show_sent(ctx, done.offering, done.office, people=done.people)


async def _keep_reason(ctx: Context, number: NominationDraftId, reason: str) -> None:
    def to(chosen: Chosen) -> Chosen:
        return replace(chosen, reason=reason)

    await drafts.change(ctx.store, ctx.act, number, to, zone=ctx.settings.timezone)
    await asking.end(ctx)
    await _preview(ctx, number)


async def _keep_until(ctx: Context, number: NominationDraftId, moment: datetime | None) -> None:
    draft = await read(ctx, number)
    if draft is None:
        await gone(ctx)
        return
    latest = draft.offering.starts_at - LAST_ANSWER
    if moment is None or not ctx.now < moment <= latest:
        offered = await drafts.deadlines(ctx.store, draft.offering, now=ctx.now)
        again = screens.ask_until(ctx.words, draft, offered)
        await ctx.show(screens.not_a_time(ctx.words, again))
        return

    def to(chosen: Chosen) -> Chosen:
        return replace(chosen, until=moment)

    await drafts.change(ctx.store, ctx.act, number, to, zone=ctx.settings.timezone)
    await asking.end(ctx)
    await _preview(ctx, number)


async def _preview(ctx: Context, number: NominationDraftId) -> None:
    draft = await read(ctx, number)
    if draft is None:
        await gone(ctx)
    elif draft.chosen.reason is None:
        await reasons.ask(ctx, FLOW, screens.ask_reason(ctx.words, draft), draft=number)
    else:
        await ctx.show(screens.preview(ctx.words, draft))
