from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import update

from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.ids import EnrolmentId, OfferingId
from storage.catalogue import sessions
from storage.catalogue.tables import offering as offering_table
from storage.outbox import messages
from storage.seats import holding
from tests.support.acts import act
from tests.support.builders import NOW
from tests.support.seats import number
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

DAY = timedelta(days=1)
TITLE = "Bimtek Keamanan Informasi"
OLD = {
    "starts_at": at("2026-12-09 08:00").isoformat(),
    "ends_at": at("2026-12-09 16:00").isoformat(),
    "timezone": "Asia/Jakarta",
    "place": "Aula BKPSDM",
    "mode": "onsite",
}


async def participant(town: Town, **facts: Any) -> tuple[Any, OfferingId]:
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering, **facts)
    return phone, offering


async def change(town: Town, offering: OfferingId, **values: Any) -> None:
    """What HR's file changes."""
    async with town.store.write() as session:
        await session.execute(
            update(offering_table).where(offering_table.c.id == offering).values(values)
        )


async def promise(town: Town, phone: Any, offering: OfferingId, kind: str, **facts: Any) -> None:
    person = town.person_of(phone)
    enrolment: EnrolmentId = await number(town.store, person, offering)
    facts = {"offering": offering, "enrolment": enrolment, **facts}
    async with town.store.write() as session:
        await messages.promise(session, kind, to=person, facts=facts, once="one", now=NOW)
    await town.settle()


async def test_a_moved_training_says_what_changed(town: Town):
    phone, offering = await participant(town)
    later = at("2026-12-16 13:30")
    await change(
        town, offering, starts_at=later, ends_at=later + timedelta(hours=2), place="Gedung <B>"
    )
    await promise(town, phone, offering, "offering_moved", old=OLD)
    assert phone.last.said == (
        f"Jadwal berubah: {TITLE}.\n"
        "Semula: Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
        "Menjadi: Rabu, 16 Desember 2026 pukul 13.30–15.30 WIB di Gedung <B>\n"
        "Bila berhalangan, mohon tekan Batalkan."
    )
    assert phone.labels == ["Unduh Kalender", "Batalkan", "Rincian", "Menu Utama"]
    await walk(phone, "Batalkan")
    await phone.hears("Rabu, 16 Desember 2026?")
    await walk(phone, "Kembali")
    await phone.hears("Semula: Rabu, 9 Desember 2026")


async def test_the_calendar_file_comes_again_with_the_notice_of_a_move(town: Town):
    phone, offering = await participant(town)
    start = at("2026-12-16 08:00")
    parts = tuple(
        TrainingSession(start + day * DAY, start + day * DAY + timedelta(hours=4))
        for day in (0, 7)
    )
    async with town.store.write() as session:
        await sessions.write(session, offering, parts, SessionPlan.GIVEN)
    await promise(town, phone, offering, "offering_moved", old=OLD)
    assert "Menjadi: 16–23 Desember 2026, 2 sesi di Aula BKPSDM" in phone.last.said
    _, content = phone.last.document
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [each.decoded("dtstart") for each in events] == [one.starts_at for one in parts]
    await walk(phone, "Rincian")
    await phone.hears("Rabu, 16 Desember 2026 pukul 08.00–12.00 WIB")
    assert "Rabu, 23 Desember 2026 pukul 08.00–12.00 WIB" in phone.last.said
    _, still = phone.last.document
    assert still == content


async def test_a_training_called_off_is_taken_out_of_the_calendar(town: Town):
    phone, offering = await participant(town)
    await change(town, offering, called_off_at=NOW, called_off_reason="Anggaran")
    await promise(town, phone, offering, "offering_called_off")
    _, content = phone.last.document
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["status"] == "CANCELLED"


async def test_who_only_waits_gets_no_calendar_file(town: Town):
    phone, offering = await participant(town, state="queued", place_in_queue=1)
    await change(town, offering, place="Gedung B", quota=0)
    await promise(town, phone, offering, "offering_moved", old=OLD)
    assert phone.labels == ["Batalkan", "Rincian", "Menu Utama"]


async def test_what_is_back_as_it_was_is_not_told(town: Town):
    phone, offering = await participant(town)
    await promise(town, phone, offering, "offering_moved", old=OLD)
    assert phone.messages == []


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("note.refused", "refused"),
        ("note.removed", "cancelled"),
        ("note.approved", "enrolled"),
        ("offering_called_off", "enrolled"),
    ],
)
async def test_what_comes_after_the_training_is_not_told(town: Town, kind: str, state: str):
    phone = await town.citizen()
    there = await town.make.offering(TITLE, starts_at=NOW - timedelta(days=30))
    if kind == "offering_called_off":
        await change(town, there, called_off_at=NOW - timedelta(days=31))
    await town.make.enrolment(town.person_of(phone), there, state=state)
    await promise(town, phone, there, kind)
    assert phone.messages == []


async def test_who_was_told_that_it_is_off_is_told_that_it_takes_place_after_all(town: Town):
    phone, offering = await participant(town)
    await promise(town, phone, offering, "offering_reopened")
    assert phone.last.said == (
        f"Jadi dilaksanakan: {TITLE}.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
        "Pendaftaran Bapak/Ibu tetap berlaku.\n"
        "Bila berhalangan, mohon tekan Batalkan."
    )
    assert phone.labels == ["Unduh Kalender", "Batalkan", "Rincian", "Menu Utama"]


async def test_a_training_called_off_names_the_reason_and_others(town: Town):
    phone, offering = await participant(town)
    await change(town, offering, called_off_at=NOW, called_off_reason="Narasumber berhalangan")
    await promise(town, phone, offering, "offering_called_off")
    assert phone.last.said == (
        f"✗ Dibatalkan: {TITLE}, Rabu, 9 Desember 2026. Mohon maaf, Bapak/Ibu Contoh Satu.\n"
        "Alasan: Narasumber berhalangan\nBKPSDM"
    )
    assert phone.labels == ["Pelatihan Lain", "Menu Utama"]
    await walk(phone, "Pelatihan Lain")
    await phone.hears("Saat ini belum ada pelatihan yang dibuka.")


async def test_a_seat_taken_away_by_hr_is_told_with_whom_to_ask(town: Town):
    phone, offering = await participant(town)
    officer = await town.citizen("Contoh Dua", hr=True)
    assert await holding.remove(
        town.store,
        act(town.person_of(officer)),
        enrolment=await number(town.store, town.person_of(phone), offering),
        reason="Data ganda",
    )
    await town.settle()
    assert phone.last.said == (
        f"✗ Dibatalkan oleh BKPSDM: {TITLE}. Bapak/Ibu Contoh Satu tidak terdaftar lagi.\n"
        "Alasan: Data ganda\nBila ada pertanyaan, mohon hubungi 0800-CONTOH."
    )


async def test_a_promotion_that_was_given_up_again_is_not_told(town: Town):
    phone, offering = await participant(town, state="cancelled")
    await promise(town, phone, offering, "note.promoted")
    assert phone.messages == []


async def test_a_notice_belongs_to_its_person_alone(town: Town):
    phone, offering = await participant(town)
    other = await town.citizen("Contoh Dua")
    await change(town, offering, place="Gedung B")
    await promise(town, phone, offering, "offering_moved", old=OLD)
    await other.send("/menu")
    await other.hears("Contoh Dua")
    await other.press(other.last.id, "tn.1")
    await other.hears("Tombol ini sudah tidak berlaku.")
