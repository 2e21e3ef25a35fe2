"""HR gives the sessions of an offering in the chat."""

from datetime import date
from typing import Any

from sqlalchemy import insert, select

from domain.ids import OfferingId
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import training_session
from storage.office.tables import holiday
from tests.support.hr_sessions import TITLE, promised, sessions_of, two_days
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk


async def seated(town: Town, offering: OfferingId, name: str = "Contoh Satu") -> Any:
    phone = await town.citizen(name)
    await town.make.enrolment(town.person_of(phone), offering)
    return phone


async def row(town: Town, offering: OfferingId) -> Any:
    query = select(offering_table).where(offering_table.c.id == offering)
    async with town.store.read() as session:
        return (await session.execute(query)).one()


async def starts(town: Town) -> list[Any]:
    query = select(training_session.c.starts_at).order_by(training_session.c.starts_at)
    async with town.store.read() as session:
        return list((await session.execute(query)).scalars())


async def test_a_session_is_added_in_four_taps_and_told_once(town: Town):
    hr, offering = await two_days(town)
    phone = await seated(town, offering)
    await sessions_of(hr, 2)
    assert hr.last.said == (
        f"Sesi: {TITLE}\n1. Sel, 8 Des, 08.00–16.00 WIB\n2. Rab, 9 Des, 08.00–16.00 WIB"
    )
    await walk(hr, "Tambah Sesi")
    await hr.hears("Kapan sesi baru ini?")
    await hr.send("14/12/2026 13.00–16.00")
    await hr.hears("Menjadi")
    assert hr.last.said == (
        "Sesi\nSemula: belum ada\nMenjadi: Sen, 14 Des, 13.00–16.00 WIB\n"
        "1 orang akan diberi tahu: 1 peserta, 0 dalam daftar tunggu"
    )
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    assert "1 orang akan diberi tahu pukul 09.05 WIB." in hr.last.said
    there = await row(town, offering)
    assert (there.ends_at, there.session_plan) == (at("2026-12-14 16:00"), "given")
    await town.move(minutes=6)
    await phone.hears("Jadwal berubah")
    assert "Sesi tambahan: Senin, 14 Desember 2026 pukul 13.00–16.00 WIB" in phone.last.said
    assert await promised(town) == [("offering_moved", "sent")]


async def test_a_changed_session_within_is_told_though_the_whole_stays(town: Town):
    hr, offering = await two_days(town)
    phone = await seated(town, offering)
    await sessions_of(hr, 2, "Bagi per Hari")
    await hr.hears("Menjadi")
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    await town.move(minutes=6)
    await phone.hears("Jadwal berubah")
    before = await row(town, offering)
    await sessions_of(hr, 4, "2", "Waktu")
    await hr.hears("Waktu saat ini: Selasa, 8 Desember 2026 pukul 13.00–16.00 WIB")
    await hr.send("14.00-17.00")
    await hr.hears("Menjadi")
    assert "Semula: Sel, 8 Des, 13.00–16.00 WIB\n" in hr.last.said
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    after = await row(town, offering)
    assert (after.starts_at, after.ends_at) == (before.starts_at, before.ends_at)
    assert after.sequence > before.sequence
    await town.move(minutes=6)
    await phone.hears("pukul 14.00–17.00 WIB")
    assert phone.last.said.startswith(
        f"Jadwal berubah: {TITLE}.\n"
        "Semula: Selasa, 8 Desember 2026 pukul 13.00–16.00 WIB\n"
        "Menjadi: Selasa, 8 Desember 2026 pukul 14.00–17.00 WIB"
    )


