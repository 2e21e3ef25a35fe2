"""HR chooses the competencies that a draft or a training leads to, each with its level."""

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.catalogue.making.drafts import DraftCard, DraftField
from domain.catalogue.trainings import TrainingCard
from domain.ids import DraftId, TrainingId
from handlers.actions import catalogue as actions
from handlers.catalogue.hr.making import drafts, trainings
from handlers.catalogue.screens.making import goals as screens
from handlers.context import Context
from handlers.reception import asking
from storage.catalogue import goals
from storage.catalogue import trainings as catalogue
from storage.catalogue.drafts import reading, writing
from storage.process import dialogues

FLOW = "draft"
"""A question about a draft is open; its step names the question."""

Owner = DraftCard | TrainingCard


async def pick(update: Update, ctx: Context) -> None:
    """Shows one page of the competencies, or of what the last search found."""
    pressed = ctx.pressed(actions.PickGoal)
    about = await _owner(ctx, pressed.draft, pressed.training)
    if about is None:
        return
    text = None
    if pressed.search is not None:
        asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
        text = asked.data.get("text") if asked and asked.flow == FLOW else None
        if text is None or search_mark(text) != pressed.search:
            text = None
    await show_page(ctx, about, pressed.page, text=text)


async def search(ctx: Context, draft: DraftId | None, training: TrainingId | None = None) -> None:
    """Shows the competencies that have the typed words."""
    about = await _owner(ctx, draft, training)
    if about is not None:
        await show_page(ctx, about, 0, text=ctx.text[:LONGEST_SEARCH])


async def open_one(update: Update, ctx: Context) -> None:
    """Asks to which level of a competency the training leads."""
    pressed = ctx.pressed(actions.OpenGoal)
    about = await _owner(ctx, pressed.draft, pressed.training)
    if about is None:
        return
    found = await goals.levels(
        ctx.store, pressed.competency, draft=pressed.draft, training=pressed.training
    )
    if found is None:
        await show_page(ctx, about, 0)
    else:
        await ctx.show(screens.levels(ctx.words, about, found))


async def choose(update: Update, ctx: Context) -> None:
    """Sets the level of a competency, or removes it."""
    pressed = ctx.pressed(actions.SetGoal)
    about = await _owner(ctx, pressed.draft, pressed.training)
    if about is None:
        return
    there = pressed.level in (0, *goals.LEVELS)
    if there and await goals.exists(ctx.store, pressed.competency):
        competency, level = pressed.competency, pressed.level
        if isinstance(about, DraftCard):
            await writing.change(
                ctx.store, ctx.act, about.id, lambda old, free: old.with_goal(competency, level)
            )
        else:
            await catalogue.set_goal(
                ctx.store, ctx.act, about.id, competency=competency, level=level
            )
        about = await _owner(ctx, pressed.draft, pressed.training)
    if about is not None:
        await show_page(ctx, about, 0)


async def show_page(ctx: Context, about: Owner, page: int, *, text: str | None = None) -> None:
    """Shows one page of the competencies; a text that is typed then searches them."""
    draft = about.id if isinstance(about, DraftCard) else None
    training = about.id if isinstance(about, TrainingCard) else None
    kept = {} if text is None else {"text": text}
    await asking.go_on(ctx, FLOW, DraftField.GOALS.value, draft=draft, training=training, **kept)
    found = await goals.options(ctx.store, draft=draft, training=training, page=page, text=text)
    await ctx.show(screens.pick(ctx.words, about, found, text=text))


async def _owner(ctx: Context, draft: DraftId | None, training: TrainingId | None) -> Owner | None:
    """The draft or training; if there is none, shows what there is instead."""
    if draft is not None:
        card = await reading.look(ctx.store, draft)
        if card is not None and card.offering is None:
            return card
        await drafts.show(ctx, draft)
        return None
    known = None
    if training is not None:
        known = await catalogue.look(ctx.store, training, now=ctx.now)
    if known is None:
        await trainings.show_list(ctx)
    return known
