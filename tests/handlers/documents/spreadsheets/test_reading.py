import re
from datetime import UTC, date, datetime

import pytest

from domain.imports.checks import Known
from domain.imports.sheets import SheetKind
from tests.support.workbooks import STAFF, TRAINING, csv_file, nip, phone, read, workbook

EVERYTHING = Known(competencies=frozenset({"T.04", "T.05", "M.06", "S.01"}))


def expected(path):
    """Row number to verdict, as the file beside the example says."""
    return {
        int(found[1]): found[2]
        for found in re.finditer(r"^row (\d+)\t.*?(ok|warn|refuse)\b", path.read_text(), re.M)
    }


def test_the_complete_example_loads_without_a_word(data_folder):
    reading = read(data_folder / "contoh_lengkap.xlsx")
    assert [sheet.kind for sheet in reading.sheets] == [
        SheetKind.STAFF,
        SheetKind.UNIT,
        SheetKind.COMPETENCY,
        SheetKind.REQUIREMENT,
        SheetKind.ASSESSMENT,
        SheetKind.TRAINING,
    ]
    assert len(reading.found) == 600 + 12 + 19 + 157 + 5551 + 10
    assert set(map(tuple, reading.found.values())) == {()}


def test_what_nobody_needs_is_dropped_and_counted(data_folder):
    staff = read(data_folder / "contoh_lengkap.xlsx").sheets[0]
    assert len(staff.columns) == 13
    assert staff.ignored == 12
    assert not {"NIK", "AGAMA", "NPWP NOMOR", "ALAMAT", "BPJS"} & set(staff.columns)


def test_every_spoilt_row_of_the_staff_export_gets_its_verdict(data_folder):
    reading = read(data_folder / "contoh_lengkap.xlsx", data_folder / "pegawai_kotor.xlsx")
    verdicts = reading.verdicts(sheet=6)
    wanted = expected(data_folder / "pegawai_kotor_harapan.tsv")
    assert {row: verdict for row, verdict in verdicts.items() if verdict != "ok"} == {
        row: verdict for row, verdict in wanted.items() if verdict != "ok"
    }
    assert set(verdicts) == set(range(2, 2002))


def test_every_row_of_the_training_csv_gets_its_verdict(data_folder):
    reading = read(data_folder / "pelatihan_kotor.csv", known=EVERYTHING)
    assert reading.verdicts() == expected(data_folder / "pelatihan_kotor_harapan.tsv")
    assert sorted(reading.problems(9)) == [
        ("order", "SELESAI"),
        ("unknown", "KOMPETENSI"),
        ("value", "KUOTA"),
        ("value", "PERLU PERSETUJUAN"),
    ]
    assert reading.problems(7) == [("value", "MULAI"), ("value", "SELESAI")]


def test_hours_serials_and_quotes_of_the_training_csv(data_folder):
    rows = read(data_folder / "pelatihan_kotor.csv", known=EVERYTHING).values
    first, serial, quoted = rows[0, 4], rows[0, 5], rows[0, 6]
    assert first.starts_at == datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
    assert first.closes_at == datetime(2026, 12, 4, 16, 59, tzinfo=UTC)
    assert serial.starts_at == datetime(2026, 12, 22, 1, 0, tzinfo=UTC)
    assert serial.ends_at == datetime(2026, 12, 23, 9, 0, tzinfo=UTC)
    assert (
        serial.closes_at is None
    )  # a new offering closes at its start, a stored one keeps its date
    assert (quoted.label, quoted.place, quoted.needs_approval) == ("I", "Ruang “Melati”", True)


def test_a_sheet_may_come_before_the_one_it_refers_to(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ratings=[
            ("NIP", "Kode_Kompetensi", "Level", "Tanggal Penilaian"),
            (nip(1), "t.01", 3, date(2026, 6, 15)),
            (nip(2), "T.01", 3, date(2026, 6, 15)),
            (nip(1), "T.02", 6, "besok"),
        ],
        staff=[STAFF, (nip(1), "Contoh Satu", phone(1), None, None, None)],
        dictionary=[
            ("KODE KOMPETENSI", "NAMA KOMPETENSI", "KELOMPOK"),
            ("T.01", "Penyusunan Kebijakan", "Teknis"),
            ("T.09", "Perizinan", "lain"),
        ],
    )
    reading = read(path)
    assert reading.problems(2) == []
    assert reading.problems(3) == [("unknown", "NIP")]
    assert sorted(reading.problems(4)) == [
        ("unknown", "KODE KOMPETENSI"),
        ("value", "LEVEL"),
        ("value", "TANGGAL PENILAIAN"),
    ]
    assert reading.problems(3, sheet=2) == [("value", "KELOMPOK")]


