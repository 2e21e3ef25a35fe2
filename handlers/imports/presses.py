"""HR imports a file: it is read in the background, previewed and saved."""

import logging
from datetime import date
from pathlib import Path

from telegram import Document as IncomingDocument
from telegram import Update
from telegram.error import TelegramError

from domain.ids import ImportId
from domain.imports.problems import FileProblem, FileRefusal
from handlers.actions import imports as actions
from handlers.context import Context
from handlers.documents import loadable
from handlers.documents.workbooks import workbook
from handlers.imports.chat_reading import MEGABYTE, ChatReading, megabytes
from handlers.imports.outcomes import outcome
from handlers.imports.screens import changes as change_screens
from handlers.imports.screens import comparison as comparison_screens
from handlers.imports.screens import run as screens
from handlers.imports.screens import spoilt as row_screens
from handlers.reception import routing
from handlers.screens import dates
from storage.imports import endings, report, runs
from storage.office import holidays, policies

log = logging.getLogger("bangkom")

MOST_MEGABYTES = 20
KINDS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".htm", ".html")


async def ask(update: Update, ctx: Context) -> None:
    """Asks for a file (/impor, Impor Data)."""
    await ctx.show(screens.ask(ctx.words))


async def templates(update: Update, ctx: Context) -> None:
    """Sends a workbook with the empty sheets (Unduh Templat)."""
    notes = screens.template_notes(ctx.words)
    plain = [row_screens.plain(note) for note in notes]
    today = dates.local(ctx.now, ctx.settings.timezone).date()
    known = await holidays.since(ctx.store, date(today.year, 1, 1))
    values = await policies.set_until(ctx.store, today)
    pages = loadable.templates(ctx.words, plain, holidays=known, policies=values)
    file = await workbook(ctx.words, "templat-bangkom", pages, now=ctx.now, dated=False)
    await ctx.show(screens.templates(ctx.words, file))


async def received(update: Update, ctx: Context) -> None:
    """Takes a file from an HR officer at any time; files from other people are not read."""
    document = update.message.document if update.message else None
    if document is None or not ctx.person.hr:
        await routing.unread(update, ctx)
        return
    problem = _refused_unread(document)
    if problem is not None:
        size = megabytes(document.file_size or 0)
        await ctx.show(screens.refused_file(ctx.words, FileRefusal(problem), megabytes=size))
        return
    run = await runs.begin(
        ctx.store,
        ctx.act,
        files=[_name(document)],
        timezone=ctx.settings.timezone,
        source=document.file_id,
    )
    reading = ChatReading(ctx, run, _name(document), document.file_id)
    ctx.services.in_background(reading.run())


async def stop(update: Update, ctx: Context) -> None:
    """Stops the reading (Hentikan); nothing is saved."""
    run = ctx.pressed(actions.StopReading).run
    if await runs.stop(ctx.store, run):
        await ctx.show(screens.ask(ctx.words))
    else:
        await _show(ctx, run)


async def preview(update: Update, ctx: Context) -> None:
    """Shows the preview, or the result if it was already decided."""
    await _show(ctx, ctx.pressed(actions.OpenPreview).run)


async def save(update: Update, ctx: Context) -> None:
    """Saves what was read (Simpan); asks once more where it changes more than usual."""
    run = ctx.pressed(actions.SaveImport).run
    made = await runs.preview(ctx.store, run)
    if made is not None and not made.saved and made.preview.unusual:
        await ctx.show(change_screens.sure(ctx.words, run, made.preview))
    else:
        await _save(ctx, run)


async def keep_saving(update: Update, ctx: Context) -> None:
    """Saves what was asked about (Tetap Simpan)."""
    await _save(ctx, ctx.pressed(actions.KeepSaving).run)


async def changes(update: Update, ctx: Context) -> None:
    """Shows before and after, column by column and offering by offering (Perubahan)."""
    pressed = ctx.pressed(actions.OpenChanges)
    made = await runs.preview(ctx.store, pressed.run)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
    else:
        shown = change_screens.changes(ctx.words, pressed.run, made.preview, page=pressed.page)
        await ctx.show(shown)


async def comparison(update: Update, ctx: Context) -> None:
    """Sends a file with all that would change (Perbandingan)."""
    run = ctx.pressed(actions.DownloadComparison).run
    found = await runs.comparison(ctx.store, run, now=ctx.now)
    if found is None or not found.values:
        await _show(ctx, run)
        return
    page = comparison_screens.sheet(ctx.words, found)
    stem = f"{Path(screens.name_of(found.files)).stem}-perbandingan"
    made = await workbook(ctx.words, stem, [page], now=ctx.now, dated=False)
    await ctx.show(comparison_screens.file(ctx.words, made, found))


async def _save(ctx: Context, run: ImportId) -> None:
    """Saves; a message about the outcome is promised first."""
    await endings.saving(ctx.store, ctx.act, run)
    try:
        await ctx.show(screens.saving(ctx.words))
    except TelegramError as error:
        log.info("saving not shown", extra={"reason": type(error).__name__})
    made = await runs.save(ctx.store, run, by=ctx.person.person_id, now=ctx.now)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
    else:
        renewed = not made.saved
        await ctx.show(
            await outcome(
                ctx.store,
                ctx.words,
                run,
                made.preview,
                saved=made.saved,
                renewed=renewed,
                now=ctx.now,
            )
        )
    await endings.ended(ctx.store, ctx.act, shown=True)


async def rows(update: Update, ctx: Context) -> None:
    """Shows a page of the problems in the rows (Rincian)."""
    pressed = ctx.pressed(actions.OpenRows)
    page = await report.complaints(ctx.store, pressed.run, page=pressed.page)
    if page.total:
        await ctx.show(row_screens.rows(ctx.words, pressed.run, page))
    else:
        await _show(ctx, pressed.run)


async def download(update: Update, ctx: Context) -> None:
    """Sends a file with refused rows, rows with a warning, and missing people (Unduh)."""
    run = ctx.pressed(actions.DownloadRows).run
    made = await runs.preview(ctx.store, run)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
        return
    spoilt = await report.spoilt_rows(ctx.store, run)
    missing = await report.missing_people(ctx.store, run)
    sheets = row_screens.spoilt_sheets(ctx.words, spoilt)
    sheets += row_screens.missing_sheet(ctx.words, missing)
    name = screens.name_of(made.preview.files)
    stem = f"{Path(name).stem}-ditolak"
    file = await workbook(ctx.words, stem, sheets, now=ctx.now, dated=False)
    await ctx.show(row_screens.spoilt_file(ctx.words, file, name=name, rows=len(spoilt)))


async def _show(ctx: Context, run: ImportId) -> None:
    made = await runs.preview(ctx.store, run)
    if made is None:
        await ctx.show(screens.ask(ctx.words))
    else:
        await ctx.show(
            await outcome(ctx.store, ctx.words, run, made.preview, saved=made.saved, now=ctx.now)
        )


def _refused_unread(document: IncomingDocument) -> FileProblem | None:
    if (document.file_size or 0) > MOST_MEGABYTES * MEGABYTE:
        return FileProblem.SIZE
    if Path(_name(document)).suffix.lower() not in KINDS:
        return FileProblem.KIND
    return None


def _name(document: IncomingDocument) -> str:
    # The name is shown and its ending gives the kind; it is never used as a path.
    return Path(document.file_name or "").name[:100] or "berkas"
