"""An office looks at the answers of those whom it has named, and reminds them."""

from telegram import Update

from domain.ids import OfferingId
from domain.seats.nominations import NominatedBy, Nominations
from handlers.actions.seating import nominations as actions
from handlers.context import Context
from handlers.seats.nominations.choosing import gone
from handlers.seats.screens.nominations import states as screens
from storage.people import audit
from storage.seats.nominations import asking, reading


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of the people named for an offering."""
    pressed = ctx.pressed(actions.OpenNominations)
    found = await _found(ctx, pressed.offering, pressed.office.office, pressed.page)
    if found is not None:
        await ctx.show(screens.listing(ctx.words, found))


async def one(update: Update, ctx: Context) -> None:
    """Shows one person named."""
    number = ctx.pressed(actions.OpenNominee).nomination
    who, zone = ctx.person.person_id, ctx.settings.timezone
    found = await reading.one(ctx.store, who, number, now=ctx.now, zone=zone)
    if found is None:
        await gone(ctx)
        return
    await audit.note(ctx.store, "person_seen", actor=who, about=found.person, at=ctx.now)
    await ctx.show(screens.card(ctx.words, found))


async def remind(update: Update, ctx: Context) -> None:
    """Reminds those who have not answered (Ingatkan)."""
    pressed = ctx.pressed(actions.RemindNominees)
    office = pressed.office.office
    zone = ctx.settings.timezone
    people = await asking.remind(ctx.store, ctx.act, pressed.offering, office, zone=zone)
    found = await _found(ctx, pressed.offering, office, 0)
    if found is not None:
        await ctx.show(screens.reminded(ctx.words, found, people=people))


async def show_sent(
    ctx: Context, offering: OfferingId, office: NominatedBy, *, people: int
) -> None:
    """Shows the answers right after people were asked."""
    found = await _found(ctx, offering, office, 0)
    if found is not None:
        await ctx.show(screens.sent(ctx.words, found, people=people))


async def _found(
    ctx: Context, offering: OfferingId, office: NominatedBy, page: int
) -> Nominations | None:
    """The answers, noted as seen; without the right, the refusal is shown."""
    who, zone = ctx.person.person_id, ctx.settings.timezone
    found = await reading.nominations(
        ctx.store, who, offering, office, page=page, now=ctx.now, zone=zone
    )
    if found is None:
        await gone(ctx)
        return None
    await audit.note(ctx.store, "nominations.seen", actor=who, about=offering, at=ctx.now)
    return found
