"""Shows the main menu and help, and ends an open question."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram import Message, Update

from domain.home import MenuFacts
from domain.hours import learning_hours
from handlers.accounts.screens import linking as linking_screens
from handlers.actions.home import AskHelp
from handlers.context import Context
from handlers.home import screens
from handlers.reception import asking, command_list
from handlers.screens.screen import Screen
from storage.decisions.lists import views as decisions
from storage.home import menu as menu_store


async def menu(update: Update, ctx: Context) -> None:
    """Shows a fresh menu; every screen has a way to it."""
    command_list.offer(ctx)
    screen = await menu_screen(ctx)
    await ctx.show(screen.as_new(keeps_old=False) if _under_media(update) else screen)


async def menu_screen(ctx: Context) -> Screen:
    """The menu with present figures."""
    facts = await _facts(ctx)
    if facts.news is not None:
        await menu_store.note_news(ctx.store, ctx.person.person_id, now=ctx.now)
    return _menu(ctx, facts)


async def unknown(update: Update, ctx: Context) -> None:
    """Says that there is no such command, above the menu."""
    command = ctx.text.split(maxsplit=1)[0]
    await ctx.show(screens.unknown_command(ctx.words, command, await menu_screen(ctx)))


async def peace(update: Update, ctx: Context) -> None:
    """Returns the greeting of peace (assalamualaikum), above the menu."""
    await ctx.show(screens.peace(ctx.words, await menu_screen(ctx)))


async def thanks(update: Update, ctx: Context) -> None:
    """Answers thanks, above the menu."""
    await ctx.show(screens.thanks(ctx.words, await menu_screen(ctx)))


async def help_(update: Update, ctx: Context) -> None:
    """Shows help (/bantuan), also to an account that is not linked."""
    if ctx.actor is None:
        await ctx.show(screens.help_before_linking(ctx.words))
    else:
        await ctx.show(screens.help_(ctx.words, hr=ctx.actor.hr))


async def answer(update: Update, ctx: Context) -> None:
    """Answers one question of help."""
    await ctx.show(screens.answer(ctx.words, ctx.pressed(AskHelp).topic))


async def leave(update: Update, ctx: Context) -> None:
    """Closes the open question (/batal); answers already given stay stored."""
    stopped = await asking.end(ctx)
    if ctx.actor is not None:
        await ctx.show(screens.stopped(ctx.words, await menu_screen(ctx), stopped=stopped))
    elif stopped:
        await ctx.show(linking_screens.left(ctx.words))
    else:
        await ctx.show(linking_screens.not_linked(ctx.words))


async def _facts(ctx: Context) -> MenuFacts:
    zone = ZoneInfo(ctx.settings.timezone)
    here = ctx.now.astimezone(zone)
    facts = await menu_store.facts(
        ctx.store,
        person_id=ctx.person.person_id,
        hr=ctx.person.hr,
        now=ctx.now,
        today=here.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC),
        year=(_new_year(here.year, zone), _new_year(here.year + 1, zone)),
    )
    if ctx.person.hr or not facts.leads:
        return facts
    waiting = await decisions.count(
        ctx.store, ctx.person.person_id, hr=False, now=ctx.now, zone=ctx.settings.timezone
    )
    return replace(facts, requests=waiting)


def _menu(ctx: Context, facts: MenuFacts) -> Screen:
    hours = learning_hours(
        facts.employment,
        year=ctx.now.astimezone(ZoneInfo(ctx.settings.timezone)).year,
        hours=facts.hours,
        target_pns=ctx.settings.jp_target_pns,
        ceiling_pppk=ctx.settings.jp_ceiling_pppk,
    )
    me = ctx.person
    return screens.menu(
        ctx.words, facts, hours, name=me.name, hr=me.hr, officer=me.officer, now=ctx.now
    )


def _new_year(year: int, zone: ZoneInfo) -> datetime:
    return datetime(year, 1, 1, tzinfo=zone).astimezone(UTC)


def _under_media(update: Update) -> bool:
    # A message with a picture or a file cannot become the menu, so the menu is a new one.
    pressed = update.callback_query.message if update.callback_query else None
    return isinstance(pressed, Message) and bool(pressed.photo or pressed.document)
