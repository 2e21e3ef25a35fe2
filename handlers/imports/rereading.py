"""HR has a file read again: with its hidden rows, another sheet first, or a title matched."""

from collections.abc import Callable
from dataclasses import replace

from telegram import Update

from domain.ids import ImportId
from domain.imports.layout.passed import Manner
from domain.imports.sheets import COLUMNS
from handlers.actions import imports as actions
from handlers.context import Context
from handlers.imports.chat_reading import ChatReading
from handlers.imports.outcomes import undecided
from handlers.imports.screens import matching
from handlers.imports.screens import run as screens
from storage.imports import runs, sent
from storage.imports.taught import titles as stored_titles


async def hidden_too(update: Update, ctx: Context) -> None:
    """Reads the hidden rows as well (Baca Juga)."""
    run = ctx.pressed(actions.ReadHiddenToo).run
    await _again(update, ctx, run, lambda manner: replace(manner, hidden_too=True))


async def as_staff(update: Update, ctx: Context) -> None:
    """Reads what looked like a list of people as staff data (Bukan, Data Pegawai)."""
    run = ctx.pressed(actions.ReadAsStaff).run
    await _again(update, ctx, run, lambda manner: replace(manner, staff=True))


async def held(update: Update, ctx: Context) -> None:
    """Reads a file that was sent while a text was asked (Impor Berkas Ini)."""
    await _read(update, ctx, ctx.pressed(actions.ImportHeld).run, _as_before)


async def sheet_first(update: Update, ctx: Context) -> None:
    """Takes the rows of one sheet where sheets differ (Pakai …)."""
    pressed = ctx.pressed(actions.CountSheet)
    made = await undecided(ctx, pressed.run)
    if made is None:
        return
    chosen = [sheet.name for sheet in made.sheets if sheet.number == pressed.sheet]
    await _again(update, ctx, pressed.run, lambda manner: _before_others(manner, chosen))


async def titles(update: Update, ctx: Context) -> None:
    """Lists the titles that were not recognised (Cocokkan Kolom)."""
    pressed = ctx.pressed(actions.OpenTitles)
    made = await undecided(ctx, pressed.run)
    if made is not None:
        await ctx.show(matching.titles(ctx.words, pressed.run, made, page=pressed.page))


async def title(update: Update, ctx: Context) -> None:
    """Asks which column a title means."""
    pressed = ctx.pressed(actions.OpenTitle)
    made = await undecided(ctx, pressed.run)
    if made is not None and pressed.title < len(made.unmatched):
        name, kind = made.unmatched[pressed.title]
        await ctx.show(
            matching.columns(
                ctx.words,
                pressed.run,
                pressed.title,
                name=name,
                kind=kind,
                can_mean=made.open_columns(kind),
            )
        )


async def teach(update: Update, ctx: Context) -> None:
    """Remembers which column a title means, and reads the file again."""
    pressed = ctx.pressed(actions.TeachTitle)
    made = await undecided(ctx, pressed.run)
    if made is None or pressed.title >= len(made.unmatched):
        return
    name, kind = made.unmatched[pressed.title]
    if pressed.column >= len(COLUMNS[kind]):
        return
    await stored_titles.teach(ctx.store, ctx.act, title=name, column=COLUMNS[kind][pressed.column])
    await _again(update, ctx, pressed.run)


def _as_before(manner: Manner) -> Manner:
    return manner


def _before_others(manner: Manner, chosen: list[str]) -> Manner:
    return replace(manner, first=tuple(dict.fromkeys((*chosen, *manner.first))))


async def _again(
    update: Update,
    ctx: Context,
    old: ImportId,
    change: Callable[[Manner], Manner] = _as_before,
) -> None:
    if await undecided(ctx, old) is not None:
        await _read(update, ctx, old, change)


async def _read(
    update: Update, ctx: Context, old: ImportId, change: Callable[[Manner], Manner]
) -> None:
    source = await sent.source(ctx.store, old)
    if source is None:
        await ctx.show(screens.ask(ctx.words))
        return
    name, file_id, manner = source.name, source.file_id, change(source.manner)
    run = await runs.begin(
        ctx.store,
        ctx.act,
        files=[name],
        timezone=ctx.settings.timezone,
        source=file_id,
        manner=manner,
    )
    message = update.effective_message
    reading = ChatReading(
        ctx,
        run,
        name,
        file_id,
        message_id=message.message_id if message else 0,
        manner=manner,
    )
    await ctx.show(screens.reading(ctx.words, run, file=name, done=0, total=0))
    ctx.services.in_background(reading.run())
