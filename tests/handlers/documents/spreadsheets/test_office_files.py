"""Files as offices have them: what is read of each, or the reason why it is not."""

import pytest

from domain.imports.checks import Known
from domain.imports.layout.passed import Manner
from tests.support.office_files import (
    TITLES,
    backslashes,
    book,
    page,
    people,
    renamed_parts,
    staff,
    strict,
    text,
    titled,
)
from tests.support.workbooks import TRAINING, nip, phone
from tests.support.workbooks import read as read_files


def read(path, **more):
    """Reads the file where the post of all people is known."""
    return read_files(path, known=Known(posts=frozenset({"LURAH"})), **more)


def loads(path, count=2, **more):
    """The file loads that many people with phone, post and unit, and refuses nothing."""
    found = read(path, **more)
    assert found.refusals == {}
    assert [
        (row.nip, row.name, row.phone, row.position_title, row.unit_name)
        for row in found.values.values()
    ] == [
        (nip(n), f"Contoh {n}", f"+62{phone(n)[1:]}", "Lurah", "Dinas Contoh")
        for n in range(1, count + 1)
    ]
    return found


def noise(found):
    return sum(one.noise for one in found.passed)


PHONES = [
    "No. Handphone",
    "NOMOR HANDPHONE",
    "No. HP/WA",
    "Nomor Telepon",
    "No. Telp",
    "NO. TELEPON",
    "No. Telp/HP",
    "Nomor HP",
    "NO_HP",
    "No.HP",
    "HP/WA",
    "No. WhatsApp",
    "Nomor Ponsel",
    "No Hp Aktif",
    "KONTAK",
    "NOMOR\nHP",
    "No. HP :",
    "n o  h p",
]


@pytest.mark.parametrize("title", PHONES)
def test_every_usual_title_of_a_phone(tmp_path, title):
    loads(titled(tmp_path / "a.xlsx", **{"NO HP": title}))


@pytest.mark.parametrize("title", ["Telepon Kantor", "No. HP Suami/Istri", "Status HP", "HP Lama"])
def test_a_phone_of_another_is_not_taken(tmp_path, title):
    found = read(titled(tmp_path / "a.xlsx", **{"NO HP": title}))
    assert [row.phone for row in found.values.values()] == [None, None]
    assert (found.passed[0].ignored, found.passed[0].phoneless) == (("NO", title), 2)


@pytest.mark.parametrize(
    ("column", "title"),
    [
        *[
            ("NIP", title)
            for title in (
                "NIP/NIPPPK",
                "Nomor Induk Pegawai",
                "NIP PNS",
                "NIP (18 digit)",
                "N I P",
                "No. NIP",
                "NIP\u200b",
                "nip_baru*",
            )
        ],
        *[
            ("NAMA", title)
            for title in (
                "Nama dan Gelar",
                "Nama Lengkap (dengan gelar)",
                "Nama ASN",
                "NAMA PNS",
                "NAMA\u200b",
            )
        ],
        *[
            ("UNIT KERJA", title)
            for title in ("PERANGKAT DAERAH", "UNOR INDUK", "Unit Kerja / OPD", "UNOR NAMA :")
        ],
        *[("JABATAN", title) for title in ("Jabatan\xa0Nama ", "Jabatan Terakhir", "JABATAN ASN")],
    ],
)
def test_every_usual_title_of_number_name_unit_and_post(tmp_path, column, title):
    loads(titled(tmp_path / "a.xlsx", **{column: title}))


def test_titles_merged_downwards_and_numbers_of_columns(tmp_path):
    rows = [TITLES, [], [1, 2, 3, 4, 5, 6], *people()]
    path = book(tmp_path / "a.xlsx", rows, *(f"{c}1:{c}2" for c in "ABCDEF"))
    assert noise(loads(path, 3)) == 1


