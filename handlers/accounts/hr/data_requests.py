"""Permintaan Data: corrections that people asked for."""

from telegram import Update

from handlers.accounts.screens import data_requests as screens
from handlers.actions import accounts as actions
from handlers.context import Context
from storage.accounts import data_requests


async def listing(update: Update, ctx: Context) -> None:
    """What waits, the one that is due first on top."""
    await _list(ctx, ctx.pressed(actions.OpenDataRequests).page)


async def one(update: Update, ctx: Context) -> None:
    """One request."""
    found = await data_requests.one(ctx.store, ctx.pressed(actions.OpenDataRequest).request)
    if found is None:
        await _list(ctx, 0)
    elif found.settled_at is None:
        await ctx.show(screens.notice(ctx.words, found))
    else:
        await ctx.show(screens.settled(ctx.words, found))


async def settle(update: Update, ctx: Context) -> None:
    """Tandai Selesai: the person is told."""
    found = await data_requests.settle(
        ctx.store, ctx.act, ctx.pressed(actions.SettleDataRequest).request
    )
    if found is None:
        await _list(ctx, 0)
    else:
        await ctx.show(screens.settled(ctx.words, found))


async def _list(ctx: Context, page: int) -> None:
    waiting = await data_requests.pending(ctx.store, page=page)
    await ctx.show(screens.listing(ctx.words, waiting))
