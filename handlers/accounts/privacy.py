"""Privasi: a person's rights, without asking anybody for leave."""

from telegram import Update

from handlers.accounts.screens import linking as linking_screens
from handlers.accounts.screens import privacy as screens
from handlers.accounts.screens.data_copy import data_copy as as_file
from handlers.actions.accounts import AskCorrection, Field
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from storage.accounts import privacy

FLOW = "privacy"
TEXT_LIMIT = 500
"""Characters of a correction: HR's notice shows all of it."""


async def rights(update: Update, ctx: Context) -> None:
    """/privasi"""
    await ctx.show(screens.privacy(ctx.words))


async def kept(update: Update, ctx: Context) -> None:
    """Data Tersimpan."""
    await ctx.show(screens.kept(ctx.words, await privacy.kept(ctx.store, ctx.person.person_id)))


async def copy(update: Update, ctx: Context) -> None:
    """Salinan Data: everything, as a file."""
    found = await privacy.data_copy(ctx.store, ctx.person.person_id)
    file = as_file(found, now=ctx.now, zone=ctx.settings.timezone)
    await ctx.show(screens.copy(ctx.words, file, now=ctx.now))


async def ask_field(update: Update, ctx: Context) -> None:
    """Perbaiki Data; also the way back from typing."""
    await ctx.show(screens.ask_field(ctx.words))


async def ask_correction(update: Update, ctx: Context) -> None:
    """A field was chosen: the next text is what it should say."""
    field = ctx.pressed(AskCorrection).field
    await asking.ask(ctx, FLOW, "correction", field=int(field))
    await ctx.show(screens.ask_correction(ctx.words, field))


async def typed_correction(update: Update, ctx: Context) -> None:
    """The right data, in the person's own words."""
    field = Field(ctx.dialogue.data["field"]) if ctx.dialogue else Field.NAME
    if len(ctx.text) > TEXT_LIMIT:
        again = screens.ask_correction(ctx.words, field)
        length = len(ctx.text)
        await ctx.show(trouble.too_long(ctx.words, length=length, most=TEXT_LIMIT, again=again))
        return
    asked = await privacy.ask_correction(ctx.store, ctx.act, field=field.code, content=ctx.text)
    await ctx.show(screens.correction_sent(ctx.words, asked))


async def ask_unlink(update: Update, ctx: Context) -> None:
    """Putuskan Tautan asks once."""
    await ctx.show(screens.ask_unlink(ctx.words))


async def unlink(update: Update, ctx: Context) -> None:
    """The link ends. A repeated delivery finds it ended and says the same."""
    done = await privacy.unlink(ctx.store, ctx.act, telegram_id=ctx.telegram_id)
    w = ctx.words
    await ctx.show(screens.unlinked(w) if done else linking_screens.not_linked(w))


async def ask_withdraw(update: Update, ctx: Context) -> None:
    """Cabut Persetujuan asks once."""
    await ctx.show(screens.ask_withdraw(ctx.words))


async def withdraw(update: Update, ctx: Context) -> None:
    """Consent ends, and with it all that rested on it."""
    done = await privacy.withdraw(ctx.store, ctx.act, telegram_id=ctx.telegram_id)
    w = ctx.words
    await ctx.show(screens.withdrawn(w, ctx.now) if done else linking_screens.not_linked(w))
