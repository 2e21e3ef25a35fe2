"""The command `bangkom import` as an operator sees it."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.commands.importing import import_files
from bot.commands.refused_rows import written_beside
from domain.clock import Clock
from handlers.documents import workbooks
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.screens.words import House, Words
from storage.database.store import Store
from storage.imports.tables import import_run
from storage.people.tables import person as person_table
from tests.support.builders import NOW
from tests.support.engines import opened
from tests.support.town import settings_for
from tests.support.workbooks import STAFF, csv_file, nip, phone, workbook


class StillClock(Clock):
    def now(self):
        return NOW

    def real(self):
        return NOW


@pytest.fixture
def load(database_url):
    async def load(*files, dry_run=False, yes=True, language="en"):
        url = "https://api.telegram.org"
        settings = settings_for(database_url, url, DEFAULT_LANGUAGE=language)
        return await import_files(settings, files, clock=StillClock(), dry_run=dry_run, yes=yes)

    return load


async def people(url):
    async with opened(url) as store:
        return await count(store, person_table)


async def count(store: Store, table) -> int:
    async with store.read() as session:
        return (await session.execute(select(func.count()).select_from(table))).scalar_one()


async def test_the_examples_load_and_every_refused_row_is_named(
    load, database_url, data_folder, tmp_path, capsys
):
    folder = tmp_path / "masuk"
    folder.mkdir()
    for name in ("contoh_lengkap.xlsx", "pegawai_kotor.xlsx", "pelatihan_kotor.csv"):
        (folder / name).write_bytes((data_folder / name).read_bytes())
    code = await load(
        folder / "contoh_lengkap.xlsx",
        folder / "pegawai_kotor.xlsx",
        folder / "pelatihan_kotor.csv",
    )
    said = capsys.readouterr().out
    assert code == 0
    assert "new 8322, changed 0, unchanged 0, warned 24, refused 33" in said
    for row in (67, 162, 279, 509, 1992):
        assert f"refused: pegawai_kotor.xlsx, sheet Data Pegawai, row {row}, " in said
    for column in ("KUOTA: -5", "KOMPETENSI: T.99", "SELESAI: 20/12/2026", "PERSETUJUAN: mungkin"):
        assert column in said
    assert "row 67, column NIP BARU: 1.97310312007062E+17. The NIP was spoilt" in said
    assert await people(database_url) == 2570
    assert not (folder / "contoh_lengkap-ditolak.xlsx").exists()
    book = load_workbook(folder / "pegawai_kotor-ditolak.xlsx")
    assert book["Data Pegawai"].max_row == 5 + 30
    async with opened(database_url) as store:
        assert await count(store, import_run) == 0
    assert await load(folder / "contoh_lengkap.xlsx") == 0
    assert "Nothing had to change." in capsys.readouterr().out


async def test_what_is_warned_alike_of_many_rows_is_one_line(load, data_folder, tmp_path, capsys):
    path = tmp_path / "pegawai_kotor.xlsx"
    path.write_bytes((data_folder / "pegawai_kotor.xlsx").read_bytes())
    await load(path, dry_run=True)
    said = capsys.readouterr().out
    assert said.count("column JABATAN NAMA: Camat. This post has no competency standard yet.") == 1
    assert " more, column JABATAN NAMA: Camat. This post" in said
    assert said.count("refused: ") == 30
    assert len(said.splitlines()) < 80
    assert "warned 1970, refused 30" in said


async def test_without_yes_and_without_a_terminal_nothing_is_saved(
    load, database_url, tmp_path, capsys
):
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    assert await load(path, yes=False) == 0
    assert await load(path, dry_run=True) == 0
    assert capsys.readouterr().out.count("othing is saved.") == 2
    assert await people(database_url) == 0


async def test_a_good_file_loads_beside_a_refused_one(load, database_url, tmp_path, capsys):
    good = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    bad = tmp_path / "b.pdf"
    bad.write_bytes(b"%PDF")
    assert await load(good, bad) == 0
    assert "b.pdf is refused: This is not an .xlsx, .xls or .csv file." in capsys.readouterr().err
    assert await people(database_url) == 1


async def test_nothing_that_can_be_loaded(load, tmp_path, capsys):
    path = csv_file(tmp_path / "a.csv", [STAFF, ("12", "Contoh", "", "", "", "")])
    assert await load(path) == 1
    assert "Nothing could be loaded." in capsys.readouterr().err


async def test_refused_rows_never_overwrite_what_somebody_mends(load, tmp_path, capsys):
    bad = ("12", "Contoh", "", "", "", "Dinas Contoh")
    first = csv_file(tmp_path / "q4.csv", [STAFF, bad])
    second = workbook(tmp_path / "q4.xlsx", Data=[STAFF, bad, bad])
    (tmp_path / "q4-ditolak.xlsx").write_text("mended by hand")
    assert await load(first, second) == 1
    said = capsys.readouterr().out
    assert f"The refused rows of q4.csv stand in {tmp_path / 'q4-ditolak-2.xlsx'}" in said
    assert f"The refused rows of q4.xlsx stand in {tmp_path / 'q4-ditolak-3.xlsx'}" in said
    assert (tmp_path / "q4-ditolak.xlsx").read_text() == "mended by hand"
    rows = [load_workbook(tmp_path / f"q4-ditolak-{n}.xlsx").worksheets[0].max_row for n in (2, 3)]
    assert rows == [5 + 1, 5 + 2]


async def test_the_refused_rows_of_a_dry_run_are_not_written_again(load, tmp_path, capsys):
    path = csv_file(tmp_path / "a.csv", [STAFF, ("12", "Contoh", "", "", "", "")])
    await load(path, dry_run=True)
    await load(path)
    assert [made.name for made in tmp_path.glob("*.xlsx")] == ["a-ditolak.xlsx"]
    assert capsys.readouterr().out.count("stand in") == 2


def test_refused_rows_of_another_hour_are_the_same_rows(tmp_path):
    def refused(*rows, at):
        w = Words("id", House("Pemerintah Contoh", "BKPSDM", None, "Asia/Jakarta"))
        pages = [WrittenSheet("Data", ("NIP", "NAMA"), rows)]
        return written_beside(tmp_path / "a.csv", workbooks.content(w, pages, now=at)).name

    assert refused(("12", "Contoh"), at=NOW) == "a-ditolak.xlsx"
    later = NOW + timedelta(hours=1)
    assert refused(("12", "Contoh"), at=later) == "a-ditolak.xlsx"
    assert refused(("13", "Contoh"), at=later) == "a-ditolak-2.xlsx"


async def test_no_cell_steers_the_terminal(load, tmp_path, capsys):
    row = ("\x1b[2J\x1b]0;taken\x07\u202e12", "Contoh", "", "", "", "Dinas Contoh")
    path = csv_file(tmp_path / "a\x1b[31m.csv", [STAFF, row])
    await load(path, dry_run=True)
    said = "".join(capsys.readouterr())
    assert "\ufffd[2J" in said
    assert [sign for sign in said if not sign.isprintable() and sign != "\n"] == []


async def test_a_file_that_is_not_there_is_a_slip_of_the_operator(load, tmp_path, capsys):
    assert await load(tmp_path / "tidak-ada.xlsx") == 2
    assert "is not a file: check its name." in capsys.readouterr().err


async def test_the_same_person_in_two_files_loads_once(load, database_url, tmp_path, capsys):
    first = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)])
    second = workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1), person(2)])
    assert await load(first, second) == 0
    assert "b.xlsx: 1 row the same in two sheets, counted once" in capsys.readouterr().out
    assert await people(database_url) == 2


async def test_the_same_person_in_two_files_that_differ_is_refused_by_name(load, tmp_path, capsys):
    first = workbook(tmp_path / "a.xlsx", Lama=[STAFF, person(1)])
    moved = (*person(1)[:3], "Camat", *person(1)[4:])
    assert await load(first, workbook(tmp_path / "b.xlsx", Data=[STAFF, moved])) == 0
    said = capsys.readouterr().out
    assert "refused: b.xlsx, sheet Data, row 2, column NIP BARU" in said
    assert "This NIP is already in sheet Lama (a.xlsx), row 2. Remove one." in said


async def test_a_file_that_is_refused_takes_no_row_of_another_one_along(
    load, database_url, tmp_path
):
    titles = ("NIP", "NAMA", "JABATAN", "TANDA TANGAN")
    listed = [titles, (nip(1), "Contoh 1", "Peserta", None)]
    first = workbook(tmp_path / "a.xlsx", Data=[STAFF, person(1)], Hadir=listed)
    second = workbook(tmp_path / "b.xlsx", Data=[STAFF, person(1)])
    assert await load(first, second) == 0
    assert await people(database_url) == 1


async def test_what_was_passed_over_is_told_as_in_the_chat(load, tmp_path, capsys):
    titles = ("NO", "NIP", "NAMA", "JABATAN", "Yang Bisa Dihubungi")
    path = workbook(
        tmp_path / "a.xlsx",
        Lama=[STAFF, person(9)],
        Pegawai=[
            titles,
            (1, 2, 3, 4, 5),
            (1, nip(1), "Contoh 1", "Lurah", "-"),
            (2, nip(2), "Contoh 2", "Lurah", "-"),
        ],
    )
    book = load_workbook(path)
    book["Lama"].sheet_state = "hidden"
    book["Pegawai"].row_dimensions[4].hidden = True
    book["Pegawai"].column_dimensions["A"].hidden = True
    book.save(path)
    assert await load(path, dry_run=True, language="id") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:7] == [
        "a.xlsx: Lembar tersembunyi Lama dilewati.",
        "a.xlsx: Pegawai: 1 baris tersembunyi dilewati",
        "a.xlsx: Pegawai: 1 kolom tersembunyi dilewati",
        "a.xlsx: 1 baris bukan data dilewati",
        "a.xlsx: Diabaikan: Yang Bisa Dihubungi",
        "a.xlsx: ! Tidak ada kolom nomor HP: 1 ASN tidak dapat terhubung",
    ]
    await load(path, dry_run=True)
    assert "a.xlsx: Hidden sheet Lama" in capsys.readouterr().out


def person(number):
    return (nip(number), f"Contoh {number}", phone(number), None, "U01", "Dinas Contoh")


async def test_an_attendance_list_is_refused_with_advice(load, tmp_path, capsys):
    titles = ("NIP", "NAMA", "JABATAN", "TANDA TANGAN")
    row = (nip(1), "Contoh 1", "Peserta", None)
    listed = workbook(tmp_path / "hadir.xlsx", Data=[titles, row])
    assert await load(listed, yes=True) == 1
    told = capsys.readouterr()
    assert "hadir.xlsx is refused: Sheet Data is an attendance list" in told.err
    assert "choose the run" in told.err


async def test_the_command_speaks_the_language_of_the_settings(load, tmp_path, capsys):
    good = (nip(1), "Contoh Satu", phone(1), "Lurah", "U01", "Dinas Contoh")
    path = workbook(tmp_path / "a.xlsx", Data=[STAFF, good, ("12", *good[1:])])
    assert await load(path, dry_run=True, language="id") == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.xlsx: lembar Data dibaca sebagai pegawai, 6 kolom dipakai, "
        "0 diabaikan dan tidak disimpan",
        "ditolak: a.xlsx, lembar Data, baris 3, kolom NIP BARU: 12. "
        "NIP harus 18 digit. Periksa digit yang kurang atau berlebih.",
        "peringatan: a.xlsx, lembar Data, baris 2, kolom JABATAN NAMA: Lurah. "
        "Jabatan ini belum dipetakan ke standar kompetensi.",
        "baru 1, berubah 0, tetap 0, peringatan 1, ditolak 1",
        f"Baris a.xlsx yang ditolak ada dalam {tmp_path / 'a-ditolak.xlsx'}",
        "Hanya dicoba: tidak ada yang disimpan.",
    ]
    assert await load(tmp_path / "tidak-ada.xlsx", language="id") == 2
    assert "bukan berkas: periksa namanya." in capsys.readouterr().err
