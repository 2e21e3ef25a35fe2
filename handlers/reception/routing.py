"""Finds the route of a press, a text or a file; an update without a route still gets an answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from telegram import Chat, ChatMember, Update

from domain.catalogue.listing import LONGEST_SEARCH
from domain.ids import TelegramId
from handlers.actions import Action, decode
from handlers.context import Bounded, Context
from handlers.home import presses as home_presses
from handlers.reception import asking, guards, screens
from handlers.reception.routes import Handler, Right, Route, Step
from handlers.reception.said import Meant, Phrases
from handlers.screens import trouble
from storage.catalogue.finding import search as catalogue_search
from storage.people import actors as people_actors
from storage.process import dialogues, intake
from storage.process.dialogues import Dialogue

AT_ONCE = 1.0
"""Seconds after a press was handled in which the same press again is an accidental double tap."""
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Press:
    """One press of one button under one message."""

    update_id: int
    message_id: int
    data: str | None
    at: float
    """Time of the event loop, which is never set back as the wall clock may be."""

    def repeats(self, last: "Press | None") -> bool:
        """Whether the person tapped the same button again; a redelivery is no repeat."""
        if last is None or last.update_id == self.update_id or self.at - last.at > AT_ONCE:
            return False
        return (last.message_id, last.data) == (self.message_id, self.data)


def command(route: Route) -> Handler:
    """Runs a command, which closes the open question: the next text does not answer it."""

    async def commanded(update: Update, ctx: Context) -> None:
        if route.ends_dialogue:
            await _leave(ctx)
        await guards.enter(route, update, ctx)

    return commanded


def unknown_command(phrases: Phrases, otherwise: Route) -> Handler:
    """Runs a command that is written with a small mistake; any other is said to be unknown."""

    async def commanded(update: Update, ctx: Context) -> None:
        await guards.resolve(ctx)
        name = ctx.text.split(maxsplit=1)[0].lstrip("/")
        meant = _said(ctx, phrases, name)
        await _open(meant or Meant(otherwise), update, ctx)

    return commanded


def contact(route: Route) -> Handler:
    """Runs the handler for a shared contact, whichever question is open."""

    async def shared(update: Update, ctx: Context) -> None:
        await guards.enter(route, update, ctx)

    return shared


def press(routes: Mapping[type[Action], Route]) -> Handler:
    """Decodes a button and runs its route; an unknown button leads to a fresh menu.

    As with a command, a press closes the open question, unless it continues that question's flow.
    The same button within a second is an accidental double tap: it is answered, nothing more.
    """
    handled: Bounded[TelegramId, Press] = Bounded(MOST_REMEMBERED)

    async def pressed(update: Update, ctx: Context) -> None:
        query = update.callback_query
        if query is None or not query.message or query.message.chat.type != Chat.PRIVATE:
            # Our buttons in groups only open addresses, and none is in an inline message, which
            # has no chat: any other press is forged.
            await ctx.show(trouble.group_press(ctx.words))
            return
        message_id = query.message.message_id
        steady = asyncio.get_running_loop().time
        this = Press(update.update_id, message_id, query.data, steady())
        if this.repeats(handled.get(ctx.telegram_id)):
            await guards.resolve(ctx)
            await intake.pass_over(ctx.store, ctx.act)
            ctx.services.in_background(ctx.release())
            return
        ctx.action = decode(query.data or "")
        route = routes.get(type(ctx.action), OUTDATED) if ctx.action else OUTDATED
        await _leave(ctx, but=route.goes_on)
        await guards.enter(route, update, ctx)
        # Only after success: a press that failed may be repeated without a pause.
        handled[ctx.telegram_id] = replace(this, at=steady())

    return pressed


def typed(routes: Mapping[Step, Route], otherwise: Route, phrases: Phrases) -> Handler:
    """Routes a text to the step of the open dialogue, or to what its words open.

    Any other text goes to the route `otherwise`.
    """

    async def text(update: Update, ctx: Context) -> None:
        await guards.resolve(ctx)
        ctx.dialogue = await _awaited(ctx)
        expired = ctx.dialogue is not None and ctx.dialogue.expired
        step = _route(routes, ctx.dialogue)
        asked = step is None or not step.gives_way
        late_text = expired and asked
        awaited = None if expired else step
        meant = _meant(ctx, phrases, asked=awaited is not None and asked)
        if meant is not None and not await intake.is_claimed(ctx.store, ctx.act):
            await _open(meant, update, ctx)
        elif late_text:
            await guards.enter(LATE, update, ctx)
        else:
            await guards.enter(awaited or await _unawaited(ctx, otherwise), update, ctx)

    return text


def other(routes: Mapping[Step, Route], otherwise: Route) -> Handler:
    """Routes a picture or file to the step that awaits it, or else to the handler of any other.

    Of several files sent at once (an album), a step gets the first; so does any other handler of
    several pictures, which it cannot read. The others are passed over without an answer.
    """
    albums: Bounded[TelegramId, tuple[str, int]] = Bounded(MOST_REMEMBERED)

    async def file(update: Update, ctx: Context) -> None:
        message = update.effective_message
        album = message.media_group_id if message is not None else None
        known, first = albums.get(ctx.telegram_id, (None, 0))
        if album is not None and album == known and first != update.update_id:
            await guards.resolve(ctx)
            await intake.pass_over(ctx.store, ctx.act)
            return
        ctx.dialogue = await _awaited(ctx)
        late_file = ctx.dialogue is not None and ctx.dialogue.expired
        awaited = None if late_file else _route(routes, ctx.dialogue)
        if album is not None and (awaited or (message is not None and message.photo)):
            albums[ctx.telegram_id] = (album, update.update_id)
        await guards.enter(awaited or await _unawaited(ctx, otherwise), update, ctx)

    return file


async def late(update: Update, ctx: Context) -> None:
    """Shows back a text whose question has expired; one tap then searches the catalogue for it."""
    await asking.end(ctx)
    wanted = ctx.text[:LONGEST_SEARCH]
    await catalogue_search.remember(ctx.store, person=ctx.person.person_id, text=wanted)
    await ctx.show(screens.late_text(ctx.words, ctx.text))


async def unread(update: Update, ctx: Context) -> None:
    """Answers a sticker, a voice message or a place, which the bot cannot read."""
    await ctx.show(trouble.media(ctx.words))


async def outdated(update: Update, ctx: Context) -> None:
    """Answers a button of an older version, or a forged one, with a fresh menu."""
    await ctx.show(trouble.old_button(ctx.words, await home_presses.menu_screen(ctx)))


MENU = Route(home_presses.menu, Right.LINKED)
LATE = Route(late, Right.LINKED)
OUTDATED = Route(outdated, Right.LINKED)


async def group(update: Update, ctx: Context) -> None:
    """Answers commands and mentions in a group with the way to the private chat."""
    message = update.message
    text = (message.text or "") if message else ""
    if text.startswith("/") or f"@{ctx.services.username}" in text:
        await ctx.show(trouble.group(ctx.words, ctx.services.username))


async def membership(update: Update, ctx: Context) -> None:
    """Notes that the person blocked or unblocked the bot."""
    change = update.my_chat_member
    if change is None or change.chat.type != Chat.PRIVATE:
        return
    blocked = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    await people_actors.note_membership(ctx.store, ctx.act, ctx.telegram_id, blocked=blocked)


def _meant(ctx: Context, phrases: Phrases, *, asked: bool) -> Meant | None:
    """What a text opens; while a question is open, only a word that leaves it."""
    meant = _said(ctx, phrases, ctx.text)
    if meant is None or not asked:
        return meant
    mine = ctx.actor is not None or meant.route.right is Right.ANYONE
    return meant if meant.leaves and mine else None


def _said(ctx: Context, phrases: Phrases, text: str) -> Meant | None:
    """What a text means for this person."""
    me = ctx.actor
    return phrases.meant(text, hr=me is not None and me.hr, officer=me is not None and me.officer)


async def _open(meant: Meant, update: Update, ctx: Context) -> None:
    """Runs what was meant as its button or command does."""
    if meant.route.ends_dialogue:
        await _leave(ctx, but=meant.route.goes_on)
    ctx.action = meant.action
    await guards.enter(meant.route, update, ctx)


async def _unawaited(ctx: Context, otherwise: Route) -> Route:
    """The route of a text or file that no dialogue awaits.

    If this update already had its effect and Telegram delivers it again, that route is the menu.
    """
    answered = await intake.is_claimed(ctx.store, ctx.act)
    return MENU if answered else otherwise


async def _leave(ctx: Context, *, but: str | None = None) -> None:
    """Closes the open question if it was asked before this update, unless it is of flow `but`."""
    await guards.resolve(ctx)
    # Linking goes on: its keyboard stays on the phone until the number was shared.
    if ctx.actor is not None and ctx.actor.awaits_text:
        await asking.end(ctx, but=but)


async def _awaited(ctx: Context) -> Dialogue | None:
    """The open dialogue; None if its question was asked by a later update than this one."""
    found = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    asked_by = found.asked_by if found and not found.expired else None
    return None if asked_by is not None and ctx.incoming.update_id < asked_by else found


def _route(routes: Mapping[Step, Route], dialogue: Dialogue | None) -> Route | None:
    # A step of an older version has no route: the text is routed like any other text.
    return routes.get((dialogue.flow, dialogue.step)) if dialogue else None
