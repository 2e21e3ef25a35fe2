"""Opens the HR desk and its groups, and searches from there for people and offerings."""

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH
from domain.desk import Hits
from domain.people.staff import StaffChoice
from handlers.actions import Action
from handlers.actions import desk as actions
from handlers.actions.desk import DeskGroup
from handlers.catalogue.screens.hr import runs as run_screens
from handlers.context import Context
from handlers.desk import screens, views
from handlers.people import views as staff_views
from handlers.people.screens import lists as staff_lists
from handlers.people.views import Search
from handlers.screens import dates, trouble
from handlers.screens.screen import Screen
from storage.catalogue.hr import lists as offering_lists
from storage.desk import figures
from storage.people import audit, staff
from storage.people.finding import search as finding


async def open_desk(update: Update, ctx: Context) -> None:
    """Shows the HR desk (/hr, Menu HR); what is typed then is searched for."""
    await ctx.show(await views.desk(ctx))


async def open_group(update: Update, ctx: Context) -> None:
    """Shows one group of the desk (Pelatihan, Pegawai, Data, Laporan)."""
    group = ctx.pressed(actions.OpenGroup).group
    await views.await_search(ctx)
    if group is DeskGroup.DATA:
        year = dates.local(ctx.now, ctx.settings.timezone).year
        await ctx.show(screens.data(ctx.words, await figures.last_import(ctx.store), year))
        return
    facts = await views.figures_now(ctx)
    shown = {
        DeskGroup.TRAININGS: screens.trainings,
        DeskGroup.PEOPLE: screens.staff,
        DeskGroup.REPORTS: screens.reports,
    }
    await ctx.show(shown[group](ctx.words, facts))


async def find(update: Update, ctx: Context) -> None:
    """Searches for the typed text; the only hit opens at once."""
    text = ctx.text[:LONGEST_SEARCH]
    hits = await _found(ctx, text)
    meant = None if hits.total else await finding.meant(ctx.store, text)
    await staff_views.keep(ctx, Search(StaffChoice(meant or text), everywhere=True))
    if meant is None:
        await ctx.show(await _hits(ctx, hits))
    else:
        near = screens.found(ctx.words, await _found(ctx, meant))
        await ctx.show(near.under(staff_lists.near(ctx.words, text)))


async def find_again(update: Update, ctx: Context) -> None:
    """Shows again what the last search found (Kembali)."""
    last = await staff_views.kept(ctx)
    if last is None:
        await open_desk(update, ctx)
        return
    text = last.chosen.text
    await staff_views.keep(ctx, Search(StaffChoice(text), everywhere=True))
    screen = screens.found(ctx.words, await _found(ctx, text))
    same = ctx.pressed(actions.FindAgain).search == StaffChoice(text).mark
    await ctx.show(screen if same else trouble.old_button(ctx.words, screen))


async def found_offerings(update: Update, ctx: Context) -> None:
    """Shows one page of the offerings that the last search found."""
    pressed = ctx.pressed(actions.ListFoundOfferings)
    last = await staff_views.kept(ctx)
    if last is None:
        await open_desk(update, ctx)
        return
    text = last.chosen.text
    same = pressed.search == StaffChoice(text).mark
    number = pressed.page if same else 0
    runs = await offering_lists.found(ctx.store, text, page=number, now=ctx.now)
    screen = screens.offerings(ctx.words, runs.page, text=text)
    await ctx.show(screen if same else trouble.old_button(ctx.words, screen))


async def open_found(update: Update, ctx: Context) -> None:
    """Shows the card of an offering that the last search found."""
    pressed = ctx.pressed(actions.OpenFoundRun)
    run = await offering_lists.card(ctx.store, pressed.offering, now=ctx.now)
    if run is None:
        await ctx.show(trouble.old_button(ctx.words, await views.desk(ctx)))
        return
    back: Action = actions.FindAgain(pressed.search)
    if pressed.page is not None:
        back = actions.ListFoundOfferings(pressed.search, pressed.page)
    await ctx.show(run_screens.card(ctx.words, run, back=back))


async def _found(ctx: Context, text: str) -> Hits:
    people = await finding.find(ctx.store, StaffChoice(text), page=0)
    runs = await offering_lists.found(ctx.store, text, page=0, now=ctx.now)
    return Hits(text, people, runs.page)


async def _hits(ctx: Context, hits: Hits) -> Screen:
    """What was found, or the only person or offering that was."""
    if hits.total == 1 and hits.person is not None:
        one = await staff.card(ctx.store, hits.person.id)
        if one is not None:
            await _note(ctx, "person_seen", one.id)
            return await staff_views.card(ctx, one)
    if hits.total == 1 and hits.offering is not None:
        run = await offering_lists.card(ctx.store, hits.offering.id, now=ctx.now)
        if run is not None:
            return run_screens.card(ctx.words, run, back=actions.OpenDesk())
    return screens.found(ctx.words, hits)


async def _note(ctx: Context, event: str, about: int) -> None:
    await audit.note(ctx.store, event, actor=ctx.person.person_id, about=about, at=ctx.now)
