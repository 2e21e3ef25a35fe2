"""HR gives the sessions of an offering (Sesi): each change is shown before it is saved."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from domain.catalogue.editing import EDITABLE, RunField, Unfit
from domain.catalogue.runs import RunCard
from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import (
    MOST_SESSIONS,
    Overlapping,
    SessionField,
    as_kept,
    divided,
    put,
    read_hours,
    read_place,
    read_session,
    starting,
)
from domain.ids import OfferingId
from domain.seats.deciding import is_e_learning
from handlers.actions import offerings as actions
from handlers.catalogue.hr.lists import FLOW, show_card
from handlers.catalogue.screens.hr import editing as plans
from handlers.catalogue.screens.hr import sessions as screens
from handlers.catalogue.screens.hr import values
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.catalogue.hr import editing, given, lists
from storage.catalogue.speaking import speakers
from storage.database.columns import plain

SESSION, SAVE = "session", "save_session"


async def listing(update: Update, ctx: Context) -> None:
    """Lists the sessions of an offering."""
    pressed = ctx.pressed(actions.ListSessions)
    await show(ctx, pressed.offering, page=pressed.page)


async def one(update: Update, ctx: Context) -> None:
    """Opens one session."""
    pressed = ctx.pressed(actions.OpenSession)
    await show_one(ctx, pressed.offering, pressed.start)


async def ask_new(update: Update, ctx: Context) -> None:
    """Asks when one more session takes place."""
    offering = ctx.pressed(actions.AskNewSession).offering
    card = await _editable(ctx, offering)
    if card is not None:
        await asking.ask(ctx, FLOW, SESSION, offering=offering)
        await ctx.show(screens.ask_new(ctx.words, card))


async def ask_part(update: Update, ctx: Context) -> None:
    """Asks for the new time, place or hours of a session; the next text is the answer."""
    pressed = ctx.pressed(actions.AskSessionPart)
    found = await editable(ctx, pressed.offering, pressed.start)
    if found is not None:
        card, _, shown = found
        part = screens.FIELDS[pressed.part]
        about = {"offering": pressed.offering, "start": pressed.start, "part": part.value}
        await asking.ask(ctx, FLOW, SESSION, **about)
        await ctx.show(screens.ask_part(ctx.words, card, shown, part))


async def typed(update: Update, ctx: Context) -> None:
    """Shows what the typed answer would do, or why it is not taken."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    offering = OfferingId(data["offering"])
    if data.get("start") is None:
        await _typed_new(ctx, offering)
        return
    found = await editable(ctx, offering, data["start"])
    if found is None:
        return
    card, sessions, shown = found
    part = SessionField(data["part"])
    again = screens.ask_part(ctx.words, card, shown, part)
    read: TrainingSession | Overlapping | Unfit
    match part:
        case SessionField.TIME:
            read = read_session(ctx.text, card.offering, sessions, shown, now=ctx.now)
        case SessionField.PLACE:
            place = read_place(ctx.text)
            read = place if isinstance(place, Unfit) else replace(shown, place=place)
        case SessionField.HOURS:
            hours = read_hours(ctx.text)
            read = hours if isinstance(hours, Unfit) else replace(shown, hours=hours)
    if isinstance(read, TrainingSession):
        await _propose(ctx, card, put(sessions, shown, read), again=again, **data)
    else:
        await ctx.show(again.under(_refusal(ctx, card, read)))


async def emptied(update: Update, ctx: Context) -> None:
    """Shows what it would mean to say no place or hours of a session."""
    pressed = ctx.pressed(actions.AskSessionEmptied)
    found = await editable(ctx, pressed.offering, pressed.start)
    if found is not None:
        card, sessions, shown = found
        part = screens.FIELDS[pressed.part]
        if part is SessionField.PLACE:
            new = replace(shown, place=None)
        else:
            new = replace(shown, hours=None) if part is SessionField.HOURS else shown
        again = screens.ask_part(ctx.words, card, shown, part)
        await _propose(ctx, card, put(sessions, shown, new), again=again)


async def divide(update: Update, ctx: Context) -> None:
    """Shows what standard sessions on each working day would mean."""
    offering = ctx.pressed(actions.AskDivision).offering
    card = await _editable(ctx, offering)
    if card is None:
        return
    sessions = await given.listing(ctx.store, offering)
    there = card.offering
    free, rules = await given.rules(ctx.store, there.timezone, now=ctx.now)
    made = divided(there, sessions, holidays=free, hours=rules.session_times, now=ctx.now)
    again = screens.listing(ctx.words, card, sessions)
    await _propose(ctx, card, made, again=again)


async def ask_removal(update: Update, ctx: Context) -> None:
    """Shows what it would mean to take a session away."""
    pressed = ctx.pressed(actions.AskSessionRemoval)
    found = await editable(ctx, pressed.offering, pressed.start)
    if found is not None:
        card, sessions, shown = found
        again = await _screen(ctx, card, sessions, shown)
        await _propose(ctx, card, put(sessions, shown, None), again=again)


