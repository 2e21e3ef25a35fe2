"""HR's list of offerings (Angkatan), its search and the card."""

import io
from datetime import timedelta

from openpyxl import load_workbook
from sqlalchemy import insert

from storage.catalogue.tables import offering_draft
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk


async def test_offerings_are_listed_by_state_also_those_without_people(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    for n in range(1, 8):
        starts_at = at("2026-12-01 08:00") + timedelta(days=n)
        await town.make.offering(f"Bimtek {n}", starts_at=starts_at, seats=10)
    await town.make.offering("Bimtek Tutup", closes_at=town.now - timedelta(hours=1))
    await town.make.offering("Bimtek Lama", starts_at=at("2026-11-03 08:00"))
    off = await town.make.offering(
        "Bimtek Batal", called_off_at=town.now, called_off_reason="Narasumber sakit"
    )
    await town.make.enrolment(town.person_of(hr), off)
    await hr.send("/angkatan")
    await hr.hears("Angkatan: dibuka 7")
    assert "1. Bimtek 1, Angkatan I: 0 dari 10, 2 Des" in hr.last.said
    assert hr.labels == [
        "1", "2", "3", "4", "5", "«", "1/2", "»",
        "✓ Dibuka 7", "Ditutup 1", "Selesai 1", "Dibatalkan 1",
        "Buat Angkatan", "Unduh", "Unduh Katalog", "Menu HR",
    ]  # fmt: skip
    await walk(hr, "»")
    await hr.hears("7. Bimtek 7")
    await walk(hr, "Dibatalkan 1")
    await hr.hears("1. Bimtek Batal, Angkatan I: 1 dari 30, 9 Des")
    await walk(hr, "1")
    await hr.hears("Alasan: Narasumber sakit")
    assert hr.last.said.startswith("Bimtek Batal (P")
    assert "Angkatan I: dibatalkan\n" in hr.last.said
    await walk(hr, "Kembali")
    await hr.hears("Angkatan: dibatalkan 1")


async def test_the_card_shows_the_figures_and_leads_to_the_people(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering = await town.make.offering(
        ends_at=at("2026-12-10 16:00"), seats=2, needs_approval=True
    )
    for state in ("enrolled", "requested", "queued"):
        await town.make.enrolment(await town.make.person(), offering, state=state)
    await hr.send("angkatan")
    await walk(hr, "1")
    await hr.hears("Terisi")
    assert hr.last.said.splitlines()[1:] == [
        "9–10 Desember 2026, 08.00–16.00 WIB di Aula BKPSDM",
        "2 sesi · 16 JP",
        "● Terisi 2 dari 2 · permintaan 1 · daftar tunggu 1",
        "Pendaftaran sampai Selasa, 8 Desember 2026 pukul 08.00 WIB",
        "Penyetuju: BKPSDM",
    ]
    await walk(hr, "Peserta 2")
    await hr.hears("Terdaftar: 1 dari 2")


async def test_typing_narrows_the_list_and_one_tap_finds_every_state(both_towns: Town):
    town = both_towns
    hr = await town.citizen("Contoh Petugas", hr=True)
    training = {"code": "P-2026-014"}
    await town.make.offering("Bimtek Arsip", training=training)
    await town.make.offering("Bimtek Arsip", label="II", starts_at=at("2026-11-03 08:00"))
    await town.make.offering("Kursus Lain")
    await hr.send("/angkatan")
    await hr.hears("Angkatan: dibuka 2")
    await hr.send("2026-014 arsip")
    await hr.hears("1 angkatan dibuka cocok dengan 2026-014 arsip")
    assert "1. Bimtek Arsip, Angkatan I: dibuka, 9 Des" in hr.last.said
    assert "Angkatan II" not in hr.last.said
    await walk(hr, "Semua Status 2")
    await hr.hears("2 angkatan cocok dengan 2026-014 arsip")
    assert "2. Bimtek Arsip, Angkatan II: selesai, 3 Nov" in hr.last.said
    await walk(hr, "2")
    await hr.hears("Angkatan II: selesai")
    await walk(hr, "Kembali")
    await hr.hears("2 angkatan cocok dengan 2026-014 arsip")
    await walk(hr, "1", "Ubah", "Kuota")
    await hr.hears("Kuota saat ini")
    await hr.send("44")
    await walk(hr, "Simpan")
    await hr.hears("✓ Kuota diubah.")
    await walk(hr, "Kembali")
    await hr.hears("Terisi 0 dari 44")
    await walk(hr, "Riwayat")
    await hr.hears("Kuota: 30 menjadi 44")
    await walk(hr, "Kembali")
    await hr.hears("Terisi 0 dari 44")
    await walk(hr, "Kembali")
    await hr.hears("2 angkatan cocok dengan 2026-014 arsip")
    await hr.send("zzz")
    await hr.hears("Tidak ada angkatan yang cocok dengan zzz.")
    await walk(hr, "Kembali")
    await hr.hears("Angkatan: dibuka 2")


async def test_what_only_another_state_has_is_found_there(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering("Bimtek Lama", starts_at=at("2026-11-03 08:00"))
    await hr.send("/angkatan")
    await hr.hears("Belum ada angkatan dibuka.")
    await hr.send("lama")
    await hr.hears("1. Bimtek Lama, Angkatan I: selesai, 3 Nov")


async def test_the_card_leads_back_to_the_page_of_the_list(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    for n in range(1, 8):
        await town.make.offering(f"Bimtek {n}")
    await hr.send("/angkatan")
    await walk(hr, "»", "7")
    await hr.hears("Terisi")
    await walk(hr, "Kembali")
    await hr.hears("7. Bimtek")


async def test_one_state_goes_out_as_a_file_that_changes_nothing(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering("Bimtek Arsip")
    await town.make.offering("Bimtek Lama", starts_at=at("2026-11-03 08:00"))
    await hr.send("/angkatan")
    await walk(hr, "Selesai 1")
    await hr.hears("Angkatan: selesai 1")
    await walk(hr, "Unduh")
    told = await hr.hears("Angkatan selesai per Senin, 23 November 2026 pukul 09.00 WIB: 1.")
    name, made = told.document
    assert name == "angkatan-selesai-20261123.xlsx"
    sheet = load_workbook(io.BytesIO(made)).active
    said = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Bimtek Lama" in said
    assert "Bimtek Arsip" not in said
    assert any("angkatan selesai" in str(each) for each in said)


async def test_only_what_is_open_says_until_when(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering("Bimtek Tutup", closes_at=town.now - timedelta(hours=1))
    await town.make.offering("Bimtek Batal", called_off_at=town.now)
    await hr.send("/angkatan")
    await walk(hr, "Ditutup 1", "1")
    await hr.hears("Pendaftaran ditutup sejak Senin, 23 November 2026 pukul 08.00 WIB")
    await hr.send("/angkatan")
    await walk(hr, "Dibatalkan 1", "1")
    await hr.hears("Terisi")
    assert "Pendaftaran" not in hr.last.said


async def test_the_list_is_for_officers(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/angkatan")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


async def test_drafts_are_a_button_of_the_list(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    async with town.store.write() as session:
        values = {"author_id": town.person_of(hr), "content": {"title": "Bimtek Baru"}}
        values |= {"made_at": town.now, "changed_at": town.now}
        await session.execute(insert(offering_draft).values(values))
    await hr.send("/angkatan")
    await hr.hears("Belum ada angkatan dibuka.")
    await walk(hr, "Draf 1")
    await hr.hears("Bimtek Baru")


async def test_one_word_finds_two_and_two_find_one(both_towns: Town):
    town = both_towns
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering("Bimtek Kerja Sama Tim")
    await town.make.offering("E-learning Antikorupsi")
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    for typed, title in {
        "kerjasama": "Bimtek Kerja Sama Tim",
        "kerja-sama": "Bimtek Kerja Sama Tim",
        "sama, tim": "Bimtek Kerja Sama Tim",
        "elearning": "E-learning Antikorupsi",
    }.items():
        await hr.send(typed)
        await hr.hears(f"1 angkatan cocok dengan {typed}.")
        assert f"1. {title}, Angkatan I" in hr.last.said
    await hr.send("bimtek antikorupsi")
    await hr.hears("Tidak ada angkatan yang cocok")
