import io
from typing import Any

from openpyxl import load_workbook

from handlers.documents.people_files import LONG_LIST, MOST_SHEETS, OWN_SHEET, people_file
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.screens.words import House, Words
from tests.support.builders import NOW
from tests.support.workbooks import nip, read

W = Words("id", House("Pemerintah Contoh", "BKPSDM", None, "Asia/Jakarta"))


async def listed(*rows: tuple[str | None, ...], narrowed: str = "") -> Any:
    listing = WrittenSheet(
        "belum-terhubung", ["NIP", "NAMA"], rows, heading=("ASN",), narrowed=narrowed
    )
    document = await people_file(W, "belum-terhubung", listing, now=NOW)
    assert document.name == "belum-terhubung-20261123.xlsx"
    return load_workbook(io.BytesIO(document.content)).worksheets[0]


async def test_the_list_says_what_it_is_of_when_and_how_long():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "ASN",
        "BKPSDM, per 23 November 2026 09.00 WIB",
        "1 baris",
    ]
    assert [cell.value for cell in sheet[5]] == ["NO", "NIP", "NAMA"]
    assert [cell.value for cell in sheet[6]] == [1, "199001012020011999", "Contoh Satu"]


async def test_the_list_says_what_it_was_narrowed_to():
    sheet = await listed(("199001012020011999", "Contoh Satu"), narrowed="Dinas Contoh")
    assert sheet["A3"].value == "1 baris, Dinas Contoh"


async def test_hr_sees_titles_that_stay_and_numbers_that_are_not_spoilt():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert all(cell.font.bold for cell in sheet[5])
    assert sheet.freeze_panes == "A6"
    assert (sheet["B6"].value, sheet["B6"].number_format) == ("199001012020011999", "@")


async def test_the_list_can_be_filtered():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert sheet.auto_filter.ref == "A5:C6"


async def test_a_column_is_as_wide_as_what_it_holds():
    sheet = await listed(("199001012020011999", "Contoh Nama Yang Panjang Sekali"))
    assert sheet.column_dimensions["B"].width >= 20
    assert sheet.column_dimensions["C"].width >= 33
    assert sheet.column_dimensions["A"].width <= 8


async def test_what_looks_like_a_formula_stays_text():
    sheet = await listed(*((start + "1", "x") for start in "=+-@"))
    assert [row[1].data_type for row in sheet.iter_rows(min_row=6)] == ["s"] * 4


async def test_a_missing_fact_is_empty_and_a_stray_character_does_not_stop_the_list():
    sheet = await listed((None, "Contoh\x0bSatu"))
    assert [cell.value for cell in sheet[6]] == [1, None, "ContohSatu"]


async def test_a_list_of_nobody_still_has_its_titles():
    sheet = await listed()
    assert [cell.value for cell in sheet[5]] == ["NO", "NIP", "NAMA"]


async def of_units(sizes: dict[str, int]) -> tuple[list[str], bytes]:
    units = [unit for unit, size in sizes.items() for _ in range(size)]
    rows = [(nip(number), f"Contoh {number}", unit) for number, unit in enumerate(units)]
    listing = WrittenSheet(
        "asn", ["NIP", "NAMA", "UNIT KERJA"], rows, heading=("ASN",), divided_by="UNIT KERJA"
    )
    content = (await people_file(W, "asn", listing, now=NOW)).content
    return load_workbook(io.BytesIO(content)).sheetnames, content


async def test_a_long_list_has_a_sheet_for_each_unit_and_can_be_loaded_whole(tmp_path):
    sizes = {"Dinas Contoh": LONG_LIST, "Badan Contoh": OWN_SHEET, "Kelurahan": OWN_SHEET - 1}
    names, content = await of_units(sizes)
    assert names == ["Badan Contoh", "Dinas Contoh", "Unit lainnya"]
    book = load_workbook(io.BytesIO(content))
    first = book["Badan Contoh"]
    assert [first[f"A{row}"].value for row in (1, 3, 4)] == ["ASN", "Badan Contoh", "10 baris"]
    assert [cell.value for cell in first[7]][:1] == [1]
    assert {row[3].value for row in book["Unit lainnya"].iter_rows(min_row=7)} == {"Kelurahan"}
    (tmp_path / "asn.xlsx").write_bytes(content)
    found = read(tmp_path / "asn.xlsx")
    assert len(found.found) == sum(sizes.values())


async def test_a_short_list_and_one_of_a_single_unit_stay_whole():
    assert (await of_units({"Dinas Contoh": 50, "Badan Contoh": 50}))[0] == ["asn"]
    assert (await of_units({"Dinas Contoh": LONG_LIST + 1}))[0] == ["asn"]


async def test_a_city_of_small_units_stays_one_list_and_one_of_many_has_no_endless_tabs():
    assert (await of_units({f"Unit {n}": OWN_SHEET - 1 for n in range(30)}))[0] == ["asn"]
    names, _ = await of_units({f"Unit {n:02d}": OWN_SHEET for n in range(MOST_SHEETS + 5)})
    assert len(names) == MOST_SHEETS + 1
    assert names[-1] == "Unit lainnya"
