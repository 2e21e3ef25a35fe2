"""A person looks at the own competencies (Kompetensi Saya)."""

import asyncio
import logging
from zoneinfo import ZoneInfo

from telegram import Update

from domain.competencies.profile import Profile
from domain.hours import LearningHours, learning_hours
from domain.seats.mine import local_year
from handlers.actions.competencies import OpenCompetency, ShowAll, ShowProfile
from handlers.competencies.screens import detail
from handlers.competencies.screens import profile as screens
from handlers.context import Context
from handlers.documents.chart import draw
from handlers.screens import trouble
from handlers.screens.screen import Picture, Screen
from storage.competencies import profiles
from storage.people import actors as people_actors
from storage.seats import mine as seats_mine

log = logging.getLogger("bangkom")


async def show(update: Update, ctx: Context) -> None:
    """Shows the profile (/kompetensi and the first button of the menu)."""
    await ctx.show(await _profile_screen(ctx, page=0))


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the gaps, also on the way back from one competency."""
    await ctx.show(await _profile_screen(ctx, page=ctx.pressed(ShowProfile).page))


async def everything(update: Update, ctx: Context) -> None:
    """Shows all competencies, one group a page (Semua Kompetensi)."""
    whole = await profiles.profile(ctx.store, person_id=ctx.person.person_id)
    if not whole.standings:
        await ctx.show(screens.no_standard(ctx.words, whole.post))
        return
    await ctx.show(screens.everything(ctx.words, whole, page=ctx.pressed(ShowAll).page))


async def open_one(update: Update, ctx: Context) -> None:
    """Shows one competency and the trainings that close its gap."""
    here = ctx.pressed(OpenCompetency)
    shown = await profiles.detail(
        ctx.store, person_id=ctx.person.person_id, competency_id=here.competency, now=ctx.now
    )
    if shown is None:
        await ctx.show(trouble.old_button(ctx.words, await _profile_screen(ctx, page=0)))
        return
    await ctx.show(detail.detail(ctx.words, shown, here=here))


async def _profile_screen(ctx: Context, *, page: int) -> Screen:
    whole = await profiles.profile(ctx.store, person_id=ctx.person.person_id)
    if not whole.standings:
        return screens.no_standard(ctx.words, whole.post)
    if not whole.rated:
        return screens.no_data(ctx.words)
    scheme = ctx.settings.jpm_scheme
    picture = await _picture(ctx, whole) if ctx.person.picture else None
    if ctx.person.picture and picture is None:
        return screens.without_picture(ctx.words, whole, scheme=scheme)
    return screens.profile(ctx.words, whole, scheme=scheme, picture=picture, page=page)


async def _picture(ctx: Context, whole: Profile) -> Picture | None:
    """Draws the picture outside the event loop; once uploaded it is reused by its file_id."""
    chart = screens.chart(ctx.words, whole, await _hours(ctx))
    file_id = await people_actors.picture_file(
        ctx.store, bot_id=ctx.settings.bot_id, digest=chart.digest
    )
    if file_id or ctx.on_picture:
        return Picture(b"", chart.digest, file_id or None)
    try:
        return Picture(await asyncio.to_thread(draw, chart), chart.digest)
    except Exception:
        log.exception("picture not drawn")
        return None


async def _hours(ctx: Context) -> LearningHours:
    zone = ctx.settings.timezone
    employment, hours = await seats_mine.hours(
        ctx.store, person_id=ctx.person.person_id, year=local_year(ctx.now, zone)
    )
    return learning_hours(
        employment,
        year=ctx.now.astimezone(ZoneInfo(zone)).year,
        hours=hours,
        target_pns=ctx.settings.jp_target_pns,
        ceiling_pppk=ctx.settings.jp_ceiling_pppk,
    )
