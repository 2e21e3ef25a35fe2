"""HR handles requests about personal data (Permintaan Data)."""

from telegram import Update

from handlers.accounts.screens import data_requests as screens
from handlers.actions import accounts as actions
from handlers.context import Context
from storage.accounts import data_requests


async def listing(update: Update, ctx: Context) -> None:
    """Shows a page of the unsettled requests, the one that is due first at the top."""
    await _list(ctx, ctx.pressed(actions.OpenDataRequests).page)


async def one(update: Update, ctx: Context) -> None:
    """Shows one request."""
    found = await data_requests.one(ctx.store, ctx.pressed(actions.OpenDataRequest).request)
    if found is None:
        await _list(ctx, 0)
    elif found.settled_at is None:
        await ctx.show(screens.notice(ctx.words, found))
    else:
        await ctx.show(screens.settled(ctx.words, found))


async def settle(update: Update, ctx: Context) -> None:
    """Marks a request as settled (Tandai Selesai), which also tells the person."""
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
