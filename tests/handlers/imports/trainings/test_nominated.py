"""People whom a file names as participants (STATUS terdaftar) are told once, candidates asked."""

import pytest
from sqlalchemy import select

from storage.people.tables import person as person_table
from storage.seats.tables import enrolment
from tests.support.imports_desk import rows
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk
from tests.support.workbooks import sent, workbook

TITLES = ("KODE PELATIHAN", "NIP", "STATUS")
TOLD = "Penugasan: Bimtek Arsip."


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


@pytest.fixture
async def ward(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "P01"})
    return await town.citizen("Contoh Lurah")


async def saved(hr, path):
    await sent(hr, path)
    await hr.hears("Belum ada yang disimpan.", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")


@pytest.fixture
async def listed(town: Town, ward, tmp_path):
    query = select(person_table.c.nip).where(person_table.c.id == town.person_of(ward))
    nip = (await rows(town.store, query))[0].nip
    return lambda status="terdaftar": workbook(
        tmp_path / f"{status}.xlsx", peserta=[TITLES, ("P01", nip, status)]
    )


async def told(town: Town, ward) -> int:
    await town.settle()
    return sum(TOLD in m.said for m in ward.messages)


async def test_the_person_is_told_once_and_hr_reads_it_before(town: Town, hr, ward, listed):
    await sent(hr, listed())
    await hr.hears("1 orang akan diberi tahu", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    await ward.hears(TOLD)
    assert "Rabu, 9 Desember 2026 pukul 08.00" in ward.last.said
    assert ward.labels == ["Unduh Kalender", "Rincian", "Menu Utama"]
    await ward.tap("Rincian")
    await ward.hears("Bimtek Arsip\n")
    await sent(hr, listed())
    await hr.hears("Tidak ada perubahan", timeout=30)
    assert await told(town, ward) <= 1


async def test_attendance_and_what_is_over_nominate_nobody(town: Town, hr, ward, listed):
    await town.move(days=17)
    await saved(hr, listed("hadir"))
    assert not await told(town, ward)


async def test_after_the_end_nobody_is_told(town: Town, hr, ward, listed):
    await town.move(days=30)
    await saved(hr, listed())
    assert not await told(town, ward)


async def test_who_had_asked_for_the_seat_reads_that_it_is_approved(town: Town, hr, ward, listed):
    await town.make.enrolment(town.person_of(ward), 1, state="requested")
    await saved(hr, listed())
    await ward.hears("Disetujui: Bimtek Arsip")
    assert not await told(town, ward)


async def test_taking_the_import_back_tells_who_had_been_told(town: Town, hr, ward, listed):
    await saved(hr, listed())
    await ward.hears(TOLD)
    await hr.send("/impor")
    await hr.hears("Silakan kirim berkas")
    await hr.tap("Riwayat Impor")
    await hr.hears("1. terdaftar.xlsx")
    await hr.tap("Kembalikan Impor Terakhir")
    await hr.hears("1 orang akan diberi tahu.")
    await hr.tap("Ya, Kembalikan")
    await ward.hears("Dibatalkan oleh BKPSDM: Bimtek Arsip")
    assert [row.state for row in await rows(town.store, select(enrolment))] == ["cancelled"]


async def test_a_candidate_is_asked_and_gets_the_seat_by_the_answer(town: Town, hr, ward, listed):
    await sent(hr, listed("calon"))
    await hr.hears("1 orang akan diberi tahu", timeout=30)
    await hr.tap("Simpan")
    await hr.hears("✓ Tersimpan")
    await ward.hears("Bapak/Ibu dicalonkan oleh BKPSDM untuk Bimtek Arsip.")
    assert await rows(town.store, select(enrolment)) == []
    await ward.tap("Bersedia")
    await ward.hears("● Bapak/Ibu terdaftar")
    await town.move_to(at("2026-11-24 08:00"))
    # The officer who loaded the file hears of the answer.
    await hr.hears("Jawaban pencalonan: Bimtek Arsip")
    await sent(hr, listed("calon"))
    await hr.hears("Tidak ada perubahan", timeout=30)


async def test_who_declined_is_not_asked_by_the_same_file_again(town: Town, hr, ward, listed):
    await saved(hr, listed("calon"))
    await ward.hears("Bapak/Ibu dicalonkan")
    await ward.tap("Berhalangan")
    await ward.hears("Jawaban dicatat")
    await sent(hr, listed("calon"))
    await hr.hears("Tidak ada perubahan", timeout=30)


async def test_taking_the_import_back_withdraws_what_is_not_answered(town: Town, hr, ward, listed):
    await saved(hr, listed("calon"))
    await ward.hears("Bapak/Ibu dicalonkan")
    await hr.send("/impor")
    await walk(hr, "Riwayat Impor")
    await hr.hears("1. calon.xlsx")
    await walk(hr, "Kembalikan Impor Terakhir", "Ya, Kembalikan")
    await hr.hears("✓ 1 baris dari calon.xlsx dikembalikan.")
    await ward.tap("Bersedia")
    await ward.hears("Pencalonan ini sudah ditarik.")
    assert await rows(town.store, select(enrolment)) == []


async def test_a_candidate_of_what_has_begun_is_refused(town: Town, hr, ward, listed):
    await town.move(days=16)
    await sent(hr, listed("calon"))
    await hr.hears("1 baris ditolak", timeout=30)
    await walk(hr, "Rincian")
    await hr.hears("calon tidak dapat ditanya lagi")
