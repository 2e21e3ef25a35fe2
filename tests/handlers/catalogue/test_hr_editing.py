"""HR changes offerings in the chat: fields, opening, closing, calling off, taking back."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.intake import patience
from domain.ids import OfferingId
from storage.catalogue.tables import offering as offering_table
from storage.outbox.tables import message
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def officer(town: Town, name: str = "Contoh Petugas") -> Any:
    return await town.citizen(name, hr=True)


async def opened(town: Town, hr: Any, *labels: str) -> None:
    """The card of the only offering, then further buttons."""
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1")
    await hr.hears("Terisi")
    await walk(hr, *labels)


async def stored(town: Town, offering: OfferingId) -> Any:
    query = select(offering_table).where(offering_table.c.id == offering)
    async with town.store.read() as session:
        return (await session.execute(query)).one()


async def promised(town: Town) -> list[tuple[str, str]]:
    query = select(message.c.kind, message.c.state).order_by(message.c.id)
    async with town.store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def seated(town: Town, offering: OfferingId, name: str = "Contoh Satu") -> Any:
    phone = await town.citizen(name)
    await town.make.enrolment(town.person_of(phone), offering)
    return phone


async def test_a_move_is_shown_saved_and_told_after_five_minutes(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE)
    phone = await seated(town, offering)
    other = await town.make.offering("Workshop", starts_at=at("2026-12-16 08:00"))
    await town.make.enrolment(town.person_of(phone), other)
    waiting = await town.make.person()
    await town.make.enrolment(waiting, offering, state="queued", place_in_queue=1)
    await opened(town, hr, "Ubah", "Waktu")
    await hr.hears("Waktu saat ini: Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB")
    await hr.send("16-17 Desember 2026")
    await hr.hears("diberi tahu")
    assert hr.last.said == (
        "Waktu\n"
        "Semula: Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB\n"
        "Menjadi: 16–17 Desember 2026, 08.00–16.00 WIB\n"
        "2 orang akan diberi tahu: 1 peserta, 1 dalam daftar tunggu\n"
        "! 1 peserta mempunyai jadwal lain pada waktu itu."
    )
    await walk(hr, "Simpan")
    await hr.hears("✓ Waktu diubah.")
    assert hr.last.said == (
        "✓ Waktu diubah.\n2 orang akan diberi tahu pukul 09.05 WIB.\n"
        "1 orang belum terhubung; mohon sampaikan langsung."
    )
    assert hr.labels == ["Urungkan", "Unduh", "Kembali", "Menu HR"]
    await town.move(minutes=4)
    assert not any("Jadwal berubah" in each.said for each in phone.messages)
    await town.move(minutes=2)
    await phone.hears("Jadwal berubah")
    assert "Menjadi: 16–17 Desember 2026, 08.00–16.00 WIB" in phone.last.said
    assert "! Bertepatan dengan Workshop" in phone.last.said
    await walk(hr, "Kembali")
    await hr.hears("Terakhir diubah Contoh Petugas, 23 Nov pukul 09.00 WIB")
    await walk(hr, "Riwayat")
    await hr.hears("1. 23 Nov 09.00 WIB: Contoh Petugas, Waktu: Rabu, 9 Desember 2026")


async def test_what_is_undone_in_time_is_told_to_none(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE)
    phone = await seated(town, offering)
    before = await stored(town, offering)
    await opened(town, hr, "Ubah", "Tempat")
    await hr.hears("Tempat saat ini: Aula BKPSDM")
    await hr.send("Aula Baru")
    await walk(hr, "Simpan", "Urungkan")
    await hr.hears("✓ Perubahan diurungkan.")
    after = await stored(town, offering)
    assert after.place == "Aula BKPSDM"
    assert after.sequence == before.sequence + 2
    assert await promised(town) == [("offering_moved", "cancelled")]
    await town.move(minutes=10)
    assert not any("Jadwal berubah" in each.said for each in phone.messages)


async def test_several_changes_are_one_message_and_not_undone_once_told(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE)
    phone = await seated(town, offering)
    await opened(town, hr, "Ubah", "Tempat")
    await hr.send("Aula Baru")
    await walk(hr, "Simpan")
    await hr.hears("✓ Tempat diubah.\n1 orang akan diberi tahu pukul 09.05 WIB.")
    undo = next(b for row in hr.last.buttons for b in row if b.label == "Urungkan")
    done = hr.last.id
    await opened(town, hr, "Ubah", "Waktu")
    await hr.send("10/12/2026 09.00-15.00")
    await walk(hr, "Simpan")
    await hr.hears("✓ Waktu diubah.\n1 orang akan diberi tahu pukul 09.05 WIB.")
    await town.move(minutes=6)
    await phone.hears("Jadwal berubah")
    assert "Kamis, 10 Desember 2026 pukul 09.00–15.00 WIB di Aula Baru" in phone.last.said
    assert await promised(town) == [("offering_moved", "sent")]
    await hr.press(done, undo.data)
    await hr.hears("Tidak dapat diurungkan: sudah diberitahukan.")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("kapan saja", "! Waktu belum dikenali. Contoh: 8–9/12/2026 08.00–16.00."),
        ("8/12/26", "! Mohon tulis tahun dengan empat angka"),
        ("Senin, 8 Desember 2026", "! Hari dan tanggalnya tidak cocok."),
        ("8/12/2026 16.00-08.00", "! Waktu selesai lebih awal daripada waktu mulai."),
        ("2/11/2026", "! Waktu itu sudah lewat."),
        ("9/12/2026", "! Nilainya sama dengan saat ini."),
    ],
)
async def test_a_time_that_does_not_fit_is_refused_with_the_reason(
    town: Town, typed: str, why: str
):
    hr = await officer(town)
    await town.make.offering(TITLE)
    await opened(town, hr, "Ubah", "Waktu")
    await hr.hears("Waktu saat ini")
    await hr.send(typed)
    await hr.hears(why)
    await hr.send("8–9/12/2026 08.00–16.00")
    await hr.hears("Menjadi: 8–9 Desember 2026, 08.00–16.00 WIB")


async def test_a_change_says_what_follows_from_it(town: Town):
    hr = await officer(town)
    for label, start in (("I", "2026-12-09 08:00"), ("II", "2026-12-16 08:00")):
        await town.make.offering(TITLE, label=label, starts_at=at(start))
    await opened(town, hr, "Ubah", "Waktu")
    await hr.send("25/11/2026")
    await hr.hears("Menjadi: Rabu, 25 November 2026")
    assert "Batas daftar menjadi Rabu, 25 November 2026 pukul 08.00 WIB." in hr.last.said
    await walk(hr, "Kembali")
    await hr.send("10/12/2026")
    await hr.hears("Menjadi: Kamis, 10 Desember 2026")
    assert "Batas daftar" not in hr.last.said
    await opened(town, hr, "Ubah", "Judul")
    await hr.send("Bimtek Baru")
    await hr.hears("Berlaku untuk 2 angkatan pelatihan ini.")


async def test_every_field_can_be_changed(town: Town, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "BURST", 1000)  # no person presses so fast
    hr = await officer(town)
    training = {"mode": "blended", "description": "Uraian lama"}
    offering = await town.make.offering(TITLE, training=training, url="https://example.id/a")
    values = {
        "Tautan": ("example.id/b", "url", "https://example.id/b"),
        "Kuota": ("40 orang", "quota", 40),
        "Batas Daftar": ("8/12/2026", "closes_at", at("2026-12-08 23:59")),
        "JP": ("24 JP", None, None),
        "Judul": ("Bimtek Baru", None, None),
        "Uraian": ("Uraian baru", None, None),
    }
    for field, (typed, column, value) in values.items():
        await opened(town, hr, "Ubah", field)
        await hr.hears(f"{field} saat ini")
        await hr.send(typed)
        await walk(hr, "Simpan")
        await hr.hears(f"✓ {field} diubah.")
        if column is not None:
            assert getattr(await stored(town, offering), column) == value
    await opened(town, hr, "Ubah", "Persetujuan", "BKPSDM", "Simpan")
    await hr.hears("✓ Persetujuan diubah.")
    await walk(hr, "Kembali")
    await hr.hears("Penyetuju: BKPSDM")
    assert "Bimtek Baru" in hr.last.said
    assert "24 JP" in hr.last.said
    await walk(hr, "Ubah", "Tautan", "Kosongkan", "Simpan")
    await hr.hears("✓ Tautan diubah.")
    assert (await stored(town, offering)).url is None


async def test_a_higher_quota_gives_seats_and_is_then_not_taken_back(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE, seats=1)
    await seated(town, offering)
    waiting = await town.citizen("Contoh Dua")
    await town.make.enrolment(town.person_of(waiting), offering, state="queued", place_in_queue=1)
    await opened(town, hr, "Ubah", "Kuota")
    await hr.send("2")
    await walk(hr, "Simpan")
    await hr.hears("✓ Kuota diubah.")
    await town.settle()
    await waiting.hears("Mendapat tempat")
    await walk(hr, "Urungkan")
    await hr.hears("Tidak dapat diurungkan: tempat sudah terisi.")
    assert (await stored(town, offering)).quota == 2


async def test_two_officers_change_the_same_and_the_second_is_told(town: Town):
    one, two = await officer(town), await officer(town, "Contoh Petugas Dua")
    offering = await town.make.offering(TITLE)
    for hr in (one, two):
        await opened(town, hr, "Ubah", "Kuota")
        await hr.hears("Kuota saat ini: 30")
    await one.send("40")
    await two.send("50")
    await walk(one, "Simpan")
    await one.hears("✓ Kuota diubah.")
    await walk(two, "Simpan")
    await two.hears("! Contoh Petugas baru saja mengubah Kuota menjadi 40.")
    assert (await stored(town, offering)).quota == 40


async def test_sign_up_is_closed_and_opened_again(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE)
    before = await stored(town, offering)
    await opened(town, hr, "Tutup Pendaftaran")
    await hr.hears("✓ Pendaftaran ditutup.")
    assert (await stored(town, offering)).closes_at <= town.now
    await walk(hr, "Kembali")
    await hr.hears("Angkatan I: ditutup")
    await walk(hr, "Buka Pendaftaran")
    await hr.hears("✓ Pendaftaran dibuka sampai Selasa, 8 Desember 2026 pukul 08.00 WIB.")
    assert hr.labels == ["Umumkan", "Urungkan", "Kembali", "Menu HR"]
    assert (await stored(town, offering)).closes_at == before.closes_at


async def test_sign_up_that_has_ended_asks_until_when_it_opens(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE, closes_at=at("2026-11-20 23:59"))
    await hr.send("/angkatan")
    await walk(hr, "Ditutup 1", "1", "Buka Pendaftaran")
    await hr.hears("Batas daftar sudah lewat. Sampai kapan dibuka?")
    assert hr.labels == ["6 Des", "8 Des", "Kembali", "Menu HR"]
    await hr.send("besok")
    await hr.hears("! Tanggal belum dikenali.")
    await hr.send("7/12/2026 16.00")
    await hr.hears("✓ Pendaftaran dibuka sampai Senin, 7 Desember 2026 pukul 16.00 WIB.")
    assert (await stored(town, offering)).closes_at == at("2026-12-07 16:00")


async def test_calling_off_asks_for_a_reason_and_is_told(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE)
    phone = await seated(town, offering)
    await opened(town, hr, "Batalkan Angkatan")
    await hr.hears("Alasan ini disampaikan kepada 1 orang.")
    await walk(hr, "Peserta Kurang")
    await hr.hears("1 peserta dan 0 orang dalam daftar tunggu akan diberi tahu.")
    await walk(hr, "Ya, Batalkan")
    await hr.hears("dibatalkan.\n1 orang akan diberi tahu pukul 09.05 WIB.")
    await walk(hr, "Urungkan")
    await hr.hears("✓ Perubahan diurungkan.")
    await town.move(minutes=10)
    assert await promised(town) == [("offering_called_off", "cancelled")]
    await walk(hr, "Batalkan Angkatan")
    await hr.hears("Alasan pembatalan")
    await hr.send("Gedung dipakai")
    await walk(hr, "Ya, Batalkan")
    await hr.hears("✗ ")
    await town.move(minutes=6)
    await phone.hears("✗ Dibatalkan")
    assert "Alasan: Gedung dipakai" in phone.last.said
    await walk(hr, "Kembali", "Buka Lagi")
    await hr.hears("jadi dilaksanakan.")
    await town.move(minutes=6)
    await phone.hears("Jadi dilaksanakan")


async def test_what_is_called_off_is_archived_and_taken_back(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE, called_off_at=town.now, called_off_reason="Contoh")
    await hr.send("/angkatan")
    await walk(hr, "Dibatalkan 1", "1", "Arsipkan")
    await hr.hears("diarsipkan.")
    assert (await stored(town, offering)).archived_at is not None
    await walk(hr, "Kembali", "Aktifkan Lagi")
    await hr.hears("tampil lagi dalam daftar.")
    assert (await stored(town, offering)).archived_at is None


async def test_what_has_presence_cannot_be_called_off(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(
        TITLE, starts_at=at("2026-11-23 08:00"), ends_at=at("2026-11-24 16:00")
    )
    await town.make.enrolment(await town.make.person(), offering, attendance="attended")
    await hr.send("/angkatan")
    await walk(hr, "Berjalan 1", "1", "Batalkan Angkatan")
    await hr.hears("Sudah ada 1 catatan kehadiran, sehingga tidak dapat dibatalkan.")


async def test_no_reminder_tells_a_date_that_may_still_be_taken_back(town: Town):
    hr = await officer(town)
    offering = await town.make.offering(TITLE, starts_at=at("2026-12-30 08:00"))
    await seated(town, offering)
    await opened(town, hr, "Ubah", "Waktu")
    await hr.send("30/11/2026")
    await walk(hr, "Simpan")
    await hr.hears("✓ Waktu diubah.")
    await town.settle()
    assert await promised(town) == [("offering_moved", "due")]
    await town.move(minutes=6)
    assert {kind for kind, _ in await promised(town)} == {"offering_moved", "rem.h7"}


async def test_the_closing_date_is_said_in_the_zone_of_the_offering(town: Town):
    hr = await officer(town)
    await town.make.offering(TITLE, timezone="Asia/Makassar", starts_at=at("2026-12-09 07:00"))
    await opened(town, hr, "Ubah", "Batas Daftar")
    await hr.hears("Batas Daftar saat ini: Selasa, 8 Desember 2026 pukul 08.00 WITA")
    await hr.send("7/12/2026 16.00")
    await hr.hears("Menjadi: Senin, 7 Desember 2026 pukul 16.00 WITA")
    await walk(hr, "Simpan")
    await hr.hears("✓ Batas Daftar diubah.")
    await walk(hr, "Kembali", "Riwayat")
    await hr.hears(
        "Batas Daftar: Selasa, 8 Desember 2026 pukul 08.00 WITA menjadi Senin, 7 Desember"
    )
