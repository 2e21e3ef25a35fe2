from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage.process.tables import dialogue
from storage.seats import holding
from storage.seats.tables import enrolment, enrolment_event
from tests.support.builders import NOW
from tests.support.seats import history, states
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def participant(town: Town, **facts: Any) -> tuple[Any, Any]:
    """A phone that holds a seat since yesterday, and the offering."""
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, **facts)
    since = NOW - timedelta(days=1)
    await town.make.enrolment(town.person_of(phone), offering, since=since)
    return phone, offering


async def reasons(town: Town) -> tuple[list[str | None], list[str | None]]:
    """What is kept with the seat, and in its history."""
    async with town.store.read() as session:
        now = (await session.execute(select(enrolment.c.reason))).scalars().all()
        ever = await session.execute(select(enrolment_event.c.reason).order_by("id"))
        return list(now), list(ever.scalars())


async def test_a_seat_is_given_up_in_two_taps_and_explained_in_a_third(town: Town):
    phone, offering = await participant(town)
    await town.move_to(at("2026-12-02 09:00"))
    await walk(phone, "Batalkan")
    await phone.hears("Batalkan keikutsertaan")
    assert phone.last.said == (
        f"Batalkan keikutsertaan pada {TITLE}, Rabu, 9 Desember 2026?\n"
        "Tempat akan diberikan kepada peserta lain."
    )
    assert phone.labels == ["Ya, Batalkan", "Kembali"]
    await walk(phone, "Ya, Batalkan")
    await phone.hears("dibatalkan")
    assert phone.last.said == (
        f"✗ Keikutsertaan pada {TITLE} dibatalkan.\nBila berkenan, silakan pilih alasannya."
    )
    assert phone.labels == [
        "Tugas Kedinasan",
        "Keperluan Pribadi",
        "Jadwal Bersamaan",
        "Alasan Lain",
        "Lewati",
        "Daftar Lagi",
        "Menu Utama",
    ]
    await walk(phone, "Tugas Kedinasan")
    await phone.hears("Terima kasih, alasan sudah dicatat.")
    assert phone.labels == ["Cari Pelatihan", "Menu Utama"]
    assert await reasons(town) == ([":duty"], [None, ":duty"])
    assert await states(town.store, offering) == {town.person_of(phone): "cancelled"}


async def test_kembali_leads_to_the_reminder_as_it_was(town: Town):
    phone, _ = await participant(town)
    await town.move_to(at("2026-12-02 09:00"))
    reminder, labels = phone.last.said, phone.labels
    await walk(phone, "Batalkan", "Kembali")
    await phone.hears("mohon siapkan surat tugas")
    assert (phone.last.said, phone.labels) == (reminder, labels)


async def test_a_reason_can_be_typed(town: Town):
    phone, _ = await participant(town)
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan", "Ya, Batalkan", "Alasan Lain")
    await phone.hears("Silakan tulis alasannya dalam satu kalimat, tanpa keterangan kesehatan.")
    assert phone.labels == ["Lewati"]
    await phone.send("a" * 301)
    await phone.hears("Teks terlalu panjang: 301 dari paling banyak 300 karakter.")
    await phone.send("Rapat <mendadak>")
    await phone.hears("Terima kasih, alasan sudah dicatat.")
    assert await reasons(town) == (["Rapat <mendadak>"], [None, "Rapat <mendadak>"])
    async with town.store.read() as session:
        assert (await session.execute(select(dialogue))).all() == []


async def test_a_typed_reason_outlives_a_database_that_was_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone, _ = await participant(town)
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan", "Ya, Batalkan", "Alasan Lain")
    await phone.hears("Silakan tulis alasannya")
    give_reason, away = holding.give_reason, [ConnectionError("away")]

    async def once_away(*args: Any, **facts: Any) -> bool:
        if away:
            raise away.pop()
        return await give_reason(*args, **facts)

    monkeypatch.setattr(holding, "give_reason", once_away)
    await phone.send("Rapat mendadak")
    await phone.hears("Terima kasih, alasan sudah dicatat.")
    assert (await reasons(town))[0] == ["Rapat mendadak"]


async def test_no_reason_has_to_be_given(town: Town):
    phone, _ = await participant(town)
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan", "Ya, Batalkan", "Alasan Lain", "Lewati")
    await phone.hears("Selamat pagi")
    assert await reasons(town) == ([None], [None, None])
    await phone.send("keamanan")
    await phone.hears("Hasil pencarian keamanan")


