import io
from typing import Any

from openpyxl import load_workbook

from handlers.documents.people_files import people_file
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.screens.words import House, Words
from tests.support.builders import NOW

W = Words("id", House("Pemerintah Contoh", "BKPSDM", None, "Asia/Jakarta"))


async def listed(*rows: tuple[str | None, ...]) -> Any:
    listing = WrittenSheet("belum-terhubung", ["NIP", "NAMA"], rows, heading=("ASN",))
    document = await people_file(W, "belum-terhubung", listing, now=NOW)
    assert document.name == "belum-terhubung-20261123.xlsx"
    return load_workbook(io.BytesIO(document.content)).worksheets[0]


async def test_the_list_says_what_it_is_and_of_when():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert [sheet["A1"].value, sheet["A2"].value] == [
        "ASN",
        "BKPSDM, per Senin, 23 November 2026 pukul 09.00 WIB: 1 orang",
    ]
    assert [cell.value for cell in sheet[4]] == ["NO", "NIP", "NAMA"]
    assert [cell.value for cell in sheet[5]] == [1, "199001012020011999", "Contoh Satu"]


async def test_hr_sees_titles_that_stay_and_numbers_that_are_not_spoilt():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert all(cell.font.bold for cell in sheet[4])
    assert sheet.freeze_panes == "A5"
    assert (sheet["B5"].value, sheet["B5"].number_format) == ("199001012020011999", "@")


async def test_the_list_can_be_filtered_and_printed_on_a4():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert sheet.auto_filter.ref == "A4:C5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$4:$4"


async def test_a_column_is_as_wide_as_what_it_holds():
    sheet = await listed(("199001012020011999", "Contoh Nama Yang Panjang Sekali"))
    assert sheet.column_dimensions["B"].width >= 20
    assert sheet.column_dimensions["C"].width >= 33
    assert sheet.column_dimensions["A"].width <= 8


async def test_what_looks_like_a_formula_stays_text():
    sheet = await listed(*((start + "1", "x") for start in "=+-@"))
    assert [row[1].data_type for row in sheet.iter_rows(min_row=5)] == ["s"] * 4


async def test_a_missing_fact_is_empty_and_a_stray_character_does_not_stop_the_list():
    sheet = await listed((None, "Contoh\x0bSatu"))
    assert [cell.value for cell in sheet[5]] == [1, None, "ContohSatu"]


async def test_a_list_of_nobody_still_has_its_titles():
    sheet = await listed()
    assert [cell.value for cell in sheet[4]] == ["NO", "NIP", "NAMA"]
