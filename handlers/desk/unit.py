"""The desk of a unit officer (Menu Unit): each screen shows people of the own tree alone."""

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH
from domain.people.staff import StaffChoice, StaffOnly
from handlers.actions import desk as actions
from handlers.context import Context
from handlers.desk import presses
from handlers.desk import unit_screens as screens
from handlers.documents import people_files
from handlers.people import views as staff_views
from handlers.reception import asking
from handlers.screens import trouble
from storage.catalogue.hr import lists
from storage.desk import unit, unlinked
from storage.people import learning, staff
from storage.people.finding import search as finding
from storage.process import dialogues
from storage.seats import participants

FLOW = "unit"


async def open_either(update: Update, ctx: Context) -> None:
    """Shows the desk of HR to an HR officer, and the desk of the unit to a unit officer (/hr)."""
    await (presses.open_desk if ctx.person.hr else open_desk)(update, ctx)


async def open_desk(update: Update, ctx: Context) -> None:
    """Shows the desk of the unit; what is typed then is searched for among its people."""
    if ctx.within.units is None:
        await presses.open_desk(update, ctx)  # the role has ended
        return
    await asking.go_on(ctx, FLOW, "search")
    figures = await unit.figures(ctx.store, ctx.within, now=ctx.now)
    await ctx.show(screens.desk(ctx.words, figures, unit=ctx.within.name))


async def find(update: Update, ctx: Context) -> None:
    """Lists all people of the own tree (Cari Pegawai)."""
    await _listing(ctx, "", page=0)


async def search(update: Update, ctx: Context) -> None:
    """Searches for the typed words or digits."""
    await _listing(ctx, ctx.text[:LONGEST_SEARCH], page=0)


async def turn(update: Update, ctx: Context) -> None:
    """Shows another page of the last search."""
    pressed = ctx.pressed(actions.ListUnitStaff)
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    kept = asked.data if asked and asked.flow == FLOW and not asked.expired else {}
    text: str = kept.get("text", "")
    same = StaffChoice(text).mark == pressed.search
    await _listing(ctx, text, page=pressed.page if same else 0)


async def person(update: Update, ctx: Context) -> None:
    """Shows what an officer may know of one person of the unit."""
    one = await staff.card(ctx.store, ctx.pressed(actions.OpenUnitPerson).person)
    if one is None:
        await find(update, ctx)
    else:
        about = await staff_views.learning_of(ctx, one)
        await ctx.show(screens.person(ctx.words, one, about))


async def trainings(update: Update, ctx: Context) -> None:
    """Shows all trainings of one person of the unit (Pelatihan)."""
    pressed = ctx.pressed(actions.ListUnitTrainings)
    one = await staff.card(ctx.store, pressed.person)
    if one is None:
        await find(update, ctx)
    else:
        found = await learning.trainings(ctx.store, one.id, page=pressed.page)
        await ctx.show(screens.trainings(ctx.words, one, found))


async def not_linked(update: Update, ctx: Context) -> None:
    """Lists the people of the unit who are not linked (Belum Terhubung)."""
    chosen = StaffChoice("", only=StaffOnly.UNLINKED)
    page = ctx.pressed(actions.ListUnitUnlinked).page
    people = await finding.find(ctx.store, chosen, page=page, within=ctx.within)
    await ctx.show(screens.not_linked(ctx.words, people))


async def download(update: Update, ctx: Context) -> None:
    """Sends an .xlsx with the people of the unit who are not linked (Unduh)."""
    people = await unlinked.unlinked_people(ctx.store, within=ctx.within)
    document = await people_files.people_file(
        ctx.words, "belum-terhubung", people_files.unlinked(ctx.words, people), now=ctx.now
    )
    await ctx.show(screens.file(ctx.words, document, total=len(people), unit=ctx.within.name))


async def runs(update: Update, ctx: Context) -> None:
    """Lists the offerings of the unit, or with people of the unit (Angkatan)."""
    page = ctx.pressed(actions.ListUnitRuns).page
    found = await lists.of_units(ctx.store, ctx.within, page=page, now=ctx.now)
    await ctx.show(screens.runs(ctx.words, found))


async def run(update: Update, ctx: Context) -> None:
    """Shows the people of the unit in one offering."""
    pressed = ctx.pressed(actions.OpenUnitRun)
    found = await participants.of_offering(
        ctx.store, pressed.offering, page=pressed.page, within=ctx.within
    )
    if found is None:
        fresh = await lists.of_units(ctx.store, ctx.within, page=0, now=ctx.now)
        await ctx.show(trouble.old_button(ctx.words, screens.runs(ctx.words, fresh)))
    else:
        facts, number = found
        await ctx.show(screens.run(ctx.words, facts, page=number))


async def _listing(ctx: Context, text: str, *, page: int) -> None:
    await asking.go_on(ctx, FLOW, "search", text=text)
    people = await finding.find(ctx.store, StaffChoice(text), page=page, within=ctx.within)
    await ctx.show(screens.people(ctx.words, people, text=text))
