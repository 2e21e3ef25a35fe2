"""HR sees what was imported (Riwayat Impor) and takes the last import back."""

from telegram import Update

from domain.ids import ImportLogId
from handlers.actions import imports as actions
from handlers.context import Context
from handlers.imports.screens import history as screens
from storage.imports import undo as imports


async def listing(update: Update, ctx: Context) -> None:
    """Shows what was imported, the latest first."""
    await _list(ctx, ctx.pressed(actions.ListImports).page)


async def ask(update: Update, ctx: Context) -> None:
    """Says what taking the last import back would do, and asks."""
    log = ctx.pressed(actions.AskUndo).log
    found = await imports.entry(ctx.store, log, now=ctx.now)
    figures = await imports.rehearse(ctx.store, log, now=ctx.now)
    if found is None:
        await _list(ctx, 0)
    elif figures is None:
        await ctx.show(screens.one(ctx.words, found))
    else:
        await ctx.show(screens.ask(ctx.words, found, figures))


async def undo(update: Update, ctx: Context) -> None:
    """Takes the last import back; an officer who comes second reads that it was done."""
    log = ctx.pressed(actions.UndoImport).log
    await imports.undo(ctx.store, ctx.act, log)
    await _one(ctx, log)


async def _one(ctx: Context, log: ImportLogId) -> None:
    found = await imports.entry(ctx.store, log, now=ctx.now)
    if found is None:
        await _list(ctx, 0)
    else:
        await ctx.show(screens.one(ctx.words, found))


async def _list(ctx: Context, page: int) -> None:
    found = await imports.history(ctx.store, page=page, now=ctx.now)
    await ctx.show(screens.history(ctx.words, found))
