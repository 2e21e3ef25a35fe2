"""What an operator reads of a fault: one sentence that names it, and the next step."""

import os
import resource
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.commands import operator
from storage.database import errors as database_errors
from storage.database import store as database_store
from storage.database.effects import LeaseLostError
from storage.database.store import Store, is_database_away
from storage.people.tables import unit
from tests.support.commands import TOKEN, bangkom
from tests.support.engines import Engines
from tests.support.town import settings_for
from tests.support.workbooks import nip

BYTES = bytes(range(255, 0, -1)) * 40
UNREADABLE = {"bytes": "is not text in UTF-8", "folder": "is not a file"}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_env_that_is_no_text_is_named(tmp_path: Path, kind: str):
    if kind == "bytes":
        (tmp_path / ".env").write_bytes(BYTES)
    else:
        (tmp_path / ".env").mkdir()
    code, _, errors = bangkom(tmp_path, "check")
    assert code == 1
    assert f".env {UNREADABLE[kind]}" in errors
    assert "copy .env.example to .env" in errors


def test_an_env_written_on_windows_is_read(tmp_path: Path):
    lines = b"\xef\xbb\xbfORGANISATION=Kota Contoh\r\nQUIET_HOURS=besok\r\n"
    (tmp_path / ".env").write_bytes(lines)
    _, _, errors = bangkom(tmp_path, "run")
    assert "QUIET_HOURS" in errors
    assert "ORGANISATION" not in errors


def test_a_damaged_database_is_named_as_such(tmp_path: Path):
    (tmp_path / "bangkom.db").write_bytes(BYTES)
    url = f"sqlite+aiosqlite:///{tmp_path / 'bangkom.db'}"
    code, told, _ = bangkom(tmp_path, "check", DATABASE_URL=url, BOT_TOKEN=TOKEN)
    assert code == 1
    assert "damaged" in " ".join(told.split())
    code, _, errors = bangkom(tmp_path, "audit", DATABASE_URL=url)
    assert (code, errors.count("\n")) == (1, 1)
    assert "Put the last backup in its place." in errors


def test_a_database_without_its_folder_is_named_as_such(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'gone' / 'bangkom.db'}"
    code, _, errors = bangkom(tmp_path, "grant", nip(1), "hr", DATABASE_URL=url)
    assert code == 1
    told = "The database file cannot be opened. Is its folder there"
    assert errors.startswith(f"{tmp_path / 'gone' / 'bangkom.db'}: {told}")
    for command in (["run"], ["copy-to", "sqlite+aiosqlite:///gone/copy.db"]):
        bangkom(tmp_path, "migrate")
        known = url if command == ["run"] else "sqlite+aiosqlite:///bangkom.db"
        code, _, errors = bangkom(tmp_path, *command, DATABASE_URL=known, BOT_TOKEN=TOKEN)
        assert (code, errors.count("\n")) == (1, 1)
        assert errors.startswith(f"{tmp_path / 'gone'} is not there: ")
    assert not (tmp_path / "gone").exists()


def test_a_lock_that_cannot_be_taken_is_named(tmp_path: Path):
    (tmp_path / "bangkom.db.lock").mkdir()
    code, _, errors = bangkom(tmp_path, "run", BOT_TOKEN=TOKEN)
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith(f"{tmp_path / 'bangkom.db.lock'} cannot be used (")


@pytest.mark.parametrize(
    "command",
    [["check"], ["audit"], ["backup", "b.db"], ["copy-to", "sqlite+aiosqlite:///b.db"]],
    ids=lambda command: command[0],
)
def test_who_only_looks_leaves_no_file_behind(tmp_path: Path, command: list[str]):
    code, table, errors = bangkom(tmp_path, *command, COLUMNS="300")
    assert code == 1
    assert "bangkom.db" in table + errors
    assert list(tmp_path.iterdir()) == []


