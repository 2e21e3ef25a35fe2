import io
from typing import Any

from openpyxl import load_workbook

from handlers.documents.people_files import people_file


async def listed(*rows: tuple[str | None, ...]) -> Any:
    document = await people_file("belum-terhubung", (["NIP", "NAMA"], list(rows)))
    assert document.name == "belum-terhubung.xlsx"
    return load_workbook(io.BytesIO(document.content)).worksheets[0]


async def test_hr_sees_titles_that_stay_and_numbers_that_are_not_spoilt():
    sheet = await listed(("199001012020011999", "Contoh Satu"))
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert (sheet["A2"].value, sheet["A2"].number_format) == ("199001012020011999", "@")


async def test_what_looks_like_a_formula_stays_text():
    sheet = await listed(*((start + "1", "x") for start in "=+-@"))
    assert [row[0].data_type for row in sheet.iter_rows(min_row=2)] == ["s"] * 4


async def test_a_missing_fact_is_empty_and_a_stray_character_does_not_stop_the_list():
    sheet = await listed((None, "Contoh\x0bSatu"))
    assert [cell.value for cell in sheet[2]] == [None, "ContohSatu"]


async def test_a_list_of_nobody_still_has_its_titles():
    sheet = await listed()
    assert [cell.value for cell in sheet[1]] == ["NIP", "NAMA"]
