"""The catalogue of trainings (Daftar Pelatihan): tabs, filters, and search by typing."""

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH, Filter, Tab, real_month, search_mark
from domain.ids import CompetencyId
from handlers.actions import catalogue as actions
from handlers.catalogue.screens import filters
from handlers.catalogue.screens import listing as screens
from handlers.context import Context
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.catalogue import filters as catalogue_filters
from storage.catalogue import listing as catalogue_listing


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
    text, screen = await _found(ctx, pressed.page)
    if search_mark(text) == pressed.search:
        await ctx.show(screen)
    else:
        _, first = await _found(ctx, 0)
        await ctx.show(trouble.old_button(ctx.words, first))


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
    await catalogue_listing.remember_search(ctx.store, person=ctx.person.person_id, text=text)
    _, first = await _found(ctx, 0)
    await ctx.show(first.as_new())


async def _listing(ctx: Context, wanted: actions.ListTrainings) -> Screen:
    chosen = _chosen(wanted.month, wanted.mode, wanted.competency)
    tab = Tab.ALL if wanted.everything else Tab.MINE
    one_page = await catalogue_listing.listing(
        ctx.store,
        person=ctx.person.person_id,
        tab=tab,
        chosen=chosen,
        page=wanted.page,
        zone=ctx.settings.timezone,
        now=ctx.now,
    )
    return screens.listing(ctx.words, one_page, tab, chosen)


async def _found(ctx: Context, page: int) -> tuple[str, Screen]:
    person = ctx.person.person_id
    text, one_page = await catalogue_listing.found(
        ctx.store, person=person, page=page, now=ctx.now
    )
    return text, screens.searched(ctx.words, text, one_page)


def _chosen(
    month: int | None, mode: actions.ModeChoice | None, competency: CompetencyId | None
) -> Filter:
    return Filter(real_month(month), filters.MODES[mode] if mode is not None else None, competency)
