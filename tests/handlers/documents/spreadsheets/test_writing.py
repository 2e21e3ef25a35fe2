import io
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

from domain.imports.sheets import SheetKind
from handlers.documents.spreadsheets.writing import WrittenSheet, write_workbook
from tests.support.workbooks import STAFF, read


def written(*pages: WrittenSheet) -> Any:
    return load_workbook(io.BytesIO(write_workbook(pages)))


def test_nothing_a_roster_holds_becomes_a_formula():
    rows = [("=1+1", "+62", "-5", "@SUM(A1)", "'x", "a\x07b")]
    cells = written(WrittenSheet("Data", STAFF, rows)).worksheets[0][2]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.value for cell in cells][:4] == ["=1+1", "+62", "-5", "@SUM(A1)"]


def test_sheet_names_that_excel_would_refuse(tmp_path):
    book = written(
        *(WrittenSheet(name, ("A",), []) for name in ("a/b[c]", "A b C", "x" * 40, "x" * 40, ""))
    )
    assert len(set(book.sheetnames)) == 5
    assert max(map(len, book.sheetnames)) <= 31


def test_days_and_hours_are_dates_in_indonesian_and_are_read_again(tmp_path):
    begins = datetime.combine(date(2026, 12, 8), time(8, 30))
    there = begins.replace(tzinfo=ZoneInfo("Asia/Makassar"))
    row = (begins.date(), begins, there, begins.time())
    content = write_workbook([WrittenSheet("Data", ("A", "B", "C", "D"), [row])])
    cells = load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert all(cell.is_date for cell in cells)
    assert [cell.number_format for cell in cells] == [
        "[$-421]d mmm yyyy",
        '[$-421]d mmm yyyy hh"."mm',
        '[$-421]d mmm yyyy hh"."mm" WITA"',
        'hh"."mm',
    ]
    assert [cell.value for cell in cells[1:]] == [begins, begins, begins.time()]
    titles = ("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")
    offering = ("P01", "Bimtek Contoh", "bimtek", 8, there, begins + timedelta(days=1), 30)
    (tmp_path / "a.xlsx").write_bytes(write_workbook([WrittenSheet("a", titles, [offering])]))
    values = read(tmp_path / "a.xlsx").values[0, 2]
    assert values.starts_at.astimezone(ZoneInfo("Asia/Jakarta")).hour == 8


def test_a_sheet_is_printed_on_a4_as_wide_as_the_paper_with_titles_and_pages():
    sheet = written(WrittenSheet("Data", ("A", "B"), [("1", "2")], heading=("x", "y"))).worksheets[
        0
    ]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.oddFooter.right.text == "&P/&N"
    assert sheet.page_margins.left < 0.5
    framed = [sheet[place].border.bottom.style for place in ("A1", "A4", "B5")]
    assert framed == [None, "thin", "thin"]


def test_a_long_text_is_wrapped_in_a_row_that_is_high_enough():
    rows = [("kata " * 20, "pendek"), ("kata " * 300, "pendek"), ("kata", "pendek")]
    sheet = written(WrittenSheet("Data", ("A", "PERLU PERSETUJUAN"), rows)).worksheets[0]
    assert sheet.column_dimensions["A"].width <= 50
    assert sheet.column_dimensions["B"].width < len("PERLU PERSETUJUAN")
    wrapped = [sheet[place].alignment.wrap_text for place in ("B1", "A2", "B2", "A3")]
    assert wrapped == [True, True, None, None]
    assert [sheet.row_dimensions[row].height for row in (1, 2, 3, 4)] == [30, 45, None, None]


def test_what_is_typed_below_the_titles_is_offered_and_stays_text():
    page = WrittenSheet(
        SheetKind.PARTICIPANT.value,
        ("NIP", "STATUS"),
        [],
        choices={"STATUS": ("hadir", "lulus")},
        starred=("NIP",),
        example=("contoh: 1", "hadir"),
        blank=10,
    )
    sheet = written(page).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["NIP*", "STATUS"]
    assert sheet["A2"].font.italic
    assert sheet["A12"].number_format == "@"
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"hadir,lulus"', "B2:B12")
    assert not rule.showErrorMessage
