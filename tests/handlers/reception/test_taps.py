"""Each common task takes no more than its allowed number of taps, and no typing."""

from typing import Any

import pytest

from storage.accounts.tables import failed_link
from tests.support.announcing import office
from tests.support.builders import NOW
from tests.support.citizens import signed_up, somebody_with_gaps
from tests.support.seats import states
from tests.support.times import at
from tests.support.town import Town
from tests.support.workbooks import STAFF, nip, workbook
from tests.support.workbooks import phone as support_phone

TITLE = "Bimtek Keamanan Informasi"
TAKEN = f"● Bapak/Ibu terdaftar pada {TITLE}."


class Thumb:
    """Taps the newest message of a phone, and counts."""

    def __init__(self, phone: Any) -> None:
        self.phone = phone
        self.taps = 0

    async def tap(self, *labels: str) -> None:
        """One label after the other, each as soon as it is there, by its whole words."""
        for label in labels:
            await self.phone.until(lambda p, label=label: label in p.labels + p.keyboard_labels)
            await self.phone.tap(label)
            self.taps += 1

    async def done(self, said: str) -> int:
        """The taps it took until the phone said this."""
        await self.phone.hears(said)
        return self.taps


async def at_the_menu(phone: Any) -> Thumb:
    await phone.send("/menu")
    await phone.hears("Selamat")
    return Thumb(phone)


async def seated(town: Town) -> tuple[Thumb, int]:
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering)
    return Thumb(phone), offering


async def test_linking_takes_three(town: Town):
    phone = town.phone()
    await town.make.person(phone=phone.number)
    thumb = Thumb(phone)
    await phone.start()
    thumb.taps += 1
    await thumb.tap("Setuju", "Bagikan Nomor HP")
    assert await thumb.done("Selamat datang, Bapak/Ibu Contoh Satu.") == 3


async def test_seeing_the_gaps_takes_one(town: Town):
    thumb = await at_the_menu(await somebody_with_gaps(town))
    await thumb.tap("Kompetensi Saya")
    assert await thumb.done("1 dari 2 kompetensi perlu ditingkatkan.") == 1
    assert thumb.phone.last.photo


