"""An import from begin to end: previewed by a rehearsal, saved in one transaction."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, insert, select, update

from domain.act import Act
from domain.ids import ImportId, PersonId
from domain.imports.judged import JudgedSheet
from domain.imports.layout.passed import Manner, PassedOver
from domain.imports.preview import (
    MOST_COMPARED,
    ChangedValue,
    Comparison,
    Effects,
    ImportPreview,
    LoadTally,
)
from domain.imports.problems import FileRefusal, RowProblem
from storage.database.store import Store, Transaction
from storage.imports import endings
from storage.imports.checks.filling import refuse_filling
from storage.imports.kept import APART, NOTED, noted, read_preview
from storage.imports.loads.all_kinds import load_all
from storage.imports.loads.basics import Load
from storage.imports.loads.comparing import Notes
from storage.imports.loads.journal import Journal
from storage.imports.loads.participants import (
    refuse_begun,
    refuse_called_off,
    refuse_untrue,
    warn_early,
    warn_overfull,
)
from storage.imports.loads.posts.circles import warn_of_circles
from storage.imports.staging import STAGED, read_sheets
from storage.imports.tables import (
    READING,
    READY,
    SAVED,
    STOPPED,
    import_log,
    import_run,
    roster,
    staged_problem,
)
from storage.imports.taught import statuses
from storage.office import policies
from storage.people import audit
from storage.people.revision import lock_revision


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The result of a preview or of saving."""

    preview: ImportPreview
    saved: bool
    """False: not saved yet, or the store changed, so that the preview was made again."""


class _Rehearsed(Exception):  # noqa: N818
    pass


async def begin(
    store: Store,
    act: Act,
    *,
    files: Sequence[str],
    timezone: str,
    source: str | None = None,
    manner: Manner | None = None,
) -> ImportId:
    """Opens an import; its rows are staged as they are read.

    `source`: where Telegram keeps the file, so that it can be read again. The person who sent the
    files is told how it ended. The act is not claimed: a file that is delivered again is read
    again.
    """
    values = {
        "owner_id": act.by,
        "state": READING,
        "files": list(files),
        "sheets": [],
        "refusals": [],
        "timezone": timezone,
        "source": source,
        "manner": asdict(manner) if manner else None,
        "created_at": act.real_now,
    }
    async with store.effect(act, claim=False) as tx:
        begun = insert(import_run).values(values).returning(import_run.c.id)
        run = ImportId((await tx.session.execute(begun)).scalar_one())
        if act.by is not None and act.once is not None:
            await endings.promise(tx, run)
        return run


async def is_reading(store: Store, import_id: ImportId) -> bool:
    """False once the HR officer has stopped the import, through any replica."""
    query = select(import_run.c.state).where(import_run.c.id == import_id)
    async with store.read() as session:
        return (await session.execute(query)).scalar_one_or_none() == READING


async def unfinished(store: Store, import_id: ImportId) -> Sequence[str] | None:
    """The names of the files of an import that has no preview yet and was not stopped."""
    run = import_run.c
    query = select(run.files).where(
        run.id == import_id, run.state.in_((READING, READY)), run.preview.is_(None)
    )
    async with store.read() as session:
        return (await session.execute(query)).scalar_one_or_none()


async def stop(store: Store, import_id: ImportId) -> bool:
    """Stops an import, so that nothing of it is saved; False if its reading is complete."""
    async with store.write() as session:
        done = await session.execute(
            update(import_run)
            .where(import_run.c.id == import_id, import_run.c.state == READING)
            .values(state=STOPPED)
        )
        return bool(done.rowcount)


async def finish_reading(
    store: Store,
    import_id: ImportId,
    *,
    sheets: Sequence[JudgedSheet],
    refusals: Sequence[tuple[str, FileRefusal]],
    passed: Sequence[PassedOver] = (),
    now: datetime,
) -> ImportPreview | None:
    """Makes the preview once all rows are staged; None if the import was stopped before."""
    async with store.write() as session:
        done = await session.execute(
            update(import_run)
            .where(import_run.c.id == import_id, import_run.c.state == READING)
            .values(
                state=READY,
                sheets=[asdict(sheet) for sheet in sheets],
                refusals=[[file, asdict(refusal)] for file, refusal in refusals],
                passed=[asdict(each) for each in passed],
            )
        )
        if done.rowcount:
            await statuses.apply_taught(session, import_id)
            await _refuse_rows(session, import_id, now=now)
            await warn_overfull(session, import_id)
    return (await _rehearse(store, import_id, now=now)).preview if done.rowcount else None


