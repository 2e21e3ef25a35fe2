"""A person's settings (Pengaturan): each tap saves at once and shows the new state."""

from dataclasses import replace

from telegram import Update

from domain.accounts.privacy import Preferences
from handlers.accounts.screens import preferences as screens
from handlers.actions.accounts import SetLanguage, SetReminder, SetView
from handlers.context import Context
from handlers.home import presses as home_presses
from handlers.screens import dates
from storage.accounts import preferences
from storage.decisions.posts import absences


async def settings(update: Update, ctx: Context) -> None:
    """Shows the settings (/pengaturan)."""
    today = dates.local(ctx.now, ctx.settings.timezone).date()
    decides = await absences.may_be_asked(ctx.store, ctx.person.person_id, today=today)
    await ctx.show(screens.settings(ctx.words, await _read(ctx), decides=decides))


async def language(update: Update, ctx: Context) -> None:
    """Shows the choice of language (Bahasa)."""
    await ctx.show(screens.language(ctx.words))


async def set_language(update: Update, ctx: Context) -> None:
    """Saves the language and shows the menu in it."""
    code = ctx.pressed(SetLanguage).language.code
    chosen = await preferences.change(ctx.store, ctx.act, language=code)
    ctx.actor = replace(ctx.person, language=chosen.language)
    menu = await home_presses.menu_screen(ctx)
    await ctx.show(menu.under(screens.language_changed(ctx.words)))


async def reminders(update: Update, ctx: Context) -> None:
    """Shows which reminders are on (Pengingat)."""
    await _show_reminders(ctx, await _read(ctx))


async def set_reminder(update: Update, ctx: Context) -> None:
    """Switches one kind of reminder on or off."""
    pressed = ctx.pressed(SetReminder)
    chosen = await preferences.change(
        ctx.store, ctx.act, reminder=pressed.kind.code, on=pressed.on
    )
    await _show_reminders(ctx, chosen)


async def view(update: Update, ctx: Context) -> None:
    """Shows the choice between picture and text (Tampilan Kompetensi)."""
    await ctx.show(screens.view(ctx.words, await _read(ctx)))


async def set_view(update: Update, ctx: Context) -> None:
    """Saves whether the profile of competencies is shown as a picture or as text."""
    picture = ctx.pressed(SetView).picture
    chosen = await preferences.change(ctx.store, ctx.act, picture=picture)
    await ctx.show(screens.view(ctx.words, chosen))


async def _read(ctx: Context) -> Preferences:
    return await preferences.read(ctx.store, ctx.person.person_id)


async def _show_reminders(ctx: Context, chosen: Preferences) -> None:
    hours = ctx.settings.quiet_hours
    await ctx.show(screens.reminders(ctx.words, chosen, quiet=(hours.start, hours.end)))
