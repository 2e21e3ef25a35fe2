"""An offering that is called off says so everywhere, and takes no attendance from a file."""

import pytest
from sqlalchemy import select, update

from storage.catalogue.tables import offering as offering_table
from storage.people.tables import person as person_table
from storage.seats.tables import enrolment
from tests.support.imports_desk import rows
from tests.support.town import Town
from tests.support.walking import walk
from tests.support.workbooks import sent, workbook

PARTICIPANTS = ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS")
TITLE = "Bimtek Arsip"


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def called_off(town: Town, phone, **facts):
    """An offering with one person, called off."""
    there = await town.make.offering(
        TITLE,
        training={"code": "P01"},
        called_off_at=town.now,
        called_off_reason="Narasumber berhalangan",
    )
    await town.make.enrolment(town.person_of(phone), there, **facts)
    return there


async def nip_of(town: Town, phone) -> str:
    query = select(person_table.c.nip).where(person_table.c.id == town.person_of(phone))
    return str((await rows(town.store, query))[0].nip)


async def test_hr_reads_it_in_the_list_on_the_list_of_people_and_on_the_card(town: Town, hr):
    await called_off(town, await town.citizen("Contoh Lurah"))
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await walk(hr, "Pelatihan", "Peserta")
    await hr.hears("1. Bimtek Arsip · P01: dibatalkan")
    await hr.tap("✗ 1 · 9 Des · 1 peserta")
    why = "✗ Dibatalkan penyelenggara. Alasan: Narasumber berhalangan"
    await hr.hears(why)
    await hr.tap("Unduh")
    await hr.hears(why)
    await hr.hears("1 peserta Bimtek Arsip")
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await walk(hr, "Pelatihan", "Peserta")
    await hr.hears("1. Bimtek Arsip")
    await hr.tap("✗ 1 · 9 Des · 1 peserta")
    await hr.hears("1. Contoh Lurah")
    await hr.tap("1")
    await hr.hears("Status: terdaftar")
    assert why in hr.last.said


async def test_what_is_recorded_for_it_gives_no_hours_and_is_no_attendance(town: Town):
    ward = await town.citizen("Contoh Lurah")
    there = await called_off(town, ward, attendance="attended")
    await ward.send("/saya")
    await ward.hears("Belum ada pelatihan yang akan diikuti.")
    await ward.tap("Riwayat")
    await ward.hears("✗ 9 Des · dibatalkan penyelenggara")
    assert "0 dari 20 JP" in ward.last.said
    async with town.store.write() as session:
        open_again = update(offering_table).where(offering_table.c.id == there)
        await session.execute(open_again.values(called_off_at=None))
    await ward.send("/saya")
    await ward.hears("Belum ada pelatihan yang akan diikuti.")
    await ward.tap("Riwayat")
    await ward.hears("✓ 9 Des · hadir")
    assert "16 dari 20 JP" in ward.last.said


@pytest.mark.parametrize("status", ["hadir", "lulus", "tidak hadir"])
async def test_it_takes_no_attendance_from_a_file(town: Town, hr, tmp_path, status):
    ward = await town.citizen("Contoh Lurah")
    await called_off(town, ward)
    row = ("P01", "I", await nip_of(town, ward), status)
    await sent(hr, workbook(tmp_path / "a.xlsx", peserta=[PARTICIPANTS, row]))
    await hr.hears("✗ Tidak ada baris dalam a.xlsx yang dapat disimpan: 1 baris ditolak.")
    await hr.tap("Rincian")
    await hr.hears("✗ peserta, baris 2, kolom KODE PELATIHAN: P01")
    assert "Angkatan ini dibatalkan, sehingga tidak menerima peserta" in hr.last.said
    assert (await rows(town.store, select(enrolment.c.attendance)))[0].attendance is None


async def test_it_takes_no_new_people_and_its_own_list_changes_nothing(town: Town, hr, tmp_path):
    ward, other = await town.citizen("Contoh Lurah"), await town.citizen("Contoh Camat")
    await called_off(town, ward)
    listed = [("P01", "I", await nip_of(town, one), "terdaftar") for one in (ward, other)]
    await sent(hr, workbook(tmp_path / "a.xlsx", peserta=[PARTICIPANTS, *listed]))
    await hr.hears("Tidak ada perubahan: 1 baris")
    assert "Ditolak: 1" in hr.last.said


async def test_a_call_off_after_the_preview_refuses_what_was_read_before(town: Town, hr, tmp_path):
    ward = await town.citizen("Contoh Lurah")
    there = await town.make.offering(TITLE, training={"code": "P01"})
    await town.make.enrolment(town.person_of(ward), there)
    row = ("P01", "I", await nip_of(town, ward), "hadir")
    await sent(hr, workbook(tmp_path / "a.xlsx", peserta=[PARTICIPANTS, row]))
    await hr.hears("Baru 0 · berubah 1")
    first = hr.last
    titles = ("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")
    off = ("P01", TITLE, "bimtek", 16, "9/12/2026", "9/12/2026", 30, "batal", "Banjir")
    named = (*titles, "STATUS ANGKATAN", "ALASAN")
    await sent(hr, workbook(tmp_path / "b.xlsx", pelatihan=[named, off]))
    await hr.hears("! 1 angkatan akan dibatalkan, 1 peserta akan diberi tahu")
    assert "Jadwal berubah" not in hr.last.said
    await hr.tap("Simpan")
    await hr.hears("Tetap simpan?")
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan dari b.xlsx")
    save = {b.label: b.data for row in first.buttons for b in row}["Simpan"]
    await hr.press(first.id, save)
    await hr.hears("Tetap simpan?")
    await hr.tap("Tetap Simpan")
    await hr.hears("✗ Tidak ada baris dalam a.xlsx yang dapat disimpan")
    assert (await rows(town.store, select(enrolment.c.attendance)))[0].attendance is None
