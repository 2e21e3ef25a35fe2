"""An offering that pauses: its later days have reminders, and the menu names the next session."""

from domain.catalogue.sessions import SessionPlan, TrainingSession
from storage.catalogue import sessions
from tests.support.times import at
from tests.support.town import Town

TITLE = "Bimtek Keamanan Informasi"


async def test_a_day_after_a_pause_is_reminded_of_and_stands_in_the_menu(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering)
    days = [
        TrainingSession(at("2026-12-09 08:00"), at("2026-12-09 12:00")),
        TrainingSession(at("2026-12-16 09:00"), at("2026-12-16 12:00"), place="Ruang Contoh"),
        TrainingSession(at("2026-12-16 13:00"), at("2026-12-16 15:00")),
    ]
    async with town.store.write() as session:
        await sessions.write(session, offering, days, SessionPlan.GIVEN)
    await town.move_to(at("2026-12-10 10:00"))
    await phone.send("/menu")
    await phone.hears("Jadwal terdekat")
    assert "Rabu, 16 Desember 2026 pukul 09.00–12.00 WIB" in phone.last.said
    await town.move_to(at("2026-12-15 16:00"))
    await phone.hears("Besok 09.00–15.00 WIB")
    assert phone.last.said == f"Besok 09.00–15.00 WIB: {TITLE} di Ruang Contoh"
    assert phone.labels == ["Rincian", "Menu Utama"]
    await town.move_to(at("2026-12-16 09:30"))
    await phone.send("/menu")
    await phone.hears("Sedang berlangsung")
