"""HR gives the sessions of a draft (Sesi): each change is kept at once, as its answers are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from telegram import Update

from domain.catalogue.editing import Unfit
from domain.catalogue.making.drafts import DraftCard, OfferingDraft
from domain.catalogue.making.timetable import (
    DraftTime,
    divided_draft,
    time_of,
    with_session,
)
from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import (
    MOST_SESSIONS,
    Overlapping,
    SessionField,
    minute_of,
    read_hours,
    read_place,
    read_session,
    starting,
)
from domain.ids import DraftId
from domain.seats.deciding import is_e_learning
from handlers.actions import offerings as actions
from handlers.catalogue.hr.making import drafts
from handlers.catalogue.screens.hr import sessions as words
from handlers.catalogue.screens.hr import values
from handlers.catalogue.screens.making import sessions as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.catalogue.drafts import reading, writing
from storage.catalogue.hr import given
from storage.process import intake

FLOW, STEP = "draft_sessions", "session"
To = Callable[[OfferingDraft, set[date]], OfferingDraft]


async def listing(update: Update, ctx: Context) -> None:
    """Lists the sessions of a draft."""
    pressed = ctx.pressed(actions.ListDraftSessions)
    found = await _timed(ctx, pressed.draft)
    if found is not None:
        await ctx.show(screens.listing(ctx.words, found[0], page=pressed.page))


async def one(update: Update, ctx: Context) -> None:
    """Opens one session of a draft."""
    pressed = ctx.pressed(actions.OpenDraftSession)
    found = await _session(ctx, pressed.draft, pressed.start)
    if found is not None:
        await ctx.show(screens.one(ctx.words, *found))


async def ask(update: Update, ctx: Context) -> None:
    """Asks when a further session takes place, or for a new part of one."""
    pressed = ctx.pressed(actions.AskDraftSession)
    about = {"draft": pressed.draft, "start": pressed.start, "part": pressed.part.value}
    if pressed.start is None:
        new = await _timed(ctx, pressed.draft)
        screen = None if new is None else screens.ask_new(ctx.words, new[0])
    else:
        found = await _session(ctx, pressed.draft, pressed.start)
        part = words.FIELDS[pressed.part]
        screen = None if found is None else screens.ask_part(ctx.words, *found, part)
    if screen is not None:
        await asking.ask(ctx, FLOW, STEP, **about)
        await ctx.show(screen)


async def typed(update: Update, ctx: Context) -> None:
    """Keeps the typed session, or the typed part of one."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    draft, start = DraftId(data["draft"]), data.get("start")
    if await intake.is_claimed(ctx.store, ctx.act):
        await _show_list(ctx, draft)
    elif start is None:
        await _typed_new(ctx, draft)
    else:
        part = words.FIELDS[actions.SessionPart(data["part"])]
        await _typed_part(ctx, draft, start, part)


async def emptied(update: Update, ctx: Context) -> None:
    """Takes a session away (Hapus Sesi), or its own place or hours (Kosongkan)."""
    pressed = ctx.pressed(actions.DropDraftSession)
    found = await _session(ctx, pressed.draft, pressed.start)
    if found is None:
        return
    card, shown = found
    new: TrainingSession | None = None
    if pressed.part is actions.SessionPart.PLACE:
        new = replace(shown, place=None)
    elif pressed.part is actions.SessionPart.HOURS:
        new = replace(shown, hours=None)
    elif pressed.part is not None or len(card.held) == 1:
        new = shown
    await _keep(ctx, card, shown, new)


async def divide(update: Update, ctx: Context) -> None:
    """Makes standard sessions on each working day; asks where HR has given some already."""
    pressed = ctx.pressed(actions.DivideDraft)
    found = await _timed(ctx, pressed.draft)
    if found is None:
        return
    card, time = found
    free, rules = await given.rules(ctx.store, time.timezone, now=ctx.now)
    times = rules.session_times

    def to(old: OfferingDraft, free: set[date]) -> OfferingDraft:
        return divided_draft(old, card.kind, holidays=free, hours=times, now=ctx.now)

    made = to(card.content, free)
    if made == card.content:
        count = words.how_many(ctx.words, most=MOST_SESSIONS)
        await ctx.show(screens.listing(ctx.words, card).under(count))
    elif pressed.revision is None and card.content.sessions:
        await ctx.show(screens.ask_divide(ctx.words, card, sessions=len(made.sessions)))
    elif pressed.revision not in (None, card.revision):
        await ctx.show(trouble.old_button(ctx.words, screens.listing(ctx.words, card)))
    else:
        await _change(ctx, card.id, to)


