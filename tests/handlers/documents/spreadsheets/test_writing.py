import io

from openpyxl import load_workbook

from domain.imports.sheets import COLUMNS, SheetKind, recognise
from handlers.documents.spreadsheets.writing import WrittenSheet, write_templates, write_workbook
from tests.support.workbooks import STAFF, nip, read


def test_nothing_a_roster_holds_becomes_a_formula():
    rows = [("=1+1", "+62", "-5", "@SUM(A1)", "'x", "a\x07b")]
    content = write_workbook([WrittenSheet("Data", STAFF, rows)])
    cells = load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.value for cell in cells][:4] == ["=1+1", "+62", "-5", "@SUM(A1)"]


def test_sheet_names_that_excel_would_refuse(tmp_path):
    pages = [
        WrittenSheet(name, ("A",), []) for name in ("a/b[c]", "A b C", "x" * 40, "x" * 40, "")
    ]
    book = load_workbook(io.BytesIO(write_workbook(pages)))
    assert len(set(book.sheetnames)) == 5
    assert max(map(len, book.sheetnames)) <= 31


def test_the_templates_hold_every_sheet_and_load_as_they_are(tmp_path):
    content = write_templates(["Isi satu baris per orang."], "Catatan")
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "pegawai"
    assert set(book.sheetnames) == {*(kind.value for kind in SheetKind), "Catatan"}
    for kind in SheetKind:
        sheet = book[kind.value]
        layout = recognise([cell.value for cell in sheet[1]])
        assert layout is not None
        assert layout.kind is kind
        assert layout.columns == COLUMNS[kind]
        assert sheet[1][0].font.bold
        assert sheet[2][0].number_format == "@"
    offered = {rule.formula1 for rule in book["pelatihan"].data_validations.dataValidation}
    assert '"luring,daring,blended"' in offered
    staff = book["pegawai"]
    staff["A3"], staff["B3"], staff["J3"] = nip(1), "Contoh Satu", "Lurah"
    book.save(tmp_path / "isi.xlsx")
    # The rows that show what to write are passed over.
    found = read(tmp_path / "isi.xlsx")
    assert set(found.found) == {(0, 3)}
    assert [one.noise for one in found.passed] == [1] * 7