async def show(ctx: Context, offering: OfferingId, *, page: int = 0) -> None:
    """Shows the sessions of an offering as they are; e-learning has none."""
    card = await lists.card(ctx.store, offering, now=ctx.now)
    if card is None or is_e_learning(card.offering.kind):
        await show_card(ctx, offering)
        return
    sessions = await given.listing(ctx.store, offering)
    await ctx.show(screens.listing(ctx.words, card, sessions, page=page))


async def fresh(ctx: Context, card: RunCard) -> Screen:
    """The sessions of an offering as they are."""
    sessions = await given.listing(ctx.store, card.offering.id)
    return screens.listing(ctx.words, card, sessions)


async def show_one(ctx: Context, offering: OfferingId, start: int) -> None:
    """Shows a session as it is; the list, if none starts then any more."""
    found = await editable(ctx, offering, start, as_well_closed=True)
    if found is not None:
        await ctx.show(await _screen(ctx, *found))


async def as_it_is(ctx: Context, offering: OfferingId, start: int) -> Screen | None:
    """The screen of a session; None: what there is was shown instead."""
    found = await editable(ctx, offering, start, as_well_closed=True)
    return await _screen(ctx, *found) if found is not None else None


async def _typed_new(ctx: Context, offering: OfferingId) -> None:
    card = await _editable(ctx, offering)
    if card is None:
        return
    sessions = await given.listing(ctx.store, offering)
    read = read_session(ctx.text, card.offering, sessions, None, now=ctx.now)
    again = screens.ask_new(ctx.words, card)
    if isinstance(read, TrainingSession):
        about = {"offering": offering}
        await _propose(ctx, card, put(sessions, None, read), again=again, **about)
    else:
        await ctx.show(again.under(_refusal(ctx, card, read)))


async def _propose(
    ctx: Context,
    card: RunCard,
    sessions: Sequence[TrainingSession],
    *,
    again: Screen,
    **asked: object,
) -> None:
    """Shows what these sessions would change; a text then answers the same question again."""
    offering, field = card.offering.id, RunField.SESSIONS
    if not sessions or len(sessions) > MOST_SESSIONS:
        await ctx.show(again.under(screens.how_many(ctx.words, most=MOST_SESSIONS)))
        return
    new = {field.value: as_kept(sessions)}
    plan = await editing.plan(ctx.store, offering, field, new, now=ctx.now)
    if plan is None:
        await show_card(ctx, offering)
    elif isinstance(plan, Unfit):
        await ctx.show(again.under(values.unfit(ctx.words, plan)))
    elif unfit := given.unfit_now(plan.edit, now=ctx.now):
        await ctx.show(again.under(values.unfit(ctx.words, unfit)))
    else:
        facts = {"field": field.value, "offering": offering}
        before, after = plain(plan.edit.before), plain(plan.edit.after)
        known = {name: asked[name] for name in ("start", "part") if name in asked}
        await asking.go_on(ctx, FLOW, SAVE, **facts, **known, before=before, after=after)
        await ctx.show(plans.plan(ctx.words, plan))


async def editable(
    ctx: Context, offering: OfferingId, start: int, *, as_well_closed: bool = False
) -> tuple[RunCard, tuple[TrainingSession, ...], TrainingSession] | None:
    """A session with its offering; shows what there is if it is none any more."""
    card = await lists.card(ctx.store, offering, now=ctx.now)
    closed = card is not None and not as_well_closed and card.state not in EDITABLE
    if card is None or closed or is_e_learning(card.offering.kind):
        await show_card(ctx, offering)
        return None
    sessions = await given.listing(ctx.store, offering)
    shown = starting(sessions, start)
    if shown is None:
        fresh = screens.listing(ctx.words, card, sessions)
        await ctx.show(trouble.old_button(ctx.words, fresh))
        return None
    return card, sessions, shown


async def _screen(
    ctx: Context, card: RunCard, sessions: Sequence[TrainingSession], shown: TrainingSession
) -> Screen:
    begun = shown.starts_at <= ctx.now
    named = await speakers.named(ctx.store, card.offering.id, shown)
    return screens.one(ctx.words, card, sessions, shown, named, begun=begun)


async def _editable(ctx: Context, offering: OfferingId) -> RunCard | None:
    card = await lists.card(ctx.store, offering, now=ctx.now)
    held = card is not None and not is_e_learning(card.offering.kind)
    if card is not None and held and card.state in EDITABLE:
        return card
    await show_card(ctx, offering)
    return None


def _refusal(ctx: Context, card: RunCard, why: Overlapping | Unfit) -> Html:
    if isinstance(why, Overlapping):
        return screens.overlapping(ctx.words, card.offering.timezone, why.other)
    return values.unfit(ctx.words, why)
