"""The history of imports, and taking the last one back (Riwayat Impor)."""

import asyncio

import pytest
from sqlalchemy import select

from storage.people.tables import person as person_table
from tests.support.imports_desk import loaded, rows
from tests.support.town import Town
from tests.support.workbooks import STAFF, nip, person, sent, workbook


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def saved(hr, path):
    await sent(hr, path)
    await hr.hears("Belum ada yang disimpan.", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


async def history(hr):
    await hr.send("/impor")
    await hr.hears("Silakan kirim berkas")
    await hr.tap("Riwayat Impor")


async def people(town: Town) -> set[str]:
    query = select(person_table.c.nip).where(person_table.c.name.like("Contoh _"))
    return {row.nip for row in await rows(town.store, query)}


async def test_the_last_import_is_taken_back_from_the_history(town: Town, hr, tmp_path):
    await history(hr)
    await hr.hears("Belum ada impor.")
    await loaded(town.store, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]), now=town.now)
    await saved(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1), person(2)]))
    await history(hr)
    await hr.hears("1. b.xlsx, Senin, 23 November 2026 pukul 09.00 WIB, Contoh Petugas: 1 baru")
    assert "2. a.xlsx, Senin, 23 November 2026 pukul 09.00 WIB, baris perintah" in hr.last.said
    await hr.tap("Kembalikan Impor Terakhir")
    await hr.hears("Kembalikan data ke keadaan sebelum b.xlsx?\n1 baris kembali seperti semula.")
    assert await people(town) == {nip(1), nip(2)}
    await hr.tap("Ya, Kembalikan")
    await hr.hears("✓ 1 baris dari b.xlsx dikembalikan.")
    assert await people(town) == {nip(1)}
    await hr.tap("Kembali")
    await hr.hears("Contoh Petugas: 1 baru, 0 berubah, dikembalikan")
    assert hr.labels == ["Kembali", "Menu HR"]


async def test_two_officers_take_it_back_at_once(town: Town, hr, tmp_path):
    other = await town.citizen("Contoh Kedua", hr=True)
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    for officer in (hr, other):
        await history(officer)
        await officer.hears("1. a.xlsx")
        await officer.tap("Kembalikan Impor Terakhir")
        await officer.hears("1 baris kembali seperti semula.")
    await asyncio.gather(*(officer.tap("Ya, Kembalikan") for officer in (hr, other)))
    for officer in (hr, other):
        await officer.hears("✓ 1 baris dari a.xlsx dikembalikan.")
    assert await people(town) == set()


async def test_an_old_button_takes_back_only_the_last_import(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    await history(hr)
    await hr.hears("1. a.xlsx")
    await hr.tap("Kembalikan Impor Terakhir")
    await hr.hears("1 baris kembali seperti semula.")
    asked, yes = hr.last.id, hr.last.buttons[0][0].data
    await saved(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1), person(2)]))
    await hr.press(asked, yes)
    await hr.hears("Hanya impor terakhir yang dapat dikembalikan, paling lama 7 hari.")
    assert await people(town) == {nip(1), nip(2)}


async def test_from_what_was_saved_it_is_one_tap_to_the_question(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    await hr.tap("Kembalikan")
    await hr.hears("Kembalikan data ke keadaan sebelum a.xlsx?")
    await hr.tap("Ya, Kembalikan")
    await hr.hears("✓ 1 baris dari a.xlsx dikembalikan.")
    assert await people(town) == set()


async def test_after_a_week_the_history_has_no_button(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    await town.move(days=7)
    await history(hr)
    await hr.hears("1. a.xlsx")
    assert hr.labels == ["Kembali", "Menu HR"]