async def test_from_a_gap_to_a_seat_takes_two(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    await phone.hears("Kesesuaian")
    thumb = Thumb(phone)
    await thumb.tap("▼ Keamanan Informasi 1/3", "Daftar")
    assert await thumb.done(TAKEN) == 2


async def test_signing_up_from_an_announcement_takes_one_and_is_undone_there(town: Town):
    hr, gap, _ = await office(town)
    desk = Thumb(hr)
    await hr.send("/hr")
    await desk.tap("Buat Pengumuman", "1 · 9 Des · 30 kursi", "Kesenjangan Terkait 1")
    await desk.tap("Pratinjau", "Kirim Sekarang")
    await gap.hears("telah dibuka")
    assert desk.taps == 5
    thumb = Thumb(gap)
    await thumb.tap("Daftar")
    assert await thumb.done("● Terdaftar") == 1
    assert gap.labels == ["Rincian", "Batalkan", "Menu Utama"]


async def test_signing_up_from_the_message_of_the_day_takes_two(town: Town):
    phone = await somebody_with_gaps(town)
    await town.move_to(at("2026-12-07 09:00"))
    await phone.hears("Pendaftaran ditutup")
    thumb = Thumb(phone)
    await thumb.tap("Rincian", "Daftar")
    assert await thumb.done(TAKEN) == 2
    assert "Batalkan" in phone.labels


async def test_signing_up_from_the_menu_takes_three(town: Town):
    thumb = await at_the_menu(await somebody_with_gaps(town))
    await thumb.tap("Cari Pelatihan", "1", "Daftar")
    assert await thumb.done(TAKEN) == 3


async def test_cancelling_from_the_reminder_takes_two(town: Town):
    thumb, offering = await seated(town)
    await town.move_to(at("2026-12-02 09:00"))
    await thumb.tap("Batalkan", "Ya, Batalkan")
    assert await thumb.done(f"✗ Keikutsertaan pada {TITLE} dibatalkan.") == 2
    assert set((await states(town.store, offering)).values()) == {"cancelled"}


async def test_feedback_takes_six_and_lewati(town: Town):
    thumb, _ = await seated(town)
    await town.move_to(at("2026-12-09 16:00"))
    for number in range(2, 7):
        await thumb.tap("4")
        await thumb.phone.hears(f"({number}/6)")
    await thumb.tap("4")
    await thumb.phone.hears("adakah saran")
    assert thumb.taps == 6
    await thumb.tap("Lewati")
    assert await thumb.done("6. Pelayanan panitia: 4 (Baik)") == 7


async def test_deciding_a_request_takes_one(town: Town):
    officer = await town.citizen("Contoh Petugas", hr=True)
    await signed_up(town)
    await officer.hears("mendaftar")
    thumb = Thumb(officer)
    await thumb.tap("Setujui")
    assert await thumb.done("✓ Disetujui: Contoh Satu") == 1


async def test_loading_a_roster_takes_the_file_and_one(town: Town, tmp_path: Any):
    officer = await town.citizen("Contoh Petugas", hr=True)
    row = (nip(1), "Contoh Satu", support_phone(1), "Lurah", "U01", "Dinas Contoh")
    file = workbook(tmp_path / "pegawai.xlsx", Pegawai=[STAFF, row])
    await officer.send_file(file.name, file.read_bytes())
    await officer.hears("Belum ada yang disimpan.", timeout=30)
    thumb = Thumb(officer)
    await thumb.tap("Simpan")
    assert await thumb.done("✓ Tersimpan dari pegawai.xlsx: 1 baru") == 1


async def test_saying_that_one_comes_takes_one(town: Town):
    thumb, _ = await seated(town)
    await town.move_to(at("2026-12-08 16:00"))
    await thumb.tap("Saya Akan Hadir")
    assert await thumb.done("✓ Terima kasih atas konfirmasinya.") == 1


async def test_saying_that_one_cannot_come_takes_one_with_an_undo(town: Town):
    thumb, offering = await seated(town)
    await town.move_to(at("2026-12-08 16:00"))
    await thumb.tap("Tidak Bisa Hadir")
    assert await thumb.done(f"✗ Keikutsertaan pada {TITLE} dibatalkan.") == 1
    assert set((await states(town.store, offering)).values()) == {"cancelled"}
    await thumb.tap("Daftar Lagi")
    await thumb.phone.hears(TAKEN)


async def test_copying_an_offering_takes_four_and_the_day(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE)
    await hr.send("/angkatan")
    await hr.hears("Angkatan: dibuka")
    thumb = Thumb(hr)
    await thumb.tap("Buat Angkatan", "Salin Angkatan", "1", "7 Des", "Buka Pendaftaran")
    assert await thumb.done("✓ Pendaftaran dibuka sampai") == 5


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("Angkatan 1",), "Angkatan: dibuka 1"),
        (("Permintaan 1",), "Menunggu Keputusan: 1"),
        (("Belum Terhubung 1",), "1 ASN belum terhubung."),
        (("Belum Terhubung 1", "Lihat Daftar"), "1. Contoh Belum"),
        (("Daftar Pengumuman",), "Belum ada pengumuman"),
        (("Pegawai", "Cari Pegawai"), "Silakan ketik nama"),
        (("Pegawai", "Gagal Terhubung 1"), "1 orang gagal menghubungkan akun."),
        (("Pelatihan", "Katalog 1"), "Katalog: 1 pelatihan"),
        (("Pelatihan", "Buat Angkatan"), "Angkatan baru dibuat dengan cara apa?"),
        (("Pelatihan", "Peserta"), "Peserta angkatan mana"),
        (("Data", "Riwayat Impor"), "Belum ada impor."),
        (("Laporan", "Daftar Pegawai 3"), "3 pegawai."),
    ],
)
async def test_a_list_takes_one_or_two(town: Town, labels: tuple[str, ...], said: str):
    await town.make.person("Contoh Belum")
    await signed_up(town)
    failure = {"telegram_id": 901, "phone": "+6284000000077", "reason": "unknown", "at": NOW}
    await town.make._add(failed_link, failure)
    officer = await town.citizen("Contoh Petugas", hr=True)
    await officer.send("/hr")
    thumb = Thumb(officer)
    await thumb.tap(*labels)
    assert await thumb.done(said) <= 2


async def test_what_a_caller_says_takes_none(town: Town):
    await town.make.person("Contoh Budi", phone="+6284000000071")
    officer = await town.citizen("Contoh Petugas", hr=True)
    await officer.send("/hr")
    await officer.hears("Menu HR")
    await officer.send("0840-0000-0071")
    assert await Thumb(officer).done("JP tahun 2026: 0 dari 20 JP") == 0


async def test_changing_an_offering_takes_four_and_a_text(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE)
    await hr.send("/angkatan")
    thumb = Thumb(hr)
    await thumb.tap("1", "Ubah", "Tempat")
    await hr.hears("Tempat saat ini")
    await hr.send("Aula Baru")
    await thumb.tap("Simpan")
    assert await thumb.done("✓ Tempat diubah.") == 4


async def test_calling_off_takes_four_from_the_list(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE)
    await hr.send("/angkatan")
    thumb = Thumb(hr)
    await thumb.tap("1", "Batalkan Angkatan", "Anggaran", "Ya, Batalkan")
    assert await thumb.done("dibatalkan.") == 4


async def test_one_more_session_takes_four_and_a_text(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE)
    await hr.send("/angkatan")
    thumb = Thumb(hr)
    await thumb.tap("1", "Sesi 1", "Tambah Sesi")
    await hr.hears("Kapan sesi baru ini?")
    await hr.send("10/12/2026 08.00-12.00")
    await thumb.tap("Simpan")
    assert await thumb.done("✓ Sesi diubah.") == 4
