"""The HR desk (Menu HR): figures, people not linked, and failed tries to link."""

import io

from openpyxl import load_workbook

from storage.accounts.tables import failed_link
from tests.support.builders import NOW
from tests.support.citizens import opened
from tests.support.town import Town
from tests.support.walking import walk


async def failed(town: Town, reason: str, **facts) -> None:
    values = {
        "telegram_id": 901,
        "phone": "+6284000000077",
        "reason": reason,
        "at": NOW,
        **facts,
    }
    await town.make._add(failed_link, values)


async def test_numbers_come_first(both_towns: Town):
    town = both_towns
    for number in range(2):
        await town.make.person(f"Contoh {number}")
    asker = await town.citizen()
    offering = await town.make.offering(seats=8, needs_approval=True)
    await town.make.enrolment(town.person_of(asker), offering, state="requested")
    phone = await opened(town)
    assert phone.last.said == (
        "Menu HR: BKPSDM\n"
        "Terhubung: 2 dari 4 ASN (50%)\n"
        "Angkatan dibuka: 1, terisi 12,5%\n"
        "Menunggu keputusan: 1\n"
        "Umpan balik masuk: 0%"
    )
    assert phone.labels == [
        "Buat Pengumuman",
        "Daftar Pengumuman",
        "Permintaan 1",
        "Impor Data",
        "Belum Terhubung 2",
        "Gagal Terhubung",
        "Cari Pegawai",
        "Peserta",
        "Menu Utama",
    ]


async def test_the_list_of_those_not_linked_and_an_invitation_to_forward(town: Town):
    unit = await town.make.unit("Dinas Contoh")
    await town.make.person("=Contoh Rumus", unit_id=unit, phone="+6284000000071")
    phone = await opened(town)
    await phone.tap("Belum Terhubung 1")
    await phone.hears("1 ASN belum terhubung.\nTerbanyak: Dinas Contoh (1)")
    await phone.tap("Unduh")
    sent = await phone.hears("1 ASN belum terhubung per Senin, 23 November 2026 pukul 09.00 WIB.")
    name, content = sent.document
    assert name.endswith(".xlsx")
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows())
    assert [cell.value for cell in rows[4]][:4] == ["NO", "NIP", "NAMA", "JABATAN"]
    assert rows[5][2].value.lstrip("'") == "=Contoh Rumus"
    assert {cell.data_type for cell in rows[5]} <= {"s", "n", "inlineStr"}
    await phone.tap("Teks Undangan")
    invitation = await phone.hears("1. Silakan buka https://t.me/")
    assert invitation.buttons == []
    assert not invitation.protected
    assert f"https://t.me/{town.app.services.username}, lalu tekan Mulai." in invitation.said


async def test_an_old_link_is_released_from_the_list(town: Town):
    citizen = await town.citizen("Contoh Satu")
    await failed(town, "linked", person_id=town.person_of(citizen))
    phone = await opened(town)
    await phone.tap("Gagal Terhubung 1")
    await phone.hears("1 orang gagal menghubungkan akun.\n1. Contoh Satu · NIP ")
    await phone.tap("Rincian 1")
    await phone.hears("sudah terhubung dengan akun Telegram lain sejak Senin, 23 November 2026.")
    assert phone.labels == ["Lepas Akun Lama", "Tandai Selesai", "Kembali"]
    await phone.tap("Lepas Akun Lama")
    await phone.hears("✓ Akun lama dilepas. Contoh Satu dapat mengirim /start")
    await phone.tap("Kembali")
    await phone.hears("0 orang gagal menghubungkan akun.")
    await citizen.send("/menu")
    await citizen.hears("Akun ini belum terhubung")


async def test_a_number_not_on_file_is_shown_whole_only_in_its_details(town: Town):
    await failed(town, "unknown")
    phone = await opened(town)
    await phone.tap("Gagal Terhubung 1")
    await phone.hears("1. +6284******077: tidak ditemukan")
    await phone.tap("Rincian 1")
    await phone.hears("Nomor +6284000000077 tidak ada dalam data pegawai.")
    assert phone.labels == ["Tandai Selesai", "Kembali"]
    await phone.tap("Tandai Selesai")
    await phone.hears("0 orang gagal menghubungkan akun.")


async def test_a_request_about_data_that_waits_is_seen_at_the_desk(town: Town):
    asker = await town.citizen()
    await asker.send("/privasi")
    await walk(asker, "Perbaiki Data", "Penilaian")
    await asker.hears("Silakan tulis data yang benar")
    await asker.send("Level 3")
    await asker.hears("✓ Permintaan perbaikan nomor 1")
    phone = await opened(town)
    assert "Menunggu keputusan: 0 · permintaan data: 1" in phone.last.said
    assert "Permintaan 1" in phone.labels
    await walk(phone, "Permintaan 1", "Permintaan Data 1")
    await phone.hears("1 permintaan data menunggu.")
