"""Finds the route of a press, a text or a file; what fits none is answered, never dropped."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from telegram import ChatMember, Update

from handlers import guards, home
from handlers.guards import Handler
from handlers.screens import stray, trouble
from handlers.screens.actions import Action, decode
from storage import dialogues, people

if TYPE_CHECKING:
    from bot.context import BotContext


def press(routes: Mapping[type[Action], Handler]) -> Handler:
    """Decodes the button; what this program does not know leads to the fresh menu."""

    async def pressed(update: Update, ctx: "BotContext") -> None:
        query = update.callback_query
        ctx.action = decode(query.data or "") if query else None
        handler = routes.get(type(ctx.action)) if ctx.action else None
        await (handler or outdated)(update, ctx)

    return pressed


def typed(routes: Mapping[tuple[str, str], Handler]) -> Handler:
    """A text means what the open dialogue awaits; outside one it is a search."""

    async def text(update: Update, ctx: "BotContext") -> None:
        await guards.resolve(ctx)
        ctx.dialogue = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
        if ctx.dialogue is None:
            await home.search(update, ctx)
        elif ctx.dialogue.expired:
            await dialogues.end(ctx.store, ctx.telegram_id)
            await ctx.show(stray.late_text(ctx.words, ctx.text))
        else:
            await routes[ctx.dialogue.flow, ctx.dialogue.step](update, ctx)

    return text


def other(routes: Mapping[tuple[str, str], Handler]) -> Handler:
    """Pictures and files where a dialogue awaits them; else one line saying what we read."""

    async def file(update: Update, ctx: "BotContext") -> None:
        await guards.resolve(ctx)
        ctx.dialogue = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
        awaited = ctx.dialogue and routes.get((ctx.dialogue.flow, ctx.dialogue.step))
        await (awaited or guards.linked(unread))(update, ctx)

    return file


async def unread(update: Update, ctx: "BotContext") -> None:
    """A sticker, a voice message, a place."""
    await ctx.show(trouble.media(ctx.words))


@guards.linked
async def outdated(update: Update, ctx: "BotContext") -> None:
    """A button of an older version, or a forged one."""
    await ctx.show(trouble.old_button(ctx.words, await home.menu_screen(ctx)))


async def group(update: Update, ctx: "BotContext") -> None:
    """In a group only the way to the private chat, and only to those who speak to the bot."""
    message = update.message
    text = (message.text or "") if message else ""
    if text.startswith("/") or f"@{ctx.services.username}" in text:
        await ctx.show(trouble.group(ctx.words, ctx.services.username))


async def membership(update: Update, ctx: "BotContext") -> None:
    """The person blocked the bot, or let it in again."""
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        return
    blocked = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    await people.set_reachable(ctx.store, ctx.telegram_id, reachable=not blocked, now=ctx.real_now)
