"""HR makes an offering: how (Buat Angkatan), the drafts of all officers, one draft."""

from telegram import Update

from domain.ids import DraftId
from handlers.actions import catalogue as actions
from handlers.catalogue.screens import drafts as screens
from handlers.context import Context
from storage.catalogue.drafts import reading


async def new(update: Update, ctx: Context) -> None:
    """Asks how the offering is to be made (Buat Angkatan)."""
    waiting = (await reading.listed(ctx.store, page=0)).total
    await ctx.show(screens.new(ctx.words, drafts=waiting))


async def listing(update: Update, ctx: Context) -> None:
    """Shows one page of the drafts of all officers (Lanjutkan Draf)."""
    await show_list(ctx, ctx.pressed(actions.ListDrafts).page)


async def open_one(update: Update, ctx: Context) -> None:
    """Shows the card of a draft."""
    pressed = ctx.pressed(actions.OpenDraft)
    await show(ctx, pressed.draft, saved=pressed.saved)


async def show_list(ctx: Context, page: int = 0) -> None:
    """Shows one page of the drafts."""
    await ctx.show(screens.listing(ctx.words, await reading.listed(ctx.store, page=page)))


async def show(ctx: Context, draft: DraftId, *, saved: bool = False) -> None:
    """Shows the draft as it stands; the list, if it was deleted."""
    card = await reading.look(ctx.store, draft)
    if card is None:
        await show_list(ctx)
    else:
        await ctx.show(screens.card(ctx.words, card, saved=saved))
