"""Fills every table of a database of any schema revision with awkward rows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    func,
    insert,
    inspect,
    select,
)

ROWS = 3
BY_ITSELF = ("current_level", "offering_figure")
"""Tables that triggers fill when ratings and enrolments are written."""
ONE_ROW = ("gate", "roster")
"""Tables of a single row, whose id the database does not generate."""
MOMENT = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)


def reflected(connection: Connection) -> MetaData:
    """The tables as they are in the database."""
    metadata = MetaData()
    metadata.reflect(connection)
    return metadata


_newest: dict[str, MetaData] = {}
"""The tables of the newest schema by dialect, which all its databases have alike."""


def fill(connection: Connection, known: MetaData | None = None) -> dict[str, int]:
    """Adds rows to every table, referenced tables first; returns the number of rows by table.

    `known`: the tables, if the schema is not the newest one.
    """
    dialect = connection.dialect.name
    if known is None and dialect not in _newest:
        _newest[dialect] = reflected(connection)
    metadata = known or _newest[dialect]
    tables = [
        t for t in metadata.sorted_tables if t.name not in ("alembic_version", "schema_floor")
    ]
    for table in tables:
        for number in range(ROWS if table.name not in BY_ITSELF else 0):
            connection.execute(insert(table).values(_row(connection, table, number)))
    return counts(connection, tables)


def counts(connection: Connection, tables: list[Table] | None = None) -> dict[str, int]:
    """The number of rows in every table."""
    if tables is None:
        tables = reflected(connection).sorted_tables
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in tables
    }


def contents(
    connection: Connection, like: dict[str, list[str]], known: MetaData | None = None
) -> dict[str, Any]:
    """Every value of these columns, sorted."""
    found = {}
    for table in (known or reflected(connection)).sorted_tables:
        if table.name not in like:
            continue
        names = like[table.name]
        rows = connection.execute(select(*(table.c[name] for name in names)))
        found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found


def columns(connection: Connection, known: MetaData | None = None) -> dict[str, list[str]]:
    """The columns of every table."""
    tables = (known or reflected(connection)).tables.values()
    return {t.name: [c.name for c in t.c] for t in tables if "alembic" not in t.name}


def shape(connection: Connection) -> dict[str, Any]:
    """The whole schema as text: columns, keys, constraints and indexes of every table."""
    found = inspect(connection)
    return {
        table: {
            "columns": [{**column, "type": repr(column["type"])} for column in columns],
            "key": found.get_pk_constraint(table),
            "references": sorted(map(repr, found.get_foreign_keys(table))),
            "unique": sorted(map(repr, found.get_unique_constraints(table))),
            "checks": sorted(map(repr, found.get_check_constraints(table))),
            "indexes": sorted(_index(index) for index in found.get_indexes(table)),
        }
        for (_, table), columns in found.get_multi_columns().items()
    }


def _index(index: Any) -> str:
    options = {name: str(value) for name, value in index["dialect_options"].items()}
    return repr({**index, "dialect_options": options})


def _row(connection: Connection, table: Table, number: int) -> dict[str, Any]:
    sqlite = connection.dialect.name == "sqlite"
    row: dict[str, Any] = {}
    for column in table.c:
        if column.foreign_keys:
            value = _parent(connection, table, column, number)
        elif column.name == "id" and table.name not in ONE_ROW:
            continue  # ids that the database generates
        elif column.nullable and number == 1:
            value = None
        else:
            value = _value(column, number, sqlite)
        row[column.name] = value
    return row


def _parent(connection: Connection, table: Table, column: Column[Any], number: int) -> Any:
    key = next(iter(column.foreign_keys)).column
    if key.table is table and number == 0:
        return None
    known = connection.execute(select(key).order_by(key)).scalars().all()
    return known[-ROWS:][number % len(known[-ROWS:])]


def _value(column: Column[Any], number: int, sqlite: bool) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, DateTime):
        moment = MOMENT + timedelta(hours=number)
        return moment.replace(tzinfo=None) if sqlite else moment
    if isinstance(kind, Date):
        return date(2026, 2, 28) + timedelta(days=number)
    if isinstance(kind, Float):
        return number + 0.1
    if isinstance(kind, Integer):
        big = not column.primary_key and "_id" in column.name
        return 7_000_000_000 + number if big else number + 1
    if isinstance(kind, JSON):
        return {"kata": ["é🙂", None, 1.5, True], "nomor": number}
    if isinstance(kind, String):
        words = f"{number} Contoh <&> é🙂'\"\n=1+1 {column.name}"
        return words[: kind.length] if kind.length else words
    raise TypeError(f"{column} is of an unknown kind: {kind!r}")
