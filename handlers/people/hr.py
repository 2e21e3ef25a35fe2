"""HR finds people of the roster; each press is checked anew, each change is noted."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from domain.catalogue.listing import search_mark
from domain.ids import PersonId
from domain.people.audit import AuditObject
from domain.people.identity import PhoneProblem, parse_phone
from domain.people.staff import NumberTaken, StaffCard
from handlers.accounts.screens import failures
from handlers.actions import people as actions
from handlers.context import Context
from handlers.people.screens import card as screens
from handlers.reception import asking
from handlers.reception.routes import Handler
from handlers.screens import buttons, trouble
from storage.accounts import codes, hr_links
from storage.people import history, learning, staff
from storage.process import dialogues

FLOW = "staff"

AboutOne = Callable[[Context, StaffCard], Coroutine[Any, Any, None]]


def about(handler: AboutOne) -> Handler:
    """Wraps a handler about one person; an id that the roster lacks leads to the search."""

    async def opened(update: Update, ctx: Context) -> None:
        one = await staff.card(ctx.store, ctx.pressed(actions.AboutPerson).person)
        asked = await _data(ctx) if ctx.person.awaits_text else {}
        if one is not None and asked.get("person", one.id) != one.id:
            # A number that was asked for another person is no longer awaited.
            await _await(ctx, "search", text=asked.get("text"))
        await (ask(update, ctx) if one is None else handler(ctx, one))

    return opened


async def ask(update: Update, ctx: Context) -> None:
    """Asks for a name or a NIP (Cari Pegawai)."""
    await asking.ask(ctx, FLOW, "search")
    await ctx.show(screens.ask(ctx.words))


async def search(update: Update, ctx: Context) -> None:
    """Searches for the typed name or NIP."""
    await _await(ctx, "search", text=ctx.text)
    people = await staff.find(ctx.store, text=ctx.text, page=0)
    await ctx.show(screens.found(ctx.words, people, text=ctx.text))


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the last search; only the last search is kept."""
    text, p = await _last_search(ctx), ctx.pressed(actions.ListStaff)
    if text is None:
        await ask(update, ctx)
        return
    await _await(ctx, "search", text=text)
    same = p.search in (None, search_mark(text))
    people = await staff.find(ctx.store, text=text, page=p.page if same else 0)
    fresh = screens.found(ctx.words, people, text=text)
    await ctx.show(fresh if same else trouble.old_button(ctx.words, fresh))


@about
async def person(ctx: Context, one: StaffCard) -> None:
    """Shows the card of one person."""
    await _await(ctx, "search", text=await _last_search(ctx))
    zone = ZoneInfo(ctx.settings.timezone)
    year = ctx.now.astimezone(zone).year
    found = await learning.of_person(
        ctx.store,
        one.id,
        year=year,
        bounds=(datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)),
        targets=(ctx.settings.jp_target_pns, ctx.settings.jp_ceiling_pppk),
        now=ctx.now,
    )
    last = await history.last_change(ctx.store, AuditObject.PERSON, one.id)
    await ctx.show(screens.person(ctx.words, one, found, last=last))


@about
async def ask_number(ctx: Context, one: StaffCard) -> None:
    """Asks for the new phone number (Ubah Nomor HP)."""
    await asking.ask(ctx, FLOW, "number", text=await _last_search(ctx), person=one.id)
    await ctx.show(screens.ask_number(ctx.words, one))


async def number(update: Update, ctx: Context) -> None:
    """Saves a typed number, unless it is invalid or another person has the same."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    one = await staff.card(ctx.store, PersonId(data["person"]))
    phone = parse_phone(ctx.text)
    if one is None:
        await ask(update, ctx)
    elif isinstance(phone, PhoneProblem):
        await ctx.show(screens.number_wrong(ctx.words, one, phone))
    elif taken := await _keep(ctx, one, phone, although_taken=False):
        await _await(ctx, "number", text=data.get("text"), person=one.id, phone=phone)
        await ctx.show(screens.number_taken(ctx.words, one, phone, taken))
    else:
        await _saved(ctx, one)


@about
async def save_number(ctx: Context, one: StaffCard) -> None:
    """Saves the typed number in spite of the warning, if its question is still open (Simpan)."""
    data = await _data(ctx)
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
    await _await(ctx, "search", text=await _last_search(ctx))
    fresh = await staff.card(ctx.store, one.id) or one
    await ctx.show(screens.number_saved(ctx.words, fresh))


async def _await(ctx: Context, step: str, **data: str | int | None) -> None:
    await asking.go_on(ctx, FLOW, step, **data)


async def _data(ctx: Context) -> dict[str, Any]:
    found = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    return found.data if found and found.flow == FLOW and not found.expired else {}


async def _last_search(ctx: Context) -> str | None:
    text: str | None = (await _data(ctx)).get("text")
    return text
