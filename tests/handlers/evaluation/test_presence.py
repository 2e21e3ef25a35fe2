"""Presence that HR records by file is told at once; without a record the person is asked."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from storage.catalogue.tables import offering, training
from storage.people.tables import person as person_table
from storage.seats import signing_up
from tests.support.acts import act
from tests.support.citizens import somebody_with_gaps
from tests.support.engines import Engines
from tests.support.evaluating import END, TITLE, participant
from tests.support.times import at
from tests.support.town import Town, town_on
from tests.support.walking import tap, walk
from tests.support.workbooks import workbook


async def records(town: Town, phone: Any, folder: Path, *, status: str = "Hadir") -> Any:
    """HR loads the list of who was there; returns HR's phone."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    async with town.store.read() as session:
        me = person_table.c.id == town.person_of(phone)
        nip = (await session.execute(select(person_table.c.nip).where(me))).scalar_one()
        of = training.c.title == TITLE
        code = (await session.execute(select(training.c.code).where(of))).scalar_one()
    rows = [("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS"), (code, "I", nip, status)]
    file = workbook(folder / "peserta.xlsx", peserta=rows)
    await hr.send_file(file.name, file.read_bytes())
    await walk(hr, "Simpan")
    await hr.hears("✓ Tersimpan")
    await town.settle()
    return hr


async def test_hours_and_the_bar_are_told_at_once(both_towns: Town, tmp_path: Path):
    town = both_towns
    phone = await participant(town)
    await town.move_to(END)
    await records(town, phone, tmp_path)
    told = await phone.hears("✓ Kehadiran dicatat: 16 JP.")
    assert told.said == (f"✓ Kehadiran dicatat: 16 JP.\n{TITLE}\nJP 2026: ████████░░ 16 dari 20.")
    await phone.send("/menu")
    await phone.hears("JP 2026: ████████░░ 16 dari 20")


async def test_a_competency_names_what_was_attended_since_the_rating(town: Town, tmp_path: Path):
    phone = await somebody_with_gaps(town)
    me = town.person_of(phone)
    async with town.store.read() as session:
        found = await session.execute(select(offering.c.id))
        there = found.scalar_one()
    await town.make.enrolment(me, there)
    await town.move_to(END)
    await records(town, phone, tmp_path)
    await phone.send("/kompetensi")
    await walk(phone, "Keamanan Informasi")
    await phone.hears(f"✓ Sudah diikuti: {TITLE} (9 Des), menunggu penilaian berikutnya")


async def test_who_has_no_record_is_asked_and_says_not_to_have_been_there(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    assert f"{TITLE} telah selesai. Apakah Bapak/Ibu Contoh Satu mengikutinya?" in phone.last.said
    await tap(phone, "Saya Tidak Hadir", "Umpan balik tidak perlu diisi.")
    said = len(phone.messages)
    await town.move(days=4)
    assert len(phone.messages) == said
    await phone.send("/umpanbalik")
    await phone.hears("Tidak ada umpan balik yang perlu diisi.")


async def test_a_slip_is_taken_back(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await tap(phone, "Saya Tidak Hadir", "✓ Dicatat")
    await tap(phone, "Saya Hadir", "(1/6)")


async def test_who_was_there_is_thanked(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering, attendance="attended")
    await town.move_to(END)
    await phone.hears(f"{TITLE} telah selesai. Terima kasih telah mengikutinya")
    assert "Saya Tidak Hadir" not in phone.labels


async def test_two_reminders_of_a_day_are_one_message(town: Town):
    phone = await participant(town)
    second = await town.make.offering("Workshop Komunikasi")
    await town.make.enrolment(town.person_of(phone), second)
    await town.move_to(END)
    said = len(phone.messages)
    await town.move_to(at("2026-12-10 09:00"))
    assert len(phone.messages) == said + 1
    assert phone.last.said.startswith("Umpan Balik: 2 menunggu")


async def test_joined_reminders_that_were_tried_twice_still_show_all(both_towns: Town):
    town = both_towns
    phone = await participant(town)
    second = await town.make.offering("Workshop Komunikasi")
    await town.make.enrolment(town.person_of(phone), second)
    await town.move_to(END)
    said = len(phone.messages)
    town.sandbox.faults.fail("sendMessage", "429", seconds=1)
    await town.move_to(at("2026-12-10 09:00"))
    assert not town.sandbox.faults.waiting
    assert len(phone.messages) == said + 1
    assert phone.last.said.startswith("Umpan Balik: 2 menunggu")


async def test_joined_requests_that_were_tried_twice_still_show_all(engines: Engines):
    evening = at("2026-11-23 21:00")
    async with town_on(await engines.sqlite(), start=evening, QUIET_HOURS="20:00-07:00") as town:
        hr = await town.citizen("Contoh Petugas", hr=True)
        there = await town.make.offering(TITLE, needs_approval=True)
        for name in ("Contoh Satu", "Contoh Dua"):
            asker = await town.make.person(name)
            await signing_up.enrol(town.store, act(asker, now=town.now), offering=there)
        await town.settle()
        town.sandbox.faults.fail("sendMessage", "429", seconds=1)
        await town.move_to(evening + timedelta(hours=10))
        await hr.hears("2 permintaan menunggu keputusan Bapak/Ibu.")
        assert len(hr.messages) == 1


async def test_quiet_hours_hold_a_decision_and_join_the_requests(engines: Engines):
    evening = at("2026-11-23 21:00")
    async with town_on(await engines.sqlite(), start=evening, QUIET_HOURS="20:00-07:00") as town:
        hr = await town.citizen("Contoh Petugas", hr=True)
        there = await town.make.offering(TITLE, needs_approval=True)
        for name in ("Contoh Satu", "Contoh Dua", "Contoh Tiga"):
            asker = await town.make.person(name)
            await signing_up.enrol(town.store, act(asker, now=town.now), offering=there)
        await town.settle()
        assert not hr.messages
        await town.move_to(evening + timedelta(hours=10))
        await hr.hears("3 permintaan menunggu keputusan Bapak/Ibu.")
        assert len(hr.messages) == 1
        assert "Terlama: Contoh Satu" in hr.last.said
