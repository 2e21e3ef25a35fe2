"""Saving an import while Telegram fails or the process ends."""

import pytest
from sqlalchemy import func, select

from domain.act import Act
from domain.ids import ImportId
from storage.imports import endings, runs
from storage.imports.tables import import_run
from storage.people.tables import person as person_table
from tests.support.acts import act
from tests.support.town import Town
from tests.support.workbooks import STAFF, nip, phone, workbook


@pytest.fixture
async def hr(town: Town, tmp_path):
    """At a preview of one new person."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    row = (nip(1), "Contoh 1", phone(1), "Lurah", "U01", "Dinas Contoh")
    file = workbook(tmp_path / "pegawai.xlsx", pegawai=[STAFF, row])
    await hr.send_file(file.name, file.read_bytes())
    await hr.hears("Baru 1 · berubah 0")
    return hr


async def people(town: Town) -> int:
    async with town.store.read() as session:
        query = select(func.count()).select_from(person_table)
        return int((await session.execute(query)).scalar_one())


async def begun(town: Town, hr) -> ImportId:
    """As the process was when it ended: promised, and no more."""
    async with town.store.read() as session:
        run = ImportId((await session.execute(select(import_run.c.id))).scalar_one())
    await endings.saving(town.store, press_of(town, hr), run)
    return run


def press_of(town: Town, hr) -> Act:
    """One and the same press of Simpan."""
    real_now = town.app.services.clock.real()
    return act(town.person_of(hr), update=999_999, now=town.now, real_now=real_now)


async def told(town: Town, hr) -> None:
    """The wait, which is of real minutes, is over."""
    await endings.ended(town.store, press_of(town, hr), shown=False)
    await town.settle()


async def test_what_telegram_does_not_show_is_saved_all_the_same(town: Town, hr):
    town.sandbox.faults.fail("editMessageText", "500", times=2)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert await people(town) == 2


async def test_a_process_that_ended_before_it_saved_is_told_of(town: Town, hr):
    await begun(town, hr)
    await told(town, hr)
    await hr.hears("Belum ada yang disimpan")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert await people(town) == 2


async def test_a_process_that_ended_after_it_saved_is_told_of(town: Town, hr):
    run = await begun(town, hr)
    await runs.save(town.store, run, by=town.person_of(hr), now=town.now)
    await told(town, hr)
    await hr.hears("✓ Tersimpan")
