"""A person fills in a feedback form: each tap stores one answer and shows what comes next."""

from collections.abc import Callable

from telegram import Update

from domain.evaluation import TEXT_LIMIT, Door, FilledForm, FormAnswer
from domain.ids import OfferingId
from handlers.actions import evaluation as actions
from handlers.context import Context
from handlers.evaluation.screens import forms as screens
from handlers.evaluation.screens import notices
from handlers.home import presses as home_presses
from handlers.reception.quiet import quiet_hours
from handlers.screens import trouble
from handlers.screens.screen import Screen
from handlers.screens.words import Words
from storage.evaluation import answers, presence

View = Callable[[Words, FilledForm], Screen]


async def forms(update: Update, ctx: Context) -> None:
    """Shows the open forms, complete or not (Umpan Balik); a single one opens directly."""
    found = await answers.open_forms(ctx.store, ctx.person.person_id, now=ctx.now)
    if len(found) == 1:
        await _ask(ctx, found[0].offering_id)
    else:
        await ctx.show(notices.forms(ctx.words, found))


async def open_form(update: Update, ctx: Context) -> None:
    """Opens a form at its first unanswered question."""
    await _ask(ctx, ctx.pressed(actions.OpenForm).offering)


async def ask_question(update: Update, ctx: Context) -> None:
    """Shows a certain question, to look at it again or to change its answer."""
    pressed = ctx.pressed(actions.AskQuestion)
    await _ask(ctx, pressed.offering, number=pressed.number, change=pressed.change)


async def rate(update: Update, ctx: Context) -> None:
    """Stores the tapped value."""
    p = ctx.pressed(actions.Rate)
    given = FormAnswer(value=p.value)
    await _keep(ctx, p.offering, p.number, given, change=p.change, shown=p.shown)


async def skip(update: Update, ctx: Context) -> None:
    """Leaves a question unanswered (Lewati)."""
    p = ctx.pressed(actions.SkipQuestion)
    sheet = await _sheet(ctx, p.offering)
    # Unless the person is changing answers, skipping keeps an earlier answer.
    stands = sheet.answers.get(p.number) if sheet and not p.change else None
    given = stands or FormAnswer()
    await _keep(ctx, p.offering, p.number, given, change=p.change, shown=p.shown)


async def typed_value(update: Update, ctx: Context) -> None:
    """Takes a typed number of the scale like a tap; any other text shows the question again."""
    offering, number, change = _awaited(ctx)
    sheet = await _sheet(ctx, offering)
    value = int(ctx.text) if ctx.text in map(str, range(100)) else None
    asked = sheet and sheet.door is Door.OPEN and sheet.form.question(number)
    if sheet is None or not asked or value in sheet.form.scale:
        await _keep(ctx, offering, number, FormAnswer(value=value), change=change)
    else:
        again = screens.question(ctx.words, sheet, asked, change=change)
        await ctx.show(screens.choose_a_number(ctx.words, sheet, again))


async def typed_text(update: Update, ctx: Context) -> None:
    """Stores the suggestion that the person typed."""
    offering, number, change = _awaited(ctx)
    sheet = await _sheet(ctx, offering)
    asked = sheet and sheet.door is Door.OPEN and sheet.form.question(number)
    if sheet is None or not asked or len(ctx.text) <= TEXT_LIMIT:
        await _keep(ctx, offering, number, FormAnswer(text=ctx.text), change=change)
    else:
        again = screens.question(ctx.words, sheet, asked, change=change)
        length = len(ctx.text)
        await ctx.show(trouble.too_long(ctx.words, length=length, most=TEXT_LIMIT, again=again))


async def summary(update: Update, ctx: Context) -> None:
    """Shows the summary again after a change."""
    await _present(ctx, await _sheet(ctx, ctx.pressed(actions.OpenSummary).offering))


async def choose_change(update: Update, ctx: Context) -> None:
    """Asks which answer to change (Ubah); possible until the form closes."""
    sheet = await _sheet(ctx, ctx.pressed(actions.ChooseChange).offering)
    fits = sheet and sheet.door is Door.OPEN and sheet.complete
    await _present(ctx, sheet, screens.choose_change if fits else None)


