"""Peserta: from the offering to the file."""

import io

from openpyxl import load_workbook

from tests.handlers.hr.test_desk import opened
from tests.town import Town


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
        "Rabu, 9 Desember 2026\n"
        "● Terdaftar: 2 dari 4\n"
        "◐ Menunggu keputusan: 0 · daftar tunggu: 1\n"
        "✓ Hadir: 1 · tidak hadir: 0\n"
        "1. Contoh Hadir: hadir\n"
        "2. Contoh Terdaftar: terdaftar\n"
        "3. =Contoh Rumus: daftar tunggu"
    )
    await phone.tap("Unduh")
    sent = await phone.hears("3 peserta Bimtek Keamanan Informasi, angkatan I, per")
    _, content = sent.document
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active]
    assert rows[0] == [
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
    assert [(row[3].lstrip("'"), row[6], row[8]) for row in rows[1:]] == [
        ("Contoh Hadir", "hadir", "800/001"),
        ("Contoh Terdaftar", "terdaftar", None),
        ("=Contoh Rumus", "daftar tunggu", None),
    ]
    assert all(len(row[2]) == 18 for row in rows[1:])


async def test_without_participants_there_is_nothing_to_pick(town: Town):
    phone = await opened(town)
    await phone.tap("Peserta")
    await phone.hears("Belum ada angkatan yang mempunyai peserta.")
    assert phone.labels == ["Kembali", "Menu Utama"]