def test_titles_in_two_rows(tmp_path):
    upper = ("NO", "NIP", "NAMA", "KONTAK PEGAWAI", "DATA JABATAN", None)
    lower = (None, None, None, "HP", "JABATAN", "UNIT KERJA")
    loads(book(tmp_path / "a.xlsx", [upper, lower, *people(2)]))
    merged = ("A1:A2", "B1:B2", "C1:C2", "E1:F1")
    loads(book(tmp_path / "b.xlsx", [upper, lower, *people(2)], *merged))
    upper = ("NO", "NIP", "NAMA", "NOMOR", "NAMA", "UNIT")
    lower = (None, "BARU", "LENGKAP", "HP", "JABATAN", "KERJA")
    loads(book(tmp_path / "c.xlsx", [upper, lower, *people(2)]))


def test_a_group_of_titles_about_another_person_is_not_taken(tmp_path):
    upper = ("NIP", "NAMA", "JABATAN", "ATASAN LANGSUNG", None)
    lower = (None, None, None, "NIP", "NAMA")
    row = (nip(1), "Contoh 1", "Lurah", nip(2), "Contoh 2")
    found = read(book(tmp_path / "a.xlsx", [upper, lower, row], "D1:E1"))
    (person,) = found.values.values()
    assert (person.nip, person.name, person.superior_nip) == (nip(1), "Contoh 1", nip(2))


def test_a_letterhead_above_the_titles(tmp_path):
    head = [("PEMERINTAH KOTA",), ("DAFTAR NOMINATIF",), *[()] * 10]
    loads(book(tmp_path / "a.xlsx", [*head, TITLES, *people(2)], "A1:F1", "A2:F2"))


def test_hidden_sheets_rows_and_columns_are_named_and_not_read(tmp_path):
    def hide(made, sheet):
        old = made.create_sheet("lama", 0)
        for row in (TITLES, staff(1, NAMA="Nama Lama")):
            old.append(row)
        old.sheet_state = "veryHidden"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    path = book(tmp_path / "a.xlsx", [TITLES, *people()], then=hide)
    found = read(path)
    assert [row.name for row in found.values.values()] == ["Contoh 1", "Contoh 3"]
    assert {row.phone for row in found.values.values()} == {None}
    old, new = found.passed
    assert (old.sheet, old.whole) == ("lama", True)
    assert (new.hidden_rows, new.hidden_columns, new.phoneless) == (1, 1, 2)
    again = read(path, manner=Manner(hidden_too=True))
    assert [row.name for row in again.values.values()] == ["Contoh 1", "Contoh 2", "Contoh 3"]


def test_a_file_whose_data_are_hidden_says_so(tmp_path):
    def hide(made, sheet):
        sheet.sheet_state = "hidden"
        made.create_sheet("Catatan")

    refusal = read(book(tmp_path / "a.xlsx", [TITLES, *people()], then=hide)).refusals["a.xlsx"]
    assert (refusal.problem.value, refusal.sheet) == ("hidden", "Pegawai")


def test_merged_cells_give_their_value_to_every_row(tmp_path):
    rows = [staff(1), staff(2, JABATAN=None, **{"UNIT KERJA": None}), staff(3)]
    rows[2][4] = rows[2][5] = "Tertutup"
    loads(book(tmp_path / "a.xlsx", [TITLES, *rows], "E2:E4", "F2:F4"), 3)


def test_a_merged_cell_over_several_columns_or_names_is_refused_by_its_range(tmp_path):
    rows = [TITLES, *people(4)]
    found = read(book(tmp_path / "a.xlsx", rows, "E3:F3", "C4:C5"))
    assert found.verdicts() == {2: "ok", 3: "refuse", 4: "ok", 5: "refuse"}
    told = [(found.found[0, row][0].problem.value, found.found[0, row][0].value) for row in (3, 5)]
    assert told == [("merged", "E3:F3"), ("merged", "C4:C5")]


