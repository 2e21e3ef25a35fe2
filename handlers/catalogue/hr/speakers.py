"""HR names who speaks in a session (Narasumber)."""

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.catalogue.runs import RunCard, Speaking
from domain.catalogue.sessions import TrainingSession
from domain.ids import OfferingId, PersonId
from domain.outbox.messages import Claimed
from domain.people.staff import StaffChoice
from handlers.actions import offerings as actions
from handlers.catalogue.hr import sessions
from handlers.catalogue.hr.lists import FLOW
from handlers.catalogue.screens.hr import speakers as screens
from handlers.context import Context, Services
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Said, Screen
from storage.catalogue.speaking import speakers
from storage.people.finding import search as finding
from storage.process import dialogues

SPEAKER = "speaker"


async def ask(update: Update, ctx: Context) -> None:
    """Asks who speaks; the next text searches."""
    pressed = ctx.pressed(actions.AskSpeaker)
    await _ask(ctx, pressed.offering, pressed.start)


async def search(update: Update, ctx: Context) -> None:
    """Searches for the typed name or NIP."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    text = ctx.text[:LONGEST_SEARCH]
    await _found(ctx, OfferingId(data["offering"]), data["start"], text, page=0)


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the people found."""
    pressed = ctx.pressed(actions.ListSpeakersFound)
    text = await _typed(ctx, pressed.offering, pressed.start)
    if text is None or search_mark(text) != pressed.search:
        await _ask(ctx, pressed.offering, pressed.start)
    else:
        await _found(ctx, pressed.offering, pressed.start, text, page=pressed.page)


async def add(update: Update, ctx: Context) -> None:
    """Names a person of the roster, who is asked."""
    pressed = ctx.pressed(actions.AddSpeaker)
    await _add(ctx, pressed.offering, pressed.start, who=pressed.person)


async def add_outsider(update: Update, ctx: Context) -> None:
    """Names the person from outside whose name was typed."""
    pressed = ctx.pressed(actions.AddOutsider)
    text = await _typed(ctx, pressed.offering, pressed.start)
    if text is None or search_mark(text) != pressed.search:
        await sessions.show_one(ctx, pressed.offering, pressed.start)
    else:
        name = " ".join(text.split())
        await _add(ctx, pressed.offering, pressed.start, name=name)


async def remove(update: Update, ctx: Context) -> None:
    """Takes a speaker off a session."""
    speaker = ctx.pressed(actions.RemoveSpeaker).speaker
    there = await speakers.place_of(ctx.store, speaker)
    await speakers.remove(ctx.store, ctx.act, speaker)
    if there is None:
        await ctx.show(trouble.old_button(ctx.words, screens.gone(ctx.words)))
    else:
        await sessions.show_one(ctx, *there)


async def declined(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person cannot speak, while that is still the answer."""
    found = await _declined(services, message)
    return screens.declined(services.words(message.language), found) if found else None


async def declined_line(services: Services, message: Claimed) -> Said | None:
    """Renders it as a line of the message of the day."""
    found = await _declined(services, message)
    return screens.declined_line(services.words(message.language), found) if found else None


async def _declined(services: Services, message: Claimed) -> Speaking | None:
    found = await speakers.speaking(services.store, message.facts["speaker"])
    if found is None or found.willing is not False or found.offering.called_off:
        return None
    return found if found.session.starts_at > services.clock.now() else None


async def _add(
    ctx: Context,
    offering: OfferingId,
    start: int,
    *,
    who: PersonId | None = None,
    name: str | None = None,
) -> None:
    done = await speakers.add(ctx.store, ctx.act, offering, start=start, who=who, name=name)
    await asking.end(ctx)
    if done:
        await sessions.show_one(ctx, offering, start)
        return
    fresh = await sessions.as_it_is(ctx, offering, start)
    if fresh is not None:
        await ctx.show(screens.not_added(ctx.words, fresh))


async def _ask(ctx: Context, offering: OfferingId, start: int) -> None:
    there = await _to_come(ctx, offering, start)
    if there is not None:
        _, shown = there
        await asking.go_on(ctx, FLOW, SPEAKER, offering=offering, start=start)
        named = await speakers.named(ctx.store, offering, shown)
        await ctx.show(screens.ask(ctx.words, offering, shown, named))


async def _found(ctx: Context, offering: OfferingId, start: int, text: str, *, page: int) -> None:
    there = await _to_come(ctx, offering, start)
    if there is not None:
        _, shown = there
        await asking.go_on(ctx, FLOW, SPEAKER, offering=offering, start=start, text=text)
        people = await finding.find(ctx.store, StaffChoice(text), page=page)
        await ctx.show(screens.found(ctx.words, offering, shown, people, text=text))


async def _to_come(
    ctx: Context, offering: OfferingId, start: int
) -> tuple[RunCard, TrainingSession] | None:
    """A session that has not begun; otherwise shows what there is."""
    found = await sessions.editable(ctx, offering, start)
    if found is None:
        return None
    card, _, shown = found
    if shown.starts_at <= ctx.now:
        await sessions.show_one(ctx, offering, start)
        return None
    return card, shown


async def _typed(ctx: Context, offering: OfferingId, start: int) -> str | None:
    """The text that was typed last for this session."""
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    if asked is None or asked.expired or (asked.flow, asked.step) != (FLOW, SPEAKER):
        return None
    data = asked.data
    same = data["offering"] == offering and data["start"] == start
    text: str | None = data.get("text") if same else None
    return text
