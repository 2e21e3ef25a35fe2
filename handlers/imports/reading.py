"""Reads HR's files in a child process and stages what it finds, chunk by chunk."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.ids import ImportId
from domain.imports.judged import JudgedSheet
from domain.imports.layout.passed import AS_SHOWN, Manner, PassedOver
from domain.imports.preview import ImportPreview
from domain.imports.problems import FileRefusal
from handlers.documents.spreadsheets.child import read
from handlers.documents.spreadsheets.events import (
    Event,
    FileRefused,
    Job,
    LateFound,
    ReadRows,
    SheetFound,
    SheetPassed,
)
from storage.database.store import Store
from storage.imports import runs, staging
from storage.imports.taught import titles

Progress = Callable[[int, int], Awaitable[None]]
"""Called with the number of rows read and their total."""


async def stage_files(
    store: Store,
    import_id: ImportId,
    files: Sequence[tuple[Path, str]],
    *,
    timezone: str,
    now: datetime,
    progress: Progress,
    manner: Manner = AS_SHOWN,
    asks: bool = True,
) -> ImportPreview | None:
    """Reads and stages the files; the preview, or None if the HR officer pressed Hentikan.

    `asks`: whether HR can be asked which offering a list of
    people belongs to.
    """
    today = now.astimezone(ZoneInfo(timezone)).date()
    known, taught = await staging.known(store), await titles.taught(store)
    job = Job(tuple(files), known, today, timezone, taught, manner, asks)
    async with aclosing(read(job)) as events:
        return await stage(store, import_id, events, now=now, progress=progress)


async def stage(
    store: Store,
    import_id: ImportId,
    events: AsyncIterator[Event],
    *,
    now: datetime,
    progress: Progress,
) -> ImportPreview | None:
    """Stores what the reading finds; the preview at its end, or None if it was stopped."""
    sheets: dict[int, JudgedSheet] = {}
    refusals: list[tuple[str, FileRefusal]] = []
    passed: list[PassedOver] = []
    async for event in events:
        match event:
            case SheetFound(sheet):
                sheets[sheet.number] = sheet
            case ReadRows(rows, done, total):
                if not await runs.is_reading(store, import_id):
                    return None
                if rows:
                    await staging.add_rows(store, import_id, rows, sheets)
                await progress(done, total)
            case LateFound(problems):
                await staging.add_late(store, import_id, problems, sheets)
            case SheetPassed(one):
                passed.append(one)
            case FileRefused(file, refusal):
                refusals.append((file, refusal))
                spoilt = [sheet for sheet in sheets.values() if sheet.file == file]
                await staging.drop_sheets(store, import_id, spoilt)
                sheets = {n: s for n, s in sheets.items() if s.file != file}
    return await runs.finish_reading(
        store,
        import_id,
        sheets=list(sheets.values()),
        refusals=refusals,
        passed=passed,
        now=now,
    )
