"""HR loads holidays and policies in the chat, and reads what they change."""

from domain.ids import OfferingId
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import tap, walk
from tests.support.workbooks import workbook

HOLIDAYS = [("TANGGAL LIBUR", "KETERANGAN"), ("25/12/2026", "Natal"), ("31/12", "Cuti")]
POLICIES = [("NAMA", "NILAI", "BERLAKU SEJAK"), ("urung_menit", 15, "23/11/2026")]
HOURS = ("jam_sesi", "09.00-12.00", "23/11/2026")


async def test_holidays_are_previewed_saved_and_listed(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    file = workbook(tmp_path / "libur.xlsx", libur=HOLIDAYS)
    await hr.send_file(file.name, file.read_bytes())
    await hr.hears("Hari libur 1\n")
    assert "libur: libur, 2 baris" in hr.last.said
    await walk(hr, "Rincian")
    await hr.hears("TANGGAL LIBUR")
    await walk(hr, "Kembali", "Simpan")
    await hr.hears("✓ Tersimpan")
    await hr.send("hari libur")
    await hr.hears("1. Jumat, 25 Desember 2026: Natal")


async def test_a_policy_says_how_long_people_are_not_told(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering: OfferingId = await town.make.offering()
    await town.make.enrolment(await town.make.person(), offering)
    file = workbook(tmp_path / "kebijakan.xlsx", kebijakan=POLICIES)
    await hr.send_file(file.name, file.read_bytes())
    await hr.hears("kebijakan: kebijakan, 1 baris")
    await tap(hr, "Simpan", "✓ Tersimpan")
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Ubah", "Tempat")
    await hr.hears("Tempat saat ini")
    await hr.send("Ruang B")
    await hr.hears("diberi tahu")
    await tap(hr, "Simpan", "diberi tahu pukul 09.15 WIB")


async def test_a_policy_says_at_which_hours_a_day_is_divided(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(ends_at=at("2026-12-10 16:00"))
    file = workbook(tmp_path / "kebijakan.xlsx", kebijakan=[*POLICIES[:1], HOURS])
    await hr.send_file(file.name, file.read_bytes())
    await hr.hears("kebijakan: kebijakan, 1 baris")
    await tap(hr, "Simpan", "✓ Tersimpan")
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Sesi 2", "Bagi per Hari")
    await hr.hears("09.00–12.00")
