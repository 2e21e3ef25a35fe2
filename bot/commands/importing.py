"""`bangkom import FILE…`: reads and loads as in the chat, and reports on the terminal."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.commands.refused_rows import written_beside
from bot.commands.rights import words
from bot.commands.terminal import complain, say
from bot.program.app import prepare_schema
from bot.program.settings import Settings
from domain.act import Act
from domain.clock import Clock
from domain.ids import ImportId
from domain.imports.preview import ImportPreview, SpoiltRow
from handlers.documents import workbooks
from handlers.imports.reading import stage_files
from handlers.imports.screens import terminal
from handlers.imports.screens.advice import file_advice
from handlers.imports.screens.spoilt import plain, spoilt_sheets
from handlers.screens.words import Words
from storage.database.store import Store
from storage.imports import report, runs, staging

LOADED, NOTHING, USAGE = 0, 1, 2
MEGABYTE = 1024 * 1024


async def import_files(
    settings: Settings, files: Sequence[Path], *, clock: Clock, dry_run: bool, yes: bool
) -> int:
    """0 loaded (or nothing had to change), 1 nothing could be loaded, 2 usage.

    Without `yes` and without a terminal to ask on, nothing is saved.
    """
    w = words(settings)
    wrong = [sentence for path in files if (sentence := _unreadable(w, path))]
    if wrong:
        complain(*wrong)
        return USAGE
    store = Store(settings.database_url, unhurried=True)
    try:
        await prepare_schema(store)
        run = await runs.begin(
            store,
            Act(by=None, once=None, now=clock.now(), real_now=clock.real()),
            files=[path.name for path in files],
            timezone=settings.timezone,
        )
        try:
            loading = _Loading(settings, store, clock, run, files)
            return await loading.run(dry_run=dry_run, yes=yes)
        finally:
            await staging.discard(store, run)
    finally:
        await store.close()


class _Loading:
    def __init__(
        self,
        settings: Settings,
        store: Store,
        clock: Clock,
        run: ImportId,
        files: Sequence[Path],
    ) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock
        self._run = run
        self._files = {_as_named(path, files): path for path in files}
        self._words = words(settings)

    async def run(self, *, dry_run: bool, yes: bool) -> int:
        preview = await self._read()
        spoilt = await report.spoilt_rows(self._store, self._run)
        self._list(preview, spoilt)
        saves = not dry_run and (yes or sys.stdin.isatty())
        self._write_refused(spoilt)
        tally = preview.effects.tally
        if not tally.new + tally.changed + tally.unchanged:
            complain(terminal.nothing_loaded(self._words))
            return NOTHING
        if not tally.new + tally.changed:
            say(terminal.nothing_changes(self._words))
        elif saves and (yes or await _agreed(self._words)):
            await self._save()
        else:
            say(terminal.not_saved(self._words, dry_run=dry_run, asked=saves))
        return LOADED

    async def _read(self) -> ImportPreview:
        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("", total=None)

            async def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            preview = await stage_files(
                self._store,
                self._run,
                [(path, name) for name, path in self._files.items()],
                timezone=self._settings.timezone,
                now=self._clock.now(),
                progress=progress,
                asks=False,
            )
        if preview is None:
            raise RuntimeError("the import was stopped from elsewhere")
        return preview

    async def _save(self) -> None:
        outcome = None
        while outcome is None or not outcome.saved:
            # Another load changed the database since the preview: it is computed anew, then saved.
            outcome = await runs.save(self._store, self._run, by=None, now=self._clock.now())
            if outcome is None:
                raise RuntimeError("the import is gone")
        say(terminal.saved(self._words, outcome.preview))

    def _list(self, preview: ImportPreview, spoilt: Sequence[SpoiltRow]) -> None:
        for name, refusal in preview.refusals:
            size = -(-self._files[name].stat().st_size // MEGABYTE)
            reason = plain(file_advice(self._words, refusal, megabytes=size))
            complain(terminal.refused_file(self._words, name, reason))
        told = (
            *(terminal.sheet(self._words, sheet) for sheet in preview.sheets),
            *terminal.passed(self._words, preview),
            *terminal.rows(self._words, spoilt),
            terminal.figures(self._words, preview),
            *terminal.effects(self._words, preview.effects),
        )
        for line in told:
            say(line)

    def _write_refused(self, spoilt: Sequence[SpoiltRow]) -> None:
        for name, path in self._files.items():
            refused = [row for row in spoilt if row.refused and row.sheet.file == name]
            if not refused:
                continue
            pages = spoilt_sheets(self._words, refused)
            content = workbooks.content(self._words, pages, now=self._clock.now())
            try:
                beside = written_beside(path, content)
            except OSError as error:
                reason = str(error.strerror)
                complain(terminal.refused_rows_unwritten(self._words, name, reason))
            else:
                say(terminal.refused_rows(self._words, name, str(beside)))


def _unreadable(w: Words, path: Path) -> str | None:
    try:
        if not path.is_file():
            return terminal.no_file(w, str(path))
        path.open("rb").close()
    except OSError:
        return terminal.closed_file(w, str(path))
    return None


def _as_named(path: Path, files: Sequence[Path]) -> str:
    """The file name alone, if that is enough to tell the files apart."""
    alone = sum(other.name == path.name for other in files) == 1
    return path.name if alone else str(path)


async def _agreed(w: Words) -> bool:
    sys.stdout.write(f"{terminal.ask_save(w)} ")
    sys.stdout.flush()
    answer = await asyncio.to_thread(sys.stdin.readline)
    return answer.strip().lower() in ("y", "yes", "ya")
