"""HR drafts letters of assignment (Surat Tugas) and notes the numbers of signed ones."""

from telegram import Update

from domain.ids import OfferingId, UnitId
from domain.outbox.messages import Claimed
from domain.seats.letters.drafts import read_number
from handlers.actions.seating import letters as actions
from handlers.context import Context, Services
from handlers.documents import letters as documents
from handlers.reception import asking
from handlers.screens.screen import Screen
from handlers.seats.screens import letters as screens
from storage.seats.nominations import letters

FLOW, NUMBER = "letter", "number"


async def tell_changes(services: Services) -> None:
    """Tells HR of units whose people changed after their letter was signed."""
    if await letters.tell_changes(services.store, now=services.clock.now()):
        services.wake.set()


async def changed(services: Services, message: Claimed) -> Screen | None:
    """Renders that message, while the letter has a number and the training is to come."""
    found = await letters.drafted(services.store, OfferingId(message.facts["offering"]))
    known = await letters.numbered(
        services.store, OfferingId(message.facts["offering"]), UnitId(message.facts["unit"])
    )
    if found is None or known is None or found.offering.ends_at <= services.clock.now():
        return None
    number, unit = known
    return screens.changed(services.words(message.language), found, number=number, unit=unit)


async def draft(update: Update, ctx: Context) -> None:
    """Shows the draft of the letters of an offering."""
    pressed = ctx.pressed(actions.OpenLetters)
    found = await letters.drafted(ctx.store, pressed.offering)
    if found is None:
        await ctx.show(screens.gone(ctx.words))
    else:
        await ctx.show(screens.draft(ctx.words, found, by_unit=pressed.by_unit))


async def download(update: Update, ctx: Context) -> None:
    """Sends the people as a file."""
    pressed = ctx.pressed(actions.DownloadLetters)
    found = await letters.drafted(ctx.store, pressed.offering)
    if found is None or not found.people:
        await ctx.show(screens.gone(ctx.words))
        return
    write = documents.as_workbook
    if pressed.file is actions.LetterFile.DOCX:
        write = documents.as_text
    document = await write(ctx.words, found, by_unit=pressed.by_unit, now=ctx.now)
    await ctx.show(screens.file(ctx.words, document, found))


async def listing(update: Update, ctx: Context) -> None:
    """Shows the units, each with the number of its letter."""
    pressed = ctx.pressed(actions.ListLetters)
    found = await letters.drafted(ctx.store, pressed.offering)
    if found is None:
        await ctx.show(screens.gone(ctx.words))
    else:
        await ctx.show(screens.numbers(ctx.words, found, pressed.page))


async def ask_number(update: Update, ctx: Context) -> None:
    """Asks for the number of the letter of a unit."""
    pressed = ctx.pressed(actions.AskLetterNumber)
    found = await letters.drafted(ctx.store, pressed.offering)
    one = found.unit(pressed.unit) if found is not None else None
    if found is None or one is None:
        await ctx.show(screens.gone(ctx.words))
        return
    await asking.ask(ctx, FLOW, NUMBER, offering=pressed.offering, unit=pressed.unit)
    await ctx.show(screens.ask_number(ctx.words, found, one))


async def typed_number(update: Update, ctx: Context) -> None:
    """Keeps the typed number."""
    if ctx.dialogue is None:
        return
    offering = OfferingId(ctx.dialogue.data["offering"])
    unit = UnitId(ctx.dialogue.data["unit"])
    signed = read_number(ctx.text)
    if signed is None:
        found = await letters.drafted(ctx.store, offering)
        one = found.unit(unit) if found is not None else None
        if found is not None and one is not None:
            again = screens.ask_number(ctx.words, found, one)
            await ctx.show(screens.not_a_number(ctx.words, again))
        return
    await letters.set_number(ctx.store, ctx.act, offering, unit, signed)
    await asking.end(ctx)
    await _kept(ctx, offering, unit)


async def remove(update: Update, ctx: Context) -> None:
    """Forgets the number of a letter that was revoked."""
    pressed = ctx.pressed(actions.RemoveLetterNumber)
    await letters.remove_number(ctx.store, ctx.act, pressed.offering, pressed.unit)
    await _kept(ctx, pressed.offering, pressed.unit)


async def _kept(ctx: Context, offering: OfferingId, unit: UnitId) -> None:
    found = await letters.drafted(ctx.store, offering)
    one = found.unit(unit) if found is not None else None
    if found is None or one is None:
        await ctx.show(screens.gone(ctx.words))
    else:
        await ctx.show(screens.kept(ctx.words, found, one))
