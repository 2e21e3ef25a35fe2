"""The preview says what of a file was not read, and HR can have it read all the same."""

import pytest

from tests.support.office_files import TITLES, book, people, staff, titled
from tests.support.town import Town
from tests.support.workbooks import nip, sent


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


def hide(made, sheet):
    old = made.create_sheet("Data 2025", 0)
    for row in (TITLES, staff(1, NAMA="Nama Lama")):
        old.append(row)
    old.sheet_state = "hidden"
    sheet.row_dimensions[3].hidden = True


async def test_what_is_hidden_is_named_and_its_rows_can_be_read_too(town: Town, hr, tmp_path):
    await sent(hr, book(tmp_path / "a.xlsx", [TITLES, *people()], then=hide))
    await hr.hears("Baru 2 · berubah 0 · tetap 0 · peringatan 2 · ditolak 0")
    assert "Lembar tersembunyi Data 2025 dilewati." in hr.last.said
    assert "Pegawai: 1 baris tersembunyi dilewati" in hr.last.said
    before = len([m for m in hr.messages if not m.outgoing])
    await hr.tap("Baca Juga")
    await hr.hears("Baru 3 · berubah 0")
    assert "Data 2025 dilewati" in hr.last.said
    assert "Baca Juga" not in hr.labels
    assert len([m for m in hr.messages if not m.outgoing]) == before
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari a.xlsx: 3 baru")


async def test_a_file_without_phones_says_so_and_a_column_can_be_matched(town: Town, hr, tmp_path):
    path = titled(tmp_path / "a.xlsx", **{"NO HP": "Yang Bisa Dihubungi"})
    await sent(hr, path)
    await hr.hears("! Tidak ada kolom nomor HP: 2 ASN tidak dapat terhubung")
    assert "Diabaikan: NO, Yang Bisa Dihubungi" in hr.last.said
    await hr.tap("Cocokkan Kolom")
    await hr.hears("Kolom mana yang perlu dipakai?")
    await hr.tap("Yang Bisa Dihubungi")
    await hr.hears("Kolom Yang Bisa Dihubungi berisi apa?")
    assert hr.labels[0] == "NOMOR HP"
    await hr.tap("NOMOR HP")
    await hr.hears("Diabaikan: NO")
    assert "Tidak ada kolom nomor HP" not in hr.last.said
    # The next file with that title needs no question.
    await sent(hr, titled(tmp_path / "b.xlsx", **{"NO HP": "yang bisa dihubungi :"}))
    await hr.hears("Baru 2 · berubah 0")
    assert "Tidak ada kolom nomor HP" not in hr.last.said


async def test_a_refused_file_is_read_once_its_missing_title_is_matched(town: Town, hr, tmp_path):
    path = titled(tmp_path / "a.xlsx", **{"NIP": "Nomor Urut Pokok", "NAMA": "Yang Bersangkutan"})
    await sent(hr, path)
    await hr.hears("Judul kolom belum lengkap.")
    assert "Untuk data pegawai masih diperlukan: NIP BARU, NAMA." in hr.last.said
    await hr.tap("Cocokkan Kolom")
    await hr.hears("Kolom mana yang perlu dipakai?")
    assert hr.labels == ["NO", "Nomor Urut Pokok", "Yang Bersangkutan", "Kembali"]
    await hr.tap("Nomor Urut Pokok")
    await hr.hears("Kolom Nomor Urut Pokok berisi apa?")
    assert hr.labels == ["NIP BARU", "NAMA", "Kembali"]
    await hr.tap("NIP BARU")
    await hr.hears("Untuk data pegawai masih diperlukan: NAMA.")
    await hr.tap("Cocokkan Kolom")
    await hr.hears("Kolom mana yang perlu dipakai?")
    await hr.tap("Kembali")
    await hr.hears("Judul kolom belum lengkap.")
    await hr.tap("Cocokkan Kolom")
    await hr.hears("Kolom mana yang perlu dipakai?")
    await hr.tap("Yang Bersangkutan")
    await hr.hears("Kolom Yang Bersangkutan berisi apa?")
    await hr.tap("NAMA")
    await hr.hears("Baru 2 · berubah 0")


async def test_rows_that_are_no_data_are_counted(town: Town, hr, tmp_path):
    rows = [TITLES, [1, 2, 3, 4, 5, 6], *people(2), ("JUMLAH", None, "2 orang")]
    await sent(hr, book(tmp_path / "a.xlsx", rows))
    await hr.hears("2 baris bukan data dilewati")
    assert "ditolak 0" in hr.last.said


async def test_missing_titles_are_named_for_the_kind_of_file(town: Town, hr, tmp_path):
    await sent(hr, book(tmp_path / "a.xlsx", [("NO", "NIP", "NAMA"), (1, nip(1), "Contoh")]))
    await hr.hears("Yang terbaca: NO, NIP, NAMA.")
    assert "Untuk data pegawai masih diperlukan: UNOR NAMA / JABATAN NAMA." in hr.last.said
    titles = ("NO", "NAMA PELATIHAN", "TEMPAT", "JP", "KUOTA")
    await sent(hr, book(tmp_path / "b.xlsx", [titles, (1, "Bimtek Arsip", "Aula", 24, 30)]))
    await hr.hears("Untuk data pelatihan masih diperlukan: KODE PELATIHAN / MULAI.")
