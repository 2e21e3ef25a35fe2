"""Takes back the last import, row by row: what was changed or used since stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from domain.act import Act
from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.catalogue.timetable import as_kept, from_kept
from domain.ids import ImportLogId, OfferingId
from domain.imports.preview import UNDOABLE, LoggedImport, UndoFigures
from domain.lists import PAGE, Page, kept_within
from storage.catalogue import sessions, telling
from storage.catalogue.drafts.reading import named
from storage.catalogue.sessions import write as write_sessions
from storage.catalogue.speaking import asking_back
from storage.catalogue.speaking.asking_back import Speakers
from storage.catalogue.tables import offering, training, training_competency, training_session
from storage.competencies.tables import assessment, competency, requirement
from storage.database.columns import metadata, typed
from storage.database.store import Store, Transaction
from storage.decisions.tables import mandate
from storage.imports import seats_back
from storage.imports.loads.journal import beside
from storage.imports.tables import import_change, import_log
from storage.office.holidays import fit_offerings
from storage.office.tables import holiday, policy
from storage.people import audit
from storage.people.revision import bump_revision
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, position, superior, unit
from storage.seats.nominations.tables import nomination
from storage.seats.tables import enrolment, enrolment_event, offering_figure

AT_ONCE = 500
_TABLES = (
    nomination,
    enrolment,
    training_competency,
    offering,
    training_session,
    training,
    assessment,
    superior,
    mandate,
    person,
    requirement,
    competency,
    unit,
    holiday,
    policy,
)
"""Children first, since a row that another one refers to stays."""
_BESIDE = (superior, position, unit)
"""Made as the file names them. They go with the last row that needs them, and are not counted."""
_OWNED = {
    enrolment: (enrolment_event.c.enrolment_id,),
    offering: (offering_figure.c.offering_id, training_session.c.offering_id),
    training: (training_competency.c.training_id,),
    person: (superior.c.person_id,),
}
"""Rows that a new row brought with it, and that go with it."""


class _Change(NamedTuple):
    row_key: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


class _UndoRehearsed(Exception):  # noqa: N818
    pass


async def history(store: Store, *, page: int, now: datetime) -> Page[LoggedImport]:
    """What was imported, the latest first."""
    log = import_log
    async with store.read() as session:
        total = (await session.execute(select(func.count()).select_from(log))).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(_logged().limit(PAGE).offset(number * PAGE))
        last = await _last(session)
        items = tuple(_entry(row, last=last, now=now) for row in rows)
    return Page(items, number, total)


async def entry(store: Store, log: ImportLogId, *, now: datetime) -> LoggedImport | None:
    """One import of the history."""
    async with store.read() as session:
        row = (await session.execute(_logged().where(import_log.c.id == log))).one_or_none()
        last = await _last(session)
    return _entry(row, last=last, now=now) if row is not None else None


async def rehearse(store: Store, log: ImportLogId, *, now: datetime) -> UndoFigures | None:
    """What undoing would do now; None if it cannot be undone."""
    figures = None
    try:
        async with store.write() as session:
            await bump_revision(session)
            found = await _undoable(session, log, now=now)
            if found is not None:
                figures = await _take_back(session, found, now=now)
            raise _UndoRehearsed
    except _UndoRehearsed:
        return figures


async def undo(store: Store, act: Act, log: ImportLogId) -> bool:
    """Takes the import back; False if it was not the last one, or was undone already."""
    async with store.effect(act) as tx:
        if not tx.first:
            return False
        session = tx.session
        # Saving and undoing wait for each other, and earlier previews are made anew.
        await bump_revision(session)
        found = await _undoable(session, log, now=act.now)
        if found is None:
            return False
        figures = await _take_back(session, found, now=act.now)
        done: dict[str, Any] = {"undone": figures.restored, "stayed": figures.stayed}
        done |= {"undone_at": act.now, "undone_by": act.by}
        await session.execute(update(import_log).where(import_log.c.id == log).values(done))
        await audit.record(session, "import_undone", actor=act.by, about=log, at=act.now)
        return True


async def _undoable(session: Transaction, log: ImportLogId, *, now: datetime) -> Any:
    """The import, if it is the last one, young enough and not undone."""
    query = select(import_log).where(import_log.c.id == log).with_for_update()
    row = (await session.execute(query)).one_or_none()
    last = await _last(session)
    if row is None or row.id != last or row.undone_at is not None or row.at + UNDOABLE <= now:
        return None
    return row


async def _last(session: Transaction) -> ImportLogId | None:
    newest = await session.execute(select(func.max(import_log.c.id)))
    last: ImportLogId | None = newest.scalar_one()
    return last


async def _take_back(session: Transaction, log: Any, *, now: datetime) -> UndoFigures:
    restored = stayed = told = 0
    speakers = await _speakers(session, log, now=now)
    for table in _TABLES:
        back, count, heard = await _table_back(session, table, log, of=table.name, now=now)
        restored += back
        stayed += count - back
        told += heard
    for table in _BESIDE:
        await _table_back(session, table, log, of=beside(table), now=now)
    told += await asking_back.tell(session, speakers, once=f"{-log.run_id}", now=now)
    return UndoFigures(restored, stayed, told)


async def _speakers(session: Transaction, log: Any, *, now: datetime) -> list[Speakers]:
    """Who speaks in the offerings of an import, before it is taken back."""
    keys = select(import_change.c.row_key).where(import_change.c.log_id == log.id)
    given = await session.execute(keys.where(import_change.c.of == training_session.name))
    runs = await session.execute(keys.where(import_change.c.of == offering.name))
    of_sessions = {key["offering_id"] for key in given.scalars()}
    ids = {key["id"] for key in runs.scalars()}
    return await asking_back.speakers(session, ids, given=of_sessions, now=now)


async def _table_back(
    session: Transaction, table: Table, log: Any, *, of: str, now: datetime
) -> tuple[int, int, int]:
    """How many rows of a table went back, of how many, and how many people are told of it."""
    mine = and_(import_change.c.log_id == log.id, import_change.c.of == of)
    query = select(import_change).where(mine).order_by(import_change.c.id.desc())
    changes = _by_row((await session.execute(query)).all())
    new: list[Any] = []
    back = told = 0
    for start in range(0, len(changes), AT_ONCE):
        some = changes[start : start + AT_ONCE]
        if table in _WHOLE:
            back += sum([await _WHOLE[table](session, one) for one in some])
            continue
        brought, others, heard = await _rows_back(session, table, some, log, now=now)
        new += brought
        back += others
        told += heard
    # At last, when no row that went back refers to them any more.
    back += await _delete_new(session, table, new)
    if table is holiday and new:
        around = await fit_offerings(session, [row.day for row in new], now=now)
        told += around.people
    return back, len(changes), told


def _by_row(changes: Iterable[Any]) -> list[_Change]:
    """The changes, the latest first, with those of one row joined into one."""
    rows: dict[tuple[Any, ...], _Change] = {}
    for one in changes:
        key = tuple(one.row_key.items())
        before, after = one.before, one.after
        if (later := rows.get(key)) is not None:
            before = None if before is None else {**(later.before or {}), **before}
            after = {**after, **later.after}
        rows[key] = _Change(one.row_key, before, after)
    return list(rows.values())


async def _rows_back(
    session: Transaction, table: Table, changes: Sequence[_Change], log: Any, *, now: datetime
) -> tuple[list[Any], int, int]:
    """New rows that may go, how many rows are as before, and how many people are told of it."""
    by_key: dict[tuple[str, ...], dict[tuple[Any, ...], _Change]] = {}
    for one in changes:
        names = tuple(one.row_key)
        found = by_key.setdefault(names, {})
        found[tuple(typed(table.c[name], one.row_key[name]) for name in names)] = one
    new: list[Any] = []
    back = told = 0
    for names, wanted in by_key.items():
        columns = [table.c[name] for name in names]
        rows = select(table).where(tuple_(*columns).in_(list(wanted))).with_for_update()
        present = (await session.execute(rows)).all()
        same: seats_back.Seats = [
            (row, wanted[tuple(getattr(row, name) for name in names)])
            for row in present
            if _unchanged(table, row, wanted[tuple(getattr(row, name) for name in names)].after)
        ]
        if table is enrolment:
            same, ended = await seats_back.end_told(session, same, log, now=now)
            back, told = back + ended, told + ended
        new += [row for row, one in same if one.before is None]
        changed = [(row, one) for row, one in same if one.before is not None]
        if table is enrolment:
            changed = [each for each in changed if await seats_back.has_seat(session, *each)]
        await _restore(session, table, keys=names, changed=changed)
        if table is enrolment:
            await seats_back.note_history(session, changed, now=now)
        if changed and table in (offering, training):
            # Calendars that have the entry take it anew.
            of = offering.c.id if table is offering else offering.c.training_id
            again = update(offering).where(of.in_([row.id for row, _ in changed]))
            moved = {"moved_at": now} if table is offering else {}
            await session.execute(again.values(sequence=offering.c.sequence + 1, **moved))
        back += len(changed)
        if table is offering:
            told += sum([await _tell(session, row, one, log, now=now) for row, one in changed])
    return new, back, told


def _unchanged(table: Table, row: Any, after: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == typed(table.c[name], new) for name, new in after.items())


async def _restore(
    session: Transaction, table: Table, *, keys: Sequence[str], changed: Sequence[Any]
) -> None:
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row, one in changed:
        values = {f"v_{n}": typed(table.c[n], old) for n, old in one.before.items()}
        key = {f"k_{name}": getattr(row, name) for name in keys}
        by_columns.setdefault(tuple(one.before), []).append(values | key)
    for names, rows in by_columns.items():
        statement = update(table).values({name: bindparam(f"v_{name}") for name in names})
        where = and_(*(table.c[name] == bindparam(f"k_{name}") for name in keys))
        await session.execute(statement.where(where), rows)


async def _delete_new(session: Transaction, table: Table, rows: Sequence[Any]) -> int:
    """Deletes rows that nothing refers to; returns how many."""
    if not rows:
        return 0
    if "id" not in table.c:
        keys = [tuple(getattr(row, c.name) for c in table.primary_key) for row in rows]
        for start in range(0, len(keys), AT_ONCE):
            some = tuple_(*table.primary_key).in_(keys[start : start + AT_ONCE])
            await session.execute(delete(table).where(some))
        return len(keys)
    left = [row.id for row in rows]
    while True:
        gone: set[int] = set()
        for start in range(0, len(left), AT_ONCE):
            gone |= await _delete_unused(session, table, left[start : start + AT_ONCE])
        left = [each for each in left if each not in gone]
        # Once more: what stayed may have been in use by what has gone.
        if not (gone and left):
            return len(rows) - len(left)


async def _delete_unused(session: Transaction, table: Table, ids: Sequence[int]) -> set[int]:
    going, owned = set(ids), _OWNED.get(table, ())
    for column in _references(table):
        if column not in owned:
            used = select(column).where(column.in_(going)).distinct()
            going -= set((await session.execute(used)).scalars())
    if table in (training, competency):
        trainings, competencies = await named(session)
        going -= trainings if table is training else competencies
    if table is offering:
        await sessions.drop(session, going)
    for column in owned:
        await session.execute(delete(column.table).where(column.in_(going)))
    await session.execute(delete(table).where(table.c.id.in_(going)))
    return going


def _references(table: Table) -> list[Column[Any]]:
    return [
        column
        for other in metadata.sorted_tables
        for column in other.c
        for key in column.foreign_keys
        if key.column is table.c.id
    ]


async def _goals_back(session: Transaction, change: Any) -> bool:
    tc = training_competency
    of = tc.c.training_id == change.row_key["training_id"]
    rows = await session.execute(select(tc.c.competency_id, tc.c.level).where(of))
    if sorted([row.competency_id, row.level] for row in rows) != change.after["goals"]:
        return False
    await session.execute(delete(tc).where(of))
    goals = [
        {**change.row_key, "competency_id": one, "level": level}
        for one, level in change.before["goals"]
    ]
    if goals:
        await session.execute(insert(tc), goals)
    return True


async def _sessions_back(session: Transaction, change: Any) -> bool:
    """Gives an offering, which is as before, its former sessions; unless it has others by now."""
    number = change.row_key["offering_id"]
    found = await session.execute(select(offering.c.id).where(offering.c.id == number))
    if found.first() is None:
        return True  # It is gone with the import that made it.
    there = await sessions.with_speakers(session, number)
    if as_kept(there, speakers=True) != change.after["sessions"]:
        return False
    before = from_kept(change.before["sessions"])
    spoken = {each.id: _speaking(each) for each in there}
    if any(spoken.get(each.id, _speaking(each)) != _speaking(each) for each in before):
        # Written anew, with those who spoke before.
        await sessions.drop(session, [number])
    await write_sessions(session, number, before, SessionPlan(change.before["plan"]))
    return True


def _speaking(one: TrainingSession) -> list[Any]:
    return [each.person or each.name for each in one.speakers]


_WHOLE = {training_competency: _goals_back, training_session: _sessions_back}
"""Tables of which all rows of one training or offering are one change."""


async def _tell(session: Transaction, row: Any, change: Any, log: Any, *, now: datetime) -> int:
    """Tells the people of an offering that it is as before; not those who heard of no change."""
    before = {n: typed(offering.c[n], old) for n, old in change.before.items()}
    # A number that no import has: the messages of the import itself have other keys.
    once = str(-log.run_id)
    stored = await sessions.stored(session, OfferingId(row.id))
    days = telling.Sessions(stored, stored)
    _, told = await telling.tell(session, row, before, days=days, once=once, now=now)
    return told


def _logged() -> Any:
    return (
        select(import_log, *NAME_COLUMNS)
        .outerjoin(person, person.c.id == import_log.c.owner_id)
        .order_by(import_log.c.id.desc())
    )


def _entry(row: Any, *, last: ImportLogId | None, now: datetime) -> LoggedImport:
    young = row.at + UNDOABLE > now
    return LoggedImport(
        id=row.id,
        files=tuple(row.files),
        at=row.at,
        officer=name_of(row) if row.owner_id is not None else None,
        new=row.new,
        changed=row.changed,
        undone=row.undone,
        undoable=row.id == last and row.undone_at is None and young,
    )
