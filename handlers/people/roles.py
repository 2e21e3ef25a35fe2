"""HR gives and takes the role of a unit officer (Peran); the person accepts it with a code."""

from datetime import date
from zoneinfo import ZoneInfo

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.ids import PersonId, UnitId, UnitOfficerId
from domain.imports.dates.day_first import read_day
from domain.outbox.messages import Claimed
from domain.people.audit import day_of
from domain.people.roles import RoleAnswer, RoleEnd, UnitChoice
from domain.people.staff import StaffCard, StaffChoice
from handlers.actions import people as actions
from handlers.context import Context, Services
from handlers.people.screens import roles as screens
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.screen import Screen
from storage.people import staff
from storage.people.finding import search as finding
from storage.people.roles import ending, giving, reading
from storage.process import dialogues

FLOW = "role"


async def listing(update: Update, ctx: Context) -> None:
    """Lists the officers of units (Peran)."""
    await ctx.show(await _listing(ctx, ctx.pressed(actions.ListRoles).page))


async def ask_person(update: Update, ctx: Context) -> None:
    """Asks who becomes the officer of a unit (Tambah Pengelola)."""
    await asking.ask(ctx, FLOW, "person")
    await ctx.show(screens.ask_person(ctx.words))


async def search(update: Update, ctx: Context) -> None:
    """Searches for the typed name or NIP."""
    await _found(ctx, ctx.text[:LONGEST_SEARCH], page=0)


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the people found."""
    pressed = ctx.pressed(actions.ListRolePeople)
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    kept = asked.data if asked and asked.flow == FLOW and not asked.expired else {}
    text: str = kept.get("text", "")
    if not text or search_mark(text) != pressed.search:
        await ask_person(update, ctx)
    else:
        await _found(ctx, text, page=pressed.page)


async def pick_unit(update: Update, ctx: Context) -> None:
    """Asks of which unit the person becomes the officer."""
    one = await staff.card(ctx.store, ctx.pressed(actions.PickRoleUnit).person)
    if one is None:
        await ask_person(update, ctx)
        return
    units = await reading.units_for(ctx.store, one.id)
    await ctx.show(screens.pick_unit(ctx.words, one, units))


async def ask(update: Update, ctx: Context) -> None:
    """Asks before the role is given; a typed day becomes its last one."""
    pressed = ctx.pressed(actions.AskRole)
    await _ask(ctx, pressed.person, pressed.unit)


async def until(update: Update, ctx: Context) -> None:
    """Takes the typed day as the last one of the role."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    day = read_day(ctx.text)
    fits = day is not None and day >= ctx.today
    who, where = PersonId(data["person"]), UnitId(data["unit"])
    await _ask(ctx, who, where, until=day if fits else None, wrong=not fits)


async def give(update: Update, ctx: Context) -> None:
    """Gives the role, and shows the code once (Ya, Jadikan)."""
    pressed = ctx.pressed(actions.GiveRole)
    last = day_of(pressed.until)
    await asking.end(ctx)
    given = await giving.give(ctx.store, ctx.act, pressed.person, pressed.unit, until=last)
    one = await staff.card(ctx.store, pressed.person)
    role = await reading.one(ctx.store, given[0]) if given is not None else None
    if given is None or role is None or one is None:
        await ctx.show(screens.not_given(ctx.words, await _listing(ctx, 0)))
    else:
        await ctx.show(screens.code(ctx.words, one, role.unit, given[1], now=ctx.now))


async def open_one(update: Update, ctx: Context) -> None:
    """Shows one role."""
    one = await reading.one(ctx.store, ctx.pressed(actions.OpenRole).role)
    if one is None:
        await ctx.show(trouble.old_button(ctx.words, await _listing(ctx, 0)))
    else:
        await ctx.show(screens.card(ctx.words, one))


