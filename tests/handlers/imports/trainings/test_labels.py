"""ANGKATAN 1 and ANGKATAN I are one offering, however a file writes it."""

import pytest
from sqlalchemy import select

from storage.catalogue.tables import offering
from storage.seats.tables import enrolment
from tests.support.imports_desk import rows
from tests.support.town import Town
from tests.support.workbooks import nip, sent, workbook

TRAINING = ("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "ANGKATAN", "MULAI", "SELESAI", "KUOTA")
PARTICIPANTS = ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS")


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


def offered(path, label, day="9/12/2026"):
    return workbook(
        path, Data=[TRAINING, ("P01", "Bimtek Arsip", "bimtek", 16, label, day, day, 30)]
    )


async def labels(town: Town):
    return [row.label for row in await rows(town.store, select(offering.c.label))]


@pytest.mark.parametrize("label", [1, "1", "Angkatan 1", "ANGKATAN I", "ke-1", "i", None])
async def test_all_ways_to_write_it_are_one(town: Town, hr, tmp_path, label):
    await sent(hr, offered(tmp_path / "a.xlsx", "I"))
    await hr.hears("Baru 1 ")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    await sent(hr, offered(tmp_path / "b.xlsx", label, "10/12/2026"))
    await hr.hears("Baru 0 · berubah 1")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari b.xlsx")
    assert await labels(town) == ["I"]


@pytest.mark.parametrize("label", [1, "I"])
async def test_what_is_stored_as_a_number_is_met_by_both(town: Town, hr, tmp_path, label):
    there = await town.make.offering("Bimtek Arsip", label="1", training={"code": "P01"})
    someone = await town.make.person("Contoh 1", nip=nip(1))
    await sent(hr, offered(tmp_path / "a.xlsx", label, "10/12/2026"))
    await hr.hears("Baru 0 · berubah 1")
    row = ("P01", label, nip(1), "terdaftar")
    await sent(hr, workbook(tmp_path / "b.xlsx", peserta=[PARTICIPANTS, row]))
    await hr.hears("Baru 1 · berubah 0 · tetap 0 · peringatan 0 · ditolak 0")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    query = select(enrolment.c.person_id, enrolment.c.offering_id)
    assert [tuple(row) for row in await rows(town.store, query)] == [(someone, there)]
    assert await labels(town) == ["1"]


async def test_the_same_offering_twice_in_a_file_is_refused(town: Town, hr, tmp_path):
    days = ("9/12/2026", "9/12/2026", 30)
    two = [("P01", "Bimtek Arsip", "bimtek", 16, label, *days) for label in ("I", "1")]
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[TRAINING, *two]))
    await hr.hears("Baru 1 · berubah 0 · tetap 0 · peringatan 0 · ditolak 1")