async def test_daftar_lagi_signs_up_anew_and_the_history_keeps_all(town: Town):
    phone, offering = await participant(town)
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan", "Ya, Batalkan", "Daftar Lagi")
    await phone.hears("terdaftar pada")
    kept = await history(town.store, town.person_of(phone), offering)
    assert kept == ["enrolled", "cancelled", "enrolled"]


async def test_the_reminder_of_the_day_before_frees_the_seat_at_once_and_hr_is_told(town: Town):
    officer = await town.citizen("Contoh Dua", hr=True)
    phone, offering = await participant(town)
    await town.move_to(at("2026-12-08 16:00"))
    await walk(phone, "Tidak Bisa Hadir")
    await phone.hears("✗ Keikutsertaan")
    assert await states(town.store, offering) == {town.person_of(phone): "cancelled"}
    await officer.hears("Contoh Satu")
    assert TITLE in officer.last.said


async def test_a_queue_place_is_given_up_without_a_reason(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, seats=0)
    await town.make.enrolment(town.person_of(phone), offering, state="queued", place_in_queue=7)
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan")
    await phone.hears("Batalkan posisi")
    assert phone.last.said == (f"Batalkan posisi di daftar tunggu {TITLE}?\nUrutan 1 akan hilang.")
    await walk(phone, "Ya, Batalkan")
    await phone.hears(f"✗ Posisi di daftar tunggu {TITLE} dibatalkan.")
    assert phone.labels == ["Daftar Lagi", "Menu Utama"]


async def test_a_request_is_withdrawn_in_its_own_words(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, needs_approval=True)
    await town.make.enrolment(town.person_of(phone), offering, state="requested")
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan")
    await phone.hears(f"Batalkan pendaftaran untuk {TITLE}?")
    await walk(phone, "Ya, Batalkan")
    await phone.hears(f"✗ Pendaftaran untuk {TITLE} dibatalkan.")


async def test_what_has_begun_cannot_be_cancelled_here(town: Town):
    phone, offering = await participant(town)
    await town.move_to(at("2026-12-09 09:00"))
    await phone.send("/saya")
    await walk(phone, "1")
    await phone.hears("Bapak/Ibu terdaftar.")
    await walk(phone, "Batalkan")
    await phone.hears("sudah dimulai, sehingga")
    assert phone.last.said == (
        f"{TITLE} sudah dimulai, sehingga tidak dapat dibatalkan di sini.\n"
        "Mohon hubungi BKPSDM (0800-CONTOH)."
    )
    assert phone.labels == ["Rincian", "Menu Utama"]
    assert await states(town.store, offering) == {town.person_of(phone): "enrolled"}


async def test_a_long_title_stands_whole_where_it_counts(town: Town):
    title = ("Pelatihan Pengelolaan Arsip Dinamis " * 6)[:199] + "Z"
    phone = await town.citizen()
    await town.make.offering(title)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1")
    await phone.hears("1. Pelatihan")
    assert title not in phone.last.said
    await walk(phone, "1")
    await phone.hears(f"{title}\nRabu")
    await phone.tap("Daftar")
    await phone.hears(f"● Bapak/Ibu terdaftar pada {title}.")
    await phone.tap("Batalkan")
    await phone.hears(f"Batalkan keikutsertaan pada {title}, Rabu, 9 Desember 2026?")
    await phone.tap("Ya, Batalkan")
    await phone.hears(f"✗ Keikutsertaan pada {title} dibatalkan.")


async def test_where_people_wait_tidak_bisa_hadir_asks_before_the_seat_is_gone(both_towns: Town):
    town = both_towns
    # Its queue is open until a day before: the reminder of 16.00 comes earlier than that.
    phone, offering = await participant(town, seats=1, starts_at=at("2026-12-09 19:00"))
    waiting = await town.make.person("Contoh Tiga")
    await town.make.enrolment(waiting, offering, state="queued", place_in_queue=1)
    await town.move_to(at("2026-12-08 16:00"))
    await walk(phone, "Tidak Bisa Hadir")
    await phone.hears(f"Batalkan keikutsertaan pada {TITLE}")
    me = town.person_of(phone)
    assert (await states(town.store, offering))[me] == "enrolled"
    await walk(phone, "Kembali")
    await phone.hears("mohon tekan Saya Akan Hadir")
    await walk(phone, "Tidak Bisa Hadir", "Ya, Batalkan")
    await phone.hears("✗ Keikutsertaan")
    assert (await states(town.store, offering))[me] == "cancelled"
