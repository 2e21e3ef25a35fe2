"""The version of the schema, and its migration.

Revisions are numbered in order. A migration only adds (expand), so that the previous program keeps
working beside the new one. What is no longer used is removed in a later release (contract), whose
migration raises `schema_floor`: the oldest program that the schema still serves (ADR 9).
"""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text

from storage.database.store import Store
from storage.process.tables import schema_floor

MIGRATIONS = Path(__file__).parents[1] / "migrations"


class NoDatabaseError(RuntimeError):
    """The SQLite file does not exist; the text is its name."""


class SchemaTooOldError(RuntimeError):
    """The database is older than this program; run `bangkom migrate` first."""


class SchemaTooNewError(RuntimeError):
    """A newer program has changed the database, and it no longer serves this one."""


def check_there(store: Store) -> None:
    """Raises NoDatabaseError if the SQLite file does not exist: connecting would create it."""
    if store.is_sqlite and not Path(store.url.database or "").exists():
        raise NoDatabaseError(Path(store.url.database or "").absolute())


async def check(store: Store) -> None:
    """Raises SchemaTooOldError or SchemaTooNewError if this program cannot use the schema."""
    async with store.read() as session:
        await session.run_sync(_check)


async def is_current(store: Store) -> bool:
    """Whether the database has exactly this program's schema."""
    return await revision(store) == newest()


async def migrate(store: Store) -> None:
    """Migrates the database to the newest schema, completely or not at all.

    A newer schema that still serves this program is left as it is; else raises SchemaTooNewError.
    """
    if await is_current(store):
        return
    async with store.engine.connect() as connection:
        if store.is_sqlite:
            # With foreign keys on, altering a parent table empties its children; the PRAGMA does
            # nothing inside a transaction.
            await connection.run_sync(_pragma, "foreign_keys=OFF")
            # Triggers of other tables use the name that a copied table gets: SQLite would refuse.
            await connection.run_sync(_pragma, "legacy_alter_table=ON")
        await connection.execution_options(tx="write")
        async with connection.begin():
            await connection.run_sync(_upgrade)
            if store.is_sqlite:
                broken = (await connection.execute(text("PRAGMA foreign_key_check"))).first()
                if broken is not None:
                    raise RuntimeError(f"migration leaves rows without their parent: {broken}")
        if store.is_sqlite:
            await connection.run_sync(_pragma, "foreign_keys=ON")
            await connection.run_sync(_pragma, "legacy_alter_table=OFF")


async def revision(store: Store) -> str | None:
    """The revision of the database; None if it has none."""
    async with store.read() as session:
        return await session.run_sync(_revision)


def newest() -> str:
    """The revision this program was written for."""
    return _newest(MIGRATIONS)


@cache
def _newest(folder: Path) -> str:
    head = ScriptDirectory(str(folder)).get_current_head()
    if head is None:
        raise RuntimeError("there is no migration")
    return head


def _check(connection: Connection) -> None:
    found, mine = _revision(connection), newest()
    if found is None or found < mine:
        raise SchemaTooOldError
    if found > mine:
        oldest = connection.execute(select(schema_floor.c.oldest_program)).scalar_one_or_none()
        if oldest is None or oldest > mine:
            raise SchemaTooNewError


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        # One migration at a time, however many processes start it and however long it takes.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(770077)"))
    found = _revision(connection) if inspect(connection).get_table_names() else None
    if found is not None and found > newest():
        _check(connection)
        return
    command.upgrade(config, "head")


def _pragma(connection: Connection, pragma: str) -> None:
    # On the driver's connection: the engine's would begin a transaction first.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
