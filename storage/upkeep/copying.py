"""Copies everything from one database to another, from SQLite to PostgreSQL or back."""

import json
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Table, bindparam, func, insert, select, text, tuple_, update

from storage.competencies.tables import current_level
from storage.database import schema
from storage.database.store import Store, Transaction, is_database_away
from storage.evaluation.tables import form, question
from storage.process.tables import lane, lease, schema_floor
from storage.seats.tables import offering_figure
from storage.tables import metadata

CHUNK = 2000
SEEDED = frozenset({form, question, schema_floor})
"""Tables that the migrations fill themselves."""
KEPT = frozenset({current_level, offering_figure})
"""Tables that triggers of the target fill while the tables they watch are copied (ADR 13)."""
LEFT_OUT = frozenset({lane, lease})
"""Tables of what running processes hold; the copy has no processes."""

Progress = Callable[[str, int], None]
"""Called with the table and the number of its rows that were just copied."""
Chunks = AsyncIterator[Sequence[Any]]


class NotEmptyError(RuntimeError):
    """The target already holds data; the text names the table."""


class AtWorkError(RuntimeError):
    """A process of the bot uses the source."""


class SideError(RuntimeError):
    """One of the two databases cannot be used; its own error is the cause."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store


@contextmanager
def side(store: Store) -> Iterator[None]:
    """Marks errors inside the block as errors of this database. Raises SideError."""
    try:
        yield
    except Exception as error:
        if not is_database_away(error):
            raise
        raise SideError(store) from error


@dataclass(frozen=True, slots=True)
class Sum:
    """The number of rows of a table, and a checksum of all their values."""

    rows: int
    check: int


@dataclass(frozen=True, slots=True)
class TableCopied:
    """One table: its sum in the source and, after the copy, in the target."""

    table: str
    source: Sum
    target: Sum


async def total_rows(store: Store) -> int:
    """How many rows there are to copy."""
    async with store.read() as session:
        counts = [select(func.count()).select_from(table) for table in _tables()]
        return sum([(await session.execute(query)).scalar_one() for query in counts])


async def check_source(source: Store) -> None:
    """Raises NoDatabaseError or the schema's errors if the source holds nothing to copy."""
    schema.check_there(source)
    await schema.check(source)
    if not await schema.is_current(source):
        raise schema.SchemaTooNewError


async def copy(source: Store, target: Store, progress: Progress) -> list[TableCopied]:
    """Copies every table in one transaction of the target, which must be migrated and empty.

    Raises NotEmptyError, AtWorkError, SideError, or what `check_source` raises.
    """
    with side(source):
        await check_source(source)
        async with source.engine.connect() as reading:
            if not source.is_sqlite:
                await reading.execution_options(isolation_level="REPEATABLE READ")
                await _allow_idling(reading)
                await _refuse_if_at_work(reading)
            with side(target):
                async with target.write() as writing:
                    return await _copy_all(source, reading, target, writing, progress)


async def _copy_all(
    source: Store, reading: Transaction, target: Store, writing: Transaction, progress: Progress
) -> list[TableCopied]:
    if not target.is_sqlite:
        await _allow_idling(writing)
    await _make_room(writing)
    sums = {}
    for table in _tables():
        if table in KEPT:
            await writing.execute(table.delete())
        rows = _chunks(source, reading, table)
        sums[table] = await _copy(rows, writing, table, progress)
    if not target.is_sqlite:
        await _continue_ids(writing)
    return [
        TableCopied(table.name, sums[table], await _sum(_chunks(target, writing, table)))
        for table in _tables()
    ]


def _tables() -> list[Table]:
    tables = [table for table in metadata.sorted_tables if table not in LEFT_OUT]
    return sorted(tables, key=lambda table: table in KEPT)


async def _allow_idling(session: Transaction) -> None:
    """One connection idles while the other side reads, writes or sums, however long that takes."""
    await session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


async def _refuse_if_at_work(session: Transaction) -> None:
    held = select(lease.c.name).where(lease.c.leased_until > func.clock_timestamp())
    if (await session.execute(held)).first() is not None:
        raise AtWorkError


async def _make_room(session: Transaction) -> None:
    for table in reversed(_tables()):
        if table in SEEDED:
            await session.execute(table.delete())
        elif (await session.execute(select(table).limit(1))).first() is not None:
            raise NotEmptyError(table.name)


async def _copy(found: Chunks, writing: Transaction, table: Table, progress: Progress) -> Sum:
    own = [column for column in table.c if _refers_to(column, table)]
    rows = check = 0
    later: list[dict[str, Any]] = []
    async for chunk in found:
        check += sum(_digest(row) for row in chunk)
        rows += len(chunk)
        values = [dict(row._mapping) for row in chunk]
        for value in values:
            # A row may name one of its own table that comes after it.
            named = {column.name: value[column.name] for column in own}
            if any(reference is not None for reference in named.values()):
                later.append({"b_id": value["id"], **named})
                value.update(dict.fromkeys(named))
        await writing.execute(insert(table), values)
        progress(table.name, len(chunk))
    if later:
        names: dict[str, Any] = {column.name: bindparam(column.name) for column in own}
        mine = update(table).where(table.c.id == bindparam("b_id")).values(names)
        await writing.execute(mine, later)
    return Sum(rows, check % 2**64)


async def _sum(found: Chunks) -> Sum:
    rows = check = 0
    async for chunk in found:
        rows += len(chunk)
        check += sum(_digest(row) for row in chunk)
    return Sum(rows, check % 2**64)


async def _chunks(store: Store, session: Transaction, table: Table) -> Chunks:
    """All rows in the order of the key, some at a time."""
    key = tuple(table.primary_key.columns)
    last: Any = None
    while True:
        query = select(table).order_by(*key).limit(CHUNK)
        if last is not None:
            query = query.where(tuple_(*key) > tuple(last._mapping[c.name] for c in key))
        with side(store):
            chunk = (await session.execute(query)).all()
        if not chunk:
            return
        yield chunk
        last = chunk[-1]


def _digest(row: Any) -> int:
    """A checksum that is equal on both engines and independent of the order of the rows."""
    shown = json.dumps([_plain(value) for value in row], sort_keys=True, ensure_ascii=True)
    data = shown.encode()
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def _refers_to(column: Column[Any], table: Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


async def _continue_ids(session: Transaction) -> None:
    """Sets the sequences so that new rows get numbers after the copied ones."""
    for table in _tables():
        if "id" not in table.c or table.c.id.autoincrement is False:
            continue
        highest = select(func.max(table.c.id)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        if (await session.execute(select(sequence))).scalar() is None:
            continue
        used = highest.is_not(None)
        await session.execute(select(func.setval(sequence, func.coalesce(highest, 1), used)))
