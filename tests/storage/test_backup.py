"""A backup under write load, and what is restored from it."""

import asyncio
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.ids import UpdateKey
from storage import schema, tables, trainings
from storage.backup import BackupError, backup
from storage.engine import Store
from tests.builders import NOW, Builders
from tests.engines import Engines, opened


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
        await trainings.enrol(
            store,
            person=person,
            offering=offering,
            key=UpdateKey(1, number),
            now=NOW,
            real_now=NOW,
        )
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
        e = tables.enrolment.c
        async with restored.read() as session:
            rows = (await session.execute(select(e.person_id, e.state))).all()
            events = select(func.count()).select_from(tables.enrolment_event)
            assert (await session.execute(events)).scalar_one() == len(rows)
            claims = select(func.count()).select_from(tables.handled_update)
            assert (await session.execute(claims)).scalar_one() == len(rows)
        assert before <= {row.person_id for row in rows}
        assert sum(row.state == "enrolled" for row in rows) == 40
        left = next(person for person in people if person not in done)
        outcome = await trainings.enrol(
            restored,
            person=left,
            offering=offering,
            key=UpdateKey(1, 9999),
            now=NOW,
            real_now=NOW,
        )
        assert outcome is not None


async def test_only_its_owner_may_read_it(running: Store, tmp_path: Path):
    await backup(running, tmp_path / "cadangan.db")
    assert (tmp_path / "cadangan.db").stat().st_mode & 0o777 == 0o600


async def test_another_backup_is_never_overwritten(running: Store, tmp_path: Path):
    (tmp_path / "cadangan.db").write_text("lama")
    with pytest.raises(BackupError, match="exists already"):
        await backup(running, tmp_path / "cadangan.db")
    assert (tmp_path / "cadangan.db").read_text() == "lama"


async def test_where_nothing_can_be_written_nothing_is_left(running: Store, tmp_path: Path):
    with pytest.raises(BackupError):
        await backup(running, tmp_path / "nowhere" / "cadangan.db")
    assert names_in(tmp_path) == []


async def test_postgresql_has_a_tool_of_its_own(engines: Engines, tmp_path: Path):
    async with opened(await engines.postgresql()) as store:
        with pytest.raises(BackupError, match="pg_dump"):
            await backup(store, tmp_path / "cadangan.db")
