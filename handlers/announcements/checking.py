"""Another HR officer checks what is for many people, before it is sent."""

from telegram import Update

from domain.announcements.announced import CheckAnswer
from handlers.actions import announcements as actions
from handlers.announcements import notices, views
from handlers.announcements.screens import checking as screens
from handlers.context import Context
from storage.announcements import checking


async def open_check(update: Update, ctx: Context) -> None:
    """Shows what waits, exactly as people will get it."""
    await views.show_check(ctx, ctx.pressed(actions.OpenCheck).announcement)


async def approve(update: Update, ctx: Context) -> None:
    """Lets it be sent (Setujui)."""
    pressed = ctx.pressed(actions.ApproveAnnouncement)
    number = pressed.announcement
    done = await checking.approve(ctx.store, ctx.act, number, revision=pressed.revision)
    await _show(ctx, done, pressed)
    if done is CheckAnswer.DONE:
        ctx.services.in_background(notices.advance(ctx.services))


async def send_back(update: Update, ctx: Context) -> None:
    """Gives it back to the officer who would send it (Kembalikan)."""
    pressed = ctx.pressed(actions.ReturnAnnouncement)
    number = pressed.announcement
    done = await checking.send_back(ctx.store, ctx.act, number, revision=pressed.revision)
    await _show(ctx, done, pressed)


async def stop(update: Update, ctx: Context) -> None:
    """Makes it a draft again, which waits for no officer (Batalkan)."""
    number = ctx.pressed(actions.StopCheck).announcement
    await checking.take_back(ctx.store, ctx.act, number)
    await views.show(ctx, number)


async def _show(
    ctx: Context,
    done: CheckAnswer,
    pressed: actions.ApproveAnnouncement | actions.ReturnAnnouncement,
) -> None:
    if done is CheckAnswer.OWN:
        await ctx.show(screens.own(ctx.words, pressed.announcement))
    elif done is CheckAnswer.CHANGED:
        await views.show(ctx, pressed.announcement)
    else:
        approved = isinstance(pressed, actions.ApproveAnnouncement)
        await ctx.show(screens.done(ctx.words, pressed.announcement, approved=approved))
