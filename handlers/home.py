"""The menu, help, and the ways out."""

from typing import TYPE_CHECKING

from telegram import Update

from handlers.screens import home as screens
from handlers.screens import linking as linking_screens
from handlers.screens.screen import Screen
from storage import dialogues

if TYPE_CHECKING:
    from bot.context import BotContext


async def start(update: Update, ctx: "BotContext") -> None:
    """/start, with or without the payload of a deep link."""
    if ctx.actor is None:
        await ctx.show(linking_screens.consent(ctx.words))
    else:
        await ctx.show(await menu_screen(ctx))


async def menu(update: Update, ctx: "BotContext") -> None:
    """A fresh menu, from anywhere."""
    await ctx.show(await menu_screen(ctx))


async def menu_screen(ctx: "BotContext") -> Screen:
    """The menu as it is now."""
    return screens.menu(ctx.words, name=ctx.person.name, now=ctx.now)


async def help_(update: Update, ctx: "BotContext") -> None:
    """/bantuan"""
    await ctx.show(screens.help_(ctx.words, linked=ctx.actor is not None))


async def leave(update: Update, ctx: "BotContext") -> None:
    """/batal leaves what is being typed; what was answered already stays."""
    stopped = await dialogues.end(ctx.store, ctx.telegram_id)
    if ctx.actor is None:
        await ctx.show(linking_screens.not_linked(ctx.words))
    else:
        await ctx.show(screens.stopped(ctx.words, await menu_screen(ctx), stopped=stopped))


async def search(update: Update, ctx: "BotContext") -> None:
    """Text outside a form."""
    await menu(update, ctx)
