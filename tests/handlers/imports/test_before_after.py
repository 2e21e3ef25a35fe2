"""Before Simpan HR reads what changes and what is lost; what is unusual needs a second tap."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from storage.catalogue.tables import offering, training
from storage.people.tables import person as person_table
from tests.support.imports_desk import rows
from tests.support.town import Town
from tests.support.workbooks import STAFF, nip, person, sent, workbook

TRAINING = (
    "KODE PELATIHAN",
    "JUDUL",
    "JENIS",
    "JP",
    "MULAI",
    "SELESAI",
    "KUOTA",
    "STATUS ANGKATAN",
    "ALASAN",
)


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def saved(hr, path):
    await sent(hr, path)
    await hr.hears("Belum ada yang disimpan.", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


@pytest.fixture
async def staff(town: Town, hr, tmp_path):
    people = [person(n) for n in range(1, 6)]
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[STAFF, *people]))
    return people


async def stored(town: Town, number: int):
    query = select(person_table).where(person_table.c.nip == nip(number))
    return (await rows(town.store, query))[0]


async def test_sheets_columns_and_examples_are_named(town: Town, hr, staff, tmp_path):
    changed = [(*row[:3], "Camat", *row[4:]) for row in staff[:2]]
    await sent(hr, workbook(tmp_path / "b.xlsx", Pegawai=[STAFF, *changed]))
    await hr.hears("Pegawai: pegawai, 2 baris")
    assert "JABATAN NAMA: 2 berubah, misalnya Lurah menjadi Camat; Lurah menjadi" in hr.last.said
    assert hr.labels == ["Simpan", "Kembali", "Perubahan", "Perbandingan", "Rincian", "Unduh"]
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari b.xlsx: 0 baru, 2 berubah.")


async def test_many_changed_posts_need_a_second_tap(town: Town, hr, staff, tmp_path):
    changed = [(*row[:3], "Camat", *row[4:]) for row in staff]
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, *changed]))
    await hr.hears("JABATAN NAMA: 5 berubah")
    await hr.tap("Simpan")
    await hr.hears("Perubahan ini tidak biasa. Tetap simpan?")
    assert "! 100% JABATAN NAMA berubah, misalnya Lurah menjadi Camat" in hr.last.said
    assert (await stored(town, 1)).position_title == "Lurah"
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("Tetap simpan?")
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan dari b.xlsx: 0 baru, 5 berubah.")
    assert (await stored(town, 1)).position_title == "Camat"


async def test_an_empty_cell_erases_nothing(town: Town, hr, staff, tmp_path):
    empty = [(*row[:2], None, None, None, None) for row in staff]
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, *empty]))
    await hr.hears("Tidak ada perubahan: 5 baris")


@pytest.mark.parametrize("sign", ["-", "(kosong)", "(KOSONG)"])
async def test_a_dash_erases_after_a_second_tap(town: Town, hr, staff, tmp_path, sign):
    row = (*staff[0][:2], sign, sign, sign, sign)
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[STAFF, row]))
    await hr.hears("! NOMOR HP: 1 berubah, 1 hilang, misalnya")
    assert "+6284000000001" not in hr.last.said
    await hr.tap("Simpan")
    await hr.hears("Tetap simpan?")
    assert "! JABATAN NAMA: 1 berubah, 1 hilang, misalnya Lurah menjadi (kosong)" in hr.last.said
    assert "! UNOR NAMA: 1 berubah, 1 hilang" in hr.last.said
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan")
    kept = await stored(town, 1)
    assert (kept.phone, kept.position_title, kept.position_id, kept.unit_id) == (None,) * 4


def offered(start, *, status=None, code="P01", title="Bimtek Arsip"):
    return (code, title, "bimtek", 16, start, start, 30, status, "Banjir" if status else None)


@pytest.fixture
async def ward(town: Town, hr, tmp_path):
    """A person with a seat in an offering of 9 December."""
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[TRAINING, offered("9/12/2026")]))
    ward = await town.citizen("Contoh Lurah")
    await town.make.enrolment(town.person_of(ward), 1)
    return ward


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (offered("10/12/2026"), "9 Des 2026 08.00 menjadi 10 Des 2026 08.00, 1 peserta"),
        (offered("9/12/2026", status="batal"), "9 Des 2026 08.00 dibatalkan, 1 peserta"),
        (
            offered("20/11/2026"),
            "9 Des 2026 08.00 menjadi 20 Nov 2026 08.00, 1 peserta, mulai di masa lalu",
        ),
    ],
)
async def test_a_move_or_call_off_with_people_names_the_training_and_asks(
    town: Town, hr, ward, tmp_path, row, said
):
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[TRAINING, row]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("Tetap simpan?")
    assert f"! Bimtek Arsip: {said}" in hr.last.said
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan")


async def test_a_move_without_people_is_saved_with_one_tap(town: Town, hr, tmp_path):
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[TRAINING, offered("9/12/2026")]))
    await saved(hr, workbook(tmp_path / "b.xlsx", Data=[TRAINING, offered("10/12/2026")]))


async def test_a_move_that_clashes_is_said_to_hr_and_to_the_person(town: Town, hr, ward, tmp_path):
    ten = offered("10/12/2026", code="P02", title="Bimtek Lain")
    await saved(hr, workbook(tmp_path / "b.xlsx", Data=[TRAINING, ten]))
    await town.make.enrolment(town.person_of(ward), 2)
    await sent(hr, workbook(tmp_path / "c.xlsx", Data=[TRAINING, offered("10/12/2026")]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("1 orang punya pelatihan lain pada waktu itu")
    await hr.tap("Tetap Simpan")
    await ward.hears("Jadwal berubah: Bimtek Arsip")
    await ward.hears("! Bertepatan dengan Bimtek Lain, Kamis, 10 Desember 2026")


async def test_an_evening_elsewhere_is_no_clash_for_a_move(town: Town, hr, ward, tmp_path):
    seven, nine = (datetime(2026, 12, 15, hour, tzinfo=UTC) for hour in (12, 14))
    evening = await town.make.offering("Bimtek Malam", starts_at=seven, ends_at=nine)
    await town.make.enrolment(town.person_of(ward), evening)
    moved = (*offered("14/12/2026")[:5], "16/12/2026", *offered("14/12/2026")[6:])
    await sent(hr, workbook(tmp_path / "c.xlsx", Data=[TRAINING, moved]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("9 Des 2026 08.00 menjadi 14 Des 2026 08.00")
    assert "pelatihan lain pada waktu itu" not in hr.last.said


async def test_attendance_of_what_is_moved_into_the_future_is_asked_about(
    town: Town, hr, tmp_path
):
    past = offered("20/11/2026")
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[TRAINING, past]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("! Bimtek Arsip: baru, 20 Nov 2026 08.00, mulai di masa lalu")
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan")
    one = await town.make.person("Contoh Hadir")
    await town.make.enrolment(one, 1, attendance="attended")
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[TRAINING, offered("10/12/2026")]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Perubahan")
    await hr.hears("1 orang sudah tercatat kehadirannya")
    await hr.tap("Kembali")
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("1 orang sudah tercatat kehadirannya")


async def test_what_is_moved_and_what_is_called_off_are_counted_apart(
    town: Town, hr, ward, tmp_path
):
    other = offered("9/12/2026", code="P02", title="Bimtek Lain")
    await saved(hr, workbook(tmp_path / "b.xlsx", Data=[TRAINING, other]))
    one = await town.make.person("Contoh Camat")
    await town.make.enrolment(one, 2)
    off = offered("9/12/2026", code="P02", title="Bimtek Lain", status="batal")
    await sent(hr, workbook(tmp_path / "c.xlsx", Data=[TRAINING, offered("10/12/2026"), off]))
    await hr.hears("Jadwal berubah: 1 angkatan, 1 peserta akan diberi tahu")
    assert "! 1 angkatan akan dibatalkan, 1 peserta akan diberi tahu" in hr.last.said


@pytest.mark.parametrize(
    ("closes", "warned"),
    [("9/12/2026", 0), ("9/12/2026 09.00", 1), ("10/12/2026", 1), ("8/12/2026", 0)],
)
async def test_sign_up_that_would_end_after_the_start_is_said(
    town: Town, hr, tmp_path, closes, warned
):
    row = (*offered("9/12/2026"), closes)
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[(*TRAINING, "BATAS DAFTAR"), row]))
    await hr.hears(f"Baru 1 · berubah 0 · tetap 0 · peringatan {warned}")
    if warned:
        await hr.tap("Rincian")
        await hr.hears("BATAS DAFTAR sesudah MULAI; pendaftaran tetap ditutup saat mulai.")


async def test_of_two_columns_with_one_meaning_the_one_that_is_used_is_named(
    town: Town, hr, tmp_path
):
    titles = ("NIP", "NAMA", "JABATAN", "JABATAN", "UNIT KERJA")
    row = (nip(1), "Contoh 1", "Lurah", "Camat", "Dinas Contoh")
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, row]))
    await hr.hears("JABATAN NAMA: dipakai JABATAN (C), bukan JABATAN (D)")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert (await stored(town, 1)).position_title == "Lurah"


async def test_empty_cells_of_a_training_keep_what_is_stored(town: Town, hr, tmp_path):
    titles = (*TRAINING[:7], "MODA", "TEMPAT", "BATAS DAFTAR", "PERLU PERSETUJUAN", "KOMPETENSI")
    full = ("P01", "Bimtek", "bimtek", 16, "9/12/2026", "9/12/2026", 30)
    await town.make.competency(code="T.01")
    first = (*full, "daring", "Aula A", "1/12/2026", "ya", "T.01:3")
    await saved(hr, workbook(tmp_path / "a.xlsx", Data=[titles, first]))
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[titles, full]))
    await hr.hears("Tidak ada perubahan: 1 baris")
    erased = (*full, None, "-", None, None, "-")
    await sent(hr, workbook(tmp_path / "c.xlsx", Data=[titles, erased]))
    await hr.hears("! TEMPAT: 1 berubah, 1 hilang, misalnya Aula A menjadi (kosong)")
    query = select(training.c.mode, offering.c.needs_approval).join(offering)
    kept = (await rows(town.store, query))[0]
    assert (kept.mode, kept.needs_approval) == ("online", True)


async def test_nobody_is_thanked_for_what_a_slip_moved_into_the_past(
    town: Town, hr, ward, tmp_path
):
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[TRAINING, offered("20/11/2026")]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("mulai di masa lalu")
    await hr.tap("Tetap Simpan")
    await hr.hears("✓ Tersimpan")
    await town.move(hours=2)
    assert not asked(ward)
    await sent(hr, workbook(tmp_path / "c.xlsx", Data=[TRAINING, offered("9/12/2026")]))
    await hr.hears("Belum ada yang disimpan.")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari c.xlsx")
    await town.move_to(datetime(2026, 12, 9, 9, 5, tzinfo=UTC))
    assert asked(ward) == 1


def asked(phone) -> int:
    return sum("telah selesai" in m.said.lower() for m in phone.messages)
