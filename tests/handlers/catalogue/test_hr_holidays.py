"""Holidays and the offerings of HR: they are asked about, and people hear of what they change."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from storage.office.tables import holiday
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def card(hr: Any, *labels: str) -> None:
    """The card of the only offering, then further buttons."""
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1")
    await hr.hears("Terisi")
    await walk(hr, *labels)


async def free(town: Town, day: date, name: str, **values: Any) -> None:
    async with town.store.write() as session:
        await session.execute(insert(holiday).values(day=day, name=name, **values))


async def test_a_move_onto_a_holiday_is_asked_about(both_towns: Town):
    town = both_towns
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE)
    await free(town, date(2026, 12, 16), "Libur Contoh")
    await free(town, date(2026, 12, 17), "Libur Dihapus", removed_at=at("2026-01-01 08:00"))
    await card(hr, "Ubah", "Waktu")
    await hr.send("16–17/12/2026")
    await hr.hears("! Rabu, 16 Desember 2026 hari libur: Libur Contoh.")
    assert "Libur Dihapus" not in hr.last.said
    assert "Simpan" not in hr.labels
    await walk(hr, "Tetap Pakai")
    await hr.hears("✓ Waktu diubah.")
    # The day is not asked about again where only its hours change.
    await card(hr, "Ubah", "Waktu")
    await hr.send("09.00–15.00")
    await hr.hears("Menjadi: 16–17 Desember 2026, 09.00–15.00 WIB")
    assert "hari libur" not in hr.last.said
    await walk(hr, "Simpan")
    await hr.hears("✓ Waktu diubah.")


async def test_a_draft_is_not_warned_of_a_holiday_that_was_removed(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE)
    await free(town, date(2026, 12, 14), "Libur Dihapus", removed_at=at("2026-01-01 08:00"))
    await card(hr, "Salin")
    await hr.send("14/12/2026")
    await hr.hears("Angkatan II: draf")
    assert "hari libur" not in hr.last.said
