"""`bangkom import FILE…`: reads and loads as in the chat, and reports on the terminal."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.commands.refused_rows import written_beside
from bot.commands.terminal import complain, say
from bot.program.app import prepare_schema
from bot.program.settings import Settings
from domain.act import Act
from domain.clock import Clock
from domain.ids import ImportId
from domain.imports.preview import ImportPreview, SpoiltRow
from domain.imports.problems import Severity
from handlers.documents.spreadsheets.writing import WrittenSheet, write_workbook
from handlers.imports.reading import stage_files
from handlers.imports.screens.advice import advice, file_advice
from handlers.imports.screens.spoilt import plain, spoilt_sheets
from handlers.screens.words import House, Words
from storage.database.store import Store
from storage.imports import report, runs, staging

LOADED, NOTHING, USAGE = 0, 1, 2
MEGABYTE = 1024 * 1024
NAMED = 12
"""Rows that are named in a line about many rows with the same warning."""


async def import_files(
    settings: Settings, files: Sequence[Path], *, clock: Clock, dry_run: bool, yes: bool
) -> int:
    """0 loaded (or nothing had to change), 1 nothing could be loaded, 2 usage.

    Without `yes` and without a terminal to ask on, nothing is saved.
    """
    wrong = [sentence for path in files if (sentence := _unreadable(path))]
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
        house = House(
            settings.organisation, settings.hr_unit, settings.hr_contact, settings.timezone
        )
        self._english = Words("en", house)
        self._words = Words(settings.default_language, house)

    async def run(self, *, dry_run: bool, yes: bool) -> int:
        preview = await self._read()
        spoilt = await report.spoilt_rows(self._store, self._run)
        self._list(preview, spoilt)
        saves = not dry_run and (yes or sys.stdin.isatty())
        self._write_refused(spoilt)
        tally = preview.effects.tally
        if not tally.new + tally.changed + tally.unchanged:
            complain("Nothing could be loaded.")
            return NOTHING
        if not tally.new + tally.changed:
            say("Nothing had to change.")
            return LOADED
        if dry_run:
            say("Dry run: nothing is saved.")
        elif not saves:
            say("Nothing is saved. Where nobody can be asked, say --yes.")
        elif yes or await _agreed():
            await self._save()
        else:
            say("Nothing is saved.")
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
        say(f"Saved: {_figures(outcome.preview)}")

    def _list(self, preview: ImportPreview, spoilt: Sequence[SpoiltRow]) -> None:
        for name, refusal in preview.refusals:
            size = -(-self._files[name].stat().st_size // MEGABYTE)
            reason = plain(file_advice(self._english, refusal, megabytes=size))
            complain(f"{name} is refused: {' '.join(reason.split())}")
        for sheet in preview.sheets:
            say(
                f"{sheet.file}: sheet {sheet.name} read as {sheet.kind.value}, "
                f"{len(sheet.columns)} columns used, {sheet.ignored} ignored and not stored"
            )
        self._list_rows(spoilt)
        say(_figures(preview))
        effects = preview.effects
        if effects.missing:
            say(f"{effects.missing} people are not in the file; their data stays as it is")
        if effects.leaving:
            say(f"{effects.leaving} people leave service; their sign-ups end")
        if effects.moved:
            say(f"{effects.moved} offerings change; {effects.told} people will be told")
        if effects.called_off:
            say(f"{effects.called_off} of them are called off")

    def _list_rows(self, spoilt: Sequence[SpoiltRow]) -> None:
        # A staff file loaded before its standards warns about every row: one line for all.
        alike: dict[tuple[str, str], list[int]] = {}
        for row in spoilt:
            where = f"{row.sheet.file}, sheet {row.sheet.name}"
            for found in row.found:
                value = f": {found.value}" if found.value else ""
                what = f"column {found.column}{value}. {plain(advice(self._english, found))}"
                if found.problem.severity is Severity.REFUSED:
                    say(f"refused: {where}, row {row.row}, {what}")
                else:
                    alike.setdefault((where, what), []).append(row.row)
        for (where, what), rows in alike.items():
            named = ", ".join(map(str, rows[:NAMED]))
            more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
            say(f"warned: {where}, row{'s' if len(rows) > 1 else ''} {named}{more}, {what}")

    def _write_refused(self, spoilt: Sequence[SpoiltRow]) -> None:
        for name, path in self._files.items():
            refused = [row for row in spoilt if row.refused and row.sheet.file == name]
            if not refused:
                continue
            pages = [WrittenSheet(*sheet) for sheet in spoilt_sheets(self._words, refused)]
            try:
                beside = written_beside(path, write_workbook(pages))
            except OSError as error:
                told = (
                    f"cannot be written beside it ({error.strerror}): give its folder to this user"
                )
                complain(f"The refused rows of {name} {told}.")
            else:
                say(f"The refused rows of {name} stand in {beside}")


def _unreadable(path: Path) -> str | None:
    try:
        if not path.is_file():
            return f"{path} is not a file: check its name."
        path.open("rb").close()
    except OSError:
        return f"{path} may not be read: check its permissions, and those of its folders."
    return None


def _as_named(path: Path, files: Sequence[Path]) -> str:
    """The file name alone, if that is enough to tell the files apart."""
    alone = sum(other.name == path.name for other in files) == 1
    return path.name if alone else str(path)


def _figures(preview: ImportPreview) -> str:
    tally = preview.effects.tally
    return (
        f"new {tally.new}, changed {tally.changed}, unchanged {tally.unchanged}, "
        f"warned {preview.warned}, refused {preview.refused}"
    )


async def _agreed() -> bool:
    sys.stdout.write("Save? [y/N] ")
    sys.stdout.flush()
    answer = await asyncio.to_thread(sys.stdin.readline)
    return answer.strip().lower() in ("y", "yes", "ya")
