"""HR changes an offering in the chat (Ubah): one field at a time, shown before it is saved."""

from typing import Any

from telegram import Update

from domain.catalogue.editing import COLUMNS, EDITABLE, Edit, RunField, Unfit, read_typed
from domain.catalogue.runs import RunCard
from domain.ids import OfferingId
from domain.seats.filling import SeatFilling
from domain.seats.standing import UnitShare
from handlers.actions import offerings as actions
from handlers.catalogue.hr import outcomes, sessions
from handlers.catalogue.hr.lists import FLOW, keep, listed, show_card, stored
from handlers.catalogue.screens.hr import editing as screens
from handlers.catalogue.screens.hr import runs, values
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.approval import APPROVERS
from storage.catalogue.hr import editing, history, lists
from storage.database.columns import plain
from storage.process import dialogues, intake
from storage.seats.fair import units, written

VALUE, SAVE = "value", "save"


async def ask(update: Update, ctx: Context) -> None:
    """Asks what is to be changed."""
    offering = ctx.pressed(actions.AskChange).offering
    await keep(ctx, await listed(ctx))
    card = await _editable(ctx, offering)
    if card is not None:
        await ctx.show(screens.ask(ctx.words, card))


async def ask_field(update: Update, ctx: Context) -> None:
    """Asks for the new value of one field; the next text is the value."""
    pressed = ctx.pressed(actions.AskRunField)
    card = await _editable(ctx, pressed.offering)
    if card is not None:
        field = values.FIELDS[pressed.field]
        about = {"offering": pressed.offering, "field": field.value}
        await asking.ask(ctx, FLOW, VALUE, **stored(await listed(ctx)), **about)
        shares: tuple[UnitShare, ...] = ()
        if field is RunField.UNITS:
            shares = await units.listing(ctx.store, pressed.offering, now=ctx.now)
        await ctx.show(screens.field(ctx.words, card, field, shares=shares))


async def typed(update: Update, ctx: Context) -> None:
    """Shows what the typed value would do, or why it is not taken."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    offering, field = OfferingId(data["offering"]), RunField(data["field"])
    card = await _editable(ctx, offering)
    if card is None:
        return
    new = read_typed(field, ctx.text, card.offering, now=ctx.now)
    if field is RunField.UNITS and not isinstance(new, Unfit):
        kept = await written.kept(ctx.store, new["unit_quota"])
        new = {"unit_quota": kept} if kept is not None else Unfit.NO_QUOTA
    if isinstance(new, Unfit):
        await ctx.show(screens.refused(ctx.words, card, field, new))
    else:
        await _propose(ctx, card, field, new)


async def emptied(update: Update, ctx: Context) -> None:
    """Shows what it would mean to leave the field empty."""
    pressed = ctx.pressed(actions.AskEmptied)
    card = await _editable(ctx, pressed.offering)
    if card is not None:
        field = values.FIELDS[pressed.field]
        await _propose(ctx, card, field, dict.fromkeys(COLUMNS[field]))


async def approval(update: Update, ctx: Context) -> None:
    """Shows what it would mean if sign-ups needed approval, of another office, or no longer."""
    pressed = ctx.pressed(actions.ChooseApproval)
    card = await _editable(ctx, pressed.offering)
    if card is not None:
        by = APPROVERS[pressed.by] if pressed.needed and pressed.by < len(APPROVERS) else None
        new = {"needs_approval": pressed.needed, "approval_by": by or card.offering.approval_by}
        await _propose(ctx, card, RunField.APPROVAL, new)


async def filling(update: Update, ctx: Context) -> None:
    """Shows what it would mean if seats were given in another way."""
    pressed = ctx.pressed(actions.ChooseFilling)
    card = await _editable(ctx, pressed.offering)
    if card is not None:
        chosen = SeatFilling(pressed.filling.name.lower())
        await _propose(ctx, card, RunField.FILLING, {"filling": chosen.value})


async def save(update: Update, ctx: Context) -> None:
    """Saves the change that was shown (Simpan)."""
    pressed = ctx.pressed(actions.SaveRun)
    edit = await _shown(ctx, pressed)
    if edit is None:
        # Saved already, or another change is open by now.
        if await intake.is_claimed(ctx.store, ctx.act):
            await outcomes.show_mine(ctx, pressed.offering)
        else:
            await _older(ctx, pressed.offering)
        return
    done = await editing.save(ctx.store, ctx.act, pressed.offering, edit)
    # Only after the change is stored: otherwise a crash in between would lose it.
    await keep(ctx, await listed(ctx))
    card = await lists.card(ctx.store, pressed.offering, now=ctx.now)
    if card is None or done is None:
        await _older(ctx, pressed.offering)
    elif isinstance(done, Unfit) and edit.field is RunField.SESSIONS:
        fresh = await sessions.fresh(ctx, card)
        await ctx.show(fresh.under(values.unfit(ctx.words, done)))
    elif isinstance(done, Unfit):
        await ctx.show(screens.refused(ctx.words, card, edit.field, done))
    elif isinstance(done, editing.Overtaken):
        present = Edit(edit.field, done.present, done.present)
        of_sessions = edit.field is RunField.SESSIONS
        fresh, zone = screens.ask(ctx.words, card), card.offering.timezone
        fresh = await sessions.fresh(ctx, card) if of_sessions else fresh
        await ctx.show(screens.overtaken(ctx.words, fresh, present, zone, done.by))
    else:
        await outcomes.show(ctx, done, offering=pressed.offering)


async def _propose(ctx: Context, card: RunCard, field: RunField, new: dict[str, Any]) -> None:
    offering = card.offering.id
    plan = await editing.plan(ctx.store, offering, field, new, now=ctx.now)
    if plan is None:
        await show_card(ctx, offering)
    elif isinstance(plan, Unfit):
        await ctx.show(screens.refused(ctx.words, card, field, plan))
    else:
        facts = {"offering": offering, "field": field.value}
        before, after = plain(plan.edit.before), plain(plan.edit.after)
        await keep(ctx, await listed(ctx), SAVE, **facts, before=before, after=after)
        await ctx.show(screens.plan(ctx.words, plan))


async def _shown(ctx: Context, pressed: actions.SaveRun) -> Edit | None:
    """The change that waits to be saved, if it is the one whose button was pressed."""
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    if asked is None or asked.expired or asked.flow != FLOW:
        return None
    data = asked.data
    if asked.step == sessions.SAVE:
        edit = Edit(RunField.SESSIONS, data["before"], data["after"])
    elif asked.step == SAVE:
        before, after = history.kept(data["before"]), history.kept(data["after"])
        edit = Edit(RunField(data["field"]), before, after)
    else:
        return None
    same = data["offering"] == pressed.offering and screens.mark(edit) == pressed.mark
    return edit if same else None


async def _editable(ctx: Context, offering: OfferingId) -> RunCard | None:
    """The card of an offering that can be changed; otherwise shows it as it stands."""
    card = await lists.card(ctx.store, offering, now=ctx.now)
    if card is not None and card.state in EDITABLE:
        return card
    await show_card(ctx, offering)
    return None


async def _older(ctx: Context, offering: OfferingId) -> None:
    card = await lists.card(ctx.store, offering, now=ctx.now)
    if card is None:
        await show_card(ctx, offering)
    else:
        await ctx.show(trouble.old_button(ctx.words, runs.card(ctx.words, card)))
