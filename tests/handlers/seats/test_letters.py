"""HR drafts the letter of assignment of an offering, and notes the number that a unit gives it."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from domain.ids import OfferingId
from domain.seats.letters.drafts import read_number
from tests.support.seats import cancel, enrol
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def drafted(town: Town) -> tuple[Any, Any, OfferingId]:
    """HR's draft of a training with people of two units, one of whom still waits."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    health, roads = await town.make.unit("Dinas Kesehatan"), await town.make.unit("Dinas Jalan")
    phone = await town.citizen("Contoh Satu", unit_id=health, grade="III/a")
    there = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), there)
    await town.make.enrolment(await town.make.person("Contoh Dua", unit_id=roads), there)
    waits = await town.make.person("Contoh Tiga", unit_id=roads)
    await town.make.enrolment(waits, there, state="requested")
    await opened(hr)
    return hr, phone, there


async def opened(hr: Any) -> None:
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Surat Tugas")
    await hr.hears("Draf surat tugas: " + TITLE)


async def test_the_draft_counts_people_and_leaves_out_who_waits(town: Town):
    hr, _, _ = await drafted(town)
    assert "2 peserta dari 2 unit" in hr.last.said
    assert "1 menunggu keputusan, tidak dimuat" in hr.last.said


async def test_the_text_has_a_table_of_people_and_says_that_it_is_a_draft(town: Town):
    hr, _, _ = await drafted(town)
    await walk(hr, ".docx")
    await hr.hears("Draf surat tugas " + TITLE)
    found = Document(BytesIO(hr.last.document[1]))
    assert found.paragraphs[0].text == "DRAF"
    (table,) = found.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["NO", "NAMA", "NIP", "PANGKAT/GOL.", "JABATAN", "UNIT KERJA"]
    assert [(row[1], row[3], row[5]) for row in cells[1:]] == [
        ("Contoh Dua", "", "Dinas Jalan"),
        ("Contoh Satu", "III/a", "Dinas Kesehatan"),
    ]


async def test_the_workbook_has_a_sheet_for_each_unit(town: Town):
    hr, _, _ = await drafted(town)
    await walk(hr, "Satu per Unit")
    await hr.until(lambda p: "✓ Satu per Unit" in p.labels)
    await walk(hr, ".xlsx")
    await hr.hears("Draf surat tugas " + TITLE)
    book = load_workbook(BytesIO(hr.last.document[1]))
    assert book.sheetnames == ["Dinas Jalan", "Dinas Kesehatan"]
    assert book["Dinas Jalan"]["A1"].value == "DRAF"


async def test_a_number_reaches_the_reminder_and_a_change_after_it_reaches_hr(both_towns: Town):
    town = both_towns
    hr, phone, there = await drafted(town)
    await walk(hr, "Catat Nomor", "2")
    await hr.hears("Surat tugas Dinas Kesehatan: 1 peserta")
    await hr.send("800/12")
    await hr.hears("! Nomor dan tanggal belum dikenali")
    await hr.send("800/123/BKPSDM/2026, 2/12/2026")
    await hr.hears("✓ Dicatat: 800/123/BKPSDM/2026, 2 Desember 2026.")
    await opened(hr)
    assert "Nomor dicatat: 1 dari 2 unit" in hr.last.said
    await town.move_to(at("2026-12-02 09:00"))
    await phone.hears("surat tugas: 800/123/BKPSDM/2026")
    await town.move_to(at("2026-12-02 10:00"))
    await cancel(town.store, town.person_of(phone), there, now=town.now)
    await town.move(minutes=5)
    await hr.hears("! Peserta dari Dinas Kesehatan berubah:")
    assert "Surat tugas 800/123/BKPSDM/2026 perlu diubah." in hr.last.said
    heard = len(hr.messages)
    await town.move(hours=1)
    assert len(hr.messages) == heard


async def test_calling_off_warns_of_signed_letters(town: Town):
    hr, _, _ = await drafted(town)
    await walk(hr, "Catat Nomor", "1")
    await hr.hears("Surat tugas Dinas Jalan")
    await hr.send("800/9, 2/12/2026")
    await hr.hears("✓ Dicatat: 800/9")
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Batalkan Angkatan", "Anggaran")
    await hr.hears("! 1 surat tugas perlu dicabut.")


async def test_a_new_seat_of_another_unit_is_no_change(town: Town):
    hr, _, there = await drafted(town)
    await walk(hr, "Catat Nomor", "1")
    await hr.hears("Surat tugas Dinas Jalan")
    await hr.send("800/9, 2/12/2026")
    await hr.hears("✓ Dicatat: 800/9")
    other = await town.make.person("Contoh Lain", unit_id=await town.make.unit("Dinas Lain"))
    await town.move(hours=1)
    await enrol(town.store, other, there, now=town.now)
    heard = len(hr.messages)
    await town.move(hours=1)
    assert len(hr.messages) == heard


@pytest.mark.parametrize(
    "text", ["800/1", "800/1, besok", ", 2/12/2026", "x" * 90 + ", 2/12/2026"]
)
def test_what_is_no_number_with_a_date_is_not_taken(text: str):
    assert read_number(text) is None


def test_a_number_may_hold_commas():
    read = read_number("800/1, Bid. A, 2/12/2026")
    assert read is not None
    assert (read.number, str(read.dated)) == ("800/1, Bid. A", "2026-12-02")
