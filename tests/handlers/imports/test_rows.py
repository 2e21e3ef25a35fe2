"""What HR reads about rows of a file: refused ones, warnings, and nothing new."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from storage.people.tables import person as person_table
from tests.support.town import Town
from tests.support.workbooks import STAFF, TRAINING, csv_file, nip, person, sent, workbook


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def saved(hr, path):
    await sent(hr, path)
    await hr.hears("Belum ada yang disimpan.", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


async def test_a_file_without_news_names_what_was_refused(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    spoilt = ("1990010120200119", "Contoh Dua", None, None, None, None)
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1), spoilt]))
    await hr.hears("Tidak ada perubahan: 1 baris dalam b.xlsx", timeout=30)
    assert hr.last.said.splitlines()[1:] == ["Ditolak: 1"]
    assert hr.labels == ["Rincian", "Unduh", "Menu HR"]


def training(title="Bimtek Arsip", *, place="Aula", status=None, reason=None):
    day = "9/12/2026"
    row = ["P01", title, "bimtek", "luring", 16, None, "I", day, day, place, 5]
    return [*row, None, None, status, reason]


async def warned(hr, path):
    await sent(hr, path)
    await hr.hears("peringatan 1 · ditolak 0", timeout=30)
    await hr.tap("Rincian")


async def test_an_offering_called_off_without_a_reason_is_warned_of(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[TRAINING, training()]))
    off = workbook(tmp_path / "b.xlsx", Data=[TRAINING, training(status="batal")])
    await warned(hr, off)
    await hr.hears("kolom ALASAN")
    assert "Pembatalan tanpa alasan. Isi ALASAN; peserta membacanya." in hr.last.said
    told = training(status="batal", reason="Gedung dipakai")
    await sent(hr, workbook(tmp_path / "c.xlsx", Data=[TRAINING, told]))
    await hr.hears("peringatan 0 · ditolak 0", timeout=30)


async def test_what_no_message_could_show_is_refused(town: Town, hr, tmp_path):
    rows = [training("A" * 201), training("B" * 200, place="C" * 4000)]
    rows[1][6] = "II"
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[TRAINING, *rows, training("D" * 200)]))
    await hr.hears("Baru 1 · berubah 0 · tetap 0 · peringatan 0 · ditolak 2", timeout=30)
    await hr.tap("Rincian")
    await hr.hears("baris 2, kolom JUDUL")
    assert "baris 3, kolom TEMPAT" in hr.last.said
    why = "Teks terlalu panjang; paling banyak 200 karakter. Mohon diringkas."
    assert hr.last.said.count(why) == 2


async def test_the_rows_of_a_csv_are_named_by_their_file(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True, language="en")
    spoilt = ("1990010120200119", "Contoh Dua", None, None, None, None)
    await sent(hr, csv_file(tmp_path / "pegawai baru.csv", [STAFF, person(1), spoilt]))
    await hr.hears("refused 1", timeout=30)
    await hr.tap("Details")
    await hr.hears("✗ pegawai baru, row 3, column NIP BARU")


async def test_another_name_for_a_known_nip_is_warned_of(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    same, other = list(person(1)), list(person(1))
    same[1], other[1] = "CONTOH  1.", "Contoh Lain"
    same[3] = other[3] = None
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, same]))
    await hr.hears("peringatan 0 · ditolak 0", timeout=30)
    await warned(hr, workbook(tmp_path / "c.xlsx", Data=[STAFF, other]))
    await hr.hears("kolom NAMA: Contoh Lain")
    assert "Nama berbeda dari yang tersimpan. Pastikan NIP-nya benar." in hr.last.said


async def test_the_list_of_people_not_linked_is_put_right_and_sent_back(town: Town, hr, tmp_path):
    await town.make.person(
        "Contoh Dua", nip=nip(2), title_before="Hj.", title_after="S.Pd.", phone=None
    )
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await hr.tap("Belum Terhubung 1")
    await hr.hears("1 ASN belum terhubung")
    await hr.tap("Unduh")
    await hr.hears("1 ASN belum terhubung per")
    _, content = hr.last.document
    book = load_workbook(io.BytesIO(content))
    titles = {cell.value: cell.column for cell in book.active[5]}
    book.active.cell(6, titles["NAMA"]).value = "Contoh Duana"
    book.active.cell(6, titles["NOMOR HP"]).value = "0840 0000 0072"
    book.save(tmp_path / "kembali.xlsx")
    await sent(hr, tmp_path / "kembali.xlsx")
    await hr.hears("Baru 0 · berubah 1", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan", timeout=30)
    async with town.store.read() as session:
        kept = (
            await session.execute(select(person_table).where(person_table.c.nip == nip(2)))
        ).one()
    assert (kept.title_before, kept.name, kept.title_after) == ("Hj.", "Contoh Duana", "S.Pd.")
    assert kept.phone == "+6284000000072"


async def test_warnings_that_say_the_same_are_one(town: Town, hr, tmp_path):
    people = [STAFF, *(person(n) for n in range(1, 10))]
    people.append(("1990010120200119", "Contoh Dua", None, None, None, None))
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=people))
    await hr.hears("peringatan 9 · ditolak 1", timeout=30)
    await hr.tap("Rincian")
    await hr.hears("! Data, baris 2, 3, 4, 5, 6, 7 dan 3 lainnya, kolom JABATAN NAMA: Lurah")
    assert hr.last.said.count("belum dipetakan") == 1
    assert hr.labels == ["Unduh", "Kembali"]
