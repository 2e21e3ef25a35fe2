"""The menu tells once what is new since it was last opened."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from storage.competencies.tables import competency
from storage.decisions import seats as decisions
from tests.support.acts import act
from tests.support.citizens import somebody_with_gaps
from tests.support.seats import enrol, number
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk
from tests.support.workbooks import TRAINING, workbook

ONE = "Baru: 1 pelatihan baru untuk Bapak/Ibu"


async def menu(phone: Any) -> str:
    await phone.send("/menu")
    said: str = (await phone.hears("Selamat ")).said
    return said


def line(said: str) -> str | None:
    return next((each for each in said.splitlines() if each.startswith("Baru:")), None)


async def test_trainings_that_a_file_brought_for_my_gaps(both_towns: Town, tmp_path: Path):
    town = both_towns
    phone = await somebody_with_gaps(town)
    async with town.store.read() as session:
        gap = competency.c.name == "Keamanan Informasi"
        code = (await session.execute(select(competency.c.code).where(gap))).scalar_one()
    assert line(await menu(phone)) is None
    shared = {
        "JENIS": "bimtek",
        "JP": 8,
        "MULAI": "14/12/2026",
        "SELESAI": "14/12/2026",
        "KUOTA": 9,
    }
    rows = [
        {"KODE PELATIHAN": "X1", "JUDUL": "Keamanan Baru", "KOMPETENSI": f"{code}:3"},
        {"KODE PELATIHAN": "X2", "JUDUL": "Arsip Baru"},
    ]
    table = [[{**shared, **row}.get(title) for title in TRAINING] for row in rows]
    await town.move(hours=1)
    hr = await town.citizen("Contoh Petugas", hr=True)
    file = workbook(tmp_path / "a.xlsx", Data=[TRAINING, *table])
    await hr.send_file(file.name, file.read_bytes())
    await walk(hr, "Simpan")
    await hr.hears("✓ Tersimpan")
    await town.move(hours=1)
    assert line(await menu(phone)) == ONE
    assert line(await menu(phone)) is None


async def test_a_training_that_was_there_before_the_link_is_not_new(town: Town):
    phone = await somebody_with_gaps(town)
    assert line(await menu(phone)) is None


async def test_decisions_of_hr_are_counted_once(town: Town):
    phone = await town.citizen()
    officer = town.person_of(await town.citizen("Contoh Petugas", hr=True))
    me = town.person_of(phone)
    for title, approve in (("Bimtek A", True), ("Bimtek B", False)):
        there = await town.make.offering(
            title, needs_approval=True, starts_at=at(f"2026-12-1{int(approve)} 08:00")
        )
        await town.move(minutes=1)
        await enrol(town.store, me, there, now=town.now)
        asked = await number(town.store, me, there)
        done = act(officer, now=town.now)
        await decisions.decide_request(town.store, done, enrolment=asked, approve=approve)
    await town.settle()
    assert line(await menu(phone)) == "Baru: 2 pendaftaran diputuskan"
    assert line(await menu(phone)) is None