def test_check_names_the_file_and_sees_a_full_disk(tmp_path: Path):
    bangkom(tmp_path, "migrate")
    _, table, _ = bangkom(tmp_path, "check", COLUMNS="300")
    assert f"ok    │ {tmp_path / 'bangkom.db'} " in table
    most = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (500_000, 500_000))
    _, table, _ = bangkom(tmp_path, "check", COLUMNS="300", before=most)
    assert f"wrong │ {tmp_path} cannot be written (" in table
    assert [path.name for path in tmp_path.iterdir()] == ["bangkom.db"]


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
async def test_check_names_what_is_closed_beside_the_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
):
    def by_its_mode(file: Any, _: int) -> bool:
        return bool(Path(file).stat().st_mode & 0o200)  # an administrator may all

    monkeypatch.setattr(os, "access", by_its_mode)
    monkeypatch.setenv("COLUMNS", "300")
    bangkom(tmp_path, "migrate")
    closed = tmp_path / f"bangkom.db{ending}"
    closed.touch()
    closed.chmod(0o400)
    url = f"sqlite+aiosqlite:///{tmp_path / 'bangkom.db'}"
    await operator.check(settings_for(url, "http://127.0.0.1:1"))
    assert f"wrong │ {closed} may not be written: " in capsys.readouterr().out


def test_a_line_of_env_that_says_nothing_is_named(tmp_path: Path):
    (tmp_path / ".env").write_text("HR_UNIT=BKPSDM\nORGANISATION='Kota\n")
    code, _, errors = bangkom(tmp_path, "check")
    assert code == 1
    assert f"{tmp_path / '.env'} cannot be read from line 2 on: write NAME=value" in errors


async def test_a_postgresql_that_refuses_is_not_called_silent(engines: Engines, tmp_path: Path):
    url = make_url(await engines.postgresql())
    for change, told in (
        ({"database": "tidak-ada"}, "PostgreSQL has no database of this name."),
        ({"username": "tidak-ada"}, "PostgreSQL refuses the user or the password."),
    ):
        wrong = url.set(**change).render_as_string(hide_password=False)
        code, _, errors = bangkom(tmp_path, "migrate", DATABASE_URL=wrong)
        assert code == 1
        assert told in errors


async def test_the_audit_of_an_empty_postgresql_says_what_is_missing(
    engines: Engines, tmp_path: Path
):
    url = await engines.empty_postgresql()
    code, _, errors = bangkom(tmp_path, "audit", DATABASE_URL=url)
    assert code == 1
    assert errors.startswith("The database schema is old.")


async def test_a_full_disk_loses_nothing_and_is_over_by_itself(engines: Engines):
    store = Store(await engines.sqlite())
    try:
        await _write(store, "before")
        pages = await _limit(store, None)
        await _limit(store, pages)
        with pytest.raises(OperationalError) as caught:
            await _fill_up(store)
        assert is_database_away(caught.value)
        assert database_errors.sentence(caught.value).startswith("The disk is full.")
        assert store.trouble is not None
        await _limit(store, pages * 1000)
        await _write(store, "after")
        assert store.trouble is None
        async with store.read() as session:
            codes = (await session.execute(select(unit.c.code))).scalars().all()
        assert {"before", "after"} <= set(codes)
    finally:
        await store.close()


async def test_a_database_that_may_not_be_written_is_named_as_such(engines: Engines):
    url = await engines.sqlite()
    store = Store(url)
    try:
        async with store.engine.connect() as session:
            await session.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(OperationalError) as caught:
            await _write(store, "never")
        assert database_errors.sentence(caught.value).startswith(
            "The database file cannot be written."
        )
    finally:
        await store.close()


async def test_a_busy_database_and_a_lost_lease_are_not_called_silent(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(database_store, "BUSY_SECONDS", 0.1)
    store = Store(await engines.sqlite())
    try:
        async with store.write():
            with pytest.raises(database_store.DatabaseBusyError) as caught:
                await _write(store, "never")
        assert database_errors.sentence(caught.value).startswith("The database is busy.")
        taken = database_errors.sentence(LeaseLostError())
        assert taken.startswith("Another process took over")
    finally:
        await store.close()


async def _write(store: Store, code: str) -> None:
    async with store.write() as session:
        await session.execute(unit.insert().values(code=code, name=code))


async def _fill_up(store: Store) -> None:
    for number in range(10_000):
        await _write(store, f"{number}" * 500)


async def _limit(store: Store, pages: int | None) -> int:
    """SQLite's own limit of a file stands for the disk's; on the one pooled connection."""
    async with store.engine.connect() as session:
        if pages is not None:
            await session.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        return int((await session.exec_driver_sql("PRAGMA page_count")).scalar_one())
