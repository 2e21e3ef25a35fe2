"""Menu HR and the tries to link that failed."""

from typing import TYPE_CHECKING

from telegram import Update

from domain.desk import FailureReason
from handlers.screens import desk as screens
from handlers.screens.actions import desk as actions
from storage import desk

if TYPE_CHECKING:
    from bot.context import BotContext


async def open_desk(update: Update, ctx: "BotContext") -> None:
    """/hr, Menu HR."""
    await ctx.show(screens.desk(ctx.words, await desk.figures(ctx.store, now=ctx.now)))


async def failures(update: Update, ctx: "BotContext") -> None:
    """Gagal Terhubung."""
    page = await desk.failures(ctx.store, page=ctx.pressed(actions.OpenFailed).page)
    await ctx.show(screens.failures(ctx.words, page))


async def failure(update: Update, ctx: "BotContext") -> None:
    """One failed try as it stands now."""
    pressed = ctx.pressed(actions.OpenFailure)
    one = await desk.failure(ctx.store, pressed.failure)
    if one is None:
        await _list(ctx, pressed.page)
    else:
        await ctx.show(screens.failure(ctx.words, one, page=pressed.page))


async def release(update: Update, ctx: "BotContext") -> None:
    """Lepas Tautan Lama: the old account stops here, and is told when the new one links."""
    pressed = ctx.pressed(actions.ReleaseFailure)
    one = await desk.release_failure(
        ctx.store,
        pressed.failure,
        by=ctx.person.person_id,
        key=ctx.update_key,
        now=ctx.now,
        real_now=ctx.real_now,
    )
    if one is None or one.reason is not FailureReason.LINKED or one.name is None:
        await _list(ctx, pressed.page)
        return
    back = screens.back_to_failures(ctx.words, pressed.page)
    await ctx.show(screens.released(ctx.words, one.name, back=back))


async def settle(update: Update, ctx: "BotContext") -> None:
    """Tandai Selesai: the list without this one."""
    pressed = ctx.pressed(actions.SettleFailure)
    await desk.settle_failure(
        ctx.store,
        pressed.failure,
        by=ctx.person.person_id,
        key=ctx.update_key,
        now=ctx.now,
        real_now=ctx.real_now,
    )
    await _list(ctx, pressed.page)


async def _list(ctx: "BotContext", page: int) -> None:
    await ctx.show(screens.failures(ctx.words, await desk.failures(ctx.store, page=page)))