async def preview(store: Store, import_id: ImportId) -> ImportOutcome | None:
    """The latest preview, and whether it was saved; None if the import was deleted."""
    async with store.read() as session:
        run = await _run(session, import_id)
    if run is None or run.preview is None:
        return None
    return ImportOutcome(read_preview(run, run.preview), run.state == SAVED)


async def save(
    store: Store, import_id: ImportId, *, by: PersonId | None, now: datetime
) -> ImportOutcome | None:
    """Applies the staged rows in one transaction; saving again changes nothing.

    If the store changed since the preview, nothing is saved and the preview is made again.
    """
    async with store.write() as session:
        revision = await lock_revision(session)
        run = await _run(session, import_id)
        if run is None or run.preview is None:
            return None
        if run.state == SAVED:
            return ImportOutcome(read_preview(run, run.preview), saved=True)
        if any(sheet.awaits for sheet in read_sheets(run)):
            return ImportOutcome(read_preview(run, run.preview), saved=False)
        if run.revision == revision:
            log = await _log(session, run, by=by, now=now)
            load = replace(_load(session, run), journal=Journal(session, log, now=now))
            effects = await load_all(load, timezone=run.timezone, now=now)
            await _finish_log(session, log, effects.tally)
            if effects.tally.new or effects.tally.changed:
                revision += 1
                await session.execute(update(roster).values(revision=revision))
            made = await _keep_preview(
                session, run, effects, state=SAVED, revision=revision, log=log
            )
            await audit.record(session, "imported", actor=by, about=import_id, at=now)
            return ImportOutcome(made, saved=True)
    return await _rehearse(store, import_id, now=now)


async def _log(session: Transaction, run: Any, *, by: PersonId | None, now: datetime) -> int:
    values = {"owner_id": by, "run_id": run.id, "files": run.files, "at": now}
    made = insert(import_log).values(**values, new=0, changed=0).returning(import_log.c.id)
    return int((await session.execute(made)).scalar_one())


async def _finish_log(session: Transaction, log: int, tally: LoadTally) -> None:
    """Counts what was saved; an import that changed nothing does not stand in the history."""
    mine = import_log.c.id == log
    if tally.new or tally.changed:
        counted = {"new": tally.new, "changed": tally.changed}
        await session.execute(update(import_log).where(mine).values(counted))
    else:
        await session.execute(delete(import_log).where(mine))


async def renew(store: Store, import_id: ImportId, *, now: datetime) -> ImportOutcome | None:
    """The preview made anew if it is old; None if the import was deleted."""
    made = await preview(store, import_id)
    if made is None or made.saved or made.preview.awaits:
        return made
    return await _rehearse(store, import_id, now=now)


async def comparison(store: Store, import_id: ImportId, *, now: datetime) -> Comparison | None:
    """Every change that saving would make; None if it was saved or deleted."""
    found = await preview(store, import_id)
    if found is None or found.saved or found.preview.awaits:
        return None
    values: list[ChangedValue] = []
    await _try(store, import_id, Notes(values=values), now=now)
    some = tuple(sorted(values, key=lambda one: (one.sheet, one.row))[:MOST_COMPARED])
    made = found.preview
    return Comparison(made.files, made.sheets, some, more=len(values) > MOST_COMPARED)


async def _rehearse(store: Store, import_id: ImportId, *, now: datetime) -> ImportOutcome:
    """Saves and rolls back, so that the preview shows exactly what saving would do.

    The outcome is that of another HR officer who saves the import between the two transactions.
    """
    notes = Notes()
    run, revision, effects = await _try(store, import_id, notes, now=now)
    async with store.write() as session:
        # Once more for good: the rehearsal is undone.
        now_run = await _run(session, import_id)
        if now_run is not None and now_run.state == SAVED:
            return ImportOutcome(read_preview(now_run, now_run.preview), saved=True)
        if now_run is not None and run is not None:
            meant = await statuses.words(session, import_id)
            if now_run.sheets != run.sheets or meant != notes.statuses:
                # An HR officer has chosen something: this preview is out of date at once.
                run, revision = now_run, -1
        await _refuse_rows(session, import_id, now=now)
        await warn_early(session, import_id, notes.early)
        await warn_of_circles(session, import_id, notes.circles)
        made = await _keep_preview(
            session, run, effects, state=READY, revision=revision, notes=notes
        )
        return ImportOutcome(made, saved=False)


