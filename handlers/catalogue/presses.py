"""The catalogue of trainings (Cari Pelatihan): tabs, filters, and search by typing."""

from zoneinfo import ZoneInfo

from telegram import Update

from domain.catalogue.listing import (
    LONGEST_SEARCH,
    Filter,
    Listing,
    Results,
    Tab,
    real_month,
    search_mark,
)
from domain.catalogue.searching import read
from domain.ids import CompetencyId
from handlers.actions import catalogue as actions
from handlers.catalogue.screens import filters
from handlers.catalogue.screens import listing as screens
from handlers.context import Context
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.catalogue import filters as catalogue_filters
from storage.catalogue import listing as catalogue_listing
from storage.catalogue.finding import search as catalogue_search


async def first_page(update: Update, ctx: Context) -> None:
    """Shows the first page of the trainings for this person (/pelatihan).

    What stands behind the command is searched for (/pelatihan siber).
    """
    _, _, wanted = ctx.text.partition(" ") if ctx.text.startswith("/") else ("", "", "")
    if wanted:
        await _search(ctx, wanted)
    else:
        await ctx.show(await _listing(ctx, actions.ListTrainings()))


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of a tab."""
    await ctx.show(await _listing(ctx, ctx.pressed(actions.ListTrainings)))


async def others(update: Update, ctx: Context) -> None:
    """Shows other trainings for the same needs (Pelatihan Lain)."""
    pressed = ctx.pressed(actions.ListOthers)
    found = await catalogue_listing.others(
        ctx.store,
        person=ctx.person.person_id,
        offering_id=pressed.offering,
        page=pressed.page,
        now=ctx.now,
    )
    await ctx.show(screens.others(ctx.words, found, pressed.offering))


async def search(update: Update, ctx: Context) -> None:
    """Searches for a text that no dialogue awaits; the answer is a new message."""
    await _search(ctx, ctx.text)


async def found(update: Update, ctx: Context) -> None:
    """Shows another page of the last search; only the last search text is stored."""
    pressed = ctx.pressed(actions.ListFound)
    results = await _results(ctx, pressed.page)
    if search_mark(results.text) == pressed.search:
        await ctx.show(await _found(ctx, results))
    else:
        await _older(ctx)


async def meant(update: Update, ctx: Context) -> None:
    """Searches for what the person probably meant."""
    pressed = ctx.pressed(actions.SearchMeant)
    results = await _results(ctx, 0)
    if search_mark(results.text) != pressed.search or pressed.choice >= len(results.meant):
        await _older(ctx)
        return
    text = results.meant[pressed.choice]
    await catalogue_search.remember(ctx.store, person=ctx.person.person_id, text=text)
    await ctx.show(await _found(ctx, await _results(ctx, 0)))


async def open_filter(update: Update, ctx: Context) -> None:
    """Shows the filters (Saring)."""
    pressed = ctx.pressed(actions.OpenFilter)
    chosen = _chosen(pressed.month, pressed.mode, pressed.competency)
    await ctx.show(filters.menu(ctx.words, chosen))


async def months(update: Update, ctx: Context) -> None:
    """Shows the months to choose from (Bulan)."""
    pressed = ctx.pressed(actions.ChooseMonth)
    chosen = _chosen(None, pressed.mode, pressed.competency)
    zone = ctx.settings.timezone
    left = await catalogue_filters.months(ctx.store, chosen=chosen, zone=zone, now=ctx.now)
    await ctx.show(filters.months(ctx.words, left, chosen))


async def modes(update: Update, ctx: Context) -> None:
    """Shows how trainings are held, to choose from (Moda)."""
    pressed = ctx.pressed(actions.ChooseMode)
    chosen = _chosen(pressed.month, None, pressed.competency)
    zone = ctx.settings.timezone
    left = await catalogue_filters.modes(ctx.store, chosen=chosen, zone=zone, now=ctx.now)
    await ctx.show(filters.modes(ctx.words, left, chosen))


async def competencies(update: Update, ctx: Context) -> None:
    """Shows the competencies to choose from (Kompetensi)."""
    pressed = ctx.pressed(actions.ChooseCompetency)
    chosen = _chosen(pressed.month, pressed.mode, None)
    left = await catalogue_filters.competencies(
        ctx.store,
        chosen=chosen,
        page=pressed.page,
        zone=ctx.settings.timezone,
        now=ctx.now,
    )
    await ctx.show(filters.competencies(ctx.words, left, chosen))


async def _search(ctx: Context, wanted: str) -> None:
    text = wanted[:LONGEST_SEARCH]
    sought = read(text, ctx.now.astimezone(ZoneInfo(ctx.settings.timezone)).date())
    if not sought.words:
        # "apa saja pelatihan bulan desember": no word to look for, at most a month.
        every = actions.ListTrainings(everything=sought.month is not None, month=sought.month)
        await ctx.show((await _listing(ctx, every)).as_new())
        return
    await catalogue_search.remember(ctx.store, person=ctx.person.person_id, text=text)
    await ctx.show((await _found(ctx, await _results(ctx, 0))).as_new())


async def _results(ctx: Context, page: int) -> Results:
    return await catalogue_search.results(
        ctx.store,
        person=ctx.person.person_id,
        page=page,
        zone=ctx.settings.timezone,
        now=ctx.now,
    )


async def _found(ctx: Context, results: Results) -> Screen:
    if results.found.total:
        return screens.searched(ctx.words, results)
    mine = await _read(ctx, actions.ListTrainings())
    return screens.nothing(ctx.words, results, mine.entries[: screens.NEAREST])


async def _older(ctx: Context) -> None:
    await ctx.show(trouble.old_button(ctx.words, await _found(ctx, await _results(ctx, 0))))


async def _listing(ctx: Context, wanted: actions.ListTrainings) -> Screen:
    tab = Tab.ALL if wanted.everything else Tab.MINE
    return screens.listing(ctx.words, await _read(ctx, wanted), tab, _filter(wanted))


async def _read(ctx: Context, wanted: actions.ListTrainings) -> Listing:
    return await catalogue_listing.listing(
        ctx.store,
        person=ctx.person.person_id,
        tab=Tab.ALL if wanted.everything else Tab.MINE,
        chosen=_filter(wanted),
        page=wanted.page,
        zone=ctx.settings.timezone,
        now=ctx.now,
    )


def _filter(wanted: actions.ListTrainings) -> Filter:
    return _chosen(wanted.month, wanted.mode, wanted.competency)


def _chosen(
    month: int | None, mode: actions.ModeChoice | None, competency: CompetencyId | None
) -> Filter:
    return Filter(real_month(month), filters.MODES[mode] if mode is not None else None, competency)
