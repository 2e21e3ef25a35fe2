"""Copying all data from one engine to the other and back: same counts, and a working bot."""

import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from storage.database import schema
from storage.database import store as database_store
from storage.database.store import Store
from storage.people.tables import person, unit
from storage.upkeep import copying
from tests.support.builders import Builders
from tests.support.engines import Engines, opened
from tests.support.filling import fill
from tests.support.town import town_on


def quietly(table: str, rows: int) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
async def targets(engines: Engines, tmp_path: Path) -> dict[str, str]:
    """A fresh migrated database of each engine."""
    return {"sqlite": await engines.sqlite(), "postgresql": await engines.postgresql()}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_every_table_arrives_whole(
    store: Store, kind: str, targets: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(copying, "CHUNK", 2)
    async with store.write() as session:
        await session.run_sync(fill)
    async with opened(targets[kind]) as target:
        copied = await copying.copy(store, target, quietly)
        assert {one.table for one in copied} >= {"person", "enrolment", "message", "answer"}
        assert all(one.source == one.target for one in copied)
        assert all(one.source.rows > 0 for one in copied)
        # New rows get numbers of their own.
        made = await Builders(target).person("Contoh Baru")
        async with target.read() as session:
            known = (await session.execute(select(person.c.id))).scalars().all()
        assert sorted(known)[-1] == made


async def test_a_unit_may_stand_before_the_one_above_it(store: Store, targets: dict[str, str]):
    make = Builders(store)
    below = await make.unit("Seksi Contoh")
    above = await make.unit("Dinas Contoh")
    async with store.write() as session:
        query = unit.update().where(unit.c.id == below)
        await session.execute(query.values(parent_id=above))
    async with opened(targets["postgresql"]) as target:
        await copying.copy(store, target, quietly)
        async with target.read() as session:
            found = await session.execute(select(unit.c.id, unit.c.parent_id))
            assert dict(found.all()) == {below: above, above: None}


async def test_a_target_that_holds_data_is_left_alone(store: Store, targets: dict[str, str]):
    async with opened(targets["sqlite"]) as target:
        await Builders(target).person()
        with pytest.raises(copying.NotEmptyError):
            await copying.copy(store, target, quietly)
        async with target.read() as session:
            assert len((await session.execute(select(person.c.id))).all()) == 1


async def test_nothing_is_copied_while_a_replica_is_at_work(
    engines: Engines, targets: dict[str, str]
):
    async with (
        town_on(await engines.postgresql()) as town,
        opened(targets["sqlite"]) as target,
    ):
        with pytest.raises(copying.AtWorkError):
            await copying.copy(town.store, target, quietly)


async def test_neither_side_is_ended_while_it_waits_for_the_other(
    engines: Engines, targets: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    async with opened(await engines.postgresql()) as store:
        async with store.write() as session:
            await session.run_sync(fill)
        url = store.url.render_as_string(hide_password=False)
    monkeypatch.setattr(copying, "CHUNK", 2)
    monkeypatch.setitem(database_store._PATIENCE, "idle_in_transaction_session_timeout", "20ms")
    waited = threading.Event()
    for target_url in targets.values():
        async with opened(url) as source, opened(target_url) as target:
            copied = await copying.copy(source, target, lambda *_: bool(waited.wait(0.05)))
        assert all(one.source == one.target for one in copied)


async def test_the_bot_goes_on_with_the_copy(engines: Engines, targets: dict[str, str]):
    async with town_on(await engines.sqlite()) as town:
        phone = await town.citizen("Contoh Satu")
        offering = await town.make.offering()
        await town.make.enrolment(town.person_of(phone), offering)
        async with opened(targets["postgresql"]) as target:
            copied = await copying.copy(town.store, target, quietly)
        assert all(one.source == one.target for one in copied)
        number, account = phone.number, phone.telegram_id
    async with town_on(targets["postgresql"]) as town:
        phone = town.sandbox.phone("Contoh Satu", number, telegram_id=account)
        town.sandbox.open_chat(phone)
        await phone.send("/saya")
        await phone.hears("Bimtek Keamanan Informasi")


async def test_a_source_of_another_revision_is_not_copied(store: Store, targets: dict[str, str]):
    async with store.write() as session:
        await session.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    async with opened(targets["sqlite"]) as target:
        with pytest.raises(schema.SchemaTooOldError):
            await copying.copy(store, target, quietly)


@pytest.mark.parametrize("role", ["source", "target"])
async def test_a_side_that_breaks_on_the_way_is_known(
    store: Store, targets: dict[str, str], role: str
):
    async with store.write() as session:
        await session.run_sync(fill)
    async with opened(targets["sqlite"]) as target:
        broken = store if role == "source" else target

        def fail(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
            if " enrolment" in statement:
                raise ConnectionResetError

        event.listen(broken.engine.sync_engine, "before_cursor_execute", fail)
        with pytest.raises(copying.SideError) as caught:
            await copying.copy(store, target, quietly)
        assert caught.value.store is broken
