"""The age of the schema, and how it is brought up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"


async def is_current(store: Store) -> bool:
    """Whether the database has exactly this program's schema."""
    async with store.read() as session:
        return await session.run_sync(_revision) == newest()


async def migrate(store: Store) -> None:
    """Brings the database to the newest schema; all or nothing."""
    async with store.engine.connect() as connection:
        if store.is_sqlite:
            # With foreign keys on, altering a parent table empties its children; the PRAGMA does
            # nothing inside a transaction.
            await connection.run_sync(_pragma, "foreign_keys=OFF")
        await connection.execution_options(tx="write")
        async with connection.begin():
            await connection.run_sync(_upgrade)
            if store.is_sqlite:
                broken = (await connection.execute(text("PRAGMA foreign_key_check"))).first()
                if broken is not None:
                    raise RuntimeError(f"migration leaves rows without their parent: {broken}")
        if store.is_sqlite:
            await connection.run_sync(_pragma, "foreign_keys=ON")


def newest() -> str:
    """The revision this program was written for."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise RuntimeError("there is no migration")
    return head


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        # One migration at a time, whoever starts it, however long the other one takes.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(770077)"))
    command.upgrade(config, "head")


def _pragma(connection: Connection, pragma: str) -> None:
    # On the driver's connection: the engine's would begin a transaction first.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
