"""Words of status that are not known: HR says what they mean, once."""

import pytest
from sqlalchemy import select

from storage.people.tables import person as person_table
from tests.support.imports_desk import loaded, rows
from tests.support.town import Town
from tests.support.workbooks import STAFF, nip, person, sent, workbook

TITLES = (*STAFF, "KEDUDUKAN HUKUM NAMA")


@pytest.fixture
async def hr(both_towns: Town):
    return await both_towns.citizen("Contoh Petugas", hr=True)


def named(path, *words):
    """A file with a person for each word of status."""
    return workbook(path, Data=[TITLES, *((*person(n), word) for n, word in enumerate(words, 1))])


async def stored(town: Town) -> dict[str, tuple[bool, str | None]]:
    p = person_table.c
    query = select(p.nip, p.active, p.legal_status).where(p.name.like("Contoh _"))
    return {row.nip: (row.active, row.legal_status) for row in await rows(town.store, query)}


async def test_hr_says_once_who_has_left(both_towns: Town, hr, tmp_path):
    town = both_towns
    await loaded(town.store, named(tmp_path / "0.xlsx", *["Aktif"] * 4), now=town.now)
    file = ("Mutasi Keluar", "MUTASI  KELUAR", "Titipan", "Aktif")
    await sent(hr, named(tmp_path / "a.xlsx", *file))
    await hr.hears("! Kedudukan hukum 3 ASN tidak dikenali: ")
    assert "ASN tidak aktif lagi" not in hr.last.said
    await hr.tap("Kedudukan Hukum")
    await hr.hears("Apakah ASN dengan kedudukan hukum ini masih aktif?")
    assert ": 2 orang" in hr.last.said
    assert hr.labels[:2] == ["Tidak Aktif", "Tetap Aktif"]
    await hr.tap("Tetap Aktif")
    await hr.until(lambda p: p.labels[:2] == ["Tidak Aktif", "✓ Tetap Aktif"])
    await hr.tap("Tidak Aktif")
    await hr.until(lambda p: p.labels[:2] == ["✓ Tidak Aktif", "Tetap Aktif"])
    await hr.tap("»")
    await hr.hears("Titipan: 1 orang")
    await hr.tap("Tetap Aktif")
    await hr.until(lambda p: p.labels[:2] == ["Tidak Aktif", "✓ Tetap Aktif"])
    await hr.tap("Kembali")
    await hr.hears("2 ASN tidak aktif lagi; pendaftarannya dibatalkan")
    assert "tidak dikenali" not in hr.last.said
    await hr.tap("Rincian")
    await hr.hears("Jabatan ini belum dipetakan")
    assert "Apakah ASN ini sudah keluar?" not in hr.last.said
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari a.xlsx")
    assert await stored(town) == {
        nip(1): (False, "Mutasi Keluar"),
        nip(2): (False, "MUTASI KELUAR"),
        nip(3): (True, "Titipan"),
        nip(4): (True, "Aktif"),
    }
    await hr.tap("Kembalikan")
    await hr.hears("3 baris kembali seperti semula.")
    await hr.tap("Ya, Kembalikan")
    await hr.hears("✓ 3 baris dari a.xlsx dikembalikan.")
    assert set((await stored(town)).values()) == {(True, "Aktif")}
    # The next file with these words needs no answer, and the answer can be changed.
    await sent(hr, named(tmp_path / "b.xlsx", "mutasi keluar.", "Aktif", "TITIPAN"))
    await hr.hears("1 ASN tidak aktif lagi; pendaftarannya dibatalkan")
    assert "tidak dikenali" not in hr.last.said
    await hr.tap("Kedudukan Hukum")
    await hr.hears("TITIPAN: 1 orang")
    assert hr.labels[:2] == ["Tidak Aktif", "✓ Tetap Aktif"]


async def test_without_an_answer_what_is_stored_stays(both_towns: Town, hr, tmp_path):
    town = both_towns
    await loaded(town.store, named(tmp_path / "0.xlsx", "Aktif", "Pensiun"), now=town.now)
    await sent(hr, named(tmp_path / "a.xlsx", "Titipan", "Titipan", "Titipan"))
    await hr.hears("! Kedudukan hukum 3 ASN tidak dikenali: Titipan")
    await hr.tap("Kedudukan Hukum")
    await hr.hears("Titipan: 3 orang")
    assert hr.labels[:2] == ["Tidak Aktif", "Tetap Aktif"]
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari a.xlsx")
    known = await stored(town)
    assert known[nip(1)] == (True, "Aktif")
    assert known[nip(2)] == (False, "Pensiun")
    assert known[nip(3)] == (True, None)


async def test_a_word_of_a_saved_import_is_not_asked_about(both_towns: Town, hr, tmp_path):
    await sent(hr, named(tmp_path / "a.xlsx", "Titipan"))
    await hr.hears("! Kedudukan hukum 1 ASN tidak dikenali: Titipan")
    await hr.tap("Kedudukan Hukum")
    asked = await hr.hears("Titipan: 1 orang")
    button = next(b.data for row in asked.buttons for b in row if b.label == "Tidak Aktif")
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari a.xlsx")
    await hr.press(asked.id, button)
    await hr.hears("✓ Tersimpan dari a.xlsx")
    assert (await stored(both_towns))[nip(1)] == (True, None)
