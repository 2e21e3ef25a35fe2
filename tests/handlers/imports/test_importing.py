"""Importing data: HR sends a file, checks the preview, and saves with one tap."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from tests.support.town import Town
from tests.support.workbooks import (
    STAFF,
    TRAINING,
    csv_file,
    nip,
    person,
    sent,
    workbook,
)


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def test_the_question_names_the_sheets_and_gives_templates(town: Town, hr):
    await hr.send("/impor")
    await hr.hears("Silakan kirim berkas .xlsx, .xls, atau .csv, paling besar 20 MB.")
    assert hr.labels == ["Unduh Templat", "Riwayat Impor", "Kembali", "Menu HR"]
    await hr.tap("Unduh Templat")
    await hr.hears("Templat kosong")
    name, content = hr.last.document
    assert name == "templat-bangkom.xlsx"
    assert load_workbook(io.BytesIO(content)).sheetnames == [
        "pegawai",
        "unit",
        "kompetensi",
        "standar",
        "penilaian",
        "pelatihan",
        "sesi",
        "peserta",
        "libur",
        "kebijakan",
        "atasan",
        "mandat",
        "Catatan",
    ]


async def test_a_progress_that_telegram_does_not_take_stops_no_reading(town: Town, hr, tmp_path):
    town.sandbox.faults.fail("editMessageText", "500", times=2)
    await sent(hr, workbook(tmp_path / "pegawai.xlsx", pegawai=[STAFF, person(1)]))
    await hr.hears("Baru 1 · berubah 0")
    assert "Simpan" in hr.labels


async def test_a_preview_that_telegram_does_not_take_is_promised(town: Town, hr, data_folder):
    town.sandbox.faults.fail("editMessageText", "500", times=1000)
    await sent(hr, data_folder / "contoh_lengkap.xlsx")
    await hr.hears("Membaca")
    town.sandbox.faults.fail("sendMessage", "drop_before")
    await hr.hears("Baru 6.349 · berubah 0", timeout=30)
    town.sandbox.faults.clear()
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


async def test_what_was_shown_is_not_told_again(town: Town, hr, tmp_path):
    await sent(hr, workbook(tmp_path / "pegawai.xlsx", pegawai=[STAFF, person(1)]))
    await hr.hears("Baru 1 · berubah 0")
    before = len(hr.messages)
    await town.move(minutes=10)
    assert len(hr.messages) == before


async def test_a_clock_that_is_moved_on_gives_no_reading_up(town: Town, hr, data_folder):
    await sent(hr, data_folder / "contoh_lengkap.xlsx")
    await hr.hears("Membaca")
    town.sandbox.clock.advance(timedelta(days=2))
    await hr.hears("Baru 6.349 · berubah 0", timeout=30)
    assert not any("tidak selesai dibaca" in m.said for m in hr.messages)


async def test_a_roster_needs_the_file_and_one_tap(town: Town, hr, data_folder):
    await sent(hr, data_folder / "contoh_lengkap.xlsx")
    await hr.hears("Baru 6.349 · berubah 0 · tetap 0 · peringatan 0 · ditolak 0", timeout=30)
    assert hr.last.said == (
        "contoh_lengkap.xlsx\n"
        "Data Pegawai: pegawai, 600 baris · Unit: unit, 12 baris · "
        "Kompetensi: kompetensi, 19 baris · Standar: standar, 157 baris · "
        "Penilaian: penilaian, 5.551 baris · Pelatihan: pelatihan, 10 baris\n"
        "Baru 6.349 · berubah 0 · tetap 0 · peringatan 0 · ditolak 0\n"
        "47 kolom dipakai, 12 kolom diabaikan dan tidak disimpan\n"
        "1 ASN tidak ada dalam berkas; datanya tidak diubah\n"
        "Diabaikan: PNS ID, NIP LAMA, TEMPAT LAHIR, TANGGAL LAHIR, JENIS KELAMIN, AGAMA, "
        "JENIS KAWIN, NIK, dan 4 lainnya\n"
        "Belum ada yang disimpan."
    )
    assert hr.labels == ["Simpan", "Kembali", "Cocokkan Kolom"]
    answers = len([m for m in hr.messages if not m.outgoing])
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari contoh_lengkap.xlsx: 6.349 baru, 0 berubah.")
    assert len([m for m in hr.messages if not m.outgoing]) == answers
    await sent(hr, data_folder / "contoh_lengkap.xlsx")
    await hr.hears("Tidak ada perubahan: 6.349 baris dalam contoh_lengkap.xlsx", timeout=30)
    assert hr.labels[-1:] == ["Menu HR"]


async def test_spoilt_rows_are_listed_masked_and_given_back_as_a_file(town: Town, hr, tmp_path):
    rows = [
        STAFF,
        person(1),
        ("1990010120200119", "Contoh Dua", None, None, None, None),
        (nip(3), None, "12", "Penyuluh", None, None),
    ]
    await sent(hr, workbook(tmp_path / "data.xlsx", Pegawai=rows))
    await hr.hears("Baru 1 · berubah 0 · tetap 0 · peringatan 1 · ditolak 2", timeout=30)
    assert hr.labels == ["Simpan", "Kembali", "Rincian", "Unduh"]
    await hr.tap("Rincian")
    await hr.hears("✗ Pegawai, baris 3, kolom NIP BARU: 1990********119")
    assert "NIP harus 18 digit. Periksa digit yang kurang atau berlebih." in hr.last.said
    assert "✗ Pegawai, baris 4, kolom NAMA\nKolom NAMA wajib diisi." in hr.last.said
    assert "! Pegawai, baris 2, kolom JABATAN NAMA: Lurah" in hr.last.said
    await hr.tap("»")
    await hr.hears("! Pegawai, baris 4, kolom NOMOR HP: ******\nNomor HP tidak sah")
    await hr.tap("Unduh")
    await hr.hears("3 baris dari data.xlsx perlu diperiksa.")
    name, content = hr.last.document
    assert name == "data-ditolak.xlsx"
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Pegawai", "Tidak ada dalam berkas"]
    listed = [[cell.value for cell in row] for row in book["Pegawai"]]
    assert listed[0][0] == "Baris yang perlu diperiksa"
    assert listed[4] == [*STAFF, "BARIS", "KETERANGAN"]
    assert listed[6][0] == "1990010120200119"
    assert listed[6][-2:] == [
        3,
        "NIP BARU: NIP harus 18 digit. Periksa digit yang kurang atau berlebih.",
    ]
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    mended = book["Pegawai"]
    mended["A7"], mended["B8"] = nip(2), "Contoh Tiga"
    book.save(tmp_path / name)
    await sent(hr, tmp_path / name)
    await hr.hears("Baru 3 · berubah 0 · tetap 1 · peringatan 2 · ditolak 0", timeout=30)


async def test_nothing_good_in_the_file(town: Town, hr, tmp_path):
    await sent(hr, csv_file(tmp_path / "a.csv", [STAFF, ("12", "", "", "", "", "")]))
    await hr.hears(
        "✗ Tidak ada baris dalam a.csv yang dapat disimpan: 1 baris ditolak.", timeout=30
    )
    assert hr.labels == ["Rincian", "Unduh", "Menu HR"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("surat.pdf", b"%PDF", "Berkas ini bukan .xlsx, .xls, atau .csv."),
        ("a.xlsx", b"kosong", "Berkas rusak atau tidak lengkap."),
        (
            "a.csv",
            b"x;y\n1;2\n",
            "Judul kolom tidak ditemukan",
        ),
        ("b.csv", b"NIP;NAMA;OPD\n", "Tidak ada data di bawah judul kolom."),
    ],
)
async def test_a_file_refused_whole(town: Town, hr, name, content, said):
    await hr.send_file(name, content)
    await hr.hears(said, timeout=30)
    assert hr.labels == ["Impor Data", "Menu HR"]


async def test_a_file_too_large_is_not_even_fetched(town: Town, hr):
    await hr.send_file("besar.xlsx", b"\0" * (20 * 1024 * 1024 + 1))
    await hr.hears("Berkas 21 MB terlalu besar; paling besar 20 MB.", timeout=30)


async def test_hentikan_stops_the_reading_and_saves_nothing(town: Town, hr, tmp_path):
    people = [STAFF, *(person(number) for number in range(8_000))]
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=people))
    await hr.hears("Berkas a.xlsx diterima.", timeout=30)
    await hr.tap("Hentikan")
    await hr.hears("Silakan kirim berkas .xlsx, .xls, atau .csv")
    await hr.until(lambda _: not town.app.services.background, timeout=30)
    assert "Silakan kirim berkas" in hr.last.said


async def test_a_preview_that_is_out_of_date_is_renewed(town: Town, hr, tmp_path):
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    await hr.hears("Baru 1 ", timeout=30)
    first = hr.last.id
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1), person(2)]))
    await hr.hears("Baru 2 ", timeout=30)
    save = {b.label: b.data for row in hr.last.buttons for b in row}["Simpan"]
    old = {b.label: b.data for row in hr.chat.messages[first].buttons for b in row}["Simpan"]
    await hr.press(hr.last.id, save)
    await hr.hears("✓ Tersimpan dari b.xlsx")
    await hr.press(first, old)
    await hr.hears("Tidak ada perubahan: 1 baris dalam a.xlsx")


async def test_a_moved_training_reaches_its_people(town: Town, hr, tmp_path):
    ward = await town.citizen("Contoh Lurah")
    row = ["P01", "Bimtek Arsip", "bimtek", "luring", 16, None, "I", "9/12/2026", "9/12/2026"]

    def file(name, place):
        return workbook(tmp_path / name, Data=[TRAINING, [*row, place, 5]])

    await sent(hr, file("a.xlsx", "Aula A"))
    await hr.hears("Baru 1 ", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    await town.make.enrolment(town.person_of(ward), 1)
    await sent(hr, file("b.xlsx", "Aula B"))
    await hr.hears("Jadwal berubah: 1 angkatan, 1 peserta akan diberi tahu", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    await ward.hears("Menjadi: Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula B")


async def test_only_hr_loads_files(town: Town, tmp_path):
    citizen = await town.citizen("Contoh Satu")
    await sent(citizen, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    await citizen.hears("Layanan ini hanya membaca teks dan tombol.")
    await citizen.send("/impor")
    await citizen.hears("Menu ini khusus bagi petugas")


async def test_in_english(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True, language="en")
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)]))
    await hr.hears("New 1 · changed 0 · unchanged 0 · warned 1 · refused 0", timeout=30)
    assert "Data: staff, 1 row" in hr.last.said