def test_all_problems_of_a_staff_row_are_named(tmp_path):
    header = (*STAFF, "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "NIP ATASAN")
    path = workbook(
        tmp_path / "a.xlsx",
        staff=[
            header,
            ("1990", None, "0", None, None, None, "PNS", "Aktif", None),
            (nip(1), "Contoh Satu", "12", "Lurah", None, None, "PPPK", "Tugas Belajar", "7"),
            (nip(2), "Contoh Dua", phone(2), None, None, None, "PNS", "Cltn", "-"),
        ],
    )
    reading = read(path)
    assert reading.problems(2) == [("nip17", "NIP BARU"), ("empty", "NAMA"), ("hpbad", "NOMOR HP")]
    assert reading.problems(3) == [
        ("type", "JENIS PEGAWAI NAMA"),
        ("status", "KEDUDUKAN HUKUM NAMA"),
        ("hpbad", "NOMOR HP"),
        ("superior", "NIP ATASAN"),
        ("post", "JABATAN NAMA"),
    ]
    assert reading.problems(4) == []


def test_a_number_of_somebody_stored_is_shared_unless_that_person_changes_it(tmp_path):
    rows = [STAFF, (nip(1), "Contoh Satu", phone(1), None, None, None)]
    known = Known(phones=(("+62" + phone(1)[1:], nip(2)),))
    path = workbook(tmp_path / "a.xlsx", staff=rows)
    assert read(path, known=known).problems(2) == [("hpdup", "NOMOR HP")]
    rows.append((nip(2), "Contoh Dua", phone(2), None, None, None))
    path = workbook(tmp_path / "b.xlsx", staff=rows)
    assert read(path, known=known).problems(2) == []


def test_a_participant_needs_an_offering_that_loads(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        people=[
            ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS"),
            ("P01", None, nip(1), "lulus"),
            ("P01", "II", nip(1), "hadir"),
            ("P09", None, nip(1), "mungkin"),
        ],
        offerings=[
            TRAINING,
            ("P01", "Bimtek", "bimtek", None, 8, None, "I", "7/12/2026", "7/12/2026", "Aula", 5),
            ("P01", "Bimtek", "bimtek", None, 8, "X.1:2", "II", "8/12/2026", "8/12/2026", None, 5),
        ],
    )
    reading = read(path, known=Known(nips=frozenset({nip(1)})))
    assert reading.problems(2) == []
    assert reading.problems(3) == [("unknown", "KODE PELATIHAN")]
    assert reading.problems(4) == [("value", "STATUS"), ("unknown", "KODE PELATIHAN")]
    assert reading.problems(3, sheet=1) == [("unknown", "KOMPETENSI")]


def test_a_quota_below_the_seats_taken_is_warned(tmp_path):
    row = ("P01", "Bimtek", "bimtek", None, 8, None, "I", "7/12/2026", "7/12/2026", "Aula", 5)
    path = workbook(tmp_path / "a.xlsx", offerings=[TRAINING, row])
    assert read(path, known=Known(seats={("P01", "I"): 6})).problems(2) == [("seats", "KUOTA")]
    assert read(path, known=Known(seats={("P01", "I"): 5})).problems(2) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_in_any_coding_and_with_any_separator(tmp_path, encoding, separator):
    lines = [("nip", "Nama  Lengkap", "OPD"), (nip(1), "Peraga “Empat”", "Dinas Contoh")]
    path = tmp_path / "a.csv"
    path.write_text("\r\n".join(separator.join(line) for line in lines), encoding=encoding)
    reading = read(path)
    assert reading.values[0, 2].name == "Peraga “Empat”"
    assert reading.values[0, 2].unit_name == "Dinas Contoh"


def test_rows_are_counted_as_the_spreadsheet_counts_them(tmp_path):
    blank = ("", "", "", "", "", "")
    path = csv_file(
        tmp_path / "a.csv",
        [("DATA CONTOH",), (), STAFF, blank, ("12", "Contoh\nSatu", "", "", "", ""), blank],
    )
    assert set(read(path).found) == {(0, 5)}


def test_units_behind_figures_are_read_and_doubtful_figures_refused(tmp_path):
    def row(code, hours, seats):
        return (code, "Bimtek", "bimtek", "7-9 Desember 2026", None, hours, seats)

    titles = ("KODE PELATIHAN", "JUDUL", "JENIS", "MULAI", "SELESAI", "JP", "KUOTA")
    good = (
        ("16 JP", "30 orang"),
        ("16 (enam belas) JP", "30 peserta"),
        ("16JP", "30 org/angkatan"),
    )
    bad = (("16 jam", "30 orang"), ("16 JP", "30 unit"), ("1.000", "30"))
    rows = [row(f"P{n}", *figures) for n, figures in enumerate((*good, *bad))]
    reading = read(workbook(tmp_path / "a.xlsx", Data=[titles, *rows]))
    assert [reading.problems(n) for n in (2, 3, 4)] == [[], [], []]
    assert {(reading.values[0, n].hours, reading.values[0, n].quota) for n in (2, 3, 4)} == {
        (16, 30)
    }
    assert [reading.problems(n) for n in (5, 6, 7)] == [
        [("value", "JP")],
        [("value", "KUOTA")],
        [("value", "JP")],
    ]
