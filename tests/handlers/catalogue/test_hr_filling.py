"""HR says how seats are given: in the chat (Ubah) and by file, with units and hours of offers."""

from typing import Any

from sqlalchemy import select

from domain.ids import OfferingId
from storage.catalogue.tables import offering as offering_table
from tests.support.town import Town
from tests.support.walking import walk
from tests.support.workbooks import sent, workbook

TITLE = "Bimtek Keamanan Informasi"
COLUMNS = ("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")


async def stored(town: Town, offering: OfferingId) -> Any:
    query = select(offering_table).where(offering_table.c.id == offering)
    async with town.store.read() as session:
        return (await session.execute(query)).one()


async def editing(town: Town) -> Any:
    """HR's phone at the question what to change of the only offering."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Ubah")
    await hr.hears("Apa yang akan diubah?")
    return hr


async def test_hr_chooses_a_draw_and_the_card_says_so(both_towns: Town):
    town = both_towns
    there = await town.make.offering(TITLE)
    hr = await editing(town)
    await walk(hr, "Pengisian", "Undian")
    await hr.hears("Menjadi: undian")
    await hr.tap("Simpan")
    await hr.hears("✓ Pengisian diubah.")
    assert (await stored(town, there)).filling == "draw"
    await hr.tap("Kembali")
    await hr.hears("Pengisian: undian · peminat 0")


async def test_the_way_is_fixed_once_people_are_noted(town: Town):
    there = await town.make.offering(TITLE, filling="draw")
    await town.make.enrolment(await town.make.person(), there, state="interested")
    hr = await editing(town)
    await walk(hr, "Pengisian", "Urutan Pendaftaran")
    await hr.hears("! Sudah ada peminat; cara pengisian tidak diubah lagi.")
    assert (await stored(town, there)).filling == "draw"


async def test_hr_types_a_quota_by_unit_and_hours_of_offers(both_towns: Town):
    town = both_towns
    office = await town.make.unit("Dinas Contoh")
    there = await town.make.offering(TITLE)
    hr = await editing(town)
    await hr.tap("Kuota Unit")
    await hr.hears("Kuota Unit saat ini: tanpa kuota")
    await hr.send("Dinas Lain:2")
    await hr.hears("! Kuota belum dikenali. Mohon periksa nama unitnya.")
    await hr.send("dinas contoh: 2 (cadangan)")
    await hr.hears("Menjadi: 2 kursi dicadangkan untuk 1 unit")
    await hr.tap("Simpan")
    await hr.hears("✓ Kuota Unit diubah.")
    assert (await stored(town, there)).unit_quota == f"reserve {office}:2"
    await walk(hr, "Kembali", "Ubah", "Kuota Unit")
    await hr.hears("1. Dinas Contoh: 0 dari 2")
    await walk(hr, "Tanpa Kuota", "Simpan")
    await hr.hears("✓ Kuota Unit diubah.")
    assert (await stored(town, there)).unit_quota is None
    await walk(hr, "Kembali", "Ubah", "Tawaran Jam")
    await hr.send("24")
    await hr.hears("Menjadi: ditawarkan 24 jam")
    await hr.tap("Simpan")
    await hr.hears("✓ Tawaran Jam diubah.")
    assert (await stored(town, there)).offer_hours == 24


async def test_a_file_says_it_with_its_values_before_and_after(both_towns: Town, tmp_path):
    town = both_towns
    await town.make.unit("Dinas Contoh")
    await town.make.unit("Badan Contoh")
    there = await town.make.offering(TITLE, training={"code": "P01"})
    hr = await town.citizen("Contoh Petugas", hr=True)
    head = (*COLUMNS, "PENGISIAN", "KUOTA UNIT", "TAWARAN JAM")
    row = ("P01", TITLE, "bimtek", 16, "9/12/2026 08.00", "9/12/2026 16.00", 30)
    ways = ("Prioritas", "dinas contoh:5; Badan Contoh:2", "24 jam")
    bad = ("undi", "Dinas Lain:5", "besok")
    rows = [head, (*row, *ways)]
    await sent(hr, workbook(tmp_path / "a.xlsx", pelatihan=rows))
    told = await hr.hears("Belum ada yang disimpan.", timeout=30)
    assert "PENGISIAN: 1 berubah, misalnya urutan menjadi prioritas" in told.said
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    found = await stored(town, there)
    assert (found.filling, found.offer_hours) == ("need", 24)
    assert found.unit_quota.startswith("most ")
    await sent(hr, workbook(tmp_path / "b.xlsx", pelatihan=rows))
    await hr.hears("Tidak ada perubahan", timeout=30)
    await sent(hr, workbook(tmp_path / "c.xlsx", pelatihan=[head, (*row, *bad)]))
    await hr.hears("1 baris ditolak", timeout=30)


async def test_a_unit_that_is_not_known_refuses_the_row(town: Town, tmp_path):
    await town.make.offering(TITLE, training={"code": "P01"})
    hr = await town.citizen("Contoh Petugas", hr=True)
    row = ("P01", TITLE, "bimtek", 16, "9/12/2026 08.00", "9/12/2026 16.00", 30)
    rows = [(*COLUMNS, "KUOTA UNIT"), (*row, "Dinas Lain:5")]
    await sent(hr, workbook(tmp_path / "a.xlsx", pelatihan=rows))
    await hr.hears("1 baris ditolak", timeout=30)
