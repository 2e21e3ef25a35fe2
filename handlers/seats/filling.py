"""Seats by need or by draw: the rule, the result for each person, the order for HR."""

from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Update

from domain.ids import OfferingId
from domain.outbox.messages import Claimed
from domain.seats.mine import local_year
from handlers.actions import seats as actions
from handlers.context import Context, HouseSettings, Services
from handlers.documents import people_files
from handlers.screens.screen import Said, Screen
from handlers.seats.notices import concerned
from handlers.seats.presses import show_present
from handlers.seats.screens import filling as screens
from storage.seats.fair import allotting, needs
from storage.seats.fair.needs import HoursOfYear


async def how(update: Update, ctx: Context) -> None:
    """Says how seats are given, with the person's own points (Cara Pengisian)."""
    pressed = ctx.pressed(actions.OpenHowFilled)
    found = await needs.mine(
        ctx.store,
        pressed.offering,
        ctx.person.person_id,
        hours=hours_of_year(ctx.settings, ctx.now),
        now=ctx.now,
    )
    if found is None:
        await show_present(ctx, pressed.offering)
    else:
        await ctx.show(screens.how(ctx.words, *found, back=pressed.back))


async def download(update: Update, ctx: Context) -> None:
    """Sends the order in which seats were given, with the points by part (Unduh Urutan)."""
    offering = ctx.pressed(actions.DownloadOrder).offering
    found = await allotting.allotment(ctx.store, offering)
    if found is None:
        await show_present(ctx, offering)
        return
    lines = await allotting.order(ctx.store, offering)
    sheet = people_files.order(ctx.words, found.offering, lines)
    document = await people_files.people_file(ctx.words, "urutan-peminat", sheet, now=ctx.now)
    await ctx.show(screens.order_file(ctx.words, found.offering, document))


async def outcome(services: Services, message: Claimed) -> Screen | None:
    """Renders how an interested person came out."""
    found = await concerned(
        services, message, lambda there, mine: mine.open and not there.called_off
    )
    if found is None:
        return None
    _, there, mine = found
    rank = await allotting.rank_of(services.store, mine.enrolment_id)
    words = services.words(message.language)
    return screens.outcome(words, there, mine, rank, notice=message.id)


async def allotment(services: Services, message: Claimed) -> Screen | None:
    """Renders to HR how the seats of an offering were given."""
    found = await allotting.allotment(services.store, OfferingId(message.facts["offering"]))
    if found is None:
        return None
    words = services.words(message.language)
    return screens.allotment(words, found.offering, seated=found.seated, queued=found.queued)


async def allotment_line(services: Services, message: Claimed) -> Said | None:
    """Renders it as a line of the message of the day."""
    found = await allotting.allotment(services.store, OfferingId(message.facts["offering"]))
    if found is None:
        return None
    words = services.words(message.language)
    return screens.allotment_line(words, found.offering, seated=found.seated, queued=found.queued)


async def allot(services: Services) -> None:
    """Gives the seats of offerings whose sign-up has closed."""
    now = services.clock.now()
    hours = hours_of_year(services.settings, now)
    if await allotting.allot(services.store, hours=hours, now=now):
        services.wake.set()


def hours_of_year(settings: HouseSettings, now: datetime) -> HoursOfYear:
    """The local year whose hours count, with the settings they are measured against."""
    since, until = local_year(now, settings.timezone)
    year = now.astimezone(ZoneInfo(settings.timezone)).year
    return HoursOfYear(year, since, until, settings.jp_target_pns, settings.jp_ceiling_pppk)
