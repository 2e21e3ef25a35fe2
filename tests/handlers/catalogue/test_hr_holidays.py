"""Holidays and the offerings of HR: they are asked about, and people hear of what they change."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from handlers.actions import encode
from handlers.actions.desk import AskHoliday
from storage.office.tables import holiday
from tests.support.hr_sessions import promised
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


async def in_four_days(town: Town) -> tuple[Any, Any]:
    """An officer, and a person with a seat in a training from Tuesday 8 to Friday 11 December."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering = await town.make.offering(
        TITLE, starts_at=at("2026-12-08 08:00"), ends_at=at("2026-12-11 16:00")
    )
    phone = await town.citizen("Contoh Satu")
    await town.make.enrolment(town.person_of(phone), offering)
    return hr, phone


async def holiday_typed(hr: Any, text: str) -> None:
    await hr.press(hr.last.id, encode(AskHoliday()))
    await hr.hears("Hari apa yang libur?")
    await hr.send(text)


async def test_people_hear_of_a_holiday_that_takes_a_day_of_their_training(both_towns: Town):
    town = both_towns
    hr, phone = await in_four_days(town)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await holiday_typed(hr, "10/12/2026 Libur Contoh")
    await hr.hears("✓ Kamis, 10 Desember 2026: Libur Contoh ditambahkan.")
    assert (
        "1 angkatan berganti hari; 1 orang akan diberi tahu "
        "Senin, 23 November 2026 pukul 09.05 WIB." in hr.last.said
    )
    await town.move(minutes=6)
    await phone.hears("Jadwal berubah")
    assert "Sesi ditiadakan: Kamis, 10 Desember 2026 pukul 08.00–16.00 WIB" in phone.last.said
    assert await promised(town) == [("offering_moved", "sent")]


async def test_a_holiday_that_is_taken_back_in_time_is_told_to_none(both_towns: Town):
    town = both_towns
    hr, _ = await in_four_days(town)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await holiday_typed(hr, "10/12/2026 Libur Contoh")
    await hr.hears("1 angkatan berganti hari")
    await walk(hr, "Urungkan")
    await hr.hears("✓ Kamis, 10 Desember 2026: Libur Contoh dihapus.")
    assert await promised(town) == [("offering_moved", "cancelled")]
    # It is a holiday after all: people are told, once.
    await walk(hr, "Urungkan")
    await hr.hears("kembali menjadi hari libur.\n1 angkatan berganti hari; 1 orang akan")
    await town.move(minutes=6)
    assert await promised(town) == [("offering_moved", "cancelled"), ("offering_moved", "sent")]
