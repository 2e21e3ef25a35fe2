"""The same person on two sheets of a file: equal rows count once, HR chooses between others."""

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from storage.people.tables import person as person_table
from tests.support.imports_desk import rows
from tests.support.town import Town
from tests.support.workbooks import STAFF, nip, person, phone, sent, workbook


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


def moved(number, post):
    return (nip(number), f"Contoh {number}", phone(number), post, "U02", "Dinas Lain")


def two_offices(path):
    """Person 1 stands on both sheets alike, 2 and 3 moved; each sheet has a person of its own."""
    return workbook(
        path,
        Lama=[STAFF, *map(person, (1, 2, 3, 4))],
        Baru=[STAFF, person(1), moved(2, "Camat"), moved(3, "Camat"), person(5)],
    )


async def save(hr):
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


async def posts(town: Town) -> dict[str, str]:
    query = select(person_table.c.nip, person_table.c.position_title)
    found = {row.nip: row.position_title for row in await rows(town.store, query)}
    return {number: found[nip(number)] for number in range(1, 6) if nip(number) in found}


async def test_the_sheet_and_the_row_of_the_other_are_named(town: Town, hr, tmp_path):
    await sent(hr, two_offices(tmp_path / "a.xlsx"))
    await hr.hears("ditolak 2")
    assert "1 baris sama persis pada dua lembar, dihitung sekali" in hr.last.said
    dispute = "! 2 baris berbeda pada dua lembar; yang dipakai: lembar Lama"
    assert dispute in hr.last.said
    assert "Baru 5 · berubah 0" in hr.last.said
    await hr.tap("Rincian")
    await hr.hears("✗ Baru, baris 3, kolom NIP BARU")
    assert "NIP ini sudah ada pada lembar Lama baris 3. Hapus salah satu." in hr.last.said
    await save(hr)
    assert await posts(town) == dict.fromkeys(range(1, 6), "Lurah")


async def test_hr_chooses_the_sheet_that_counts(town: Town, hr, tmp_path):
    await sent(hr, two_offices(tmp_path / "a.xlsx"))
    await hr.hears("yang dipakai: lembar Lama")
    assert [label for label in hr.labels if "Pakai" in label] == [
        "✓ Pakai Lama",
        "Pakai Baru",
    ]
    await hr.tap("Pakai Baru")
    await hr.hears("yang dipakai: lembar Baru")
    assert "✓ Pakai Baru" in hr.labels
    await hr.tap("Rincian")
    await hr.hears("NIP ini sudah ada pada lembar Baru baris 3.")
    await save(hr)
    assert await posts(town) == {1: "Lurah", 2: "Camat", 3: "Camat", 4: "Lurah", 5: "Lurah"}


async def test_sheets_that_say_the_same_ask_nothing(town: Town, hr, tmp_path):
    sheets = {name: [STAFF, person(1), person(2)] for name in ("Satu", "Dua")}
    await sent(hr, workbook(tmp_path / "a.xlsx", **sheets))
    await hr.hears("Baru 2 · berubah 0")
    assert "2 baris sama persis pada dua lembar, dihitung sekali" in hr.last.said
    assert "ditolak 0" in hr.last.said
    assert not any("Pakai" in label for label in hr.labels)


async def test_a_phone_number_of_another_sheet_is_named_with_it(town: Town, hr, tmp_path):
    other = (nip(2), "Contoh 2", phone(1), "Lurah", "U01", "Dinas Contoh")
    await sent(hr, workbook(tmp_path / "a.xlsx", Satu=[STAFF, person(1)], Dua=[STAFF, other]))
    await hr.hears("Baru 2")
    await hr.tap("Rincian")
    await hr.hears("Nomor HP sama dengan lembar ")


async def test_the_choice_of_hidden_rows_and_of_sheets_are_both_kept(town: Town, hr, tmp_path):
    path = two_offices(tmp_path / "a.xlsx")
    hide(path, "Baru", 5)
    await sent(hr, path)
    await hr.hears("Baru: 1 baris tersembunyi dilewati")
    await hr.tap("Baca Juga")
    await hr.hears("Baru 5 · berubah 0")
    await hr.tap("Pakai Baru")
    await hr.hears("yang dipakai: lembar Baru")
    assert "Baru 5 · berubah 0" in hr.last.said


def hide(path, sheet, row):
    book = load_workbook(path)
    book[sheet].row_dimensions[row].hidden = True
    book.save(path)
