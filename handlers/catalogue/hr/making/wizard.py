"""HR answers the questions about an offering, one a screen; each answer is kept at once."""

from dataclasses import replace

from telegram import Update

from domain.catalogue.making.answers import AnswerProblem, answered, chosen, read_answer
from domain.catalogue.making.drafts import DraftCard, DraftField, OfferingDraft
from domain.ids import DraftId, TrainingId
from handlers.actions import catalogue as actions
from handlers.catalogue.hr.making import drafts, goals, trainings
from handlers.catalogue.hr.making.goals import FLOW
from handlers.catalogue.screens.making import sessions
from handlers.catalogue.screens.making import wizard as screens
from handlers.context import Context
from handlers.reception import asking
from handlers.screens.words import Html
from storage.catalogue import trainings as catalogue
from storage.catalogue.drafts import reading, writing
from storage.process import intake


async def new_training(update: Update, ctx: Context) -> None:
    """Asks for the title of a new training (Pelatihan Baru)."""
    await _ask_first(ctx, None)


async def run(update: Update, ctx: Context) -> None:
    """Asks when a new run of a training of the catalogue takes place."""
    await _ask_first(ctx, ctx.pressed(actions.AskRun).training)


async def ask_again(update: Update, ctx: Context) -> None:
    """Asks one question of a draft again (Kembali, or a field of Ubah)."""
    pressed = ctx.pressed(actions.AskDraft)
    card = await _waiting(ctx, pressed.draft)
    if card is not None:
        await ask(ctx, card, screens.FIELDS[pressed.question], typed=pressed.typed)


async def ask_next(update: Update, ctx: Context) -> None:
    """Goes on with the first open question of a draft."""
    card = await _waiting(ctx, ctx.pressed(actions.AskNext).draft)
    if card is not None:
        await show_next(ctx, card)


async def edit(update: Update, ctx: Context) -> None:
    """Asks what to change of a draft (Ubah)."""
    card = await _waiting(ctx, ctx.pressed(actions.EditDraft).draft)
    if card is not None:
        await ctx.show(screens.edit(ctx.words, card))


async def choose(update: Update, ctx: Context) -> None:
    """Takes the answer that the button says."""
    pressed = ctx.pressed(actions.SetDraft)
    field = screens.FIELDS[pressed.question]
    card = await _waiting(ctx, pressed.draft)
    if card is None:
        return
    read = chosen(field, pressed.value, card.content, now=ctx.now)
    if isinstance(read, AnswerProblem):
        problem = screens.problem_words(ctx.words, field, read)
        await ask(ctx, card, field, problem=problem)
        return
    new = await writing.change(
        ctx.store, ctx.act, pressed.draft, lambda old, free: answered(old, read, free)
    )
    await _after(ctx, new, field, before=card)


async def pass_over(update: Update, ctx: Context) -> None:
    """Passes over a question that need not be answered (Lewati)."""
    pressed = ctx.pressed(actions.PassOver)
    field = screens.FIELDS[pressed.question]
    new = await writing.change(
        ctx.store, ctx.act, pressed.draft, lambda old, free: old.passed_over(field)
    )
    await _after(ctx, new)


async def use_training(update: Update, ctx: Context) -> None:
    """Makes it a run of the training of the catalogue that has the typed title."""
    pressed = ctx.pressed(actions.SetDraftTraining)
    known = await catalogue.look(ctx.store, pressed.training, now=ctx.now)
    if known is None:
        await drafts.show(ctx, pressed.draft)
        return
    new = await writing.change(
        ctx.store, ctx.act, pressed.draft, lambda old, free: old.of(pressed.training)
    )
    await _after(ctx, new)