def test_a_number_and_a_name_in_one_cell(tmp_path):
    titles = ("NO", "NAMA / NIP", "NO HP", "JABATAN", "UNIT KERJA")
    written = (
        f"Contoh 1\nNIP. {nip(1)[:8]} {nip(1)[8:14]} {nip(1)[14]} {nip(1)[15:]}",
        f"Contoh 2 / {nip(2)}",
        f"{nip(3)} - Contoh 3",
    )
    rows = [(n, cell, phone(n), "Lurah", "Dinas Contoh") for n, cell in enumerate(written, 1)]
    loads(book(tmp_path / "a.xlsx", [titles, *rows]), 3)
    two = staff(1, NAMA=f"Contoh 1 NIP {nip(2)}")
    assert read(book(tmp_path / "b.xlsx", [TITLES, two])).problems(2)[0] == ("nip2", "NAMA")


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        (f"NIP. {nip(1)}", "ok"),
        (f"{nip(1)}.0", "ok"),
        (f"'{nip(1)}", "ok"),
        ("1,97E+17", "refuse"),
        (float(nip(1)), "refuse"),
        (f"{int(float(nip(1)))}.0", "refuse"),
    ],
)
def test_a_number_as_people_write_it(tmp_path, written, verdict):
    found = read(book(tmp_path / "a.xlsx", [TITLES, staff(1, NIP=written)]))
    assert found.verdicts() == {2: verdict}
    assert verdict == "refuse" or found.values[0, 2].nip == nip(1)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("0840-0000-0008 (WA)", "+6284000000008"),
        ("wa: 084000000008", "+6284000000008"),
        ("084000000008.0", "+6284000000008"),
        (84000000008, "+6284000000008"),
        ("08400000OO08", None),
        ("061-4512345", None),
        ("084000000008 (WA) / 084000000009 (HP)", None),
    ],
)
def test_a_phone_as_people_write_it(tmp_path, written, read_as):
    found = read(book(tmp_path / "a.xlsx", [TITLES, staff(1, **{"NO HP": written})]))
    assert found.values[0, 2].phone == read_as
    assert (found.verdicts() == {2: "ok"}) is (read_as is not None)


def test_a_phone_that_is_shown_with_zeros_is_read_so(tmp_path):
    def shown(made, sheet):
        sheet["A2"].number_format = "000"

    rows = [("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"), (7, "Dinas Contoh", None)]
    found = read(book(tmp_path / "a.xlsx", rows, then=shown))
    assert found.values[0, 2].code == "007"


def test_headings_totals_and_signatures_are_counted_and_passed_over(tmp_path):
    rows = [
        TITLES,
        ("I.", "DINAS KESEHATAN"),
        staff(1),
        (None, None, "KECAMATAN CONTOH"),
        staff(2),
        TITLES,
        ("II.", None, "Sub Bagian Umum"),
        staff(3),
        ("JUMLAH", None, "3 orang"),
        (),
        (None, None, None, None, "Medan, 30 November 2026"),
        (None, None, None, None, "Kepala Dinas,"),
        (None, None, None, None, "Contoh Pejabat, S.H."),
        (None, None, None, None, f"NIP. {nip(9)}"),
    ]
    assert noise(loads(book(tmp_path / "a.xlsx", rows, "A2:F2"), 3)) == 9


@pytest.mark.parametrize(
    "lost",
    [staff(2, NIP=None), staff(2, NIP="belum ada"), staff(2, NIP="12"), [2, None, "Contoh 2"]],
)
def test_a_person_without_a_number_is_refused_and_not_passed_over(tmp_path, lost):
    found = read(book(tmp_path / "a.xlsx", [TITLES, staff(1), lost, staff(3)]))
    assert found.verdicts() == {2: "ok", 3: "refuse", 4: "ok"}
    assert noise(found) == 0


def test_numbers_of_rows_alone_are_no_rows(tmp_path):
    found = loads(book(tmp_path / "a.xlsx", [TITLES, *people(2), (3,), (4,)]))
    assert set(found.verdicts()) == {2, 3}


@pytest.mark.parametrize("change", [strict, backslashes])
def test_packages_as_other_programs_write_them(tmp_path, change):
    loads(renamed_parts(titled(tmp_path / "a.xlsx"), change))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.tsv", "a.xls"])
def test_text_with_separators(tmp_path, name, separator):
    loads(text(tmp_path / name, separator))
    loads(text(tmp_path / name, separator, shield=True))


