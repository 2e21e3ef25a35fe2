from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from storage.catalogue.tables import offering
from storage.outbox.tables import message
from storage.seats.tables import enrolment
from tests.support.engines import Engines
from tests.support.times import at
from tests.support.town import Town, town_on

TITLE = "Bimtek Keamanan Informasi"


async def seated(town: Town, *, language: str | None = None, **facts: Any) -> Any:
    """A linked person with a seat on 9 December, 08.00 WIB."""
    phone = await town.citizen(language=language)
    held = await town.make.offering(TITLE, **facts)
    await town.make.enrolment(town.person_of(phone), held)
    return phone


async def states(town: Town) -> list[tuple[str, str]]:
    query = select(message.c.kind, message.c.state).order_by(message.c.id)
    async with town.store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def test_the_three_reminders_of_a_seat(both_towns: Town):
    town = both_towns
    phone = await seated(town)
    await town.move_to(at("2026-12-02 09:00"))
    assert phone.last.said == (
        f"Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB: {TITLE} di Aula BKPSDM\n"
        "Bapak/Ibu Contoh Satu, mohon siapkan surat tugas dari unit kerja."
    )
    assert phone.labels == ["Rincian", "Batalkan", "Menu Utama"]
    await town.move_to(at("2026-12-08 16:00"))
    assert phone.last.said == (
        f"Besok 08.00–16.00 WIB: {TITLE} di Aula BKPSDM\nRabu, 9 Desember 2026\n"
        "Bapak/Ibu Contoh Satu, mohon tekan Saya Akan Hadir, "
        "atau Tidak Bisa Hadir bila berhalangan."
    )
    assert phone.labels == ["Saya Akan Hadir", "Tidak Bisa Hadir", "Rincian", "Menu Utama"]
    await town.move_to(at("2026-12-09 07:00"))
    assert phone.last.said == (
        f"Hari ini 08.00–16.00 WIB: {TITLE} di Aula BKPSDM\n"
        "Selamat belajar, Bapak/Ibu Contoh Satu."
    )
    assert phone.labels == ["Rincian", "Menu Utama"]


async def test_an_online_training_opens_from_its_reminder(town: Town):
    phone = await seated(
        town, url="https://contoh.example/kelas", training={"mode": "online"}, place=None
    )
    await town.move_to(at("2026-12-09 07:00"))
    assert "08.00–16.00 WIB: Bimtek Keamanan Informasi secara daring" in phone.last.said
    assert phone.labels == ["Buka Tautan", "Rincian", "Menu Utama"]


async def test_in_english_and_without_a_place(town: Town):
    phone = await seated(town, language="en", place=None)
    await town.move_to(at("2026-12-08 16:00"))
    assert phone.last.said == (
        f"Tomorrow 08:00–16:00 WIB: {TITLE}\nWednesday, 9 December 2026\n"
        "Contoh Satu, please press I will come or I can't come."
    )


async def test_a_jump_over_all_sends_what_still_makes_sense(town: Town):
    phone = await seated(town)
    await town.move_to(at("2026-12-09 07:30"))
    assert [kind for kind, _ in await states(town)] == ["rem.h0"]
    assert "Selamat belajar" in phone.last.said


async def test_quiet_hours_and_tomorrow_as_reckoned_at_sending(engines: Engines):
    async with town_on(await engines.sqlite(), QUIET_HOURS="20:00-07:00") as town:
        start = at("2026-12-09 07:30")
        phone = await seated(town, starts_at=start, ends_at=start + timedelta(hours=4))
        await town.move_to(at("2026-12-08 19:58"))
        assert [kind for kind, _ in await states(town)] == ["rem.h1"]
        await town.move(minutes=1)
        assert "Besok 07.30–11.30 WIB: " in phone.last.said
        assert "Selamat belajar" in phone.last.said


async def test_a_late_one_waits_for_the_morning_and_is_dropped_if_the_seat_goes(engines: Engines):
    async with town_on(await engines.sqlite(), QUIET_HOURS="20:00-07:00") as town:
        await seated(town)
        await town.move_to(at("2026-12-02 21:00"))
        assert await states(town) == [("rem.h7", "due")]
        async with town.store.write() as session:
            await session.execute(update(enrolment).values(state="cancelled"))
        await town.move_to(at("2026-12-03 07:00"))
        assert await states(town) == [("rem.h7", "dropped")]