async def typed(update: Update, ctx: Context) -> None:
    """Takes a typed answer; one that is not understood is asked for again, with an example."""
    asked = ctx.dialogue
    if asked is None:
        raise ValueError("a typed answer needs its question")
    field, draft, training = DraftField(asked.step), asked.data["draft"], asked.data["training"]
    if field is DraftField.GOALS:
        await goals.search(ctx, draft, training)
        return
    if await intake.is_claimed(ctx.store, ctx.act):
        # It was kept already: Telegram delivers it again.
        draft = draft or await reading.newest_of(ctx.store, ctx.person.person_id)
        card = await _waiting(ctx, draft)
        if card is not None:
            await show_next(ctx, card)
        return
    card = None
    if draft is not None:
        card = await _waiting(ctx, draft)
        if card is None:
            return
    content = card.content if card else OfferingDraft(training=training)
    zone = content.timezone or ctx.settings.timezone
    read = read_answer(field, ctx.text, content, now=ctx.now, zone=zone)
    if isinstance(read, AnswerProblem):
        problem = screens.problem_words(ctx.words, field, read)
        if card is None:
            await _ask_first(ctx, training, problem=problem)
        else:
            await ask(ctx, card, field, problem=problem)
    elif card is None:
        new = await writing.begin(ctx.store, ctx.act, replace(content, **read))
        await _after(ctx, new, field)
    else:
        changed = await writing.change(
            ctx.store, ctx.act, card.id, lambda old, free: answered(old, read, free)
        )
        await _after(ctx, changed, field, before=card)


async def ask(
    ctx: Context,
    card: DraftCard,
    field: DraftField,
    *,
    problem: Html | None = None,
    typed: bool = False,
) -> None:
    """Shows a question of a draft; the next text answers it."""
    if field is DraftField.GOALS:
        await goals.show_page(ctx, card, 0)
        return
    await asking.go_on(ctx, FLOW, field.value, draft=card.id, training=None)
    await ctx.show(
        screens.question(ctx.words, card, field, problem=problem, typed=typed, now=ctx.now)
    )


async def show_next(ctx: Context, card: DraftCard, *, note: Html | None = None) -> None:
    """Shows the first open question of a draft; its card, if there is none."""
    field = card.next_question
    if field is None:
        await drafts.show(ctx, card.id, note=note)
    else:
        await ask(ctx, card, field, problem=note)


async def _ask_first(
    ctx: Context, training: TrainingId | None, *, problem: Html | None = None
) -> None:
    """The first answer makes the draft: until then there is nothing to keep."""
    title, field = None, DraftField.TITLE
    if training is not None:
        known = await catalogue.look(ctx.store, training, now=ctx.now)
        if known is None:
            await trainings.show_list(ctx, choosing=True)
            return
        title, field = known.title, DraftField.TIME
    await asking.go_on(ctx, FLOW, field.value, draft=None, training=training)
    await ctx.show(screens.first(ctx.words, field, title=title, problem=problem))


async def _after(
    ctx: Context,
    card: DraftCard | None,
    field: DraftField | None = None,
    *,
    before: DraftCard | None = None,
) -> None:
    """Goes on after an answer, unless it has to be asked about; `before`: the draft until then."""
    if card is None or card.offering is not None:
        await (drafts.show_list(ctx) if card is None else drafts.show(ctx, card.id))
        return
    if field is DraftField.TITLE and card.content.training is None:
        known = await catalogue.with_title(ctx.store, card.title or "")
        if known is not None:
            await asking.go_on(ctx, FLOW, field.value, draft=card.id, training=None)
            await ctx.show(screens.known_title(ctx.words, card, known))
            return
    had = before is not None and before.content.sessions
    note = sessions.gone(ctx.words) if had and not card.content.sessions else None
    if field is DraftField.TIME and card.holidays:
        await asking.go_on(ctx, FLOW, field.value, draft=card.id, training=None)
        asked = screens.holiday(ctx.words, card)
        await ctx.show(asked if note is None else asked.under(note))
        return
    if field is not None and before is not None and before.is_change(field):
        await drafts.show(ctx, card.id, note=note)
    else:
        await show_next(ctx, card, note=note)


async def _waiting(ctx: Context, draft: DraftId | None) -> DraftCard | None:
    """The draft, if it is one still; else shows what became of it."""
    card = None if draft is None else await reading.look(ctx.store, draft)
    if card is not None and card.offering is None:
        return card
    await (drafts.show_list(ctx) if card is None else drafts.show(ctx, card.id))
    return None