async def _try(
    store: Store, import_id: ImportId, notes: Notes, *, now: datetime
) -> tuple[Any, int, Effects]:
    """Saves and rolls back: the run, the revision of the roster, and what saving would do."""
    run, revision, effects = None, 0, Effects()
    try:
        async with store.write() as session:
            revision = await lock_revision(session)
            run = await _run(session, import_id)
            if run is not None:
                await _refuse_rows(session, import_id, now=now)
                # As it holds before the file is loaded, which may set another value.
                rules = await policies.today(session, now=now, zone=run.timezone)
                notes.large_change = rules.large_change
                notes.statuses = await statuses.words(session, import_id)
                load = _load(session, run, notes=notes)
                effects = await load_all(load, timezone=run.timezone, now=now)
            raise _Rehearsed
    except _Rehearsed:
        pass
    return run, revision, effects


async def _refuse_rows(session: Transaction, import_id: ImportId, *, now: datetime) -> None:
    """Refuses the rows that what is stored now forbids."""
    await refuse_untrue(session, import_id)
    await refuse_called_off(session, import_id)
    await refuse_begun(session, import_id, now=now)
    await refuse_filling(session, import_id)


async def _run(session: Transaction, import_id: ImportId) -> Any:
    query = select(import_run).where(import_run.c.id == import_id).with_for_update()
    return (await session.execute(query)).one_or_none()


def _load(session: Transaction, run: Any, *, notes: Notes | None = None) -> Load:
    return Load(session, run.id, read_sheets(run), notes)


async def _keep_preview(
    session: Transaction,
    run: Any,
    effects: Effects,
    *,
    state: str,
    revision: int,
    notes: Notes | None = None,
    log: int | None = None,
) -> ImportPreview:
    warned, refused = await _spoilt(session, run.id)
    facts = asdict(effects)
    # Stored apart, so that an older program, which does not know it, can still read the effects.
    apart = {name: facts.pop(name) for name in APART}
    kept = {"effects": facts, **apart, "warned": warned, "refused": refused}
    kept |= {"rows": await _rows_of_sheets(session, run)}
    kept |= {"statuses": [asdict(one) for one in await statuses.words(session, run.id)]}
    kept |= {"conflicts": await _conflicts(session, run), "log": log}
    # What saving changes was noted when it was rehearsed.
    kept |= noted(notes) if notes else {name: run.preview.get(name) for name in NOTED}
    await session.execute(
        update(import_run)
        .where(import_run.c.id == run.id)
        .values(state=state, revision=revision, preview=kept)
    )
    return read_preview(run, kept)


async def _spoilt(session: Transaction, import_id: ImportId) -> tuple[int, int]:
    """The number of rows with a warning, and of refused rows."""
    p = staged_problem
    by_row = (
        select(func.max(case((p.c.refuses, 1), else_=0)).label("refused"))
        .where(p.c.import_id == import_id)
        .group_by(p.c.sheet, p.c.row)
        .subquery()
    )
    query = select(func.count(), func.coalesce(func.sum(by_row.c.refused), 0))
    rows, refused = (await session.execute(query.select_from(by_row))).one()
    return int(rows - refused), int(refused)


async def _rows_of_sheets(session: Transaction, run: Any) -> list[int]:
    """How many rows each sheet has, in the order of the sheets."""
    counted: dict[int, int] = {}
    for table in STAGED.values():
        query = select(table.c.sheet, func.count()).where(table.c.import_id == run.id)
        for sheet, rows in await session.execute(query.group_by(table.c.sheet)):
            counted[sheet] = rows
    return [counted.get(sheet.number, 0) for sheet in read_sheets(run)]


async def _conflicts(session: Transaction, run: Any) -> list[tuple[str, str, int]]:
    """By sheet, how many rows contradict a row of which other sheet."""
    p = staged_problem
    query = (
        select(p.c.sheet, p.c.elsewhere, func.count())
        .where(p.c.import_id == run.id, p.c.problem == RowProblem.DUPLICATE.value)
        .where(p.c.elsewhere.is_not(None))
        .group_by(p.c.sheet, p.c.elsewhere)
        .order_by(p.c.sheet, p.c.elsewhere)
    )
    names = {sheet.number: sheet.name for sheet in read_sheets(run)}
    return [(names[sheet], other, n) for sheet, other, n in await session.execute(query)]
