"""HR changes a training: one value at a time, shown before it is saved."""

from telegram import Update

from domain.catalogue.listing import search_mark
from domain.catalogue.making.answers import AnswerProblem, chosen, read_answer
from domain.catalogue.making.drafts import DraftField, OfferingDraft
from domain.catalogue.trainings import TrainingCard, TrainingField
from domain.ids import TrainingId
from handlers.actions import catalogue as actions
from handlers.catalogue.hr.making import trainings as shown
from handlers.catalogue.screens.making import changing as screens
from handlers.catalogue.screens.making import trainings as card_screens
from handlers.catalogue.screens.making.wizard import problem_words
from handlers.context import Context
from handlers.reception import asking
from handlers.screens import trouble
from handlers.screens.words import Html
from storage.catalogue import trainings
from storage.process import dialogues, intake

FLOW = "training"
EMPTY = ("-", "kosong", "(kosong)", "empty")
"""Typed to empty a description."""


async def edit(update: Update, ctx: Context) -> None:
    """Asks what to change (Ubah)."""
    card = await _card(ctx, ctx.pressed(actions.EditTraining).training)
    if card is not None:
        await ctx.show(screens.edit(ctx.words, card))


async def ask(update: Update, ctx: Context) -> None:
    """Asks for the new value, which is typed or chosen."""
    pressed = ctx.pressed(actions.AskTraining)
    card = await _card(ctx, pressed.training)
    if card is not None:
        await _ask(ctx, card, screens.FIELDS[pressed.question])


async def choose(update: Update, ctx: Context) -> None:
    """Shows the change to the value that the button says."""
    pressed = ctx.pressed(actions.ChooseForTraining)
    field = screens.FIELDS[pressed.question]
    card = await _card(ctx, pressed.training)
    if card is not None:
        read = chosen(DraftField(field.value), pressed.value, OfferingDraft(), now=ctx.now)
        await _show_change(ctx, card, field, read)


async def typed(update: Update, ctx: Context) -> None:
    """Shows the change to the typed value."""
    asked = ctx.dialogue
    if asked is None:
        raise ValueError("a typed value needs its question")
    field = TrainingField(asked.step)
    card = await _card(ctx, TrainingId(asked.data["training"]))
    if card is None:
        return
    if await intake.is_claimed(ctx.store, ctx.act):
        await ctx.show(card_screens.card(ctx.words, card))
    elif field is TrainingField.DESCRIPTION and ctx.text.casefold() in EMPTY:
        await _show_change(ctx, card, field, {field.value: None})
    else:
        read = read_answer(
            DraftField(field.value),
            ctx.text,
            OfferingDraft(),
            now=ctx.now,
            zone=ctx.settings.timezone,
        )
        await _show_change(ctx, card, field, read)


async def save(update: Update, ctx: Context) -> None:
    """Saves the change that was on the screen (Simpan)."""
    pressed = ctx.pressed(actions.SaveTraining)
    field = screens.FIELDS[pressed.question]
    asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
    data = asked.data if asked is not None and asked.flow == FLOW else {}
    same = data.get("training") == pressed.training and asked is not None
    if not same or "new" not in data or search_mark(str(data["new"])) != pressed.mark:
        card = await _card(ctx, pressed.training)
        if card is not None:
            fresh = card_screens.card(ctx.words, card)
            await ctx.show(trouble.old_button(ctx.words, fresh))
        return
    card, done = await trainings.change(
        ctx.store, ctx.act, pressed.training, field, old=data["old"], new=data["new"]
    )
    if card is None:
        await shown.show_list(ctx)
    elif done:
        rest = card_screens.card(ctx.words, card)
        await ctx.show(screens.saved(ctx.words, card, field, rest))
    else:
        await _ask(ctx, card, field, problem=screens.changed_by_another(ctx.words, card, field))


async def _ask(
    ctx: Context, card: TrainingCard, field: TrainingField, *, problem: Html | None = None
) -> None:
    await asking.go_on(ctx, FLOW, field.value, training=card.id)
    await ctx.show(screens.field(ctx.words, card, field, problem=problem))


async def _show_change(
    ctx: Context,
    card: TrainingCard,
    field: TrainingField,
    read: dict[str, object] | AnswerProblem,
) -> None:
    if isinstance(read, AnswerProblem):
        problem = problem_words(ctx.words, DraftField(field.value), read)
        await _ask(ctx, card, field, problem=problem)
        return
    new = read[field.value]
    kept = new if isinstance(new, int | str) or new is None else str(new)
    old = card.value(field)
    await asking.go_on(ctx, FLOW, field.value, training=card.id, old=old, new=kept)
    await ctx.show(screens.change(ctx.words, card, field, kept))


async def _card(ctx: Context, training: TrainingId) -> TrainingCard | None:
    """The training; if there is none, shows the catalogue."""
    card = await trainings.look(ctx.store, training, now=ctx.now)
    if card is None:
        await shown.show_list(ctx)
    return card