async def _typed_new(ctx: Context, draft: DraftId) -> None:
    found = await _timed(ctx, draft)
    if found is None:
        return
    card, time = found
    read = read_session(ctx.text, time, card.held, None, now=ctx.now)
    if not isinstance(read, TrainingSession):
        await _again(ctx, card, screens.ask_new(ctx.words, card), read)
    elif len(card.held) >= MOST_SESSIONS:
        count = words.how_many(ctx.words, most=MOST_SESSIONS)
        await ctx.show(screens.listing(ctx.words, card).under(count))
    else:
        await _keep(ctx, card, None, read)


async def _typed_part(ctx: Context, draft: DraftId, start: int, part: SessionField) -> None:
    found = await _session(ctx, draft, start)
    time = None if found is None else time_of(found[0].content)
    if found is None or time is None:
        return
    card, shown = found
    read: TrainingSession | Overlapping | Unfit
    match part:
        case SessionField.TIME:
            read = read_session(ctx.text, time, card.held, shown, now=ctx.now)
        case SessionField.PLACE:
            place = read_place(ctx.text)
            read = place if isinstance(place, Unfit) else replace(shown, place=place)
        case SessionField.HOURS:
            hours = read_hours(ctx.text)
            read = hours if isinstance(hours, Unfit) else replace(shown, hours=hours)
    if isinstance(read, TrainingSession):
        await _keep(ctx, card, shown, read)
    else:
        await _again(ctx, card, screens.ask_part(ctx.words, card, shown, part), read)


async def _again(ctx: Context, card: DraftCard, asked: Screen, why: Overlapping | Unfit) -> None:
    zone = card.content.timezone or ctx.settings.timezone
    if isinstance(why, Overlapping):
        said: Html = words.overlapping(ctx.words, zone, why.other)
    else:
        said = values.unfit(ctx.words, why)
    await ctx.show(asked.under(said))


async def _keep(
    ctx: Context, card: DraftCard, old: TrainingSession | None, new: TrainingSession | None
) -> None:
    def to(content: OfferingDraft, free: set[date]) -> OfferingDraft:
        return with_session(content, card.kind, old, new, holidays=free)

    await _change(ctx, card.id, to, kept=None if old is None else new)


async def _change(
    ctx: Context, draft: DraftId, to: To, *, kept: TrainingSession | None = None
) -> None:
    """Keeps what is changed; `kept`: the session whose screen follows, instead of the list."""
    await writing.change(ctx.store, ctx.act, draft, to)
    await asking.end(ctx)
    found = await _timed(ctx, draft)
    if found is None:
        return
    card, _ = found
    shown = None if kept is None else starting(card.held, minute_of(kept))
    if shown is None:
        await ctx.show(screens.listing(ctx.words, card))
    else:
        await ctx.show(screens.one(ctx.words, card, shown))


async def _show_list(ctx: Context, draft: DraftId) -> None:
    found = await _timed(ctx, draft)
    if found is not None:
        await ctx.show(screens.listing(ctx.words, found[0]))


async def _timed(ctx: Context, draft: DraftId) -> tuple[DraftCard, DraftTime] | None:
    """A draft with its time; without one, or of e-learning, it is shown as it stands."""
    card = await reading.look(ctx.store, draft)
    time = None if card is None else time_of(card.content)
    if card is None or time is None or card.offering is not None or is_e_learning(card.kind or ""):
        await drafts.show(ctx, draft)
        return None
    return card, time


async def _session(
    ctx: Context, draft: DraftId, start: int
) -> tuple[DraftCard, TrainingSession] | None:
    """A session of a draft; if none starts then any more, their list is shown."""
    found = await _timed(ctx, draft)
    if found is None:
        return None
    card, _ = found
    shown = starting(card.held, start)
    if shown is None:
        await ctx.show(trouble.old_button(ctx.words, screens.listing(ctx.words, card)))
        return None
    return card, shown
