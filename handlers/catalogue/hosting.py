"""Who receives people at an offering (panitia): HR names, the person answers and sees the list."""

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.ids import HostId, OfferingId
from domain.outbox.messages import Claimed
from domain.people.staff import StaffChoice
from handlers.actions.seating import hosts as actions
from handlers.catalogue.screens import hosting as screens
from handlers.context import Context, Services
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.catalogue.hr import hosts
from storage.catalogue.speaking import speakers
from storage.people import audit
from storage.people.finding import search as finding
from storage.process import dialogues

FLOW = "host"


async def listing(update: Update, ctx: Context) -> None:
    """Shows the hosts of an offering (Panitia)."""
    await ctx.show(await _listing(ctx, ctx.pressed(actions.ListHosts).offering))


async def ask(update: Update, ctx: Context) -> None:
    """Asks who receives people; the next text searches (Tambah)."""
    await _ask(ctx, ctx.pressed(actions.AskHost).offering)


async def search(update: Update, ctx: Context) -> None:
    """Searches for the typed name or NIP."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    await _found(ctx, OfferingId(data["offering"]), ctx.text[:LONGEST_SEARCH], page=0)


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the people found."""
    pressed = ctx.pressed(actions.ListHostsFound)
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    data = asked.data if asked and asked.flow == FLOW and not asked.expired else {}
    text: str = data.get("text", "")
    if data.get("offering") != pressed.offering or search_mark(text) != pressed.search:
        await _ask(ctx, pressed.offering)
    else:
        await _found(ctx, pressed.offering, text, page=pressed.page)


async def add(update: Update, ctx: Context) -> None:
    """Names a person, who is asked."""
    pressed = ctx.pressed(actions.AddHost)
    done = await hosts.add(ctx.store, ctx.act, pressed.offering, pressed.person)
    await asking.end(ctx)
    fresh = await _listing(ctx, pressed.offering)
    await ctx.show(fresh if done else screens.not_added(ctx.words, fresh))


async def open_one(update: Update, ctx: Context) -> None:
    """Shows one host, to take them off."""
    found = await hosts.one(ctx.store, ctx.pressed(actions.OpenHost).host)
    if found is None:
        await ctx.show(screens.gone(ctx.words))
    else:
        await ctx.show(screens.one(ctx.words, found))


async def remove(update: Update, ctx: Context) -> None:
    """Takes a host off (Hapus)."""
    offering = await hosts.remove(ctx.store, ctx.act, ctx.pressed(actions.RemoveHost).host)
    if offering is None:
        await ctx.show(trouble.old_button(ctx.words, screens.gone(ctx.words)))
    else:
        await ctx.show(await _listing(ctx, offering))


async def answer(update: Update, ctx: Context) -> None:
    """Keeps the answer of the person (Bersedia, Berhalangan)."""
    pressed = ctx.pressed(actions.GiveHostAnswer)
    done = await hosts.answer(ctx.store, ctx.act, pressed.host, willing=pressed.willing)
    if done is None:
        await ctx.show(trouble.old_button(ctx.words, await _details(ctx, pressed.host)))
    else:
        await ctx.show(screens.details(ctx.words, done, open_=hosts.open_now(done, ctx.now)))


async def details(update: Update, ctx: Context) -> None:
    """Shows the person what they are to host (Rincian)."""
    await ctx.show(await _details(ctx, ctx.pressed(actions.OpenHosting).host))


async def desk(update: Update, ctx: Context) -> None:
    """Shows the offerings that the person hosts (Panitia)."""
    page = ctx.pressed(actions.ListHosted).page
    me = ctx.person.person_id
    await ctx.show(
        screens.desk(ctx.words, await hosts.hosted(ctx.store, me, page=page, now=ctx.now))
    )


async def run(update: Update, ctx: Context) -> None:
    """Shows the people with a seat, to a host of this offering alone; the look is noted."""
    pressed, me = ctx.pressed(actions.OpenHosted), ctx.person.person_id
    found = await hosts.run(ctx.store, me, pressed.offering, page=pressed.page, now=ctx.now)
    if found is None:
        await ctx.show(screens.gone(ctx.words))
        return
    number = found.offering.id
    await audit.note(ctx.store, "participants_seen", actor=me, about=number, at=ctx.now)
    await ctx.show(screens.run(ctx.words, found))


async def asked(services: Services, message: Claimed) -> Screen | None:
    """Renders the question to a host, while it is open."""
    found = await hosts.one(services.store, HostId(message.facts["host"]))
    if found is None or found.willing is not None:
        return None
    if not hosts.open_now(found, services.clock.now()):
        return None
    return screens.asked(services.words(message.language), found)


async def declined(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a host cannot come, while that is still the answer."""
    found = await hosts.one(services.store, HostId(message.facts["host"]))
    if found is None or found.willing is not False:
        return None
    if not hosts.open_now(found, services.clock.now()):
        return None
    return screens.declined(services.words(message.language), found)


async def _listing(ctx: Context, offering: OfferingId) -> Screen:
    there = await speakers.offering_of(ctx.store, offering)
    if there is None:
        return screens.gone(ctx.words)
    return screens.listing(ctx.words, there, await hosts.named(ctx.store, offering))


async def _ask(ctx: Context, offering: OfferingId) -> None:
    await asking.go_on(ctx, FLOW, "search", offering=offering)
    await ctx.show(screens.ask(ctx.words, offering))


async def _found(ctx: Context, offering: OfferingId, text: str, *, page: int) -> None:
    await asking.go_on(ctx, FLOW, "search", offering=offering, text=text)
    people = await finding.find(ctx.store, StaffChoice(text), page=page)
    await ctx.show(screens.found(ctx.words, offering, people, text=text))


async def _details(ctx: Context, number: HostId) -> Screen:
    found = await hosts.one(ctx.store, number)
    if found is None or found.person != ctx.person.person_id:
        return screens.gone(ctx.words)
    return screens.details(ctx.words, found, open_=hosts.open_now(found, ctx.now))
