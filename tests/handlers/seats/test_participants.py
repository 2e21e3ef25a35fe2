"""Participants (Peserta): from the list of an offering to the file."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from storage.seats import holding, participants, signing_up
from tests.support.acts import act
from tests.support.citizens import officer, opened
from tests.support.town import Town
from tests.support.walking import walk


async def test_the_participants_of_an_offering_as_a_list_and_a_file(town: Town):
    offering = await town.make.offering(
        "Bimtek Keamanan Informasi", seats=4, training={"code": "P01"}
    )
    for name, facts in (
        ("Contoh Hadir", {"attendance": "attended", "certificate": "800/001"}),
        ("Contoh Terdaftar", {}),
        ("=Contoh Rumus", {"state": "queued", "place_in_queue": 1}),
    ):
        person = await town.make.person(name)
        await town.make.enrolment(person, offering, **facts)
    phone = await opened(town)
    await phone.tap("Peserta")
    await phone.hears("1. Bimtek Keamanan Informasi, angkatan I")
    assert phone.labels[0] == "1 · 9 Des · 2 peserta"
    await phone.tap("1 · 9 Des · 2 peserta")
    await phone.hears("● Terdaftar: 2 dari 4")
    assert phone.last.said == (
        "Bimtek Keamanan Informasi, angkatan I\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB\n"
        "● Terdaftar: 2 dari 4\n"
        "◐ Menunggu keputusan: 0 · daftar tunggu: 1\n"
        "✓ Hadir: 1 · tidak hadir: 0\n"
        "1. Contoh Hadir: hadir\n"
        "2. Contoh Terdaftar: terdaftar\n"
        "3. =Contoh Rumus: daftar tunggu"
    )
    await phone.tap("Unduh")
    sent = await phone.hears("3 peserta Bimtek Keamanan Informasi, angkatan I, per")
    name, content = sent.document
    assert name == "peserta-P01-bimtek-keamanan-informasi-20261123.xlsx"
    book = load_workbook(io.BytesIO(content))
    sheet = book["peserta"]
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[0][0] == "Peserta Bimtek Keamanan Informasi, angkatan I"
    assert rows[1][0] == "Rabu, 9 Desember 2026"
    assert rows[4] == [
        "NO",
        "KODE PELATIHAN",
        "ANGKATAN",
        "NIP",
        "NAMA",
        "UNIT KERJA",
        "JABATAN",
        "STATUS",
        "SEJAK",
        "NOMOR SERTIFIKAT",
    ]
    assert [(row[4].lstrip("'"), row[7], row[9]) for row in rows[5:]] == [
        ("Contoh Hadir", "hadir", "800/001"),
        ("Contoh Terdaftar", "terdaftar", None),
        ("=Contoh Rumus", "daftar tunggu", None),
    ]
    assert all(len(row[3]) == 18 for row in rows[5:])


async def test_the_file_of_participants_is_filled_in_and_its_second_sheet_signed(town: Town):
    offering = await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    await town.make.enrolment(await town.make.person("Contoh Dua"), offering)
    gone = await town.make.person("Contoh Tiga")
    await town.make.enrolment(gone, offering, state="cancelled")
    phone = await opened(town)
    await walk(phone, "Peserta", "1 · 9 Des · 1 peserta", "Unduh")
    sent = await phone.hears("2 peserta Bimtek Arsip, angkatan I, per")
    book = load_workbook(io.BytesIO(sent.document[1]))
    sheet = book["peserta"]
    assert sheet["I6"].is_date
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"terdaftar,hadir,tidak hadir,lulus"'
    assert str(choice.sqref) == "H6:H7"
    to_sign = [[cell.value for cell in row] for row in book["daftar hadir"]]
    assert to_sign[4] == ["NO", "NAMA", "JABATAN", "UNIT KERJA", "TANDA TANGAN"]
    assert [row[1] for row in to_sign[5:]] == ["Contoh Dua"]


async def test_without_participants_there_is_nothing_to_pick(town: Town):
    phone = await opened(town)
    await phone.tap("Peserta")
    await phone.hears("Belum ada angkatan.")
    assert phone.labels == ["Kembali", "Menu Utama"]


async def seated(town: Town, name: str, offering, **facts):
    phone = await town.citizen(name)
    await town.make.enrolment(town.person_of(phone), offering, **facts)
    return phone


async def test_somebody_is_taken_off_with_a_reason_and_the_queue_moves_up(town: Town):
    offering = await town.make.offering("Bimtek Arsip", seats=1)
    held = await seated(town, "Contoh Dua", offering)
    waits = await seated(town, "Contoh Tiga", offering, state="queued", place_in_queue=1)
    phone = await opened(town)
    await phone.tap("Peserta")
    await phone.hears("Peserta angkatan mana yang ingin dilihat?")
    await phone.tap("1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua: terdaftar")
    assert phone.labels == ["1", "2", "Unduh", "Kembali", "Menu Utama"]
    await phone.tap("1")
    await phone.hears("Status: terdaftar, sejak ")
    await phone.tap("Batalkan Keikutsertaan")
    await phone.hears("Apa alasan membatalkan keikutsertaan Contoh Dua? Silakan pilih atau ketik.")
    await phone.send("<b>Salah</b> angkatan")
    done = await phone.hears("✗ Dibatalkan: Contoh Dua, Bimtek Arsip.")
    assert "Alasan: <b>Salah</b> angkatan" in done.said
    await held.hears("✗ Dibatalkan oleh BKPSDM: Bimtek Arsip.")
    assert "<b>Salah</b> angkatan" in held.last.said
    await waits.hears("Bimtek Arsip")
    await phone.tap("Peserta")
    await phone.hears("1. Contoh Tiga: terdaftar\n2. Contoh Dua: batal")
    await phone.tap("2")
    await phone.hears("Alasan: <b>Salah</b> angkatan")
    assert phone.labels == ["Peserta", "Menu HR"]


async def test_a_typed_reason_outlives_a_database_that_was_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    await seated(town, "Contoh Dua", await town.make.offering("Bimtek Arsip"))
    phone = await opened(town)
    await walk(phone, "Peserta", "1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua: terdaftar")
    await walk(phone, "1", "Batalkan Keikutsertaan")
    await phone.hears("Apa alasan membatalkan keikutsertaan Contoh Dua?")
    remove, away = holding.remove, [ConnectionError("away")]

    async def once_away(*args: Any, **facts: Any) -> bool:
        if away:
            raise away.pop()
        return await remove(*args, **facts)

    monkeypatch.setattr(holding, "remove", once_away)
    await phone.send("Salah angkatan")
    await phone.hears("✗ Dibatalkan: Contoh Dua, Bimtek Arsip.")


async def test_who_left_meanwhile_is_shown_as_things_stand(town: Town):
    offering = await town.make.offering("Bimtek Arsip")
    held = await seated(town, "Contoh Dua", offering)
    phone = await opened(town)
    await phone.tap("Peserta")
    await phone.hears("Peserta angkatan mana yang ingin dilihat?")
    await phone.tap("1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua: terdaftar")
    await phone.tap("1")
    await phone.hears("Status: terdaftar, sejak ")
    await phone.tap("Batalkan Keikutsertaan")
    await phone.hears("Apa alasan membatalkan")
    await signing_up.cancel(
        town.store, act(town.person_of(held), update=1, now=town.now), offering=offering
    )
    await phone.tap("Tugas Kedinasan")
    await phone.hears("Status: batal, sejak ")
    await town.settle()
    assert not [each for each in held.messages if "dibatalkan oleh BKPSDM" in each.said]


async def test_the_list_comes_back_with_attendance_filled_in(town: Town):
    offering = await town.make.offering("Bimtek Arsip", seats=2, training={"code": "P01"})
    for name, facts in (
        ("Contoh Dua", {}),
        ("Contoh Tiga", {}),
        ("Contoh Empat", {"state": "queued", "place_in_queue": 1}),
        ("Contoh Lima", {"state": "cancelled"}),
    ):
        await town.make.enrolment(await town.make.person(name), offering, **facts)
    phone = await officer(town, language="en")
    await phone.send("/hr")
    await phone.hears("HR menu")
    await phone.tap("Participants")
    await phone.hears("Whose participants")
    await phone.tap("1 · 9 Dec · 2 people")
    await phone.hears("Enrolled: 2 of 2")
    await phone.tap("Download")
    sent = await phone.hears("4 people of Bimtek Arsip")
    name, content = sent.document
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    statuses = {row[4].value: row[7] for row in sheet.iter_rows(min_row=6)}
    assert {who: cell.value for who, cell in statuses.items()} == {
        "Contoh Dua": "terdaftar",
        "Contoh Tiga": "terdaftar",
        "Contoh Empat": "daftar tunggu",
        "Contoh Lima": "batal",
    }
    statuses["Contoh Dua"].value = "hadir"
    statuses["Contoh Tiga"].value = "batal"
    filled = io.BytesIO()
    book.save(filled)
    await phone.send_file(name, filled.getvalue())
    await phone.hears("New 0 · changed 1 · unchanged 2 · warned 0 · refused 1")
    await phone.tap("Save")
    await phone.hears("✓ Saved")
    facts, _ = await participants.of_offering(town.store, offering, page=None)
    assert {one.name: (one.state, one.attendance) for one in facts.people} == {
        "Contoh Dua": ("enrolled", "attended"),
        "Contoh Tiga": ("enrolled", None),
        "Contoh Empat": ("queued", None),
        "Contoh Lima": ("cancelled", None),
    }


async def test_who_is_not_linked_has_to_be_told_in_person(town: Town):
    offering = await town.make.offering("Bimtek Arsip")
    person = await town.make.person("Contoh Dua")
    await town.make.enrolment(person, offering)
    asked = await town.make.person("Contoh Tiga")
    await town.make.enrolment(asked, offering, state="requested")
    phone = await opened(town)
    await walk(phone, "Peserta", "1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua: terdaftar")
    await walk(phone, "1", "Batalkan Keikutsertaan")
    await phone.hears("Yang bersangkutan belum terhubung; mohon sampaikan langsung.")
    await phone.tap("Tugas Kedinasan")
    await phone.hears("✗ Dibatalkan: Contoh Dua, Bimtek Arsip. Alasan: Tugas Kedinasan")
    assert phone.last.said.endswith("belum terhubung; mohon sampaikan langsung.")
    await walk(phone, "Menu HR", "Permintaan 1", "Setujui 1")
    await phone.hears("✓ Disetujui: Contoh Tiga, Bimtek Arsip.")
    assert phone.last.said.endswith("belum terhubung; mohon sampaikan langsung.")
