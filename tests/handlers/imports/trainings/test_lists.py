"""Attendance lists and lists of participants: HR is asked for the offering, staff data stay."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.imports.sheets import COLUMNS, SheetKind
from handlers.actions.imports import SaveImport
from handlers.codec import encode
from storage.imports.tables import import_run
from storage.people.tables import person as person_table
from storage.seats.tables import enrolment
from tests.support.imports_desk import rows
from tests.support.office_files import book
from tests.support.town import Town
from tests.support.workbooks import nip, sent, workbook

TITLES = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "HARI KE-1", "HARI KE-2", "TANDA TANGAN")
MARKS = [("√", "√", None), ("Hadir", "H", ""), ("sakit", None, "........"), (None, None, "4 ....")]


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


@pytest.fixture
async def staff(town: Town):
    """Four people who hold a seat in Bimtek Arsip, which took place last week."""
    there = await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    people = [
        await town.make.person(f"Contoh {n}", nip=nip(n), position_title="Lurah")
        for n in range(1, 5)
    ]
    for one in people:
        await town.make.enrolment(one, there)
    await town.move(days=20)
    return people


def listed(number: int, *marks) -> tuple:
    return (number, nip(number), f"CONTOH {number}", "Peserta", "Kota Contoh", *marks)


def attendance(path, titles=TITLES, marks=MARKS, **sheet):
    people = [listed(n, *each) for n, each in enumerate(marks, 1)]
    heading = ("DAFTAR HADIR BIMTEK ARSIP",)
    return workbook(path, **{sheet.get("name", "Sheet1"): [heading, (), titles, *people]})


async def recorded(town: Town):
    query = select(enrolment.c.attendance).order_by(enrolment.c.id)
    return [row.attendance for row in await rows(town.store, query)]


async def posts(town: Town):
    query = select(person_table.c.position_title).where(person_table.c.nip.like("19%"))
    return {row.position_title for row in await rows(town.store, query)}


async def test_an_attendance_list_records_who_was_there_and_changes_no_post(
    town: Town, hr, staff, tmp_path
):
    await sent(hr, attendance(tmp_path / "hadir.xlsx"))
    await hr.hears("Apakah ini daftar hadir? Silakan pilih angkatannya.")
    assert "1. Bimtek Arsip · P01" in hr.last.said
    assert hr.labels == ["1 · 9 Des · 4 peserta", "Bukan, Data Pegawai", "Kembali", "Menu Utama"]
    await hr.tap("1 · 9 Des · 4 peserta")
    await hr.hears("Untuk Bimtek Arsip")
    assert "Baru 0 · berubah 3 · tetap 0 · peringatan 0 · ditolak 1" in hr.last.said
    assert await recorded(town) == [None] * 4
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari hadir.xlsx: 0 baru, 3 berubah.")
    assert await recorded(town) == ["attended", "attended", "absent", None]
    assert await posts(town) == {"Pranata Komputer Ahli Pertama", "Lurah"}


async def test_a_row_without_a_mark_or_there_on_some_days_only_is_refused_by_name(
    town: Town, hr, staff, tmp_path
):
    marks = [("√", "", ""), ("", "", ""), ("mungkin", "", ""), ("√", "√", "")]
    await sent(hr, attendance(tmp_path / "hadir.xlsx", marks=marks))
    await hr.hears("Apakah ini daftar hadir?")
    await hr.tap("1 · 9 Des · 4 peserta")
    await hr.hears("berubah 1 · tetap 0 · peringatan 0 · ditolak 3")
    await hr.tap("Rincian")
    await hr.hears("✗ Sheet1, baris 4, kolom HARI KE-1: √")
    assert "Hadir 1 hari saja." in hr.last.said
    assert "Tidak ada tanda hadir pada baris ini" in hr.last.said
    assert "kolom HARI KE-1: mungkin\nNilai tidak dikenali." in hr.last.said


async def test_nothing_is_saved_before_the_offering_is_chosen(town: Town, hr, staff, tmp_path):
    await sent(hr, attendance(tmp_path / "hadir.xlsx"))
    await hr.hears("Apakah ini daftar hadir?")
    choose = hr.last.buttons[0][0].data
    run = await rows(town.store, select(import_run.c.id))
    await hr.press(hr.last.id, encode(SaveImport(run[0].id)))
    await hr.hears("Apakah ini daftar hadir?")
    assert await recorded(town) == [None] * 4
    await hr.press(hr.last.id, choose)
    await hr.hears("berubah 3")


@pytest.mark.parametrize(
    "titles",
    [
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "KEHADIRAN"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "Paraf"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "TTD"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "Sesi 1"),
        ("NO", "NIP", "NAMA PESERTA", "ASAL", "ALAMAT", "Tanda_Tangan"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "7 Des"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "07/12"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "Senin, 7-12-2026"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "Pagi"),
        ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", date(2026, 12, 7)),
    ],
)
async def test_each_title_of_attendance_is_known(town: Town, hr, staff, tmp_path, titles):
    rows_of_it = [titles, listed(1, "hadir"), listed(2, "tidak hadir")]
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=rows_of_it))
    await hr.hears("Apakah ini daftar hadir? Silakan pilih angkatannya.")
    await hr.tap("1 · 9 Des · 4 peserta")
    await hr.hears("berubah 2 · tetap 0 · peringatan 0 · ditolak 0")


async def test_the_days_below_a_title_in_common_are_each_counted(town: Town, hr, staff, tmp_path):
    upper = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "KEHADIRAN 7 DES", None, "8 DES", None)
    lower = (*[None] * 5, "Pagi", "Siang", "Pagi", "Siang")
    below = [listed(1, *"√√√√"), listed(2, "A", *"√√√")]
    merged = [f"{letter}1:{letter}2" for letter in "ABCDE"]
    await sent(hr, book(tmp_path / "a.xlsx", [upper, lower, *below], *merged, "F1:G1", "H1:I1"))
    await hr.hears("Apakah ini daftar hadir?")
    await hr.tap("1 · 9 Des · 4 peserta")
    await hr.hears("berubah 1 · tetap 0 · peringatan 0 · ditolak 1")


async def read_as(hr, tmp_path, titles, *marks):
    """Sends a list with these columns of marks, for the offering of 9 December."""
    people = [listed(n, *each) for n, each in enumerate(marks, 1)]
    upper = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", *titles)
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[upper, *people]))
    await hr.hears("Apakah ini daftar hadir?")
    await hr.tap("1 · 9 Des · 4 peserta")
    await hr.hears("Belum ada yang disimpan.")


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (("HADIR", "TIDAK HADIR"), [("√", None), (None, "√"), ("V", "-")]),
        (("TIDAK HADIR", "HADIR"), [(None, "√"), ("X", None), ("0", "1")]),
        (("Hadir", "Tdk Hadir", "KET"), [(1, 0, None), (0, 1, "dinas"), ("ya", "", None)]),
        (("HADIR", "SAKIT", "IZIN", "ALPA"), [("√", *"---"), (None, "√", "", ""), ("√", *"   ")]),
        (("TIDAK HADIR", "TTD"), [(None, "√"), ("√", "....."), (None, "TTD")]),
        (
            ("HADIR", "TIDAK HADIR", "HADIR", "TIDAK HADIR"),
            [("√", "", "√", ""), ("", "√", "", "sakit"), ("√", "", "√", "")],
        ),
    ],
)
async def test_a_mark_below_tidak_hadir_says_who_was_not_there(
    town: Town, hr, staff, tmp_path, titles, marks
):
    await read_as(hr, tmp_path, titles, *marks)
    assert "Baru 0 · berubah 3 · tetap 0 · peringatan 0 · ditolak 0" in hr.last.said
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert await recorded(town) == ["attended", "absent", "attended", None]


async def test_two_marks_in_one_row_are_refused_by_row(town: Town, hr, staff, tmp_path):
    marks = [("√", "√"), (None, None), (None, "hadir"), ("√", None)]
    await read_as(hr, tmp_path, ("HADIR", "TIDAK HADIR"), *marks)
    assert "ditolak 3" in hr.last.said
    await hr.tap("Rincian")
    await hr.hears("✗ Data, baris 2, kolom TIDAK HADIR: √")
    assert "Ada tanda hadir dan tanda tidak hadir pada baris ini. Sisakan satu." in hr.last.said
    assert "Tidak ada tanda hadir pada baris ini" in hr.last.said
    assert "kolom TIDAK HADIR: hadir\nNilai tidak dikenali." in hr.last.said


async def test_a_column_of_leave_makes_no_list_of_a_staff_sheet(town: Town, hr, tmp_path):
    titles = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "CUTI", "SAKIT")
    row = (1, nip(1), "Contoh 1", "Lurah", "Dinas Contoh", 2, 0)
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, row]))
    await hr.hears("Baru 1 · berubah 0")


async def test_years_in_a_staff_sheet_are_no_days(town: Town, hr, tmp_path):
    titles = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "2024", "SKP 2025")
    row = (1, nip(1), "Contoh 1", "Lurah", "Dinas Contoh", "Baik", "Baik")
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, row]))
    await hr.hears("Baru 1 · berubah 0")


@pytest.mark.parametrize("heading", ["DAFTAR PESERTA BIMTEK", "SURAT TUGAS NOMOR 800/1"])
async def test_a_list_of_participants_or_a_letter_names_who_is_to_come(
    town: Town, hr, tmp_path, heading
):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    for n in (1, 2):
        await town.make.person(f"Contoh {n}", nip=nip(n), position_title="Lurah")
    titles = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA")
    sheet = [(heading,), (), titles, listed(1), listed(2)]
    await sent(hr, workbook(tmp_path / "surat.xlsx", Data=sheet))
    await hr.hears("Apakah ini daftar peserta? Silakan pilih angkatannya.")
    await hr.tap("1 · 9 Des · 0 peserta")
    await hr.hears("Baru 2 · berubah 0")
    await hr.tap("Ganti Angkatan")
    await hr.hears("Apakah ini daftar peserta?")
    await hr.tap("1 · 9 Des · 0 peserta")
    await hr.hears("Baru 2 · berubah 0")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan dari surat.xlsx: 2 baru")
    assert "Peserta" not in await posts(town)


@pytest.mark.parametrize(
    "title", ["NILAI PRE", "NILAI POST TEST", "Pre-Test", "POST TEST", "Nilai Ujian"]
)
async def test_results_without_a_heading_are_no_staff_data(town: Town, hr, tmp_path, title):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    await town.make.person("Contoh 1", nip=nip(1), position_title="Lurah")
    titles = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", title)
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, listed(1, 80)]))
    await hr.hears("Apakah ini daftar peserta? Silakan pilih angkatannya.")


async def test_a_part_in_a_training_is_no_post(town: Town, hr, tmp_path):
    await town.make.person("Contoh 1", nip=nip(1), position_title="Lurah")
    titles = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA")
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, listed(1)]))
    await hr.hears("peringatan 1 · ditolak 0")
    await hr.tap("Rincian")
    await hr.hears("kolom JABATAN NAMA: Peserta\nIni bukan nama jabatan atau unit")


async def test_hr_says_that_it_is_no_list_but_staff_data(town: Town, hr, tmp_path):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    titles = ("NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "ABSENSI 2026")
    row = (1, nip(1), "Contoh 1", "Lurah", "Dinas Contoh", "98%")
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[("DAFTAR PESERTA BPJS",), titles, row]))
    await hr.hears("Apakah ini daftar hadir? Silakan pilih angkatannya.")
    await hr.tap("Bukan, Data Pegawai")
    await hr.hears("Data: pegawai, 1 baris")
    assert "Baru 1 · berubah 0" in hr.last.said
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    assert "Lurah" in await posts(town)


async def test_a_list_that_is_no_staff_sheet_either_says_what_is_missing(town: Town, hr, tmp_path):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    rows_of_it = [("NO", "NIP", "NAMA", "TTD"), (1, nip(1), "Contoh 1", None)]
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=rows_of_it))
    await hr.hears("Apakah ini daftar hadir?")
    await hr.tap("Bukan, Data Pegawai")
    await hr.hears("Judul kolom belum lengkap.")


async def test_an_offering_called_off_is_not_offered(town: Town, hr, staff, tmp_path):
    await town.make.offering("Bimtek Lain", called_off_at=town.now)
    await sent(hr, attendance(tmp_path / "hadir.xlsx"))
    await hr.hears("Apakah ini daftar hadir?")
    assert "Bimtek Lain" not in hr.last.said


async def test_a_staff_sheet_is_still_one(town: Town, hr, tmp_path):
    titles = COLUMNS[SheetKind.STAFF]
    row = [{"NIP BARU": nip(1), "NAMA": "Contoh 1"}.get(title) for title in titles]
    heading = ("DAFTAR NOMINATIF PEGAWAI",)
    await sent(hr, workbook(tmp_path / "a.xlsx", Peserta=[heading, titles, row]))
    await hr.hears("Baru 1 · berubah 0")


async def test_a_training_without_a_code_gets_one_and_keeps_it(town: Town, hr, tmp_path):
    titles = ("JUDUL", "JENIS", "JP", "ANGKATAN", "MULAI", "SELESAI", "KUOTA")
    one = ["Bimtek Arsip", "bimtek", 16, "I", "9/12/2026", "9/12/2026", 30]
    two = [*one[:3], "II", "16/12/2026", "16/12/2026", 30]
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, one, two]))
    await hr.hears("Baru 2 · berubah 0 · tetap 0 · peringatan 0 · ditolak 0")
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    one[0] = "BIMTEK  arsip"
    one[4] = one[5] = "10/12/2026"
    await sent(hr, workbook(tmp_path / "b.xlsx", Data=[titles, one]))
    await hr.hears("Baru 0 · berubah 1")


async def test_a_training_without_a_code_whose_title_is_known_is_that_one(
    town: Town, hr, tmp_path
):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    titles = ("JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")
    one = ("Bimtek Arsip", "bimtek", 16, "10/12/2026", "10/12/2026", 30)
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, one]))
    await hr.hears("Baru 0 · berubah 1")
