import zipfile

import pytest
from openpyxl import Workbook

from tests.support.workbooks import STAFF, nip, phone, read, workbook

PERSON = (nip(1), "Contoh Satu", phone(1), None, None, None)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refused(path):
    return read(path).refusals[path.name].problem.value


def pack(path, **entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


@pytest.fixture
def good(tmp_path):
    return workbook(tmp_path / "baik.xlsx", Data=[STAFF, PERSON])


def test_too_large(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    assert refused(path) == "size"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.csv", b"\x00\x01\x02"),
        ("a.doc", OLE + b"\x00" * 512 + "WordDocument".encode("utf-16-le")),
        ("a.xls", b"MIME-Version: 1.0"),
    ],
)
def test_another_kind_of_file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == "kind"


@pytest.mark.parametrize("name", ["a.xls", "a", "a.zip"])
def test_a_workbook_is_one_whatever_its_name_ends_with(tmp_path, good, name):
    path = good.rename(tmp_path / name)
    assert read(path).refusals == {}


def test_a_document_of_another_program(tmp_path):
    assert refused(pack(tmp_path / "a.xlsx", word__document_xml="<a/>")) == "kind"


def test_locked_with_a_password(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"))
    assert refused(path) == "locked"


def test_an_old_workbook_that_is_damaged(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(OLE + b"\x00" * 512 + "Workbook".encode("utf-16-le"))
    assert refused(path) == "broken"


def test_cut_off_in_the_middle(tmp_path, good):
    path = tmp_path / "a.xlsx"
    path.write_bytes(good.read_bytes()[:-400])
    assert refused(path) == "broken"


def test_damaged_inside(tmp_path, good):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content[:-40] if "sheet1" in entry.filename else content)
    assert refused(path) == "broken"


def test_no_spreadsheet_under_the_name_of_one(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"not a workbook")
    assert refused(path) == "broken"


def test_a_small_file_that_unfolds_to_a_flood(tmp_path):
    flood = b" " * (64 * 1024 * 1024)
    path = pack(tmp_path / "a.xlsx", xl__workbook_xml="<a/>", xl__worksheets__sheet1_xml=flood)
    assert path.stat().st_size < 100_000
    assert refused(path) == "bomb"


def test_no_titles(tmp_path):
    rows = [("a", "b"), (1, 2)] * 8
    assert refused(workbook(tmp_path / "a.xlsx", Data=rows)) == "header"


def test_titles_below_the_fortieth_row_are_not_looked_for(tmp_path):
    rows = [("x",)] * 40 + [STAFF, PERSON]
    assert refused(workbook(tmp_path / "a.xlsx", Data=rows)) == "header"
    rows = [("x",)] * 39 + [STAFF, PERSON]
    assert read(workbook(tmp_path / "b.xlsx", Data=rows)).verdicts() == {41: "ok"}


def test_nothing_below_the_titles(tmp_path):
    assert refused(workbook(tmp_path / "a.xlsx", Data=[STAFF, (None, " ")])) == "empty"


def test_merged_titles_name_the_sheet_and_the_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    book = Workbook()
    sheet = book.create_sheet("Pegawai")
    for row in (STAFF, PERSON):
        sheet.append(row)
    sheet.merge_cells("B1:C1")  # and two values below it
    book.save(path)
    refusal = read(path).refusals["a.xlsx"]
    assert (refusal.problem.value, refusal.sheet, refusal.cells) == ("merged", "Pegawai", "B1:C1")


def test_a_merged_line_above_the_titles_does_no_harm(tmp_path):
    path = tmp_path / "a.xlsx"
    book = Workbook()
    sheet = book.create_sheet("Pegawai")
    for row in (("DATA CONTOH",), STAFF, PERSON):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    book.save(path)
    assert read(path).verdicts() == {3: "ok"}


def test_a_formula_without_a_result_is_named_and_one_with_a_result_is_read(tmp_path, good):
    formula = workbook(tmp_path / "a.xlsx", Data=[STAFF, (nip(1), "=UPPER(B9)", phone(1))])
    assert read(formula).problems(2) == [("formula", "NAMA")]
    computed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(formula) as old, zipfile.ZipFile(computed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if "sheet" in entry.filename and b"<f>" in content:
                content = content.replace(b'r="B2"', b'r="B2" t="str"')
                content = content.replace(b"<v></v>", b"<v>CONTOH SATU</v>")
                content = content.replace(b"<v />", b"<v>CONTOH SATU</v>")
            new.writestr(entry, content)
    assert read(computed).values[0, 2].name == "CONTOH SATU"


def test_a_sheet_nobody_knows_is_passed_over(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Catatan=[("halo",)], Data=[STAFF, PERSON])
    assert [sheet.name for sheet in read(path).sheets] == ["Data"]


def test_one_bad_file_does_not_stop_the_others(tmp_path, good):
    bad = tmp_path / "a.pdf"
    bad.write_bytes(b"%PDF")
    reading = read(bad, good)
    assert set(reading.refusals) == {"a.pdf"}
    assert reading.verdicts() == {2: "ok"}


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ABROAD = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("words", [LAUGHS, ABROAD], ids=["laughs", "abroad"])
def test_a_workbook_that_defines_entities_is_refused(tmp_path, good, words):
    with zipfile.ZipFile(good) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    entries[sheet] = words.encode() + entries[sheet].removeprefix(b"<?xml version='1.0'?>")
    path = tmp_path / "jahat.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    found = read(path)
    assert path.name in found.refusals
    assert "root:" not in str(vars(found))
