"""A person takes or leaves an offered seat; the messages about offers, and their end."""

from datetime import datetime

from telegram import Update

from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from domain.seats.deciding import Queued, SeatRefused, SeatState
from handlers.actions import seats as actions
from handlers.context import Context, Services
from handlers.reception.quiet import quiet_hours
from handlers.screens.screen import Screen
from handlers.seats.notices import concerned
from handlers.seats.presses import detail_screen, show_present
from handlers.seats.screens import offers as screens
from handlers.seats.screens import signed
from storage.catalogue import offerings
from storage.seats.fair import answers, offers


async def take(update: Update, ctx: Context) -> None:
    """Takes the offered seat (Ambil Tempat)."""
    pressed = ctx.pressed(actions.TakeOffer)
    done = await answers.take(
        ctx.store, ctx.act, offering=pressed.offering, shown=ctx.shown(pressed.seen)
    )
    if done is None or done.outcome is None:
        await show_present(ctx, pressed.offering)
    elif isinstance(done.outcome, SeatRefused):
        await ctx.show(await detail_screen(ctx, pressed.offering))
    elif isinstance(done.outcome, Queued):
        await _late(ctx, pressed.offering)
    else:
        await ctx.show(signed.signed(ctx.words, done.offering, done.outcome, back=None))


async def skip(update: Update, ctx: Context) -> None:
    """Leaves the seat to the next person (Lewati)."""
    pressed = ctx.pressed(actions.SkipOffer)
    quiet = quiet_hours(ctx.settings)
    there = await answers.skip(
        ctx.store, ctx.act, offering=pressed.offering, quiet=quiet, shown=ctx.shown(pressed.seen)
    )
    person = ctx.person.person_id
    found = await offerings.detail(
        ctx.store, person=person, offering=pressed.offering, now=ctx.now
    )
    if found is None or found.mine is None or there is None:
        await show_present(ctx, pressed.offering)
    else:
        await ctx.show(screens.skipped(ctx.words, there, found.mine))


async def _late(ctx: Context, offering: OfferingId) -> None:
    person = ctx.person.person_id
    found = await offerings.detail(ctx.store, person=person, offering=offering, now=ctx.now)
    if found is None:
        await show_present(ctx, offering)
    else:
        await ctx.show(screens.late(ctx.words, found))


async def offer(services: Services, message: Claimed) -> Screen | None:
    """Renders an offer while the seat is held."""
    found = await concerned(
        services,
        message,
        lambda there, mine: mine.state is SeatState.OFFERED and not there.called_off,
    )
    if found is None:
        return None
    _, there, mine = found
    return screens.offer(services.words(message.language), there, mine, notice=message.id)


async def offer_ended(services: Services, message: Claimed) -> Screen | None:
    """Renders the message of an offer that was not answered, in place of the offer."""
    found = await offerings.concerned(services.store, enrolment_id=message.facts["enrolment"])
    if found is None:
        return None
    until = datetime.fromisoformat(message.facts["until"])
    return screens.ended(services.words(message.language), found[1], until)


async def offer_out(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person left the queue, since two offers were not answered."""
    found = await concerned(
        services, message, lambda there, mine: not mine.open and not there.called_off
    )
    return screens.out(services.words(message.language), found[1]) if found else None


async def end_offers(services: Services) -> None:
    """Ends offers that were not answered in time; the seats then go to the next in the queue."""
    quiet, now = quiet_hours(services.settings), services.clock.now()
    if await offers.end_offers(services.store, quiet=quiet, now=now):
        services.wake.set()
