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
    nips = iter(("198001012020011991", "198101012020011992", "198201012020011993"))
    for name, facts in (
        ("Contoh Hadir", {"attendance": "attended", "certificate": "800/001"}),
        ("Contoh Terdaftar", {}),
        ("=Contoh Rumus", {"state": "queued", "place_in_queue": 1}),
    ):
        person = await town.make.person(name, nip=next(nips))
        await town.make.enrolment(person, offering, **facts)
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("1. Bimtek Keamanan Informasi · P01")
    assert phone.labels[0] == "1 · 9 Des · 2 peserta"
    await phone.tap("1 · 9 Des · 2 peserta")
    await phone.hears("● Terdaftar: 2 dari 4")
    assert phone.last.said == (
        "Bimtek Keamanan Informasi · P01\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB\n"
        "● Terdaftar: 2 dari 4\n"
        "◐ Menunggu keputusan: 0 · daftar tunggu: 1\n"
        "✓ Hadir: 1 · tidak hadir: 0\n"
        "1. Contoh Hadir · NIP 1980…991: hadir\n"
        "2. Contoh Terdaftar · NIP 1981…992: terdaftar\n"
        "3. =Contoh Rumus · NIP 1982…993: daftar tunggu"
    )
    await phone.tap("Unduh")
    sent = await phone.hears("3 peserta Bimtek Keamanan Informasi, per")
    name, content = sent.document
    assert name == "peserta-P01-bimtek-keamanan-informasi-20261123.xlsx"
    book = load_workbook(io.BytesIO(content))
    sheet = book["peserta"]
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[0][0] == "Peserta Bimtek Keamanan Informasi"
    assert [row[0] for row in rows[1:4]] == [
        "BKPSDM, per 23 November 2026 09.00 WIB",
        "Rabu, 9 Desember 2026",
        "3 baris",
    ]
    assert rows[5] == [
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
    assert [(row[4].lstrip("'"), row[7], row[9]) for row in rows[6:]] == [
        ("Contoh Hadir", "hadir", "800/001"),
        ("Contoh Terdaftar", "terdaftar", None),
        ("=Contoh Rumus", "daftar tunggu", None),
    ]
    assert all(len(row[3]) == 18 for row in rows[6:])


async def test_the_file_of_participants_is_filled_in_and_its_second_sheet_signed(town: Town):
    offering = await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    await town.make.enrolment(await town.make.person("Contoh Dua"), offering)
    gone = await town.make.person("Contoh Tiga")
    await town.make.enrolment(gone, offering, state="cancelled")
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta", "1 · 9 Des · 1 peserta", "Unduh")
    sent = await phone.hears("2 peserta Bimtek Arsip, per")
    book = load_workbook(io.BytesIO(sent.document[1]))
    sheet = book["peserta"]
    assert sheet["I7"].is_date
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"calon,terdaftar,hadir,tidak hadir,lulus"'
    assert str(choice.sqref) == "H7:H8"
    to_sign = [[cell.value for cell in row] for row in book["daftar hadir"]]
    assert to_sign[3][0] == "1 baris, hanya yang mendapat tempat"
    assert to_sign[5] == ["NO", "NAMA", "JABATAN", "UNIT KERJA", "TANDA TANGAN"]
    assert [row[1] for row in to_sign[6:]] == ["Contoh Dua"]


async def test_without_participants_there_is_nothing_to_pick(town: Town):
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("Belum ada angkatan.")
    assert phone.labels == ["Kembali", "Menu HR"]


async def test_an_offering_is_found_by_title_or_code(town: Town):
    for number in range(1, 8):
        await town.make.offering(f"Bimtek Arsip {number}", training={"code": f"A{number:02d}"})
    await town.make.offering("Workshop Siber", training={"code": "S77"})
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("Untuk mencari, ketik judul atau kode pelatihannya.")
    assert "Workshop" not in phone.last.said
    await phone.send("s77")
    await phone.hears("1 angkatan cocok dengan s77.")
    assert "1. Workshop Siber · S77" in phone.last.said
    await phone.send("arsip bimtek")
    await phone.hears("7 angkatan cocok dengan arsip bimtek.")
    await phone.tap("»")
    await phone.hears("7. Bimtek Arsip 7 · A07")
    await phone.send("sambal")
    await phone.hears("Tidak ada angkatan yang cocok dengan sambal.")
    await phone.hears("1. Bimtek Arsip 1 · A01")
    await phone.send("siber")
    await walk(phone, "1 · 9 Des · 0 peserta")
    await phone.hears("Workshop Siber · S77")


async def test_pages_of_a_search_that_is_no_longer_kept_lead_to_all_offerings(town: Town):
    for number in range(1, 8):
        await town.make.offering(f"Bimtek Arsip {number}")
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("Untuk mencari")
    await phone.send("arsip")
    await phone.hears("7 angkatan cocok dengan arsip.")
    await phone.send("/menu")
    await phone.hears("JP 2026")
    await phone.tap("»")
    await phone.hears("Peserta angkatan mana yang ingin dilihat?")


async def test_the_run_is_named_only_where_a_training_has_several(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    await town.make.offering("Workshop Siber", training={"code": "P02"})
    await town.make.offering("Workshop Siber", label="II")
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("1. Bimtek Arsip · P01\n")
    assert "2. Workshop Siber, angkatan I · P02\n3. Workshop Siber, angkatan II · P02" in (
        phone.last.said
    )


async def test_namesakes_are_told_apart_where_they_are_chosen_and_decided_upon(town: Town):
    """Two of them are alike even in the masked NIP: their NIP is shown whole."""
    offering = await town.make.offering("Bimtek Arsip")
    unit = await town.make.unit("Dinas Contoh")
    nips = "199001012020011991", "199002022021011991", "198503032020011992"
    for state in ("enrolled", "requested"):
        there = offering if state == "enrolled" else await town.make.offering("Workshop Siber")
        for nip in nips:
            swapped = nip if state == "enrolled" else nip.replace("199", "197", 1)
            person = await town.make.person("Siti Contoh", nip=swapped, unit_id=unit)
            await town.make.enrolment(person, there, state=state)
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta", "1 · 9 Des · 3 peserta")
    await phone.hears("● Terdaftar: 3 dari 30")
    assert phone.last.said.endswith(
        "1. Siti Contoh · NIP 199001012020011991: terdaftar\n"
        "2. Siti Contoh · NIP 199002022021011991: terdaftar\n"
        "3. Siti Contoh · NIP 1985…992: terdaftar"
    )
    await walk(phone, "3")
    await phone.hears("Siti Contoh · NIP 1985…992\n")
    await phone.send("/hr")
    await walk(phone, "Permintaan 3")
    await phone.hears("Menunggu Keputusan: 3")
    assert "1. Siti Contoh · NIP 197001012020011991: tempat: Workshop" in phone.last.said
    assert "2. Siti Contoh · NIP 197002022021011991: tempat: Workshop" in phone.last.said
    await walk(phone, "Rincian", "Tolak")
    await phone.hears("Apa alasan penolakan untuk Siti Contoh · NIP 1970…991?")


async def seated(town: Town, name: str, offering, **facts):
    phone = await town.citizen(name)
    await town.make.enrolment(town.person_of(phone), offering, **facts)
    return phone


async def test_somebody_is_taken_off_with_a_reason_and_the_queue_moves_up(town: Town):
    offering = await town.make.offering("Bimtek Arsip", seats=1)
    held = await seated(town, "Contoh Dua", offering)
    waits = await seated(town, "Contoh Tiga", offering, state="queued", place_in_queue=1)
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("Peserta angkatan mana yang ingin dilihat?")
    await phone.tap("1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua · NIP ")
    assert phone.labels == ["1", "2", "Unduh", "Kembali", "Menu Utama"]
    await phone.tap("1")
    await phone.hears("Status: terdaftar, sejak ")
    await phone.tap("Batalkan Keikutsertaan")
    await phone.hears("Apa alasan membatalkan keikutsertaan Contoh Dua · NIP ")
    await phone.send("<b>Salah</b> angkatan")
    done = await phone.hears("✗ Dibatalkan: Contoh Dua · NIP ")
    assert "Alasan: <b>Salah</b> angkatan" in done.said
    await held.hears("✗ Dibatalkan oleh BKPSDM: Bimtek Arsip.")
    assert "<b>Salah</b> angkatan" in held.last.said
    await waits.hears("Bimtek Arsip")
    await phone.tap("Peserta")
    await phone.hears("2. Contoh Dua · NIP ")
    await phone.tap("2")
    await phone.hears("Alasan: <b>Salah</b> angkatan")
    assert phone.labels == ["Peserta", "Menu HR"]


async def test_a_typed_reason_outlives_a_database_that_was_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    await seated(town, "Contoh Dua", await town.make.offering("Bimtek Arsip"))
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta", "1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua · NIP ")
    await walk(phone, "1", "Batalkan Keikutsertaan")
    await phone.hears("Apa alasan membatalkan keikutsertaan Contoh Dua · NIP ")
    remove, away = holding.remove, [ConnectionError("away")]

    async def once_away(*args: Any, **facts: Any) -> bool:
        if away:
            raise away.pop()
        return await remove(*args, **facts)

    monkeypatch.setattr(holding, "remove", once_away)
    await phone.send("Salah angkatan")
    await phone.hears("✗ Dibatalkan: Contoh Dua · NIP ")


async def test_who_left_meanwhile_is_shown_as_things_stand(town: Town):
    offering = await town.make.offering("Bimtek Arsip")
    held = await seated(town, "Contoh Dua", offering)
    phone = await opened(town)
    await walk(phone, "Pelatihan", "Peserta")
    await phone.hears("Peserta angkatan mana yang ingin dilihat?")
    await phone.tap("1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua · NIP ")
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
    await walk(phone, "Trainings", "Participants")
    await phone.hears("Whose participants")
    await phone.tap("1 · 9 Dec · 2 people")
    await phone.hears("Enrolled: 2 of 2")
    await phone.tap("Download")
    sent = await phone.hears("4 people of Bimtek Arsip")
    name, content = sent.document
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    statuses = {row[4].value: row[7] for row in sheet.iter_rows(min_row=7)}
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
    await phone.hears("New 0 · changed 1 · unchanged 2 · warned 1 · refused 1")
    await phone.tap("Save")
    await phone.hears("attendance of 1 person is recorded, yet it starts only on 9 Dec 2026")
    await phone.tap("Save all the same")
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
    await walk(phone, "Pelatihan", "Peserta", "1 · 9 Des · 1 peserta")
    await phone.hears("1. Contoh Dua · NIP ")
    await walk(phone, "1", "Batalkan Keikutsertaan")
    await phone.hears("Yang bersangkutan belum terhubung; mohon sampaikan langsung.")
    await phone.tap("Tugas Kedinasan")
    await phone.hears("Bimtek Arsip. Alasan: Tugas Kedinasan")
    assert phone.last.said.endswith("belum terhubung; mohon sampaikan langsung.")
    await walk(phone, "Menu HR", "Permintaan 1", "Rincian", "Setujui")
    await phone.hears("✓ Disetujui: Contoh Tiga · NIP ")
    assert phone.last.said.endswith("belum terhubung; mohon sampaikan langsung.")
