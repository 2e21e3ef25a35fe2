"""A person's rights over the own data (Privasi), which need no permission of HR."""

import asyncio
from datetime import timedelta

from telegram import Update

from handlers.accounts.screens import linking as linking_screens
from handlers.accounts.screens import privacy as screens
from handlers.accounts.screens.data_copy import as_json, workbook
from handlers.actions.accounts import AskCorrection, Field
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from storage.accounts import privacy
from storage.people import history

FLOW = "privacy"
TEXT_LIMIT = 500
"""Characters of a correction: the notice to HR officers shows all of it."""


async def rights(update: Update, ctx: Context) -> None:
    """Shows the rights of the person (/privasi)."""
    await ctx.show(screens.privacy(ctx.words))


async def kept(update: Update, ctx: Context) -> None:
    """Shows which data are stored (Data Tersimpan)."""
    await ctx.show(screens.kept(ctx.words, await privacy.kept(ctx.store, ctx.person.person_id)))


async def copy(update: Update, ctx: Context) -> None:
    """Sends a copy of all data of the person as two files (Salinan Data)."""
    found = await privacy.data_copy(ctx.store, ctx.person.person_id)
    book = await asyncio.to_thread(workbook, ctx.words, found, now=ctx.now)
    record = as_json(found, now=ctx.now, zone=ctx.settings.timezone)
    await ctx.show(screens.copy(ctx.words, book, record, now=ctx.now))


async def looks(update: Update, ctx: Context) -> None:
    """Shows how often others looked at the person's data lately (Siapa Melihat)."""
    since = ctx.now - timedelta(days=screens.LOOKS_DAYS)
    number = await history.looks(ctx.store, ctx.person.person_id, since=since)
    await ctx.show(screens.looks(ctx.words, number))


async def ask_field(update: Update, ctx: Context) -> None:
    """Asks which field to correct (Perbaiki Data); also the way back from typing."""
    await ctx.show(screens.ask_field(ctx.words))


async def ask_correction(update: Update, ctx: Context) -> None:
    """Takes the chosen field; the next text is its right content."""
    field = ctx.pressed(AskCorrection).field
    await asking.ask(ctx, FLOW, "correction", field=int(field))
    await ctx.show(screens.ask_correction(ctx.words, field))


async def typed_correction(update: Update, ctx: Context) -> None:
    """Takes the right content and sends it to HR as a request."""
    field = Field(ctx.dialogue.data["field"]) if ctx.dialogue else Field.NAME
    if len(ctx.text) > TEXT_LIMIT:
        again = screens.ask_correction(ctx.words, field)
        length = len(ctx.text)
        await ctx.show(trouble.too_long(ctx.words, length=length, most=TEXT_LIMIT, again=again))
        return
    asked = await privacy.ask_correction(ctx.store, ctx.act, field=field.code, content=ctx.text)
    await ctx.show(screens.correction_sent(ctx.words, asked))


async def ask_unlink(update: Update, ctx: Context) -> None:
    """Asks once before the link ends (Lepas Akun)."""
    await ctx.show(screens.ask_unlink(ctx.words))


async def unlink(update: Update, ctx: Context) -> None:
    """Ends the link. If Telegram delivers the update again, the answer is the same."""
    done = await privacy.unlink(ctx.store, ctx.act, telegram_id=ctx.telegram_id)
    w = ctx.words
    await ctx.show(screens.unlinked(w) if done else linking_screens.not_linked(w))


async def ask_withdraw(update: Update, ctx: Context) -> None:
    """Asks once before consent is withdrawn (Cabut Persetujuan)."""
    await ctx.show(screens.ask_withdraw(ctx.words))


async def withdraw(update: Update, ctx: Context) -> None:
    """Withdraws the consent and ends everything that depended on it."""
    done = await privacy.withdraw(ctx.store, ctx.act, telegram_id=ctx.telegram_id)
    w = ctx.words
    await ctx.show(screens.withdrawn(w, ctx.now) if done else linking_screens.not_linked(w))