async def submit(update: Update, ctx: Context) -> None:
    """Says that the form is finished (Kirim); the answers are already stored."""
    pressed = ctx.pressed(actions.SubmitForm)
    sheet = await answers.submit(
        ctx.store, ctx.act, offering_id=pressed.offering, shown=pressed.shown
    )
    fits = sheet and sheet.door is Door.OPEN and sheet.complete
    await _present(ctx, sheet, screens.done if fits else None)


async def say_absent(update: Update, ctx: Context) -> None:
    """Notes that the person was not there (Saya Tidak Hadir): the form is not asked any more."""
    offering = ctx.pressed(actions.SayAbsent).offering
    done = await presence.say_absent(ctx.store, ctx.act, offering_id=offering)
    sheet = await _sheet(ctx, offering)
    await _present(ctx, sheet, notices.absent if done else _out_of_date)


async def take_back_absence(update: Update, ctx: Context) -> None:
    """Takes back that the person was not there (Saya Hadir): the form is open again."""
    offering = ctx.pressed(actions.TakeBackAbsence).offering
    done = await presence.take_back_absence(ctx.store, ctx.act, offering_id=offering)
    await _present(ctx, await _sheet(ctx, offering), None if done else _out_of_date)


def _out_of_date(w: Words, sheet: FilledForm) -> Screen:
    return trouble.old_button(w, screens.present(w, sheet))


async def later(update: Update, ctx: Context) -> None:
    """Puts the form off (Nanti Saja) and says when the next reminder comes."""
    sheet = await _sheet(ctx, ctx.pressed(actions.AnswerLater).offering)
    if sheet is None or sheet.door is not Door.OPEN or sheet.complete:
        await _present(ctx, sheet)
        return
    again = sheet.next_reminder(quiet_hours(ctx.settings), now=ctx.now)
    await ctx.show(notices.later(ctx.words, sheet, asked_again_on=again))


async def _ask(
    ctx: Context, offering: OfferingId, *, number: int | None = None, change: bool = False
) -> None:
    sheet = await answers.ask(
        ctx.store, ctx.act, offering_id=offering, number=number, change=change
    )
    asked = number and sheet and sheet.door is Door.OPEN and sheet.form.question(number)
    if sheet is None or not asked or (sheet.submitted_at is not None and not change):
        await _present(ctx, sheet)
    else:
        await ctx.show(screens.question(ctx.words, sheet, asked, change=change))


async def _keep(
    ctx: Context,
    offering: OfferingId,
    number: int,
    given: FormAnswer,
    *,
    change: bool,
    shown: int | None = None,
) -> None:
    sheet = await answers.answer(
        ctx.store,
        ctx.act,
        offering_id=offering,
        number=number,
        given=given,
        change=change,
        shown=shown,
    )
    asked = sheet and sheet.door is Door.OPEN and sheet.form.question(number)
    if sheet is None or not asked or sheet.stale:
        await _present(ctx, sheet)
    elif change and sheet.next_question is None:
        await ctx.show(screens.changed(ctx.words, sheet, asked))
    else:
        await ctx.show(screens.after(ctx.words, sheet, asked))


async def _present(ctx: Context, sheet: FilledForm | None, as_: View | None = None) -> None:
    """Shows the form by `as_`, or its present state; an unknown form leads to the menu."""
    if sheet is None:
        await ctx.show(trouble.old_button(ctx.words, await home_presses.menu_screen(ctx)))
    elif sheet.stale:
        await ctx.show(_out_of_date(ctx.words, sheet))
    else:
        await ctx.show((as_ or screens.present)(ctx.words, sheet))


async def _sheet(ctx: Context, offering: OfferingId) -> FilledForm | None:
    person = ctx.person.person_id
    return await answers.sheet(ctx.store, person_id=person, offering_id=offering, now=ctx.now)


def _awaited(ctx: Context) -> tuple[OfferingId, int, bool]:
    """Which question the typed text answers."""
    if ctx.dialogue is None:
        raise ValueError("no question awaits text: the route is wrong")
    data = ctx.dialogue.data
    return OfferingId(data["offering"]), int(data["number"]), bool(data["change"])