async def revoke(update: Update, ctx: Context) -> None:
    """Takes a role back (Cabut Peran)."""
    role = ctx.pressed(actions.RevokeRole).role
    await ending.revoke(ctx.store, ctx.act, role)
    one = await reading.one(ctx.store, role)
    fresh = await _listing(ctx, 0)
    if one is None:
        await ctx.show(trouble.old_button(ctx.words, fresh))
    else:
        await ctx.show(screens.revoked(ctx.words, one, fresh))


async def ask_code(update: Update, ctx: Context) -> None:
    """Asks the person for the code (Masukkan Kode)."""
    role = ctx.pressed(actions.AskRoleCode).role
    one = await reading.one(ctx.store, role)
    if one is None or one.person != ctx.person.person_id or one.ended:
        await ctx.show(screens.void(ctx.words))
    elif one.accepted:
        await ctx.show(screens.accepted(ctx.words, one))
    else:
        await asking.ask(ctx, FLOW, "code", role=role)
        await ctx.show(screens.ask_code(ctx.words, one))


async def code(update: Update, ctx: Context) -> None:
    """Judges the typed code."""
    data = ctx.dialogue.data if ctx.dialogue else {}
    done = await giving.accept(ctx.store, ctx.act, UnitOfficerId(data["role"]), ctx.text)
    if done.role is None or done.answer in (RoleAnswer.VOID, RoleAnswer.NONE_LEFT):
        await ctx.show(screens.void(ctx.words))
    elif done.answer is RoleAnswer.ACCEPTED:
        await ctx.show(screens.accepted(ctx.words, done.role))
    else:
        await ctx.show(screens.wrong_code(ctx.words, done.role))


async def decline(update: Update, ctx: Context) -> None:
    """The person does not take the role (Tolak Tugas)."""
    done = await ending.decline(ctx.store, ctx.act, ctx.pressed(actions.DeclineRole).role)
    await ctx.show((screens.declined if done else screens.void)(ctx.words))


async def offered(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a person is to be the officer of a unit, while that waits."""
    one = await reading.one(services.store, UnitOfficerId(message.facts["role"]))
    if one is None or one.ended or one.accepted:
        return None
    return screens.offered(services.words(message.language), one)


async def ended(services: Services, message: Claimed) -> Screen | None:
    """Renders the message that a role has ended: to the officer, or to HR."""
    one = await reading.one(services.store, UnitOfficerId(message.facts["role"]))
    if one is None:
        return None
    words, why = services.words(message.language), RoleEnd(message.facts["why"])
    if one.person == message.person_id:
        return screens.own_ended(words, one, why)
    if not await staff.is_officer(services.store, message.person_id):
        return None
    return screens.ended(words, one, why)


async def end_due(services: Services) -> None:
    """Ends the roles that no longer count: a tick."""
    now = services.clock.now()
    day = now.astimezone(ZoneInfo(services.settings.timezone)).date()
    await ending.end_due(services.store, now=now, day=day)


async def _ask(
    ctx: Context, who: PersonId, where: UnitId, *, until: date | None = None, wrong: bool = False
) -> None:
    there = await _choice(ctx, who, where)
    if there is None:
        await ctx.show(trouble.old_button(ctx.words, await _listing(ctx, 0)))
        return
    await asking.go_on(ctx, FLOW, "until", person=who, unit=where)
    screen = screens.ask(ctx.words, *there, until=until)
    await ctx.show(screens.no_day(ctx.words, screen) if wrong else screen)


async def _choice(
    ctx: Context, who: PersonId, where: UnitId
) -> tuple[StaffCard, UnitChoice] | None:
    one = await staff.card(ctx.store, who)
    units = await reading.units_for(ctx.store, who)
    unit = next((unit for unit in units if unit.id == where), None)
    return (one, unit) if one is not None and unit is not None else None


async def _listing(ctx: Context, page: int) -> Screen:
    return screens.listing(ctx.words, await reading.listed(ctx.store, page=page))


async def _found(ctx: Context, text: str, *, page: int) -> None:
    await asking.go_on(ctx, FLOW, "person", text=text)
    people = await finding.find(ctx.store, StaffChoice(text), page=page)
    await ctx.show(screens.found(ctx.words, people, text=text))
