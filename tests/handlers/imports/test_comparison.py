"""Before Simpan HR can download every change that a file would make (Perbandingan)."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from storage.people.tables import audit
from tests.support.imports_desk import rows
from tests.support.town import Town
from tests.support.workbooks import nip, sent, workbook

STAFF = ("NIP BARU", "NAMA", "JABATAN NAMA", "UNOR NAMA", "KEDUDUKAN HUKUM NAMA")
TRAINING = ("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")
PARTICIPANTS = ("KODE PELATIHAN", "NIP", "STATUS")
TITLES = ("LEMBAR", "BARIS", "NIP", "NAMA", "KOLOM", "SEMULA", "MENJADI", "AKIBAT")


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


@pytest.fixture
async def staff(town: Town):
    """Three people; the first has a seat in Bimtek Arsip of 9 December."""
    there = await town.make.offering("Bimtek Arsip", training={"code": "P01", "kind": "bimtek"})
    people = [
        await town.make.person(f"Contoh {n}", nip=nip(n), position_title="Lurah")
        for n in range(1, 4)
    ]
    await town.make.enrolment(people[0], there)


async def compared(hr) -> list[tuple]:
    await hr.tap("Perbandingan")
    message = await hr.hears("Belum ada yang disimpan.")
    book = load_workbook(io.BytesIO(message.document[1]))
    found = [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]
    assert TITLES in found
    return [tuple(each or "" for each in row) for row in found[found.index(TITLES) + 1 :]]


def file(path):
    people = [
        (nip(1), "Contoh 1", "Camat", None, None),
        (nip(2), "Contoh 2", "-", None, "Pensiun"),
        (nip(3), "Contoh 3", "Lurah", None, None),
        (nip(4), "Contoh 4", "Camat", "Dinas Contoh", None),
    ]
    moved = ("P01", "Bimtek Arsip", "bimtek", 16, "10/12/2026", "10/12/2026", 30)
    seats = [("P01", nip(3), "terdaftar"), ("P01", "123", "hadir")]
    return workbook(
        path,
        Pegawai=[STAFF, *people],
        Jadwal=[TRAINING, moved],
        Peserta=[PARTICIPANTS, *seats],
    )


async def test_every_change_stands_in_the_file_with_what_follows(town: Town, hr, staff, tmp_path):
    await sent(hr, file(tmp_path / "data.xlsx"))
    await hr.hears("Baru 2 · berubah 4")
    found = await compared(hr)
    left = "tidak aktif lagi; pendaftarannya dibatalkan"
    told = "berubah; 1 orang diberi tahu"
    one, two, three, four = (nip(n) for n in range(1, 5))
    for row in [
        ("Pegawai", 2, one, "Contoh 1", "JABATAN NAMA", "Lurah", "Camat", "berubah"),
        ("Pegawai", 3, two, "Contoh 2", "JABATAN NAMA", "Lurah", "", "isinya hilang"),
        ("Pegawai", 5, four, "Contoh 4", "", "", "", "baru"),
        ("Jadwal", 2, "", "Bimtek Arsip", "MULAI", "09-12-2026 08.00", "10-12-2026 08.00", told),
        ("Peserta", 2, three, "Contoh 3, Bimtek Arsip", "STATUS", "", "terdaftar", "baru"),
    ]:
        assert row in found
    [leaving] = [row for row in found if row[4] == "KEDUDUKAN HUKUM NAMA"]
    assert (leaving[2], leaving[6], leaving[7]) == (two, "Pensiun", left)
    assert not [row for row in found if row[2] == "123" or (row[0], row[1]) == ("Pegawai", 4)]


async def test_nothing_is_saved_and_the_download_is_noted(town: Town, hr, staff, tmp_path):
    await sent(hr, file(tmp_path / "data.xlsx"))
    await hr.hears("Baru 2 · berubah 4")
    preview = hr.last
    await compared(hr)
    noted = await rows(town.store, select(audit.c.event))
    assert "import_comparison_downloaded" in {row.event for row in noted}
    old = {b.label: b.data for row in preview.buttons for b in row}
    await hr.press(preview.id, old["Simpan"])
    await hr.hears("Tetap simpan?")
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan dari data.xlsx: 2 baru, 4 berubah.")
    await hr.press(preview.id, old["Perbandingan"])
    await hr.hears("✓ Tersimpan dari data.xlsx")
