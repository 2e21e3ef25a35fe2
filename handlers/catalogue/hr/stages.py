"""HR opens and closes sign-up, calls off, reopens and archives; and takes changes back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from domain.catalogue.changes import ChangeEvent, OfferingState
from domain.catalogue.editing import EDITABLE, RunField, Unfit, read_typed
from domain.catalogue.runs import RunCard
from domain.ids import OfferingId
from domain.imports.cells import CLOSING_HOUR
from handlers.actions import offerings as actions
from handlers.catalogue.hr import outcomes
from handlers.catalogue.hr.lists import FLOW, keep, listed, show_card
from handlers.catalogue.screens.hr import runs, values
from handlers.catalogue.screens.hr import stages as screens
from handlers.context import Context
from handlers.documents import people_files
from handlers.reception import asking, reasons
from handlers.screens.words import Html
from storage.catalogue.hr import history, lists, stages
from storage.catalogue.hr.stages import NotUndone
from storage.desk.unlinked import unlinked_people
from storage.process import dialogues, intake

UNTIL, REASON, SURE = "until", "reason", "sure"
OFFERED_DAYS = (3, 1)
"""Days before the start until the end of which sign-up may open again."""


async def start_sign_up(update: Update, ctx: Context) -> None:
    """Opens sign-up until the date that it had; asks for one if that has passed."""
    offering = ctx.pressed(actions.ResumeSignUp).offering
    card = await lists.card(ctx.store, offering, now=ctx.now)
    until = _earlier(card, ctx.now) if card is not None else None
    claimed = await intake.is_claimed(ctx.store, ctx.act)
    if card is None or until is not None or claimed or card.state is not OfferingState.CLOSED:
        moment = until or ctx.now
        change = await stages.open_sign_up(ctx.store, ctx.act, offering, until=moment)
        await outcomes.show(ctx, change, offering=offering)
        return
    await asking.go_on(ctx, FLOW, UNTIL, offering=offering)
    zone = ZoneInfo(card.offering.timezone)
    ends = [(days, _end_of(card, days)) for days in OFFERED_DAYS]
    days = [(days, end.astimezone(zone).date()) for days, end in ends if end > ctx.now]
    await ctx.show(screens.ask_until(ctx.words, card, days=days))


async def start_until(update: Update, ctx: Context) -> None:
    """Opens sign-up until the day that was chosen."""
    pressed = ctx.pressed(actions.ResumeSignUpUntil)
    card = await lists.card(ctx.store, pressed.offering, now=ctx.now)
    until = ctx.now
    if card is not None and card.shown == pressed.shown and pressed.days in OFFERED_DAYS:
        until = _end_of(card, pressed.days)
    change = await stages.open_sign_up(ctx.store, ctx.act, pressed.offering, until=until)
    await asking.end(ctx)
    await outcomes.show(ctx, change, offering=pressed.offering)


async def typed_until(update: Update, ctx: Context) -> None:
    """Opens sign-up until the typed date."""
    offering = OfferingId(reasons.about(ctx, "offering"))
    card = await lists.card(ctx.store, offering, now=ctx.now)
    if card is None:
        await show_card(ctx, offering)
        return
    read = read_typed(RunField.CLOSES, ctx.text, card.offering, now=ctx.now)
    if isinstance(read, Unfit):
        again = screens.ask_until(ctx.words, card, days=[])
        await ctx.show(again.under(values.unfit(ctx.words, read)))
        return
    change = await stages.open_sign_up(ctx.store, ctx.act, offering, until=read["closes_at"])
    await asking.end(ctx)
    await outcomes.show(ctx, change, offering=offering)


async def end_sign_up(update: Update, ctx: Context) -> None:
    """Closes sign-up now (Tutup Pendaftaran)."""
    offering = ctx.pressed(actions.EndSignUp).offering
    change = await stages.close_sign_up(ctx.store, ctx.act, offering)
    await outcomes.show(ctx, change, offering=offering)


async def ask_off_reason(update: Update, ctx: Context) -> None:
    """Asks why the offering is called off (Batalkan Angkatan)."""
    offering = ctx.pressed(actions.AskOffReason).offering
    card = await _to_call_off(ctx, offering)
    if card is not None:
        await asking.ask(ctx, FLOW, REASON, offering=offering)
        people = card.occupancy.taken + card.occupancy.waiting
        await ctx.show(screens.ask_reason(ctx.words, card, people=people))


async def off_reason(update: Update, ctx: Context) -> None:
    """Asks once more, with the reason that was chosen."""
    pressed = ctx.pressed(actions.ChooseOffReason)
    await _ask_off(ctx, pressed.offering, screens.REASONS[pressed.reason])


async def typed_off_reason(update: Update, ctx: Context) -> None:
    """Asks once more, with the typed reason."""
    offering = OfferingId(reasons.about(ctx, "offering"))
    card = await _to_call_off(ctx, offering)
    if card is not None:
        people = card.occupancy.taken + card.occupancy.waiting
        again = screens.ask_reason(ctx.words, card, people=people)
        reason = await reasons.typed(ctx, again=again)
        if reason is not None:
            await _ask_off(ctx, offering, reason)


async def call_off(update: Update, ctx: Context) -> None:
    """Calls the offering off for the reason that was shown (Ya, Batalkan)."""
    pressed = ctx.pressed(actions.CallOff)
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    open_ = asked is not None and not asked.expired and (asked.flow, asked.step) == (FLOW, SURE)
    data = asked.data if asked is not None and open_ else {}
    reason = str(data.get("reason", ""))
    if data.get("offering") != pressed.offering or screens.mark(reason) != pressed.mark:
        claimed = await intake.is_claimed(ctx.store, ctx.act)
        if claimed:
            await outcomes.show_mine(ctx, pressed.offering)
        else:
            await outcomes.show(ctx, None, offering=pressed.offering)
        return
    change = await stages.call_off(
        ctx.store, ctx.act, pressed.offering, reason=reason, shown=pressed.shown
    )
    await asking.end(ctx)
    await outcomes.show(ctx, change, offering=pressed.offering)


async def hold_again(update: Update, ctx: Context) -> None:
    """Takes a calling off back after people were told (Buka Lagi)."""
    pressed = ctx.pressed(actions.HoldAgain)
    change = await stages.reopen(ctx.store, ctx.act, pressed.offering, shown=pressed.shown)
    await outcomes.show(ctx, change, offering=pressed.offering)


async def archive(update: Update, ctx: Context) -> None:
    """Puts the offering out of the lists (Arsipkan)."""
    offering = ctx.pressed(actions.ArchiveRun).offering
    change = await stages.archive(ctx.store, ctx.act, offering)
    await outcomes.show(ctx, change, offering=offering)


async def restore(update: Update, ctx: Context) -> None:
    """Takes the offering back into the lists (Aktifkan Lagi)."""
    offering = ctx.pressed(actions.RestoreRun).offering
    change = await stages.restore(ctx.store, ctx.act, offering)
    await outcomes.show(ctx, change, offering=offering)


async def undo(update: Update, ctx: Context) -> None:
    """Takes a change back before people are told of it (Urungkan)."""
    change = ctx.pressed(actions.UndoChange).change
    done = await stages.undo(ctx.store, ctx.act, change)
    found = await history.one(ctx.store, change)
    card = await lists.card(ctx.store, found.offering_id, now=ctx.now) if found else None
    if card is None or done is None:
        await show_card(ctx, OfferingId(0))
    elif isinstance(done, NotUndone):
        await ctx.show(screens.not_undone(ctx.words, card, _why(ctx, done)))
    else:
        await ctx.show((screens.undone if done else runs.card)(ctx.words, card))


async def listing(update: Update, ctx: Context) -> None:
    """Shows which officer changed what (Riwayat)."""
    pressed = ctx.pressed(actions.ListHistory)
    await keep(ctx, await listed(ctx))
    card = await lists.card(ctx.store, pressed.offering, now=ctx.now)
    if card is None:
        await show_card(ctx, pressed.offering)
        return
    page = await history.listing(ctx.store, pressed.offering, page=pressed.page)
    await ctx.show(screens.history(ctx.words, card, page))


async def download_unlinked(update: Update, ctx: Context) -> None:
    """Sends the people whom no message reaches, so that they can be told in person (Unduh)."""
    offering = ctx.pressed(actions.DownloadUntold).offering
    card = await lists.card(ctx.store, offering, now=ctx.now)
    if card is None:
        await show_card(ctx, offering)
        return
    people = await unlinked_people(ctx.store, offering)
    sheet = people_files.unlinked(ctx.words, people)
    name = f"belum-terhubung-{card.code}"
    document = await people_files.people_file(ctx.words, name, sheet, now=ctx.now)
    await ctx.show(screens.unlinked_file(ctx.words, document, card, people=len(people)))


async def _ask_off(ctx: Context, offering: OfferingId, reason: str) -> None:
    card = await _to_call_off(ctx, offering)
    if card is not None:
        await asking.go_on(ctx, FLOW, SURE, offering=offering, reason=reason)
        await ctx.show(screens.ask_off(ctx.words, card, reason=reason))


async def _to_call_off(ctx: Context, offering: OfferingId) -> RunCard | None:
    """The card of an offering that can be called off; otherwise shows why it cannot."""
    card = await lists.card(ctx.store, offering, now=ctx.now)
    if card is None or card.state not in EDITABLE:
        await show_card(ctx, offering)
        return None
    if card.recorded:
        await ctx.show(screens.recorded(ctx.words, card))
        return None
    return card


def _earlier(card: RunCard, now: datetime) -> datetime | None:
    """The closing date that the offering had before sign-up was closed by hand."""
    last = card.last
    if last is None or last.event is not ChangeEvent.CLOSED or last.undone:
        return None
    until: datetime = last.before["closes_at"]
    return until if now < until <= card.offering.starts_at else None


def _end_of(card: RunCard, days: int) -> datetime:
    """The last minute of a day so many days before the start."""
    there = card.offering
    local = there.starts_at.astimezone(ZoneInfo(there.timezone)) - timedelta(days=days)
    return datetime.combine(local.date(), CLOSING_HOUR, local.tzinfo)


def _why(ctx: Context, why: NotUndone) -> Html:
    match why:
        case NotUndone.TOLD:
            return screens.why_told(ctx.words)
        case NotUndone.LATE:
            return screens.why_late(ctx.words)
        case NotUndone.CHANGED:
            return screens.why_changed(ctx.words)
        case NotUndone.SEATS:
            return screens.why_taken(ctx.words)
