"""A backup while rows are written, and restoring it."""

import asyncio
import errno
import os
import shutil
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from storage.database import schema
from storage.database.store import Store
from storage.process.tables import handled_update
from storage.seats import signing_up
from storage.seats.tables import enrolment, enrolment_event
from storage.upkeep.backup import BackupError, backup
from tests.support.acts import act
from tests.support.builders import Builders
from tests.support.engines import Engines, opened


@pytest.fixture
async def running(engines: Engines):
    async with opened(await engines.sqlite()) as store:
        yield store


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def keep_enrolling(
    store: Store, people: list[Any], offering: Any, done: list[Any], stop: asyncio.Event
) -> None:
    for number, person in zip(count(1), people, strict=False):
        if stop.is_set():
            return
        await signing_up.enrol(store, act(person, update=number), offering=offering)
        done.append(person)


async def test_what_was_acknowledged_before_is_in_it_and_it_works(running: Store, tmp_path: Path):
    make = Builders(running)
    offering = await make.offering(seats=40)
    people = [await make.person(f"Contoh {number}") for number in range(400)]
    done: list[Any] = []
    stop = asyncio.Event()
    load = asyncio.create_task(keep_enrolling(running, people, offering, done, stop))
    for _ in range(1000):
        if len(done) >= 60:
            break
        await asyncio.sleep(0.01)
    before = set(done)
    size = await backup(running, tmp_path / "cadangan.db")
    during = len(done) - len(before)
    stop.set()
    await load
    assert size > 0
    assert during > 0  # people went on signing up meanwhile
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'cadangan.db'}") as restored:
        assert await schema.is_current(restored)
        e = enrolment.c
        async with restored.read() as session:
            rows = (await session.execute(select(e.person_id, e.state))).all()
            events = select(func.count()).select_from(enrolment_event)
            assert (await session.execute(events)).scalar_one() == len(rows)
            claims = select(func.count()).select_from(handled_update)
            assert (await session.execute(claims)).scalar_one() == len(rows)
        assert before <= {row.person_id for row in rows}
        assert sum(row.state == "enrolled" for row in rows) == 40
        left = next(person for person in people if person not in done)
        outcome = await signing_up.enrol(restored, act(left, update=9999), offering=offering)
        assert outcome is not None


async def test_only_its_owner_may_read_it(running: Store, tmp_path: Path):
    await backup(running, tmp_path / "cadangan.db")
    assert (tmp_path / "cadangan.db").stat().st_mode & 0o777 == 0o600


async def test_another_backup_is_never_overwritten(running: Store, tmp_path: Path):
    (tmp_path / "cadangan.db").write_text("lama")
    with pytest.raises(BackupError, match="exists already"):
        await backup(running, tmp_path / "cadangan.db")
    assert (tmp_path / "cadangan.db").read_text() == "lama"


@pytest.mark.parametrize("name", ["nowhere/cadangan.db", "a-file/cadangan.db", ""])
async def test_where_nothing_can_be_written_nothing_is_left(
    running: Store, tmp_path: Path, name: str
):
    (tmp_path / "a-file").touch()
    file = tmp_path / name
    with pytest.raises(BackupError) as told:
        await backup(running, file)
    assert str(file if name != "nowhere/cadangan.db" else file.parent) in str(told.value)
    assert "Errno" not in str(told.value)
    assert "unfinished" not in str(told.value)
    assert names_in(tmp_path) == ["a-file"]


@pytest.mark.parametrize("odd", ["da#ta", "da?ta", "da%41ta", "da ta"])
async def test_whatever_the_paths_hold_all_of_it_is_copied(
    engines: Engines, tmp_path: Path, odd: str
):
    source = Path(make_url(await engines.sqlite()).database or "")
    folder = tmp_path / odd
    folder.mkdir()
    shutil.copy(source, folder / "bangkom.db")
    async with opened(f"sqlite+aiosqlite:///{quote(str(folder))}/bangkom.db") as store:
        await backup(store, folder / f"{odd}.db")
    shutil.copy(folder / f"{odd}.db", tmp_path / "plain.db")
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'plain.db'}") as restored:
        assert await schema.is_current(restored)
    assert sorted(names_in(tmp_path)) == sorted([odd, "plain.db"])


async def test_what_holds_nothing_of_ours_is_no_backup(tmp_path: Path):
    (tmp_path / "bangkom.db").touch()
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'bangkom.db'}") as store:
        with pytest.raises(BackupError, match="holds nothing of Bangkom"):
            await backup(store, tmp_path / "cadangan.db")
    assert names_in(tmp_path) == ["bangkom.db"]


async def test_a_database_that_is_not_there_is_named_and_not_made(tmp_path: Path):
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'bangkom.db'}") as store:
        with pytest.raises(BackupError, match=r"/bangkom\.db cannot be copied"):
            await backup(store, tmp_path / "cadangan.db")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("good_bytes", [0, 8192])
async def test_a_damaged_database_is_named_as_such(
    engines: Engines, tmp_path: Path, good_bytes: int
):
    damaged = tmp_path / "bangkom.db"
    shutil.copy(make_url(await engines.sqlite()).database or "", damaged)
    with damaged.open("r+b") as file:
        file.seek(good_bytes)
        file.write(b"\xa5" * (damaged.stat().st_size - good_bytes))
    async with opened(f"sqlite+aiosqlite:///{damaged}") as store:
        with pytest.raises(BackupError, match=r"is damaged.* Put the last backup in its place$"):
            await backup(store, tmp_path / "cadangan.db")
    assert not [name for name in names_in(tmp_path) if not name.startswith("bangkom.db")]


async def test_of_backups_to_one_name_at_once_one_is_kept_whole(running: Store, tmp_path: Path):
    file = tmp_path / "cadangan.db"
    ends = await asyncio.gather(*(backup(running, file) for _ in range(4)), return_exceptions=True)
    made = [end for end in ends if isinstance(end, int)]
    assert made == [file.stat().st_size]
    assert made[0] > 0
    assert all("exists already" in str(end) for end in ends if end not in made)
    assert names_in(tmp_path) == ["cadangan.db"]


async def test_a_disk_without_second_names_takes_it_too(
    running: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    size = await backup(running, tmp_path / "cadangan.db")
    assert size == (tmp_path / "cadangan.db").stat().st_size > 0
    assert names_in(tmp_path) == ["cadangan.db"]


async def test_postgresql_has_a_tool_of_its_own(engines: Engines, tmp_path: Path):
    async with opened(await engines.postgresql()) as store:
        with pytest.raises(BackupError, match="pg_dump"):
            await backup(store, tmp_path / "cadangan.db")
