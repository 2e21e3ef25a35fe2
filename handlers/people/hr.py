"""HR opens one person of the roster; each press is checked anew, each change is noted."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from domain.ids import PersonId
from domain.people.identity import PhoneProblem, parse_phone
from domain.people.staff import NumberTaken, StaffCard
from handlers.accounts.screens import failures
from handlers.actions import people as actions
from handlers.context import Context
from handlers.people import searching, views
from handlers.people.screens import card as screens
from handlers.reception import asking
from handlers.reception.routes import Handler
from handlers.screens import buttons
from storage.accounts import codes, hr_links
from storage.people import learning, staff

AboutOne = Callable[[Context, StaffCard], Coroutine[Any, Any, None]]


def about(handler: AboutOne) -> Handler:
    """Wraps a handler about one person; an id that the roster lacks leads to the search."""

    async def opened(update: Update, ctx: Context) -> None:
        one = await staff.card(ctx.store, ctx.pressed(actions.AboutPerson).person)
        asked = await views.asked(ctx) if ctx.person.awaits_text else {}
        if one is not None and asked.get("person", one.id) != one.id:
            # A number that was asked for another person is no longer awaited.
            await views.keep(ctx, await views.kept(ctx))
        await (searching.ask(update, ctx) if one is None else handler(ctx, one))

    return opened


@about
async def person(ctx: Context, one: StaffCard) -> None:
    """Shows the card of one person."""
    await views.keep(ctx, await views.kept(ctx))
    await ctx.show(await views.card(ctx, one))


@about
async def trainings(ctx: Context, one: StaffCard) -> None:
    """Shows all trainings of a person (Pelatihan)."""
    page = ctx.pressed(actions.ListStaffTrainings).page
    found = await learning.trainings(ctx.store, one.id, page=page)
    await ctx.show(screens.trainings(ctx.words, one, found))


@about
async def ask_number(ctx: Context, one: StaffCard) -> None:
    """Asks for the new phone number (Ubah Nomor HP)."""
    search = views.stored(await views.kept(ctx))
    await asking.ask(ctx, views.FLOW, "number", person=one.id, **search)
    await ctx.show(screens.ask_number(ctx.words, one))


async def number(update: Update, ctx: Context) -> None:
    """Saves a typed number, unless it is invalid or another person has the same."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    one = await staff.card(ctx.store, PersonId(data["person"]))
    phone = parse_phone(ctx.text)
    if one is None:
        await searching.ask(update, ctx)
    elif isinstance(phone, PhoneProblem):
        await ctx.show(screens.number_wrong(ctx.words, one, phone))
    elif taken := await _keep(ctx, one, phone, although_taken=False):
        await views.keep(ctx, await views.kept(ctx), "number", person=one.id, phone=phone)
        await ctx.show(screens.number_taken(ctx.words, one, phone, taken))
    else:
        await _saved(ctx, one)


@about
async def save_number(ctx: Context, one: StaffCard) -> None:
    """Saves the typed number in spite of the warning, if its question is still open (Simpan)."""
    data = await views.asked(ctx)
    if data.get("person") == one.id and "phone" in data:
        await _keep(ctx, one, data["phone"], although_taken=True)
        await _saved(ctx, one)
    else:
        await ctx.show(screens.person(ctx.words, one))


@about
async def ask_release(ctx: Context, one: StaffCard) -> None:
    """Asks once before the old link ends (Lepas Akun Lama)."""
    await ctx.show((screens.ask_release if one.linked else screens.person)(ctx.words, one))


@about
async def release(ctx: Context, one: StaffCard) -> None:
    """Ends the link of the old account, so that a new account can link."""
    done = await hr_links.release(ctx.store, ctx.act, person_id=one.id)
    back = (*screens.back(ctx.words, one), buttons.desk_button(ctx.words))
    fresh = screens.person(ctx.words, one)
    await ctx.show(failures.released(ctx.words, one.name, back=back) if done else fresh)


@about
async def ask_unlink(ctx: Context, one: StaffCard) -> None:
    """Asks once before the link ends (Lepas Akun)."""
    ask = screens.person if one.linked_at is None else screens.ask_unlink
    await ctx.show(ask(ctx.words, one))


@about
async def unlink(ctx: Context, one: StaffCard) -> None:
    """Ends the link and promises a message to its chat."""
    done = await hr_links.unlink(ctx.store, ctx.act, person_id=one.id)
    fresh = await staff.card(ctx.store, one.id) or one
    await ctx.show((screens.unlinked if done else screens.person)(ctx.words, fresh))


@about
async def issue_code(ctx: Context, one: StaffCard) -> None:
    """Makes a one-time code and shows it once, in a message of its own (Kode Penghubung)."""
    code = await codes.issue(ctx.store, ctx.act, person_id=one.id)
    if code is None:
        await ctx.show(screens.person(ctx.words, one))
    else:
        username = ctx.services.username
        await ctx.show(screens.code_issued(ctx.words, one, code, username, now=ctx.now))


async def _keep(
    ctx: Context, one: StaffCard, phone: str, *, although_taken: bool
) -> NumberTaken | None:
    return await staff.set_phone(
        ctx.store, ctx.act, person_id=one.id, phone=phone, although_taken=although_taken
    )


async def _saved(ctx: Context, one: StaffCard) -> None:
    await views.keep(ctx, await views.kept(ctx))
    fresh = await staff.card(ctx.store, one.id) or one
    await ctx.show(screens.number_saved(ctx.words, fresh))