async def test_a_moved_offering_is_not_reminded_of_its_old_date(engines: Engines):
    async with town_on(await engines.sqlite(), QUIET_HOURS="20:00-07:00") as town:
        phone = await seated(town)
        await town.move_to(at("2026-12-02 21:00"))
        moved = {"starts_at": at("2026-12-29 08:00"), "ends_at": at("2026-12-29 16:00")}
        async with town.store.write() as session:
            await session.execute(update(offering).values(moved))
        await town.move_to(at("2026-12-03 07:00"))
        assert await states(town) == [("rem.h7", "dropped")]
        await town.move_to(at("2026-12-22 09:00"))
        assert "29 Desember 2026" in phone.last.said


async def test_who_blocks_the_bot_is_marked_unreachable(town: Town):
    phone = await seated(town)
    phone.block()
    await town.move_to(at("2026-12-02 09:00"))
    assert await states(town) == [("rem.h7", "unreachable")]


async def test_registration_that_closes_is_told_to_those_with_the_gap(town: Town):
    post, wanted = await town.make.position(), await town.make.competency("Keamanan Informasi")
    await town.make.requires(post, wanted, 3)
    phone = await town.citizen(position_id=post)
    await town.make.rated(town.person_of(phone), wanted, 1)
    closes_at = at("2026-12-05 23:59")
    await town.make.offering(TITLE, closes=wanted, seats=5, closes_at=closes_at)
    await town.move_to(at("2026-12-04 07:59"))
    assert phone.messages == []
    await town.move_to(at("2026-12-04 08:00"))
    assert phone.last.said == (
        "Hari ini:\nPendaftaran ditutup Sabtu, 5 Desember 2026 pukul 23.59 WIB: "
        f"{TITLE}, sisa 5 tempat."
    )
    assert phone.labels == ["Rincian", "Menu Utama"]
    await phone.tap("Rincian")
    await phone.hears("Meningkatkan")
    await phone.tap("Kembali")
    await phone.hears("Hari ini:")


async def test_i_will_come_and_rather_not_after_all(both_towns: Town):
    town = both_towns
    phone = await seated(town)
    await town.move_to(at("2026-12-08 16:00"))
    await phone.tap("Saya Akan Hadir")
    await phone.hears("✓ Terima kasih atas konfirmasinya.")
    assert phone.last.said.endswith(
        "Sampai jumpa Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM."
    )
    await phone.tap("Batalkan")
    await phone.hears(f"Batalkan keikutsertaan pada {TITLE}")
    await phone.tap("Kembali")
    await phone.hears("✓ Terima kasih atas konfirmasinya.")
    assert phone.labels == ["Batalkan", "Rincian", "Menu Utama"]
    await phone.tap("Batalkan")
    await phone.hears(f"Batalkan keikutsertaan pada {TITLE}")
    await phone.tap("Ya, Batalkan")
    await phone.hears("dibatalkan")
    said = len(phone.messages)
    await town.move_to(at("2026-12-09 07:00"))
    assert len(phone.messages) == said


async def test_cannot_come_acts_at_once(town: Town):
    phone = await seated(town)
    await town.move_to(at("2026-12-08 16:00"))
    await phone.tap("Tidak Bisa Hadir")
    await phone.hears(f"✗ Keikutsertaan pada {TITLE} dibatalkan.")
    assert "Daftar Lagi" in phone.labels


async def test_kembali_under_the_details_shows_the_reminder_again(town: Town):
    phone = await seated(town)
    await town.move_to(at("2026-12-02 09:00"))
    reminder = phone.last.said
    await phone.tap("Rincian")
    await phone.hears("· bimtek")
    await phone.tap("Kembali")
    await phone.until(lambda p: p.last.said == reminder)


async def test_a_date_that_was_moved_into_the_past_brings_one_message_at_a_time(town: Town):
    phone = await seated(town)
    ended = town.now - timedelta(days=4)
    async with town.store.write() as session:
        past = {"starts_at": ended - timedelta(hours=8), "ends_at": ended}
        two_days_ago = {"put_back_at": town.now - timedelta(days=2)}
        await session.execute(update(offering).values(past | two_days_ago))
    await town.settle()
    assert len(phone.messages) == 1
    assert TITLE in phone.last.said
    await town.move(hours=12)
    assert [kind for kind, _ in await states(town)] == ["fb.invite", "fb.rem.h3"]
    assert len(phone.messages) == 2
