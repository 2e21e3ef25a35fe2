"""Reads files and stages their rows as the import's child process does, but in this process."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain.ids import ImportId
from domain.imports.preview import Effects, ImportPreview
from handlers.documents.spreadsheets.events import Event, Job
from handlers.documents.spreadsheets.reading import read_files
from handlers.imports.reading import stage
from storage.database.store import Store
from storage.imports import runs, staging
from tests.support.acts import unrepeated
from tests.support.builders import NOW
from tests.support.workbooks import TODAY


async def previewed(
    store: Store, *files: Path, now: datetime = NOW
) -> tuple[ImportId, ImportPreview]:
    """Reads and stages files and makes the preview; saves nothing."""
    run = await runs.begin(
        store,
        unrepeated(now=now),
        files=[path.name for path in files],
        timezone="Asia/Jakarta",
    )
    named = tuple((path, path.name) for path in files)
    job = Job(named, await staging.known(store), TODAY, "Asia/Jakarta")
    preview = await stage(store, run, _events(job), now=now, progress=_silent)
    assert preview is not None
    return run, preview


async def loaded(store: Store, *files: Path, now: datetime = NOW) -> Effects:
    """Reads, stages and saves files."""
    run, preview = await previewed(store, *files, now=now)
    outcome = await runs.save(store, run, by=None, now=now)
    assert outcome is not None
    assert outcome.saved
    assert outcome.preview.effects == preview.effects
    return outcome.preview.effects


async def rows(store: Store, query: Any) -> list[Any]:
    """The rows that a query finds."""
    async with store.read() as session:
        return list((await session.execute(query)).all())


async def one(store: Store, table: Any, **where: Any) -> Any:
    """The one row with these values."""
    query = select(table)
    for name, value in where.items():
        query = query.where(table.c[name] == value)
    found = await rows(store, query)
    assert len(found) == 1
    return found[0]


async def _events(job: Job) -> AsyncIterator[Event]:
    events: list[Event] = []
    read_files(job, events.append)
    for event in events:
        yield event


async def _silent(done: int, total: int) -> None:
    """Receives the progress and does nothing."""
