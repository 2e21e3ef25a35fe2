"""A person looks at an offering, signs up, confirms attendance, gets the calendar file."""

from dataclasses import replace
from datetime import datetime

from telegram import Message, Update

from domain.decisions.views import WhereItLies
from domain.ids import MessageId, OfferingId
from domain.seats.deciding import Requested, SeatRefused
from domain.seats.standing import Detail, Face
from handlers import notices as handlers_notices
from handlers.actions import Action
from handlers.actions import seats as actions
from handlers.context import Context
from handlers.documents.ics import google_link
from handlers.home import presses as home_presses
from handlers.screens import trouble
from handlers.screens.screen import Formatted, Screen
from handlers.seats import calendar
from handlers.seats.screens import cancelling, mine, signed
from handlers.seats.screens import offering as screens
from storage.catalogue import offerings
from storage.decisions.lists import views as decisions
from storage.seats import holding, signing_up


async def open_offering(update: Update, ctx: Context) -> None:
    """Shows an offering (Rincian)."""
    pressed = ctx.pressed(actions.OpenOffering)
    await ctx.show(await detail_screen(ctx, pressed.offering, back=pressed.back))


async def detail_screen(
    ctx: Context, offering: OfferingId, *, back: Action | None = None
) -> Screen:
    """The screen of an offering in its present state for this person."""
    found = await _detail(ctx, offering)
    if found is None:
        return screens.gone(ctx.words, back=back)
    lies = None
    if found.face(ctx.now) in (Face.PENDING, Face.QUEUED) and found.offering.needs_approval:
        lies = await _where_it_lies(ctx, offering)
    return screens.detail(ctx.words, found, back=back, now=ctx.now, lies=lies)


async def _where_it_lies(ctx: Context, offering: OfferingId) -> WhereItLies | None:
    zone, person = ctx.settings.timezone, ctx.person.person_id
    return await decisions.where(ctx.store, person, offering, now=ctx.now, zone=zone)


async def show_present(ctx: Context, offering: OfferingId, *, back: Action | None = None) -> None:
    """Answers an old button that changed nothing: the present state below one line."""
    screen = await detail_screen(ctx, offering, back=back)
    await ctx.show(trouble.old_button(ctx.words, screen))


async def enrol(update: Update, ctx: Context) -> None:
    """Signs up: a seat, a place in the queue or a request (Daftar, Masuk Daftar Tunggu)."""
    pressed = ctx.pressed(actions.Enrol)
    done = await signing_up.enrol(
        ctx.store, ctx.act, offering=pressed.offering, shown=ctx.shown(pressed.seen)
    )
    if done is None or done.outcome is None:
        await show_present(ctx, pressed.offering, back=pressed.back)
    elif pressed.announced:
        await ctx.show(_under_announcement(update, ctx, done, back=pressed.back))
    elif isinstance(done.outcome, SeatRefused):
        await ctx.show(await detail_screen(ctx, pressed.offering, back=pressed.back))
    else:
        there, outcome = done.offering, done.outcome
        asked = isinstance(outcome, Requested)
        lies = await _where_it_lies(ctx, there.id) if asked else None
        await ctx.show(signed.signed(ctx.words, there, outcome, back=pressed.back, lies=lies))


async def ask_move(update: Update, ctx: Context) -> None:
    """Asks before a person leaves a training at the same time (Pindah ke Pelatihan Ini)."""
    pressed = ctx.pressed(actions.AskMove)
    found = await _detail(ctx, pressed.offering)
    if found is None or not _movable(found, ctx.now):
        await ctx.show(await detail_screen(ctx, pressed.offering, back=pressed.back))
    else:
        await ctx.show(cancelling.ask_move(ctx.words, found, back=pressed.back))


def _movable(found: Detail, now: datetime) -> bool:
    return found.face(now) in (Face.CLASH, Face.QUEUED, Face.OFFERED) and found.can_move(now)


async def move(update: Update, ctx: Context) -> None:
    """Moves to this training (Ya, Pindah): the old seat goes when the new one is sure."""
    pressed = ctx.pressed(actions.MoveNow)
    done = await signing_up.move(ctx.store, ctx.act, offering=pressed.offering, shown=pressed.seen)
    if done is None or done.outcome is None or isinstance(done.outcome, SeatRefused):
        await show_present(ctx, pressed.offering, back=pressed.back)
    else:
        there, outcome = done.offering, done.outcome
        shown = signed.signed(ctx.words, there, outcome, back=pressed.back, left=done.left)
        await ctx.show(shown)


