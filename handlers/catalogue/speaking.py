"""A person is asked to speak in a session, and answers."""

from dataclasses import replace
from datetime import datetime

from telegram import Update

from domain.catalogue.runs import Speaking
from domain.ids import OfferingId, SpeakerId
from domain.outbox.messages import Claimed
from handlers.actions import offerings as actions
from handlers.catalogue.screens import speaking as screens
from handlers.context import Context, Services
from handlers.documents.ics import CalendarEntry, calendar_file, file_name
from handlers.screens import trouble
from handlers.screens.screen import Document, Screen
from handlers.screens.words import Html, plain
from storage.catalogue.speaking import speakers


async def asked(services: Services, message: Claimed) -> Screen | None:
    """Renders the question, while it is open and about the present time."""
    found = await speakers.speaking(services.store, message.facts["speaker"])
    if found is None or found.willing is not None or not _is_open(found, services.clock.now()):
        return None
    if found.session.starts_at != datetime.fromisoformat(message.facts["start"]):
        return None
    return screens.asked(services.words(message.language), found)


async def freed(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that the person need not speak; None if they do after all."""
    facts, who = message.facts, message.person_id
    starts_at, ends_at = (datetime.fromisoformat(facts[each]) for each in ("start", "end"))
    there = await speakers.offering_of(services.store, OfferingId(facts["offering"]))
    if there is None or who is None or ends_at <= services.clock.now():
        return None
    if await speakers.speaks_then(services.store, there.id, who, starts_at):
        return None
    return screens.freed(services.words(message.language), there, starts_at, ends_at)


async def answer(update: Update, ctx: Context) -> None:
    """Keeps the answer, if it is about the session as it stands (Bersedia, Berhalangan)."""
    pressed = ctx.pressed(actions.GiveAnswer)
    done = await speakers.answer(
        ctx.store, ctx.act, pressed.speaker, willing=pressed.willing, shown=pressed.shown
    )
    if done is None:
        fresh = await _details(ctx, pressed.speaker)
        await ctx.show(trouble.old_button(ctx.words, fresh))
        return
    file = _calendar(ctx, done) if done.willing else None
    await ctx.show(screens.answered(ctx.words, done, file))


async def details(update: Update, ctx: Context) -> None:
    """Shows the session in which the person is to speak (Rincian)."""
    await ctx.show(await _details(ctx, ctx.pressed(actions.OpenSpeaking).speaker))


async def _details(ctx: Context, speaker: SpeakerId) -> Screen:
    found = await speakers.speaking(ctx.store, speaker)
    if found is None or found.person != ctx.person.person_id:
        return screens.gone(ctx.words)
    return screens.details(ctx.words, found, open_=_is_open(found, ctx.now))


def _is_open(found: Speaking, now: datetime) -> bool:
    return found.active and not found.offering.called_off and found.session.starts_at > now


def _calendar(ctx: Context, told: Speaking) -> Document:
    there, one = told.offering, told.session
    where = replace(told, offering=replace(there, url=None))
    entry = CalendarEntry(
        uid=f"speaking-{told.id}.bot-{ctx.settings.bot_id}@bangkom",
        sequence=there.sequence,
        title=there.title,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        timezone=there.timezone,
        at_any_time=False,
        place=one.place or there.place,
        url=there.url,
        description=plain(Html(screens.details(ctx.words, where, open_=False).text)),
    )
    name = file_name("narasumber", there.title, one.starts_at, there.timezone)
    return Document(name, calendar_file(entry, now=ctx.now))
