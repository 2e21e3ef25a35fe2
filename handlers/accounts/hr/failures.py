"""HR handles failed tries to link an account (Gagal Terhubung)."""

from telegram import Update

from domain.accounts.failures import FailureReason
from handlers.accounts.screens import failures as screens
from handlers.actions import accounts as actions
from handlers.context import Context
from storage.accounts import failures as accounts_failures


async def failures(update: Update, ctx: Context) -> None:
    """Shows a page of the failed tries."""
    page = await accounts_failures.failures(ctx.store, page=ctx.pressed(actions.OpenFailed).page)
    await ctx.show(screens.failures(ctx.words, page))


async def failure(update: Update, ctx: Context) -> None:
    """Shows one failed try with the present data of its person."""
    pressed = ctx.pressed(actions.OpenFailure)
    one = await accounts_failures.failure(ctx.store, pressed.failure)
    if one is None:
        await _list(ctx, pressed.page)
    else:
        await ctx.show(screens.failure(ctx.words, one, page=pressed.page))


async def release(update: Update, ctx: Context) -> None:
    """Ends the old link (Lepas Akun Lama); its chat is told when the new account links."""
    pressed = ctx.pressed(actions.ReleaseFailure)
    one = await accounts_failures.release_failure(ctx.store, ctx.act, pressed.failure)
    if one is None or one.reason is not FailureReason.LINKED or one.name is None:
        await _list(ctx, pressed.page)
        return
    back = screens.back_to_failures(ctx.words, pressed.page)
    await ctx.show(screens.released(ctx.words, one.name, back=back))


async def settle(update: Update, ctx: Context) -> None:
    """Marks a failed try as settled (Tandai Selesai) and shows the list without it."""
    pressed = ctx.pressed(actions.SettleFailure)
    await accounts_failures.settle_failure(ctx.store, ctx.act, pressed.failure)
    await _list(ctx, pressed.page)


async def _list(ctx: Context, page: int) -> None:
    await ctx.show(
        screens.failures(ctx.words, await accounts_failures.failures(ctx.store, page=page))
    )
