"""Ditto marks mean the row above; other cells without a word never become a post or a unit."""

from datetime import date

import pytest
from sqlalchemy import select

from storage.people.tables import person as person_table
from storage.people.tables import position, unit
from tests.support.imports_desk import rows
from tests.support.office_files import TITLES, book, staff
from tests.support.town import Town
from tests.support.workbooks import nip, sent


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def stored(town: Town):
    query = (
        select(person_table.c.nip, person_table.c.position_title, unit.c.name)
        .outerjoin(unit, unit.c.id == person_table.c.unit_id)
        .where(person_table.c.nip.in_([nip(n) for n in range(1, 5)]))
        .order_by(person_table.c.nip)
    )
    return [(row.position_title, row.name) for row in await rows(town.store, query)]


async def saved(hr, path):
    await sent(hr, path)
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


@pytest.mark.parametrize("mark", ['"', "idem", "Idem.", "sda", "s.d.a.", "dto", "''", "-”-", ",,"])
async def test_a_ditto_mark_is_what_stands_above(town: Town, hr, tmp_path, mark):
    people = [
        staff(1, JABATAN="Lurah"),
        staff(2, **{"JABATAN": mark, "UNIT KERJA": mark}),
        staff(3, JABATAN="Camat"),
        staff(4, JABATAN=mark),
    ]
    await sent(hr, book(tmp_path / "a.xlsx", [TITLES, *people]))
    await hr.hears("Baru 4 ")
    assert '3 sel bertanda sama (", idem) dibaca seperti baris di atasnya' in hr.last.said
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    there = "Dinas Contoh"
    posts = ("Lurah", "Lurah", "Camat", "Camat")
    assert await stored(town) == [(post, there) for post in posts]


async def test_a_ditto_mark_below_nothing_is_said_and_not_used(town: Town, hr, tmp_path):
    people = [staff(1, JABATAN='"'), staff(2, JABATAN=None), staff(3, JABATAN="idem")]
    await sent(hr, book(tmp_path / "a.xlsx", [TITLES, *people]))
    await hr.hears("Baru 3 ")
    assert "sel bertanda sama" not in hr.last.said
    await hr.tap("Rincian")
    await hr.hears('! Pegawai, baris 2, kolom JABATAN NAMA: "')
    assert "Tanda sama tanpa isi di atasnya, sehingga tidak dipakai." in hr.last.said
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert [post for post, _ in await stored(town)] == [None] * 3


@pytest.mark.parametrize("between", ["hidden", "heading"])
async def test_a_ditto_mark_below_another_thing_than_a_row_means_nothing(
    town: Town, hr, tmp_path, between
):
    middle = staff(2, JABATAN="Camat") if between == "hidden" else ["DINAS LAIN"]

    def hide(_, sheet):
        sheet.row_dimensions[3].hidden = between == "hidden"

    people = [staff(1), middle, staff(3, JABATAN='"')]
    await saved(hr, book(tmp_path / "a.xlsx", [TITLES, *people], then=hide))
    assert [post for post, _ in await stored(town)] == ["Lurah", None]


@pytest.mark.parametrize(
    "cell", ["...", 0, 17, "0", "n/a", "—", "?", "Nihil", True, date(2026, 1, 2), "x"]
)
async def test_what_is_no_word_never_becomes_a_post_or_a_unit(town: Town, hr, tmp_path, cell):
    people = [staff(1, **{"JABATAN": cell, "UNIT KERJA": cell}), staff(2)]
    await sent(hr, book(tmp_path / "a.xlsx", [TITLES, *people]))
    await hr.hears("Baru 2 ")
    await hr.tap("Rincian")
    await hr.hears("Ini bukan nama jabatan atau unit, sehingga tidak dipakai.")
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert (await stored(town))[0] == (None, None)
    posts = {row.name for row in await rows(town.store, select(position.c.name))}
    assert posts == {"Lurah"}


async def test_a_mark_that_is_no_word_keeps_what_is_stored(town: Town, hr, tmp_path):
    await saved(hr, book(tmp_path / "a.xlsx", [TITLES, staff(1)]))
    row = staff(1, **{"JABATAN": "...", "UNIT KERJA": 0})
    await sent(hr, book(tmp_path / "b.xlsx", [TITLES, row]))
    await hr.hears("Tidak ada perubahan: 1 baris")
    assert await stored(town) == [("Lurah", "Dinas Contoh")]


@pytest.mark.parametrize("cell", [123, 12.5, True, date(1990, 1, 2), "12345", "7/12/2026", '"'])
async def test_a_name_that_is_none_is_refused_by_name(town: Town, hr, tmp_path, cell):
    await sent(hr, book(tmp_path / "a.xlsx", [TITLES, staff(1), staff(2, NAMA=cell)]))
    await hr.hears("Baru 1 · berubah 0 · tetap 0")
    assert "ditolak 1" in hr.last.said
    await hr.tap("Rincian")
    await hr.hears("✗ Pegawai, baris 3, kolom NAMA: ")
    assert "Ini bukan nama orang." in hr.last.said
