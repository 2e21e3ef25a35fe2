"""Migrating from the first release with data: no data are lost, and old programs still work."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text, update

from storage.database import schema
from storage.database.store import Store
from storage.process.tables import schema_floor
from tests.support.builders import Builders
from tests.support.engines import Engines, opened
from tests.support.filling import columns, contents, counts, fill, reflected, shape

REVISIONS = sorted(r.revision for r in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions())

OLD_INSERT = (
    "INSERT INTO person (nip, name, active) VALUES ('19900101202001199{n}', 'Contoh Lama', {yes})"
)

BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"


def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("unit") as unit:
        unit.add_column(sa.Column("half", sa.Text()))
    op.execute("INSERT INTO nowhere VALUES (1)")
"""

COPIES_A_PARENT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"


def upgrade():
    always = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("person", recreate=always) as person:
        person.add_column(sa.Column("added", sa.Text(), server_default="baru"))
"""


def to_revision(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: Any, engines: Engines, tmp_path: Path):
    """A database without any table."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    if request.param == "postgresql":
        url = await engines.empty_postgresql()
    async with opened(url) as store:
        yield store


Old = tuple[MetaData, dict[str, list[str]], dict[str, Any]]
"""The tables, columns and contents of an older database."""


async def built_at(store: Store, revision: str) -> Old:
    """Builds the schema of a revision and fills every table."""
    async with store.write() as session:
        await session.run_sync(to_revision, revision)
        metadata = await session.run_sync(reflected)
        rows = await session.run_sync(fill, metadata)
        known = await session.run_sync(columns, metadata)
        before = await session.run_sync(contents, known, metadata)
    assert min(rows.values()) > 0
    return metadata, known, before


@pytest.fixture
async def first_release(empty: Store):
    """A database of the first release, every table filled, with its contents and columns."""
    _, known, before = await built_at(empty, "0001")
    return empty, known, before


async def insert_as_before(store: Store, n: int) -> None:
    """What the program of the first release writes."""
    yes = "1" if store.is_sqlite else "true"
    async with store.write() as session:
        await session.execute(text(OLD_INSERT.format(n=n, yes=yes)))


_newest: dict[bool, dict[str, Any]] = {}


async def newest_shape(engines: Engines, *, sqlite: bool) -> dict[str, Any]:
    """The shape of a database that was migrated from nothing, read once for each engine."""
    if sqlite not in _newest:
        fresh = await (engines.sqlite() if sqlite else engines.postgresql())
        async with opened(fresh) as store, store.read() as session:
            _newest[sqlite] = await session.run_sync(shape)
    return _newest[sqlite]


@pytest.mark.parametrize("revision", REVISIONS)
async def test_a_database_of_each_revision_becomes_the_newest_and_keeps_its_rows(
    empty: Store, engines: Engines, revision: str
):
    metadata, known, before = await built_at(empty, revision)
    await schema.migrate(empty)
    assert await schema.is_current(empty)
    async with empty.read() as session:
        # Read as the older program reads them.
        assert await session.run_sync(contents, known, metadata) == before
        migrated = await session.run_sync(shape)
    assert set(known) <= set(migrated)
    assert migrated == await newest_shape(engines, sqlite=empty.is_sqlite)
    await insert_as_before(empty, 1)
    await schema.check(empty)


async def test_the_old_program_writes_before_during_and_after(first_release: Any):
    store, _, _ = first_release
    await insert_as_before(store, 1)
    migrating = asyncio.create_task(schema.migrate(store))
    await asyncio.sleep(0)
    await insert_as_before(store, 2)
    await migrating
    await insert_as_before(store, 3)
    async with store.read() as session:
        rows = await session.execute(
            text("SELECT count(*) FROM person WHERE name = 'Contoh Lama'")
        )
        assert rows.scalar_one() == 3


async def test_two_who_migrate_at_the_same_time_do_it_once(first_release: Any):
    store, known, before = first_release
    async with opened(store.url.render_as_string(hide_password=False)) as other:
        await asyncio.gather(schema.migrate(store), schema.migrate(other))
    async with store.read() as session:
        assert await session.run_sync(contents, known) == before


def with_one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migration: str) -> None:
    """The program of a later release, whose newest migration is this one."""
    folder, newest = tmp_path / "migrations", schema.newest()
    (folder / "versions").mkdir(parents=True)
    for path in schema.MIGRATIONS.rglob("*.py"):
        (folder / path.relative_to(schema.MIGRATIONS)).write_text(path.read_text())
    (folder / "versions" / "9999_later.py").write_text(migration.format(newest=newest))
    monkeypatch.setattr(schema, "MIGRATIONS", folder)


async def test_a_migration_that_fails_leaves_the_schema_whole(
    first_release: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store, _, _ = first_release
    await schema.migrate(store)
    async with store.read() as session:
        before = await session.run_sync(columns)
    with_one_more(tmp_path, monkeypatch, BROKEN)
    with pytest.raises(Exception, match="nowhere"):
        await schema.migrate(store)
    async with store.read() as session:
        assert await session.run_sync(columns) == before


async def test_copying_a_parent_table_keeps_its_children(
    first_release: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store, known, before = first_release
    await schema.migrate(store)
    with_one_more(tmp_path, monkeypatch, COPIES_A_PARENT)
    await schema.migrate(store)
    async with store.read() as session:
        assert await session.run_sync(contents, known) == before
        assert "added" in (await session.run_sync(columns))["person"]


async def test_a_newer_schema_serves_this_program_until_it_says_otherwise(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    await Builders(store).person()
    mine = schema.MIGRATIONS
    with_one_more(tmp_path, monkeypatch, COPIES_A_PARENT)
    await schema.migrate(store)
    monkeypatch.setattr(schema, "MIGRATIONS", mine)
    await schema.check(store)  # expanded only
    async with store.read() as session:
        before = await session.run_sync(counts)
    await schema.migrate(store)  # the older program changes nothing
    assert await schema.revision(store) == "9999"
    async with store.read() as session:
        assert await session.run_sync(counts) == before
    async with store.write() as session:
        await session.execute(update(schema_floor).values(oldest_program="9999"))
    for work in (schema.check, schema.migrate):
        with pytest.raises(schema.SchemaTooNewError):
            await work(store)


async def test_an_older_schema_is_refused(first_release: Any):
    store, _, _ = first_release
    with pytest.raises(schema.SchemaTooOldError):
        await schema.check(store)