async def open_signed(update: Update, ctx: Context) -> None:
    """Shows the confirmation of a sign-up again, or the present state if it has changed."""
    pressed = ctx.pressed(actions.OpenSigned)
    found = await _detail(ctx, pressed.offering)
    if found is None or found.mine is None or not found.mine.open or found.offering.called_off:
        await ctx.show(await detail_screen(ctx, pressed.offering, back=pressed.back))
    else:
        outcome = signing_up.standing_outcome(found.mine)
        asked = isinstance(outcome, Requested)
        lies = await _where_it_lies(ctx, pressed.offering) if asked else None
        shown = signed.signed(ctx.words, found.offering, outcome, back=pressed.back, lies=lies)
        await ctx.show(shown)


async def open_notice(update: Update, ctx: Context) -> None:
    """Shows a promised message again, rendered from present facts (Kembali)."""
    number = ctx.pressed(actions.OpenNotice).message
    person = ctx.person.person_id
    message = await offerings.sent_message(ctx.store, message_id=number, person=person)
    screen = await handlers_notices.render(ctx.services, message) if message else None
    if screen is not None and message is not None:
        await ctx.show(replace(await _with_seat(ctx, screen, number), new=False))
    elif message is not None and "offering" in message.facts:
        await ctx.show(await detail_screen(ctx, OfferingId(message.facts["offering"])))
    else:
        await ctx.show(trouble.old_button(ctx.words, await home_presses.menu_screen(ctx)))


async def confirm(update: Update, ctx: Context) -> None:
    """Notes that the person will attend (Saya Akan Hadir)."""
    pressed = ctx.pressed(actions.Confirm)
    there = await holding.confirm(
        ctx.store, ctx.act, offering=pressed.offering, shown=ctx.shown(pressed.seen)
    )
    if there is None:
        await show_present(ctx, pressed.offering, back=pressed.back)
    else:
        await ctx.show(cancelling.confirmed(ctx.words, there, back=pressed.back, now=ctx.now))


async def send_calendar(update: Update, ctx: Context) -> None:
    """Sends the calendar file to a person with a seat; it may have the link to the online room."""
    offering = ctx.pressed(actions.SendCalendar).offering
    found = await _detail(ctx, offering)
    if found is None or found.face(ctx.now) not in (Face.ENROLLED, Face.PAST):
        await ctx.show(await detail_screen(ctx, offering))
        return
    entry = calendar.entry(ctx.words, found.offering, bot_id=ctx.settings.bot_id)
    file = calendar.document(entry, found.offering, now=ctx.now)
    await ctx.show(mine.calendar(ctx.words, found.offering, file, google=google_link(entry)))


async def _detail(ctx: Context, offering: OfferingId) -> Detail | None:
    person = ctx.person.person_id
    return await offerings.detail(ctx.store, person=person, offering=offering, now=ctx.now)


async def _with_seat(ctx: Context, screen: Screen, number: MessageId) -> Screen:
    """The announcement with its line about the seat, if the person has signed up since."""
    offering = signed.announces(screen)
    found = await _detail(ctx, offering) if offering is not None else None
    if found is None or found.mine is None or not found.mine.open:
        return screen
    outcome = signing_up.standing_outcome(found.mine)
    back = actions.OpenNotice(number)
    return signed.with_seat(ctx.words, screen, there=found.offering, outcome=outcome, back=back)


def _under_announcement(
    update: Update, ctx: Context, done: signing_up.SignUp, *, back: Action | None
) -> Screen:
    """The announcement's text with its formatting, and a last line about the seat."""
    message = update.callback_query.message if update.callback_query else None
    outcome = done.outcome
    if outcome is None:
        raise ValueError("nothing was decided")
    shown = message if isinstance(message, Message) else None
    said = (shown.text or shown.caption) if shown else None
    entities = (shown.entities or shown.caption_entities) if shown else ()
    return signed.under_announcement(
        ctx.words,
        Formatted(said, tuple(entity.to_dict() for entity in entities)) if said else None,
        caption=bool(shown and shown.caption),
        there=done.offering,
        outcome=outcome,
        back=back,
    )
