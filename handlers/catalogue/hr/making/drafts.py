"""HR makes an offering: how (Buat Angkatan), the drafts of all officers, one draft."""

from telegram import Update

from domain.catalogue.making.drafts import DraftCard
from domain.ids import DraftId
from handlers.actions import catalogue as actions
from handlers.catalogue.screens.making import drafts as screens
from handlers.context import Context
from handlers.screens import trouble
from handlers.screens.screen import Screen
from handlers.screens.words import Html
from storage.catalogue.drafts import opening, reading, writing


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


async def start_sign_up(update: Update, ctx: Context) -> None:
    """Makes an offering of the draft, as it was on the screen (Buka Pendaftaran)."""
    pressed = ctx.pressed(actions.StartDraft)
    card = await opening.start_sign_up(
        ctx.store, ctx.act, pressed.draft, revision=pressed.revision
    )
    if card is None:
        await show_list(ctx)
    elif card.offering is not None:
        await show(ctx, card.id)
    elif card.revision != pressed.revision:
        await ctx.show(trouble.old_button(ctx.words, _card(ctx, card)))
    elif card.missing:
        await ctx.show(_card(ctx, card))
    else:
        await ctx.show(screens.too_late(ctx.words, card, now=ctx.now))


async def take_back(update: Update, ctx: Context) -> None:
    """Makes a draft of the offering again (Urungkan)."""
    pressed = ctx.pressed(actions.TakeBackOpening)
    card, refused = await opening.take_back(ctx.store, ctx.act, pressed.draft, pressed.offering)
    if card is None:
        await show_list(ctx)
    elif refused is not None:
        await ctx.show(screens.not_taken_back(ctx.words, refused))
    elif card.offering is not None:
        await show(ctx, card.id)
    else:
        await ctx.show(_card(ctx, card, back_again=True))


async def ask_delete(update: Update, ctx: Context) -> None:
    """Asks once before a draft is deleted (Hapus Draf)."""
    draft = ctx.pressed(actions.AskDeleteDraft).draft
    card = await reading.look(ctx.store, draft)
    if card is None or card.offering is not None:
        await show(ctx, draft)
    else:
        await ctx.show(screens.ask_delete(ctx.words, card))


async def delete(update: Update, ctx: Context) -> None:
    """Deletes the draft, as it was on the screen (Ya, Hapus)."""
    pressed = ctx.pressed(actions.DeleteDraft)
    card = await writing.delete(ctx.store, ctx.act, pressed.draft, revision=pressed.revision)
    if card is None:
        rest = screens.listing(ctx.words, await reading.listed(ctx.store, page=0))
        await ctx.show(screens.deleted(ctx.words, rest))
    elif card.offering is not None:
        await show(ctx, card.id)
    else:
        await ctx.show(trouble.old_button(ctx.words, _card(ctx, card)))


async def show_list(ctx: Context, page: int = 0) -> None:
    """Shows one page of the drafts."""
    await ctx.show(screens.listing(ctx.words, await reading.listed(ctx.store, page=page)))


async def show(
    ctx: Context, draft: DraftId, *, saved: bool = False, note: Html | None = None
) -> None:
    """Shows the draft as it stands, or the offering that it became; the list, if it is gone."""
    card = await reading.look(ctx.store, draft)
    if card is None:
        await show_list(ctx)
    elif card.offering is not None:
        await ctx.show(screens.opened(ctx.words, card, card.offering))
    else:
        shown = _card(ctx, card, saved=saved)
        await ctx.show(shown if note is None else shown.under(note))


def _card(
    ctx: Context, card: DraftCard, *, saved: bool = False, back_again: bool = False
) -> Screen:
    return screens.card(ctx.words, card, saved=saved, shifted=0, back_again=back_again)
