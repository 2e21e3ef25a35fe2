"""Attendance at a training that has not begun is asked about before it is saved."""

import pytest
from sqlalchemy import select

from storage.people.tables import person as person_table
from storage.seats.tables import enrolment
from tests.support.imports_desk import rows
from tests.support.town import Town
from tests.support.workbooks import sent, workbook

PARTICIPANTS = ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS")


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


@pytest.fixture
async def listed(town: Town, tmp_path):
    """A file with what two people with a seat in an offering of 9 December did."""
    there = await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    nips = []
    for name in ("Contoh Lurah", "Contoh Camat"):
        who = await town.make.person(name)
        await town.make.enrolment(who, there)
        found = await rows(town.store, select(person_table.c.nip).where(person_table.c.id == who))
        nips.append(found[0].nip)
    return lambda status: workbook(
        tmp_path / "a.xlsx",
        peserta=[PARTICIPANTS, *(("P01", "I", nip, status) for nip in nips)],
    )


async def recorded(town: Town):
    query = select(enrolment.c.attendance).order_by(enrolment.c.id)
    return [row.attendance for row in await rows(town.store, query)]


@pytest.mark.parametrize(
    ("status", "kept"), [("hadir", "attended"), ("tidak hadir", "absent"), ("lulus", "passed")]
)
async def test_hr_is_asked_twice_with_the_name_of_the_training(
    town: Town, hr, listed, status, kept
):
    await sent(hr, listed(status))
    await hr.hears("! Kehadiran 2 orang dicatat sebelum pelatihannya mulai: Bimtek Arsip")
    assert "peringatan 2 · ditolak 0" in hr.last.said
    await hr.tap("Rincian")
    await hr.hears("! peserta, baris 2, 3, kolom KODE PELATIHAN: P01, Bimtek Arsip")
    assert "Pelatihan ini belum mulai." in hr.last.said
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("Perubahan ini tidak biasa. Tetap simpan?")
    assert "! Bimtek Arsip: 2 kehadiran dicatat, baru mulai 9 Des 2026 08.00" in hr.last.said
    assert await recorded(town) == [None, None]
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan dari a.xlsx: 0 baru, 2 berubah.")
    assert await recorded(town) == [kept, kept]


async def test_a_list_for_which_hr_chooses_what_has_not_begun_is_asked_about(
    town: Town, hr, listed, tmp_path
):
    await town.make.person("Contoh Guru", nip="199001012020011999")
    titles = ("NO", "NIP", "NAMA", "KEHADIRAN")
    row = (1, "199001012020011999", "Contoh Guru", "hadir")
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[titles, row]))
    await hr.hears("Apakah ini daftar hadir?")
    await hr.tap("1 · 9 Des · 2 peserta")
    await hr.hears("! Kehadiran 1 orang dicatat sebelum pelatihannya mulai: Bimtek Arsip")
    await hr.tap("Simpan")
    await hr.hears("Tetap simpan?")


async def test_what_has_begun_and_who_is_to_come_are_saved_with_one_tap(town: Town, hr, listed):
    await sent(hr, listed("terdaftar"))
    await hr.hears("Tidak ada perubahan: 2 baris")
    await town.move(days=20)
    await sent(hr, listed("hadir"))
    await hr.hears("berubah 2 · tetap 0 · peringatan 0 · ditolak 0")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
