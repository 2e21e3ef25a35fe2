"""HR copies an offering (Salin Angkatan): which one, and from which day on."""

from datetime import date
from zoneinfo import ZoneInfo

from telegram import Update

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from domain.catalogue.making.answers import AnswerProblem, read_start
from domain.catalogue.making.copying import CopySource, next_mondays
from domain.catalogue.making.drafts import DraftField
from domain.ids import DraftId, OfferingId
from handlers.actions import catalogue as actions
from handlers.catalogue.hr.making import drafts
from handlers.catalogue.screens.making import copying as screens
from handlers.catalogue.screens.making import drafts as draft_screens
from handlers.catalogue.screens.making.wizard import problem_words
from handlers.context import Context
from handlers.reception import asking
from handlers.screens.words import Html
from storage.catalogue.drafts import reading, writing
from storage.process import dialogues, intake
from storage.seats import participants

FLOW = "copying"
MOST_AHEAD = 3660
"""Days of about ten years: a made-up button must not lead past the end of the calendar."""
MONDAYS = 2
"""How many Mondays are offered as the first day."""


async def pick(update: Update, ctx: Context) -> None:
    """Shows one page of the offerings, or of what the last search found."""
    pressed = ctx.pressed(actions.PickCopied)
    text = None
    if pressed.search is not None:
        asked = await dialogues.current(ctx.store, ctx.telegram_id, now=ctx.now)
        text = asked.data.get("text") if asked and asked.flow == FLOW else None
        if text is None or search_mark(text) != pressed.search:
            text = None
    await _show_page(ctx, pressed.page, text)


async def search(update: Update, ctx: Context) -> None:
    """Shows the offerings that have the typed words in title, code or run."""
    await _show_page(ctx, 0, ctx.text[:LONGEST_SEARCH])


async def ask_day(update: Update, ctx: Context) -> None:
    """Asks on which day the copy begins."""
    pressed = ctx.pressed(actions.OpenCopy)
    await _ask_day(ctx, pressed.offering, pressed.draft)


async def make(update: Update, ctx: Context) -> None:
    """Makes the copy from the chosen day on."""
    pressed = ctx.pressed(actions.MakeCopy)
    source = await _source(ctx, pressed.offering, pressed.draft)
    if source is None:
        return
    today = ctx.now.astimezone(ZoneInfo(source.timezone)).date()
    day = date.fromordinal(min(max(pressed.day, 1), today.toordinal() + MOST_AHEAD))
    if day <= today:
        problem = problem_words(ctx.words, DraftField.TIME, AnswerProblem.PAST)
        await _show_day(ctx, source, problem=problem)
    else:
        await _make(ctx, source, day)


async def typed_day(update: Update, ctx: Context) -> None:
    """Makes the copy from the typed day on."""
    asked = ctx.dialogue.data if ctx.dialogue else {}
    if await intake.is_claimed(ctx.store, ctx.act):
        made = await reading.newest_of(ctx.store, ctx.person.person_id)
        await (drafts.show_list(ctx) if made is None else drafts.show(ctx, made))
        return
    source = await _source(ctx, asked.get("offering"), asked.get("draft"))
    if source is None:
        return
    read = read_start(ctx.text, now=ctx.now, zone=source.timezone)
    if isinstance(read, AnswerProblem):
        problem = problem_words(ctx.words, DraftField.CLOSES, read)
        await _show_day(ctx, source, problem=problem)
    else:
        await _make(ctx, source, read)


async def _make(ctx: Context, source: CopySource, day: date) -> None:
    copied = await writing.copy(
        ctx.store, ctx.act, offering_id=source.offering, draft_id=source.draft, to=day
    )
    if copied is None:
        await drafts.show_list(ctx)
        return
    await asking.end(ctx)
    card, shifted = copied
    await ctx.show(
        draft_screens.card(ctx.words, card, saved=False, shifted=shifted, back_again=False)
    )


async def _ask_day(ctx: Context, offering: OfferingId | None, draft: DraftId | None) -> None:
    source = await _source(ctx, offering, draft)
    if source is not None:
        await _show_day(ctx, source)


async def _show_day(ctx: Context, source: CopySource, *, problem: Html | None = None) -> None:
    await asking.go_on(ctx, FLOW, "day", offering=source.offering, draft=source.draft)
    today = ctx.now.astimezone(ZoneInfo(source.timezone)).date()
    days = next_mondays(today, MONDAYS)
    await ctx.show(screens.ask_day(ctx.words, source, days=days, problem=problem))


async def _source(
    ctx: Context, offering: OfferingId | None, draft: DraftId | None
) -> CopySource | None:
    """What is to be copied; if it is gone, shows what there is instead."""
    found = await reading.source(ctx.store, offering_id=offering, draft_id=draft)
    if found is None and draft is not None:
        await drafts.show(ctx, draft)
    elif found is None:
        await _show_page(ctx, 0, None)
    return found


async def _show_page(ctx: Context, page: int, text: str | None) -> None:
    kept = {} if text is None else {"text": text}
    await asking.go_on(ctx, FLOW, "search", **kept)
    found = await participants.offerings(ctx.store, page=page, now=ctx.now, text=text)
    await ctx.show(screens.pick(ctx.words, found, text=text))
