from datetime import datetime, timedelta
from typing import Any

from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

FIRST = at("2026-12-09 08:00")


async def offerings(town: Town, count: int, **facts: Any) -> None:
    """Trainings a day apart, `Bimtek 1` first."""
    for n in range(1, count + 1):
        start: datetime = FIRST + timedelta(days=n - 1)
        await town.make.offering(f"Bimtek {n}", starts_at=start, seats=10, **facts)


async def test_five_a_page_and_the_pages_turn_in_a_circle(town: Town):
    phone = await town.citizen()
    await offerings(town, 12)
    await phone.send("/pelatihan")
    await phone.hears("Belum ada pelatihan")
    assert phone.last.said == (
        "Belum ada pelatihan untuk kompetensi yang perlu Bapak/Ibu tingkatkan.\n"
        "Pelatihan lain tetap dapat diikuti."
    )
    assert phone.labels == ["Semua 12", "Menu Utama"]
    await walk(phone, "Semua 12")
    await phone.hears("Semua Pelatihan")
    assert phone.last.said == (
        "Semua Pelatihan: 12 dibuka\n"
        "1. Bimtek 1\n9 Des · sisa 10 kursi\n2. Bimtek 2\n10 Des · sisa 10 kursi\n"
        "3. Bimtek 3\n11 Des · sisa 10 kursi\n4. Bimtek 4\n12 Des · sisa 10 kursi\n"
        "5. Bimtek 5\n13 Des · sisa 10 kursi"
    )
    assert [b.label for b in phone.last.buttons[0]] == ["1", "2", "3", "4", "5"]
    assert phone.labels[5:] == [
        "«", "1/3", "»", "Untuk Saya", "✓ Semua 12", "Saring", "Menu Utama",
    ]  # fmt: skip
    await walk(phone, "«")
    await phone.hears("11. Bimtek 11")
    assert "3/3" in phone.labels
    await walk(phone, "12")
    await phone.hears("Bimtek 12\nMinggu")
    await walk(phone, "Kembali")
    await phone.hears("11. Bimtek 11")


async def test_filters_narrow_together_and_can_be_cleared(town: Town):
    phone = await town.citizen()
    await offerings(town, 3)
    closes = await town.make.competency("Komunikasi")
    online = {"mode": "online"}
    january = at("2027-01-12 08:00")
    await town.make.offering("Kursus Jauh", training=online, closes=closes)
    await town.make.offering("Kursus Lanjut", training=online, starts_at=january)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 5", "Saring")
    await phone.hears("Saring pelatihan menurut:")
    assert phone.labels == ["Bulan", "Pelaksanaan", "Kompetensi", "Kembali", "Menu Utama"]
    await walk(phone, "Bulan")
    await phone.hears("Pilih bulan")
    assert phone.labels == ["Des 2026 · 4", "Jan 2027 · 1", "Kembali"]
    await walk(phone, "Des 2026")
    await phone.hears("Semua Pelatihan: 4 dibuka · Desember 2026")
    await walk(phone, "Saring", "Pelaksanaan")
    await phone.hears("Pilih cara")
    assert phone.labels == ["Tatap Muka 3", "Daring 1", "Tatap Muka dan Daring 0", "Kembali"]
    await walk(phone, "Daring 1")
    await phone.hears("Semua Pelatihan: 1 dibuka · Desember 2026, daring")
    await walk(phone, "Saring", "Kompetensi")
    await phone.hears("Pilih kompetensi.")
    assert phone.labels == ["Komunikasi 1", "Kembali"]
    await walk(phone, "Komunikasi 1")
    await phone.hears("Desember 2026, daring, Komunikasi\n1. Kursus Jauh")
    chips = ["✗ Des 2026", "✗ Daring", "✗ Komunikasi"]
    tabs = ["Untuk Saya", "✓ Semua 1", "Saring", "Menu Utama"]
    assert phone.labels == ["1", *chips, *tabs]
    await walk(phone, "✗ Daring")
    await phone.hears("Semua Pelatihan: 1 dibuka · Desember 2026, Komunikasi\n")
    assert "✗ Daring" not in phone.labels
    await walk(phone, "✗ Komunikasi")
    await phone.hears("Semua Pelatihan: 4 dibuka · Desember 2026\n")
    assert "✓ Semua 4" in phone.labels
    await walk(phone, "Saring", "Hapus Saringan")
    await phone.hears("Semua Pelatihan: 5 dibuka\n")


async def test_an_empty_filter_says_so(town: Town):
    phone = await town.citizen()
    await offerings(town, 1)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1", "Saring", "Pelaksanaan", "Tatap Muka dan Daring 0")
    await phone.hears("Tidak ada pelatihan untuk saringan tatap muka dan daring.")
    assert phone.labels == ["✗ Tatap Muka dan Daring", "Hapus Saringan", "Menu Utama"]


async def test_nothing_is_open(town: Town):
    phone = await town.citizen()
    await phone.send("/pelatihan")
    await phone.hears(
        "Saat ini belum ada pelatihan yang dibuka. BKPSDM akan mengumumkannya di sini."
    )
    assert phone.labels == ["Menu Utama"]


async def test_other_runs_come_first_among_the_others(town: Town):
    phone = await town.citizen()
    closes = await town.make.competency("Komunikasi")
    await town.make.offering(
        "Workshop Komunikasi",
        closes=closes,
        starts_at=FIRST,
        seats=0,
        closes_at=at("2026-11-24 08:00"),
    )
    await town.make.offering("Kursus Komunikasi", closes=closes, starts_at=FIRST)
    later = FIRST + timedelta(days=30)
    await town.make.offering("Workshop Komunikasi", label="II", starts_at=later)
    await town.make.offering("Bimtek Lain", starts_at=FIRST)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 4")
    await phone.hears("1. Workshop Komunikasi, angkatan I\n9 Des · penuh")
    await walk(phone, "1")
    await phone.hears("Kuota: ")
    await town.move_to(at("2026-11-24 09:00"))
    await walk(phone, "Masuk Daftar Tunggu", "Pelatihan Lain")
    await phone.hears("Semua Pelatihan: 2 dibuka · Komunikasi")
    assert phone.last.said.endswith(
        "1. Workshop Komunikasi, angkatan II\n8 Jan · sisa 30 kursi\n"
        "2. Kursus Komunikasi\n9 Des · sisa 30 kursi"
    )
