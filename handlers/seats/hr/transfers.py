"""HR moves the people of an offering that is called off to another one (Pindahkan Peserta)."""

from dataclasses import replace

from telegram import Update

from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from domain.seats.deciding import SeatState
from handlers.actions import seats as actions
from handlers.context import Context, Services
from handlers.reception.quiet import quiet_hours
from handlers.screens.screen import Screen
from handlers.seats.hr.participants import show_offerings
from handlers.seats.notices import calendar_file, concerned
from handlers.seats.screens.fair import transfers as screens
from storage.catalogue import offerings
from storage.seats.fair import transfers


async def pick(update: Update, ctx: Context) -> None:
    """Asks where the people may go."""
    pressed = ctx.pressed(actions.PickTarget)
    found = await transfers.targets(ctx.store, pressed.offering, page=pressed.page, now=ctx.now)
    if found is None:
        await show_offerings(ctx, 0)
    else:
        await ctx.show(screens.pick(ctx.words, *found))


async def transfer(update: Update, ctx: Context) -> None:
    """Offers the people seats in the chosen offering."""
    pressed = ctx.pressed(actions.TransferTo)
    quiet = quiet_hours(ctx.settings)
    done = await transfers.transfer(
        ctx.store, ctx.act, left=pressed.left, to=pressed.to, quiet=quiet
    )
    left = await offerings.plain(ctx.store, pressed.left)
    if left is None:
        await show_offerings(ctx, 0)
    elif done is None:
        await ctx.show(screens.impossible(ctx.words, left))
    else:
        await ctx.show(screens.done(ctx.words, left, done, now=ctx.now))


async def undo(update: Update, ctx: Context) -> None:
    """Takes the transfer back before people are told of it (Urungkan)."""
    pressed = ctx.pressed(actions.UndoTransfer)
    done = await transfers.undo(ctx.store, ctx.act, left=pressed.left, number=pressed.number)
    left = await offerings.plain(ctx.store, pressed.left)
    if left is None:
        await show_offerings(ctx, 0)
    else:
        await ctx.show((screens.undone if done else screens.not_undone)(ctx.words, left))


async def told(services: Services, message: Claimed) -> Screen | None:
    """Renders to the person what is called off, and what is offered instead."""
    found = await concerned(
        services, message, lambda there, mine: mine.open and not there.called_off
    )
    left = await offerings.plain(services.store, OfferingId(message.facts["from"]))
    if found is None or left is None or not left.called_off:
        return None
    _, there, mine = found
    words = services.words(message.language)
    screen = screens.told(words, left, there, mine, notice=message.id)
    seated = message.facts["was"] == SeatState.ENROLLED.value
    return replace(screen, document=calendar_file(services, words, left)) if seated else screen