@pytest.mark.parametrize(
    ("name", "separator", "coding", "problem"),
    [("a.csv", "|", "utf-8", "header"), ("a.csv", ";", "utf-16-le", "kind")],
)
def test_other_text(tmp_path, name, separator, coding, problem):
    refusal = read(text(tmp_path / name, separator, coding=coding)).refusals[name]
    assert refusal.problem.value == problem


@pytest.mark.parametrize("name", ["simpeg.xls", "simpeg.xlsx", "simpeg.html"])
def test_a_table_of_a_web_page(tmp_path, name):
    rows = [
        ("<th rowspan=2>NO", "<th rowspan=2>NIP", "<th rowspan=2>NAMA", "<th colspan=3>DATA</th>"),
        ("<th>NO HP", "<th>JABATAN", "<th>UNIT&nbsp;KERJA"),
        [*map(str, staff(1)[:5]), "<td rowspan=2>Dinas Contoh</td>"],
        [*map(str, staff(2)[:5])],
    ]
    loads(page(tmp_path / name, rows))


def test_a_workbook_of_old_excel(data_folder):
    found = read(data_folder / "pegawai_lama.xls")
    assert found.verdicts() == {3: "warn", 4: "warn", 5: "refuse"}
    assert found.problems(5) == [("nipsci", "NIP BARU")]
    assert {row.unit_name for row in found.values.values()} == {"Dinas Contoh"}
    assert found.values[0, 4].phone == f"+62{phone(2)[1:]}"
    hidden, read_ = found.passed
    assert (hidden.sheet, hidden.whole, read_.tells_hidden_rows) == ("Data Lama", True, False)


def test_a_number_of_days_has_one_reader_and_one_epoch(tmp_path, data_folder):
    titles = ("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")
    for since_1904 in (False, True):

        def days(made, sheet, since_1904=since_1904):
            if since_1904:
                made.epoch = made.epoch.replace(year=1904, month=1, day=1)
            for cell in (sheet["E2"], sheet["F2"]):
                cell.number_format = "dd/mm/yyyy hh:mm"

        start = 46365.333333 - (1462 if since_1904 else 0)
        rows = [(f"P{n}", "Contoh", "bimtek", 8, start, start + 1 / 3, 30) for n in (1, 2)]
        found = read(book(tmp_path / "a.xlsx", [titles, *rows], then=days))
        moments = {(row.starts_at, row.ends_at) for row in found.values.values()}
        assert len(moments) == 1
        assert {f"{m:%d-%m-%Y %H.%M}" for pair in moments for m in pair} == {
            "09-12-2026 01.00",
            "09-12-2026 09.00",
        }
    old = read(data_folder / "pelatihan_1904.xls").values.values()
    assert {f"{row.starts_at:%d-%m-%Y %H.%M}" for row in old} == {"09-12-2026 01.00"}


def test_what_is_missing_is_said_for_the_kind_of_file(tmp_path):
    titles = ("NO", "NAMA PELATIHAN", "TEMPAT", "JP", "KUOTA")
    path = book(tmp_path / "a.xlsx", [titles, (1, "Bimtek Arsip", "Aula", 24, 30)])
    refusal = read(path).refusals["a.xlsx"]
    assert refusal.problem.value == "header"
    assert refusal.cells == "NO | NAMA PELATIHAN | TEMPAT | JP | KUOTA"


def test_a_title_that_hr_has_matched_is_known_from_then_on(tmp_path):
    path = titled(tmp_path / "a.xlsx", **{"NO HP": "Yang Bisa Dihubungi"})
    assert read(path).passed[0].ignored == ("NO", "Yang Bisa Dihubungi")
    loads(path, taught={"YANGBISADIHUBUNGI": "NOMOR HP"})


def test_the_same_titles_of_trainings(tmp_path):
    row = ("P01", "Bimtek", "bimtek", None, 8, None, "I", "7/12/2026", "7/12/2026", "Aula", 5)
    titles = ["Nama Diklat" if title == "JUDUL" else title for title in TRAINING]
    found = read(book(tmp_path / "a.xlsx", [titles, row]))
    assert found.verdicts() == {2: "ok"}
