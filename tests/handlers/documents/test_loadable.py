"""What HR fills in and sends back: the titles are found below the heading, words are offered."""

import io
from datetime import date
from typing import Any

from openpyxl import load_workbook

from domain.imports.layout.titles import title_key
from domain.imports.sheets import COLUMNS, SheetKind, recognise
from domain.office.holidays import Holiday
from domain.office.policies import DEFAULTS, Policy
from handlers.documents.loadable import templates
from handlers.documents.workbooks import content
from handlers.screens.words import House, Words
from tests.support.builders import NOW
from tests.support.workbooks import nip, read

W = Words("id", House("Pemerintah Contoh", "BKPSDM", None, "Asia/Jakarta"))
TITLES = 5
"""The row of the titles, below the heading."""


def template() -> Any:
    made = content(W, templates(W, ["Isi satu baris per orang."]), now=NOW)
    return load_workbook(io.BytesIO(made))


def offered(sheet: Any) -> dict[str, str]:
    """The words of each drop-down by the title of its column."""
    rules = sheet.data_validations.dataValidation
    return {
        sheet[f"{str(rule.sqref)[0]}{TITLES}"].value.rstrip("*"): rule.formula1.strip('"')
        for rule in rules
    }


def test_the_template_holds_every_sheet_under_its_title():
    book = template()
    assert book.sheetnames[0] == "pegawai"
    assert set(book.sheetnames) == {*(kind.value for kind in SheetKind), "Catatan"}
    for kind in SheetKind:
        sheet = book[kind.value]
        assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == [
            f"Templat {kind.value}",
            "BKPSDM, per 23 November 2026 09.00 WIB",
            "Kolom bertanda * wajib diisi.",
        ]
        layout = recognise([cell.value for cell in sheet[TITLES]])
        assert layout is not None
        assert layout.kind is kind
        assert layout.columns == COLUMNS[kind]
        assert sheet[TITLES][0].font.bold
        assert sheet[TITLES + 1][0].number_format == "@"
        assert sheet.freeze_panes == f"A{TITLES + 1}"
    assert book["Catatan"]["A6"].value == "Isi satu baris per orang."


def test_the_template_offers_the_words_that_a_column_takes():
    book = template()
    assert offered(book["pelatihan"]) == {
        "JENIS": "bimtek,teknis,workshop,seminar,e-learning",
        "MODA": "luring,daring,blended",
        "PERLU PERSETUJUAN": "ya,tidak",
        "PENGISIAN": "urutan,prioritas,undian",
        "STATUS ANGKATAN": "buka,batal",
    }
    assert offered(book["penilaian"]) == {"LEVEL": "0,1,2,3,4,5"}
    assert offered(book["standar"]) == {"LEVEL": "1,2,3,4,5"}
    assert offered(book["peserta"]) == {"STATUS": "calon,terdaftar,hadir,tidak hadir,lulus"}
    assert offered(book["kompetensi"]) == {"KELOMPOK": "manajerial,sosial kultural,teknis"}
    assert [*offered(book["pegawai"])] == ["JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA"]
    assert all(title_key(word) for word in offered(book["pelatihan"])["JENIS"].split(","))


def test_a_filled_template_loads_without_the_rows_that_show_how(tmp_path):
    book = template()
    staff = book["pegawai"]
    for place, value in (("A", nip(1)), ("B", "Contoh Satu"), ("J", "Lurah")):
        staff[f"{place}{TITLES + 2}"] = value
    book.save(tmp_path / "isi.xlsx")
    found = read(tmp_path / "isi.xlsx")
    assert set(found.found) == {(0, TITLES + 2)}
    # Each value of a policy that holds today is shown, and not loaded.
    assert [one.noise for one in found.passed] == [1] * 9 + [len(Policy), 1, 1]


def test_every_offered_word_is_understood(tmp_path):
    book = template()
    sheet = book["pelatihan"]
    columns = COLUMNS[SheetKind.TRAINING]
    words = {title: said.split(",") for title, said in offered(sheet).items()}
    row = {
        "KODE PELATIHAN": "P01",
        "JUDUL": "Bimtek Contoh",
        "JENIS": "bimtek",
        "JP": "8",
        "MULAI": "7/12/2026",
        "SELESAI": "7/12/2026",
        "KUOTA": "30",
        "ALASAN": "Narasumber berhalangan",
    }
    number = TITLES + 2
    for title, several in words.items():
        for word in several:
            values = {**row, "ANGKATAN": str(number), title: word}
            for place, column in enumerate(columns, 1):
                sheet.cell(number, place, values.get(column))
            number += 1
    book.save(tmp_path / "isi.xlsx")
    found = read(tmp_path / "isi.xlsx")
    (there,) = [one.number for one in found.sheets if one.name == "pelatihan"]
    verdicts = found.verdicts(there)
    assert verdicts == dict.fromkeys(range(TITLES + 2, number), "ok")


def test_the_template_holds_the_holidays_and_the_values_of_today():
    since = date(2027, 1, 1)
    pages = templates(
        W,
        [],
        holidays=[Holiday(date(2026, 12, 25), "Natal")],
        policies={"urung_menit": ("10", since)},
    )
    by_name = {page.name: page for page in pages}
    assert list(by_name["libur"].rows) == [("25/12/2026", "Natal")]
    set_today = by_name["kebijakan"]
    assert [list(row) for row in (set_today.example, *set_today.rows)] == [
        ["contoh: urung_menit", "10", "01/01/2027"],
        *([f"contoh: {name}", DEFAULTS[name], ""] for name in Policy if name != "urung_menit"),
    ]