async def test_a_removed_session_comes_back_when_it_is_undone(both_towns: Town):
    town = both_towns
    hr, offering = await two_days(town)
    phone = await seated(town, offering)
    await sessions_of(hr, 2, "Bagi per Hari", "Simpan")
    await hr.hears("✓ Sesi diubah.")
    await town.move(minutes=6)
    await phone.hears("Jadwal berubah")
    told, kept = await promised(town), await starts(town)
    await sessions_of(hr, 4, "4", "Hapus Sesi")
    await hr.hears("Menjadi: dihapus")
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    assert (await row(town, offering)).ends_at == at("2026-12-09 12:00")
    await walk(hr, "Urungkan")
    await hr.hears("✓ Perubahan diurungkan.")
    assert (await row(town, offering)).ends_at == at("2026-12-09 16:00")
    assert await starts(town) == kept
    await town.move(minutes=10)
    assert await promised(town) == [*told, ("offering_moved", "cancelled")]


async def test_undoing_the_first_sessions_leaves_one_for_each_day_again(town: Town):
    hr, offering = await two_days(town)
    await seated(town, offering)
    await sessions_of(hr, 2, "Bagi per Hari", "Simpan", "Urungkan")
    await hr.hears("✓ Perubahan diurungkan.")
    assert await starts(town) == []
    assert (await row(town, offering)).session_plan == "daily"
    assert await promised(town) == [("offering_moved", "cancelled")]


async def test_what_cannot_be_is_refused_with_its_reason(town: Town):
    hr, _ = await two_days(town)
    await sessions_of(hr, 2, "Tambah Sesi")
    for typed, said in {
        "besok": "! Waktu belum dikenali.",
        "8/12/2026": "! Waktu belum dikenali.",
        "8/12/2026 12.00-10.00": "! Waktu selesai lebih awal",
        "8/12/2026 10.00-17.00": "! Bersamaan dengan sesi Sel, 8 Des, 08.00–16.00 WIB.",
        "1/11/2026 08.00-12.00": "! Waktu itu sudah lewat.",
        "8/12/2029 08.00-12.00": "! Tanggal itu jauh dari jadwal pelatihan.",
    }.items():
        await hr.send(typed)
        await hr.hears(said)
        await hr.hears("Kapan sesi baru ini?")


async def test_a_session_on_a_holiday_is_asked_about(town: Town):
    hr, _ = await two_days(town)
    async with town.store.write() as session:
        values = {"day": date(2026, 12, 10), "name": "Libur Contoh"}
        await session.execute(insert(holiday).values(values))
    await sessions_of(hr, 2, "Tambah Sesi")
    await hr.send("10/12/2026 08.00-12.00")
    await hr.hears("! Kamis, 10 Desember 2026 hari libur: Libur Contoh.")
    await walk(hr, "Tetap Pakai")
    await hr.hears("✓ Sesi diubah.")


async def test_hours_and_place_of_a_session(town: Town):
    hr, offering = await two_days(town)
    phone = await seated(town, offering)
    await sessions_of(hr, 2, "1", "JP")
    await hr.send("4 JP")
    await hr.hears("Menjadi: Sel, 8 Des, 08.00–16.00 WIB · 4 JP")
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    assert await promised(town) == []
    await walk(hr, "Kembali")
    await hr.hears("! Jumlah JP sesi 4, JP pelatihan 16.")
    await walk(hr, "2", "Tempat")
    await hr.hears("Tempat saat ini: Aula BKPSDM")
    await hr.send("Ruang Contoh")
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    await town.move(minutes=6)
    await phone.hears("di Ruang Contoh")


async def test_two_officers_change_sessions_at_once(town: Town):
    hr, _ = await two_days(town)
    other = await town.citizen("Contoh Petugas Lain", hr=True)
    await sessions_of(hr, 2, "Bagi per Hari")
    await hr.hears("Menjadi")
    await sessions_of(other, 2, "Tambah Sesi")
    await other.send("10/12/2026 08.00-12.00")
    await walk(other, "Simpan")
    await other.hears("✓ Sesi diubah.")
    await walk(hr, "Simpan")
    await hr.hears("! Contoh Petugas Lain baru saja mengubah Sesi menjadi 3 sesi.")
    assert len(await starts(town)) == 3
